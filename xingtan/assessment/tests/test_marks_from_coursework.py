"""Homework and discussions flow into the result where the scheme says so; what is entered by hand goes first."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.assessment import actions, queries
from xingtan.assessment.models import Result, Scheme
from xingtan.assessment.scheme import PartResult, Source, Why
from xingtan.assessment.tests import given
from xingtan.assessment.tests.given import MID_TERM
from xingtan.coursework.actions import take_assignment_back
from xingtan.coursework.tests import given as works
from xingtan.enrolment.models import Enrolment

pytestmark = pytest.mark.django_db


def homework_of(learner: Enrolment) -> PartResult:
    """The homework part as it is reckoned now."""
    standing = queries.standing_of(learner, given.scheme(learner.programme))
    return standing.judgement.parts[1]


def said(part: PartResult) -> list[tuple[Why, int]]:
    return [(line.why, int(line.amount)) for line in part.lines]


def marked_works(room: works.Room, learner: Enrolment, *marks: tuple[str, str, str]) -> None:
    for number, points in enumerate(marks):
        version = works.handed_in(works.homework(room, title=f"作业{number + 1}"), learner)
        works.marked(version, room.tutor, *points)


def with_source(learner: Enrolment, **sources: str) -> Scheme:
    """The scheme with other sources for some parts."""
    held = given.scheme(learner.programme)
    parts: list[dict[str, Any]] = [{**part, "source": sources.get(part["key"], part.get("source", "entered"))} if part["kind"] == "marks" else part for part in held.data["parts"]]  # fmt: skip
    return actions.adopt_scheme(programme=learner.programme, data={**held.data, "parts": parts}, by=None, now=MID_TERM)


def test_marked_homework_counts_with_the_title_it_rests_on() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    marked_works(room, learner, ("20", "40", "20"), ("20", "50", "30"))

    part = homework_of(learner)

    assert said(part) == [(Why.COUNTED, 100), (Why.COUNTED, 80)]
    assert [line.about for line in part.lines] == ["作业2", "作业1"]
    assert part.points == Decimal("18.00")


def test_a_mark_entered_by_hand_goes_first_and_the_work_it_displaces_is_told_so() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    marked_works(room, learner, ("20", "40", "20"), ("20", "50", "30"))
    given.scheme(learner.programme)

    given.mark(learner, "homework", 60)

    assert said(homework_of(learner)) == [(Why.COUNTED, 60), (Why.COUNTED, 100), (Why.OVERRULED, 80)]


def test_an_entered_mark_voided_gives_the_place_back() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    marked_works(room, learner, ("20", "40", "20"))
    given.scheme(learner.programme)
    entered = given.mark(learner, "homework", 60)

    actions.void_mark(mark=entered, reason="登记错人", by=None, now=MID_TERM)

    assert said(homework_of(learner)) == [(Why.COUNTED, 80), (Why.VOIDED, 60)]


def test_where_the_scheme_takes_entered_marks_only_works_count_for_nothing() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    marked_works(room, learner, ("20", "50", "30"))

    with_source(learner, homework="entered")

    assert homework_of(learner).lines == ()


def test_returned_and_waiting_works_count_for_nothing_yet_and_homework_taken_back_no_more() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    works.returned(works.handed_in(works.homework(room), learner), room.tutor)
    works.handed_in(works.homework(room), learner)
    withdrawn = works.homework(room)
    works.marked(works.handed_in(withdrawn, learner), room.tutor)
    take_assignment_back(assignment=withdrawn, by=None, now=works.NOW)

    assert homework_of(learner).lines == ()


def test_discussions_make_one_mark_of_what_counts() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    topic, by = works.topic(room), works.learner_post(learner)
    thread = works.said(topic, room, by)
    works.said(topic, room, by, "再补充一点：家长会上请学困生代表发言，家长和孩子都很受鼓舞。", thread=thread)

    part = queries.standing_of(learner, given.scheme(learner.programme)).judgement.parts[2]

    assert said(part) == [(Why.COUNTED, 20)]
    assert "2" in part.lines[0].about
    assert part.points == Decimal("2.00")


@pytest.mark.parametrize("members", [2, 120])
def test_judging_a_class_asks_as_often_for_a_hundred_and_twenty_as_for_two(members: int) -> None:
    room = works.a_room(members)
    homework = works.homework(room)
    for learner in room.learners[:8]:
        works.marked(works.handed_in(homework, learner), room.tutor)
    scheme = given.scheme(room.programme)

    with CaptureQueriesContext(connection) as asked:
        actions.assess(enrolments=room.learners, scheme=scheme, now=works.NOW + timedelta(days=1))

    assert Result.objects.count() == members
    assert len(asked) <= 15


def test_marks_that_no_part_takes_are_named_with_how_many_there_are() -> None:
    room = works.a_room(1)
    learner = room.learners[0]
    marked_works(room, learner, works.FULL, works.FULL)
    works.said(works.topic(room), room, works.learner_post(learner))
    works.asked(room)
    stored = with_source(learner, homework="entered", discussion="entered", quiz="entered")
    taken = with_source(learner, homework="homework", discussion="entered", quiz="entered")

    assert queries.untaken_marks(stored) == [(Source.HOMEWORK, 2), (Source.DISCUSSION, 1)]
    assert queries.untaken_marks(taken) == [(Source.DISCUSSION, 1)]
