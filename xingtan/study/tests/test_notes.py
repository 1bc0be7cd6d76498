"""A learner's own notes: kept once, the newest writing, for nobody else; read again and taken along."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xingtan.accounts.models import MANAGEMENT, Kind
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.study import actions, queries
from xingtan.study.errors import NotesFull
from xingtan.study.models import Note
from xingtan.study.rules import MOST_IN_A_LESSON, Jotting, WrittenNote, as_text, supersedes
from xingtan.study.tests import given

EVENING = given.EVENING
KEY = "a1b2c3d4e5f6"


@pytest.mark.parametrize(("number", "kept", "is_newer"), [(6, 5, True), (5, 5, True), (4, 5, False), (0, 5, True)])
def test_a_writing_that_comes_late_does_not_replace_a_newer_one(number: int, kept: int, *, is_newer: bool) -> None:
    assert supersedes(number, kept) is is_newer


def test_notes_are_written_out_lesson_by_lesson_with_their_place() -> None:
    notes = [
        WrittenNote("第一课", 65, "记住\n再想", is_timed=True),
        WrittenNote("第一课", 3700, "板书", is_timed=True),
        WrittenNote("阅读", 0, "抄一段", is_timed=False),
    ]

    lines = as_text("师德", notes).split("\r\n")

    assert lines == ["师德", "", "第一课", "1:05  记住", "    再想", "1:01:40  板书", "", "阅读", "抄一段", ""]


pytestmark = pytest.mark.django_db


def keep(learner: given.Learner, lesson: Any, words: str, *, key: str = KEY, number: int = 1, second: int = 65) -> Any:
    return actions.keep_note(
        enrolment=learner.enrolment, lesson=lesson, jotting=Jotting(key, words, second, number), now=EVENING
    )


def test_a_note_sent_twice_is_kept_once_and_an_earlier_writing_that_comes_late_changes_nothing() -> None:
    learner, lesson = given.learner(), given.lesson()

    for words, number in [("先看", 1), ("先看板书", 3), ("先看板", 2), ("先看板书", 3)]:
        keep(learner, lesson, words, number=number)

    (note,) = Note.objects.all()
    assert (note.words, note.second, note.number) == ("先看板书", 65, 3)


def test_an_emptied_note_is_taken_away() -> None:
    learner, lesson = given.learner(), given.lesson()
    keep(learner, lesson, "先看")

    assert keep(learner, lesson, "  ", number=2) is None

    assert not Note.objects.exists()


def test_one_note_more_than_a_lesson_holds_is_refused_and_the_others_stay() -> None:
    learner, lesson = given.learner(), given.lesson()
    for place in range(MOST_IN_A_LESSON):
        keep(learner, lesson, "记", key=f"{KEY}{place}")

    with pytest.raises(NotesFull, match=str(MOST_IN_A_LESSON)):
        keep(learner, lesson, "再记")

    assert Note.objects.count() == MOST_IN_A_LESSON


def test_the_same_key_of_another_learner_is_another_note() -> None:
    first, other, lesson = given.learner(), given.learner(), given.lesson()
    keep(first, lesson, "我的")

    keep(other, lesson, "")

    assert [note.words for note in queries.notes_of(first.enrolment, lesson)] == ["我的"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.LEARNER])
def test_no_other_post_reaches_a_note(kind: Kind) -> None:
    learner, lesson = given.learner(), given.lesson()
    keep(learner, lesson, "只有我看")

    school = learner.enrolment.school
    over = {Kind.COUNTY_ADMIN: school.division, Kind.CITY_SUPERVISOR: Division.objects.get(code="140900")}
    post = people.post(
        kind,
        division=over.get(kind),
        school=school if kind in {Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT} else None,
        programme_code="" if kind in MANAGEMENT or kind == Kind.SCHOOL_CONTACT else learner.enrolment.programme.code,
    )

    assert not Note.objects.within(post).exists()


def send(browser: Client, lesson: Any, **said: Any) -> Any:
    told = {"key": KEY, "second": 65, "number": 1, "words": "先看板书", **said}
    return browser.post(
        reverse("study:keep_note", args=[lesson.public_id]), told, headers={"Accept": "application/json"}
    )


def test_the_page_keeps_a_note_and_shows_it_at_its_second() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser = learner.browser()

    assert send(browser, lesson).json() == {"kept": True}

    page = browser.get(reverse("study:lesson", args=[lesson.public_id])).content.decode()
    assert "先看板书" in page
    assert ">1:05</button>" in page


@pytest.mark.parametrize(
    "wrong", [{"key": "<script>"}, {"second": -1}, {"second": "x"}, {"words": "字" * 2001}, {"number": "-4"}]
)
def test_what_is_no_note_is_refused_in_words_and_nothing_is_kept(wrong: dict[str, Any]) -> None:
    learner, lesson = given.learner(), given.lesson()

    answer = send(learner.browser(), lesson, **wrong)

    assert (answer.status_code, answer.json()["code"]) == (400, "note_unreadable")
    assert not Note.objects.exists()


def test_without_scripts_a_note_is_kept_by_a_plain_form() -> None:
    learner, lesson = given.learner(), given.lesson()

    answer = learner.browser().post(
        reverse("study:keep_note", args=[lesson.public_id]), {"key": KEY, "second": 0, "number": 0, "words": "记下"}
    )

    assert answer.headers["Location"] == reverse("study:lesson", args=[lesson.public_id])
    assert Note.objects.get().words == "记下"


def test_who_left_the_programme_keeps_no_notes() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser = learner.browser()
    given.withdrawn(learner)

    assert send(browser, lesson).status_code != 200
    assert not Note.objects.exists()


def test_notes_stay_after_the_term_and_can_still_be_written() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser, ends = learner.browser(), queries.terms_of(learner.enrolment.programme).closes_at

    for number, moment in enumerate([ends - timedelta(seconds=1), ends], start=1):
        with clock.standing_at(moment):
            assert send(browser, lesson, number=number, words=f"第{number}次").status_code == 200

    assert Note.objects.get().words == "第2次"


def test_the_notes_of_a_course_stand_on_one_page_and_leave_as_text() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser = learner.browser()
    address = reverse("study:notes", args=[lesson.course.public_id])
    assert "No notes yet" in browser.get(address, headers={"Accept-Language": "en"}).content.decode()
    counts = []
    for many in (1, 20):
        for place in range(many):
            keep(learner, lesson, f"第{place}条", key=f"{KEY}{place}", second=place, number=many)
        with CaptureQueriesContext(connection) as counted:
            page = browser.get(address).content.decode()
        counts.append(len(counted))

    assert counts[0] == counts[1]
    assert f"{reverse('study:lesson', args=[lesson.public_id])}?at=19" in page
    answer = browser.get(reverse("study:notes_file", args=[lesson.course.public_id]))
    assert "0:19  第19条" in answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_link_to_a_place_begins_there_and_nowhere_outside_the_lesson() -> None:
    learner, lesson = given.learner(), given.lesson()
    browser, address = learner.browser(), reverse("study:lesson", args=[lesson.public_id])

    assert 'data-position="61"' in browser.get(address, {"at": "61"}).content.decode()
    for wrong in ("180", "-1", "x", "²", "9" * 40):
        assert 'data-position="0"' in browser.get(address, {"at": wrong}).content.decode()
