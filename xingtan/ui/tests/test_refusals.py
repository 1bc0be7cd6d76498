"""What was refused and nobody caught becomes a page that says why and what to do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.ui.middleware import Refusals
from xingtan.ui.tests.drawing import request


class RosterClosed(Refusal):
    code = "roster_closed"
    sentence = _("Enrolment closed on %(deadline)s.")


def answer_to(error: Exception, asked: HttpRequest) -> HttpResponse:
    """What the person sees when a view raises this."""

    def no_view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    view: Callable[[HttpRequest], HttpResponse] = no_view
    answer: Any = Refusals(view).process_exception(asked, error)
    assert answer is not None
    return answer  # type: ignore[no-any-return]


def test_a_refusal_becomes_a_409_page_with_its_sentence() -> None:
    answer = answer_to(RosterClosed(deadline="12月9日"), request())

    assert answer.status_code == 409
    assert "Enrolment closed on 12月9日." in answer.content.decode()
    assert "没有改动任何内容。" in answer.content.decode()


def test_a_refused_part_of_a_page_answers_with_the_sentence_above_the_page() -> None:
    answer = answer_to(RosterClosed(deadline="12月9日"), request(hx_request="true"))

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert "<html" not in answer.content.decode()


def test_the_way_back_leads_only_to_this_house() -> None:
    ours = answer_to(RosterClosed(deadline="–"), request(referer="http://testserver/rosters/"))
    theirs = answer_to(RosterClosed(deadline="–"), request(referer="http://elsewhere.example/"))

    assert 'href="http://testserver/rosters/"' in ours.content.decode()
    assert "elsewhere" not in theirs.content.decode()


def test_a_request_that_is_too_large_is_told_so() -> None:
    answer = answer_to(RequestDataTooBig(), request())

    assert answer.status_code == 413
    assert "文件太大了" in answer.content.decode()


def test_an_error_of_ours_stays_an_error() -> None:
    assert Refusals(lambda _request: HttpResponse()).process_exception(request(), ValueError()) is None
