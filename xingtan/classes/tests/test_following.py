"""Classes follow the enrolments: later ones placed, moved ones moved, withdrawn ones taken out; twice is once."""

import pytest

from xingtan.classes import actions, queries
from xingtan.classes.models import ClassChange, OnlineClass
from xingtan.classes.tests import given
from xingtan.enrolment import actions as enrolment
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme

pytestmark = pytest.mark.django_db


def followed(online_class: OnlineClass) -> int:
    """How many the timer moved; a second turn finds nothing to do."""
    count = actions.follow_enrolments(programme=online_class.programme, now=clock.now())
    lines = ClassChange.objects.count()
    assert actions.follow_enrolments(programme=online_class.programme, now=clock.now()) == 0
    assert ClassChange.objects.count() == lines
    return count


def first_of(online_class: OnlineClass) -> Enrolment:
    found: Enrolment = queries.members(online_class)[0].enrolment
    return found


def test_who_is_enrolled_later_comes_into_the_class_of_the_subject() -> None:
    made = given.a_class(3)
    late = enrolments.enrolment(programme=made.programme)

    assert followed(made) == 1
    assert queries.class_of(late) == made


def test_nobody_is_placed_where_no_class_was_made() -> None:
    made = given.a_class(3)
    away = organisations.school("原平市实验小学", division=organisations.YUANPING)
    late = enrolments.enrolment(programme=made.programme, school=away)

    assert followed(made) == 0
    assert queries.class_of(late) is None


def test_a_full_class_leaves_latecomers_for_the_county_to_see() -> None:
    programme: Programme = given.programme(largest=3)
    made = given.a_class(3, programme=programme)
    late = enrolments.enrolments(1, programme=given.programme(largest=3))[0]

    assert actions.follow_enrolments(programme=given.programme(largest=3), now=clock.now()) == 0
    assert list(queries.unplaced(made.programme)) == [late]


def test_a_withdrawn_teacher_leaves_and_comes_back_when_enrolled_again() -> None:
    made = given.a_class(3)
    leaving = first_of(made)

    enrolment.withdraw(enrolment=leaving, reason="退休", by=given.county(), now=clock.now())

    assert followed(made) == 1
    assert queries.class_of(leaving) is None


def test_who_moves_to_another_county_goes_into_a_class_there() -> None:
    here = given.a_class(3)
    school = organisations.school("原平市实验小学", division=organisations.YUANPING)
    there = given.a_class(2, school=school)
    moving = first_of(here)

    enrolment.move(enrolment=moving, to=school, by=given.county(), now=clock.now())

    assert followed(here) == 2
    assert queries.class_of(moving) == there


def test_who_moves_within_the_county_keeps_the_class() -> None:
    made = given.a_class(3)
    moving = first_of(made)

    enrolment.move(enrolment=moving, to=organisations.school("五台县豆村小学"), by=given.county(), now=clock.now())

    assert followed(made) == 0
    assert queries.class_of(moving) == made


def test_who_changes_the_stage_changes_the_class() -> None:
    made = given.a_class(3)
    rows = enrolments.enrolments(entrants=[enrolments.entrant(stage="初中", subject="物理")])
    junior = given.a_class(rows=rows, name="五台初中物理1班")
    changing = first_of(made)

    enrolment.change_subject(enrolment=changing, stage="初中", subject="物理", by=given.county(), now=clock.now())

    assert followed(made) == 2
    assert queries.class_of(changing) == junior


def test_whom_a_county_moved_by_hand_stays_there() -> None:
    made = given.a_class(3)
    rows = enrolments.enrolments(entrants=[enrolments.entrant(subject="音乐")])
    music = given.a_class(rows=rows, name="五台小学音乐1班")

    actions.move_members(seats=list(queries.members(music)), to=made, by=given.county(), now=clock.now())

    assert followed(made) == 0
    assert queries.class_of(rows[0]) == made
