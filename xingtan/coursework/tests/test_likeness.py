"""Texts of a programme compared: a hint with passages, a fixed number of questions."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.coursework import actions, jobs, queries
from xingtan.coursework.models import Comparison, Version
from xingtan.coursework.tests import given
from xingtan.coursework.tests.test_rules_of_likeness import prose
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def compared() -> None:
    """What the timer does."""
    with clock.standing_at(given.NOW):
        jobs.compare()


def test_a_copy_from_another_county_is_found_and_shown_side_by_side() -> None:
    here = given.a_room(1)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    homework, passage = given.homework(here), prose(200, 1)
    given.handed_in(homework, away.learners[0], passage + prose(200, 2))
    copy = given.handed_in(homework, here.learners[0], prose(100, 3) + passage, at=given.DUE)

    compared()

    hint = queries.hint_of(Version.objects.select_related("work__assignment__programme").get(pk=copy.pk))
    assert hint is not None
    assert hint.share == Decimal("66.7")
    shown = queries.side_by_side(copy, hint, here.tutor)
    assert [piece.text for piece in shown.mine if piece.number] == [passage]
    assert [piece.text for piece in shown.theirs if piece.number] == [passage]
    assert (shown.source, shown.where) == (None, "原平市")


def test_the_earlier_text_gets_no_hint_and_nobody_is_compared_with_the_own_versions() -> None:
    room = given.a_room(2)
    homework, text = given.homework(room), prose(300, 4)
    first = given.handed_in(homework, room.learners[0], text)
    given.returned(first, room.tutor)
    given.handed_in(homework, room.learners[0], text + prose(20, 5), at=given.DUE)

    compared()

    assert Comparison.objects.count() == 2
    assert not Comparison.objects.filter(likest__isnull=False).exists()


def test_little_in_common_is_no_hint() -> None:
    room = given.a_room(2)
    homework, passage = given.homework(room), prose(40, 6)
    given.handed_in(homework, room.learners[0], passage + prose(200, 7))
    second = given.handed_in(homework, room.learners[1], passage + prose(200, 8), at=given.DUE)

    compared()

    assert Comparison.objects.get(version=second).share == Decimal("16.7")
    assert queries.hint_of(Version.objects.select_related("work__assignment__programme").get(pk=second.pk)) is None


def test_comparing_once_more_changes_nothing() -> None:
    room = given.a_room(1)
    given.handed_in(given.homework(room), room.learners[0], prose(200, 9))
    compared()
    before = Comparison.objects.get()

    actions.compare_version(version=before.version, now=given.DUE)
    compared()

    assert Comparison.objects.get() == before


@pytest.mark.parametrize("others", [2, 12])
def test_a_comparison_asks_as_often_in_a_large_programme_as_in_a_small_one(others: int) -> None:
    room = given.a_room(others + 1)
    homework, passage = given.homework(room), prose(200, 10)
    for number, learner in enumerate(room.learners[1:]):
        given.handed_in(homework, learner, passage + prose(100, 20 + number))
    compared()
    given.handed_in(homework, room.learners[0], passage + prose(100, 11), at=given.DUE)
    (version,) = queries.uncompared(10)

    with CaptureQueriesContext(connection) as asked:
        actions.compare_version(version=version, now=given.DUE)

    assert len(asked) == 7
