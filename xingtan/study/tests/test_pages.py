"""A learner's pages, and progress coming in over the network: honest, replayed, forged and late."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses.tests import given as courses
from xingtan.foundation import clock
from xingtan.programmes.tests import given as programmes
from xingtan.study.message import PLAY_LASTS
from xingtan.study.models import Coverage, Play
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db
EVENING = given.EVENING
MOST_QUERIES = 12
"""Of the page of a lesson, whatever stands beside the player."""


def after(seconds: float) -> Any:
    return clock.standing_at(EVENING + timedelta(seconds=seconds))


def begin(browser: Client, lesson: Any) -> str:
    answer = browser.post(reverse("study:play", args=[lesson.public_id]))
    assert answer.status_code == 200
    return str(answer.json()["token"])


def send(token: str, *claims: list[int], browser: Client | None = None) -> Any:
    message = {"token": token, "claims": claims, "position": claims[-1][1] if claims else 0}
    return (browser or Client(enforce_csrf_checks=True)).post(
        reverse("study:progress"), json.dumps(message), content_type="text/plain"
    )


def test_progress_needs_no_session_only_the_token() -> None:
    learner, lesson = given.learner(), given.lesson()
    with after(0):
        token = begin(learner.browser(), lesson)
    with after(40):
        answer = send(token, [0, 40, 0])

    assert answer.json() == {"covered": [[0, 40]], "gained": 40, "refused": {}, "over": False}
    assert Coverage.objects.get().credited_seconds == 40


def test_a_replayed_message_is_answered_alike_and_changes_nothing() -> None:
    learner, lesson = given.learner(), given.lesson()
    with after(0):
        token = begin(learner.browser(), lesson)
    with after(40):
        answers = [send(token, [0, 40, 0]).json() for _ in range(3)]

    assert [answer["gained"] for answer in answers] == [40, 0, 0]
    assert [answer["covered"] for answer in answers] == [[[0, 40]]] * 3


@pytest.mark.parametrize("place", [0, 10, 40, 75])
def test_a_tampered_token_is_refused_and_nothing_changes(place: int) -> None:
    learner, lesson = given.learner(), given.lesson()
    with after(0):
        token = begin(learner.browser(), lesson)
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    with after(40):
        answer = send(changed, [0, 40, 0])

    assert (answer.status_code, answer.json()["code"]) == (403, "play_forged")
    assert Coverage.objects.get().credited_seconds == 0


def test_an_expired_token_is_refused_and_nothing_changes() -> None:
    learner, lesson = given.learner(), given.lesson()
    with after(0):
        token = begin(learner.browser(), lesson)
    with after(PLAY_LASTS.total_seconds()):
        answer = send(token, [0, 40, 0])

    assert (answer.status_code, answer.json()["code"]) == (403, "play_expired")
    assert Coverage.objects.get().credited_seconds == 0


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"token": 1}', b"x" * 20_000])
def test_a_message_that_cannot_be_read_is_refused_in_words(body: bytes) -> None:
    answer = Client().post(reverse("study:progress"), body, content_type="text/plain")

    assert answer.status_code == 400
    assert answer.json()["code"] == "message_unreadable"
    assert answer.json()["sentence"]


def test_two_tabs_at_once_the_later_one_counts() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser = learner.browser()
    with after(0):
        first = begin(browser, lesson)
    with after(10):
        second = begin(browser, lesson)
    with after(40):
        from_first, from_second = send(first, [0, 40, 0]).json(), send(second, [0, 30, 0]).json()

    assert from_first["over"]
    assert from_first["gained"] == 0
    assert from_second["gained"] == 30


def test_before_login_opens_play_is_refused_in_words() -> None:
    """R35."""
    learner, lesson = given.learner(), given.lesson()
    with clock.standing_at(clock.moment(2020, 12, 9, 23, 59, 59)):
        answer = learner.browser().post(reverse("study:play", args=[lesson.public_id]))

    assert (answer.status_code, answer.json()["code"]) == (409, "study_not_yet_open")
    assert not Play.objects.exists()


def test_after_the_term_play_is_refused_and_the_pages_still_open() -> None:
    """R36."""
    learner, lesson = given.learner(), given.lesson()
    with clock.standing_at(clock.moment(2021, 4, 13)):
        browser = learner.browser()
        answer = browser.post(reverse("study:play", args=[lesson.public_id]))
        page = browser.get(reverse("study:lesson", args=[lesson.public_id]))

    assert (answer.status_code, answer.json()["code"]) == (409, "study_closed")
    assert page.status_code == 200
    assert not Play.objects.exists()


def test_the_first_page_offers_one_button_to_the_lesson_last_played() -> None:
    programme = courses.whole_catalogue()
    learner = given.learner(programme)
    lesson = programme.courses.get(code="ce-deep").lessons.get(position=2)
    given.watched(learner, lesson, 600)
    with after(3600):
        page = learner.browser().get(reverse("study:home")).content.decode()

    assert page.count("is-primary") == 1
    assert f'href="{reverse("study:lesson", args=[lesson.public_id])}"' in page
    assert "新高考与新课改" not in page


def test_the_player_resumes_where_one_stopped() -> None:
    learner, lesson = given.learner(), given.lesson()
    given.watched(learner, lesson, 75)
    with after(3600):
        page = learner.browser().get(reverse("study:lesson", args=[lesson.public_id])).content.decode()

    assert 'data-position="75"' in page
    assert 'data-covered="0-75"' in page


def test_the_evidence_says_why_something_did_not_count() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)
    given.beat(begun, (0, 170), now=EVENING + timedelta(seconds=20))
    with after(3600):
        page = learner.browser().get(reverse("study:evidence", args=[lesson.public_id])).content.decode()

    assert "0:00–0:30" in page
    assert "0:30–2:50" in page


def test_a_lesson_of_another_stage_or_programme_is_as_good_as_none() -> None:
    programme = courses.whole_catalogue()
    learner, stranger = given.learner(programme), people.signed_in(people.post(Kind.LEARNER))
    other_stage = programme.courses.get(code="kg-trends").lessons.get(position=1)
    own = programme.courses.get(code="ethics").lessons.get(position=1)
    with after(0):
        browser = learner.browser()
        for name in ("lesson", "evidence"):
            assert browser.get(reverse(f"study:{name}", args=[other_stage.public_id])).status_code == 404
            assert stranger.get(reverse(f"study:{name}", args=[own.public_id])).status_code == 404
        assert browser.post(reverse("study:play", args=[other_stage.public_id])).status_code == 404
        assert stranger.post(reverse("study:play", args=[own.public_id])).status_code == 404

    assert not Play.objects.exists()


def test_who_is_not_enrolled_is_told_what_to_do() -> None:
    programmes.programme_2020()
    page = people.signed_in(people.post(Kind.LEARNER)).get(reverse("study:home"))

    assert page.status_code == 200
    assert "empty" in page.content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_my_study_takes_the_same_queries_at_any_size(number: int, django_assert_max_num_queries: Any) -> None:
    programme = courses.catalogue(*(courses.course(f"c{each}") for each in range(number)))
    learner = given.learner(programme)
    for lesson in programme.courses.get(code="c0").lessons.all():
        given.watched(learner, lesson, 30, at=EVENING + timedelta(seconds=60 * lesson.pk))
    with after(3600):
        browser = learner.browser()
        browser.get(reverse("study:home"))
        with django_assert_max_num_queries(11):
            browser.get(reverse("study:home"))


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_of_a_lesson_takes_twelve_queries_at_any_size(number: int) -> None:
    programme = courses.catalogue(*(courses.course(f"c{each}") for each in range(number)))
    learner = given.learner(programme)
    lessons = list(programme.courses.get(code="c0").lessons.all())
    for lesson in lessons:
        given.watched(learner, lesson, 30, at=EVENING + timedelta(seconds=60 * lesson.pk))
    with after(3600):
        browser, page = learner.browser(), reverse("study:lesson", args=[lessons[0].public_id])
        browser.get(page)
        with CaptureQueriesContext(connection) as asked:
            browser.get(page)

    assert len(asked) <= MOST_QUERIES, "\n".join(each["sql"][:260] for each in asked)
