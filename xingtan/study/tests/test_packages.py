"""A teacher goes through a package: what it reports is kept once, goes on where it stopped, and finishes the lesson."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses.models import Lesson
from xingtan.courses.tests import given_packages as packages
from xingtan.foundation import clock
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions, queries
from xingtan.study.errors import FinishedByPackage, PlayExpired, PlayForged
from xingtan.study.models import Coverage, PackageReport, PackageState
from xingtan.study.rules.packages import PackageMessage, Report
from xingtan.study.tests import given
from xingtan.study.tests.given import EVENING, Learner
from xingtan.study.tests.test_package_rules import SOUND

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(learner: Learner, lesson: Lesson, *, item: str = "", at: float = 0) -> actions.Opened:
    return actions.open_part(lesson=lesson, item=item, by=learner.post, now=EVENING + timedelta(seconds=at))


def report(
    learner: Learner, lesson: Lesson, opened: actions.Opened, number: int = 1, *, at: float = 60, **said: Any
) -> PackageState:
    message = PackageMessage(opened.token, number, Report(**said))
    now = EVENING + timedelta(seconds=at)
    return actions.take_package_report(message=message, lesson=lesson, by=learner.post, now=now)


def test_the_next_time_one_goes_on_where_one_stopped() -> None:
    lesson, learner = packages.lesson(), given.learner()
    report(learner, lesson, opened(learner, lesson), location="第 3 页", suspend_data="甲乙丙", completion="incomplete")

    again = opened(learner, lesson, at=3600)

    assert again.state["location"] == "第 3 页"
    assert again.state["suspend_data"] == "甲乙丙"
    assert again.state["completion"] == "incomplete"
    assert not queries.my_study(learner.enrolment).courses[0].done


def test_a_lesson_is_finished_when_its_package_says_so_and_stays_so() -> None:
    lesson, learner = packages.lesson(), given.learner()
    sitting = opened(learner, lesson)

    report(learner, lesson, sitting, 1, completion="completed", score=("85", "0", "100", ""))
    report(learner, lesson, sitting, 2, completion="incomplete")

    assert queries.my_study(learner.enrolment).courses[0].done == 1
    state = PackageState.objects.get()
    assert (state.completion, str(state.best_percent)) == ("completed", "85.00")
    assert queries.coverage_breaches() == []


def test_of_several_parts_each_must_be_finished() -> None:
    content = packages.packed(
        {"imsmanifest.xml": packages.manifest(("一", "a.html"), ("二", "b.html")), "a.html": "a", "b.html": "b"}
    )
    lesson, learner = packages.lesson(content), given.learner()

    report(learner, lesson, opened(learner, lesson, item="i1"), completion="completed")
    done_after_one = queries.my_study(learner.enrolment).courses[0].done
    report(learner, lesson, opened(learner, lesson, item="i2"), success="passed", completion="unknown")

    assert (done_after_one, queries.my_study(learner.enrolment).courses[0].done) == (0, 1)


def test_the_same_report_again_adds_nothing() -> None:
    lesson, learner = packages.lesson(), given.learner()
    sitting = opened(learner, lesson)

    for at in (60, 90, 600):
        report(learner, lesson, sitting, 1, at=at, seconds=50)

    assert PackageState.objects.get().seconds == 50
    assert PackageReport.objects.count() == 1


def test_its_own_time_never_passes_the_clock_and_recognises_nothing() -> None:
    lesson, learner = packages.lesson(), given.learner()
    sitting = opened(learner, lesson)

    report(learner, lesson, sitting, 1, at=40, seconds=3600)
    report(learner, lesson, sitting, 2, at=100, seconds=36_000)

    assert PackageState.objects.get().seconds == 100
    assert queries.recognised_seconds([learner.enrolment.pk]) == {}


def test_time_that_counts_is_measured_by_the_house_as_of_a_page() -> None:
    lesson, learner = packages.lesson(seconds=120), given.learner()

    given.watched(learner, lesson, 120)

    assert queries.recognised_seconds([learner.enrolment.pk]) == {learner.enrolment.pk: 120}


def test_a_device_that_was_left_behind_does_not_move_the_place_back() -> None:
    lesson, learner = packages.lesson(), given.learner()
    first, second = opened(learner, lesson), opened(learner, lesson, at=10)

    report(learner, lesson, second, 1, location="新")
    report(learner, lesson, first, 9, location="旧")

    assert PackageState.objects.get().location == "新"


def test_reports_are_only_added() -> None:
    lesson, learner = packages.lesson(), given.learner()
    report(learner, lesson, opened(learner, lesson), completion="incomplete")

    for change in (lambda: PackageReport.objects.update(completion="completed"), PackageReport.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_token_serves_its_own_person_and_lesson_for_a_day() -> None:
    programme = programmes.programme_2020()
    lesson, learner, other = packages.lesson(), given.learner(), given.learner(programme)
    elsewhere = packages.lesson(packages.package({"b.html": "b"}))
    sitting = opened(learner, lesson)
    forged = actions.Opened(sitting.token[:-1] + ("A" if sitting.token[-1] != "A" else "B"), {})

    for who, where, what in ((other, lesson, sitting), (learner, elsewhere, sitting), (learner, lesson, forged)):
        with pytest.raises(PlayForged):
            report(who, where, what, completion="completed")
    with pytest.raises(PlayExpired):
        report(learner, lesson, sitting, at=24 * 3600)
    report(learner, lesson, sitting, at=24 * 3600 - 1)

    assert PackageReport.objects.count() == 1


def test_a_lesson_that_reports_is_not_finished_by_saying_so_and_one_that_only_shows_is() -> None:
    lesson, learner = packages.lesson(), given.learner()
    shown = packages.lesson(packages.package({"b.html": "b"}, scorm="asset"))

    with pytest.raises(FinishedByPackage):
        actions.finish_lesson(lesson=lesson, by=learner.post, now=EVENING)
    actions.finish_lesson(lesson=shown, by=learner.post, now=EVENING)

    assert Coverage.objects.get().lesson == shown


# --- the pages and the channel ----------------------------------------------------------------------


def post(browser: Client, lesson: Lesson, **said: Any) -> Any:
    return browser.post(reverse("study:report_part", args=[lesson.public_id]), json.dumps(said), "application/json")


def test_the_page_opens_the_package_shut_in_and_says_how_it_stands() -> None:
    lesson, learner = packages.lesson(), given.learner()
    report(learner, lesson, opened(learner, lesson), completion="completed", success="passed", score=("85", "", "", ""))

    with clock.standing_at(EVENING + timedelta(hours=1)):
        page = learner.browser().get(reverse("study:lesson", args=[lesson.public_id])).content.decode()

    assert 'data-sandbox="allow-scripts allow-forms"' in page
    assert "85" in page
    assert "甲乙丙" not in page


def test_the_channel_opens_reports_and_answers_in_words() -> None:
    lesson, learner = packages.lesson(), given.learner()
    with clock.standing_at(EVENING):
        browser = learner.browser()
        said = browser.post(reverse("study:open_part", args=[lesson.public_id]), {"item": "i1"}).json()
    with clock.standing_at(EVENING + timedelta(seconds=30)):
        answer = post(browser, lesson, token=said["token"], number=1, report={**SOUND, "completion": "completed"})
        unread = post(browser, lesson, token=said["token"], number=2, report={**SOUND, "completion": "<script>"})
        unknown = browser.post(reverse("study:open_part", args=[lesson.public_id]), {"item": "i9"})

    assert answer.json()["number"] == 1
    assert (unread.status_code, unread.json()["code"]) == (400, "message_unreadable")
    assert unknown.status_code == 409
    assert PackageReport.objects.count() == 1


def test_the_channel_asks_for_the_form_key_and_the_own_session() -> None:
    lesson, learner = packages.lesson(), given.learner()
    token = opened(learner, lesson).token
    checked = Client(enforce_csrf_checks=True)
    checked.cookies = learner.browser().cookies

    with clock.standing_at(EVENING):
        without_key = post(checked, lesson, token=token, number=1, report=SOUND)
        without_session = post(Client(), lesson, token=token, number=1, report=SOUND)
        stranger = post(people.signed_in(people.post(Kind.LEARNER)), lesson, token=token, number=1, report=SOUND)

    assert (without_key.status_code, without_session.status_code, stranger.status_code) == (403, 302, 404)
    assert not PackageReport.objects.exists()


@pytest.mark.parametrize("moment", [clock.moment(2020, 12, 9, 23, 59, 59), clock.moment(2021, 4, 13)])
def test_outside_of_the_term_the_package_opens_and_nothing_is_kept(moment: Any) -> None:
    lesson, learner = packages.lesson(), given.learner()
    with clock.standing_at(moment):
        browser = learner.browser()
        page = browser.get(reverse("study:lesson", args=[lesson.public_id]))
        answer = browser.post(reverse("study:open_part", args=[lesson.public_id]), {"item": ""})

    assert page.status_code == 200
    assert (answer.status_code, bool(answer.json()["sentence"])) == (409, True)
    assert not PackageState.objects.exists()


@pytest.mark.parametrize("parts", [1, 12])
def test_the_page_of_a_package_takes_few_queries_whatever_its_parts(
    parts: int, django_assert_max_num_queries: Any
) -> None:
    files = {f"{n}.html": "x" for n in range(parts)}
    told = packages.manifest(*((f"第 {n} 讲", f"{n}.html") for n in range(parts)))
    lesson, learner = packages.lesson(packages.packed({"imsmanifest.xml": told, **files})), given.learner()
    for number in range(1, parts + 1):
        opened(learner, lesson, item=f"i{number}")
    with clock.standing_at(EVENING + timedelta(hours=1)):
        browser = learner.browser()
        browser.get(reverse("study:lesson", args=[lesson.public_id]))
        with django_assert_max_num_queries(13):
            browser.get(reverse("study:lesson", args=[lesson.public_id]))
