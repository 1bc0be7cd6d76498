"""How a point of readiness stands, on both sides of its day; how far registration is."""

from datetime import date

import pytest

from xingtan.oversight.rules import Count, Ready, Registration, days_to, readiness

DUE = date(2020, 12, 9)


@pytest.mark.parametrize(
    ("part", "whole", "today", "stands"),
    [
        (0, 0, date(2021, 1, 1), Ready.NOTHING),
        (0, 5, DUE, Ready.OPEN),
        (4, 5, DUE, Ready.PARTLY),
        (4, 5, date(2020, 12, 10), Ready.OVERDUE),
        (5, 5, date(2020, 12, 10), Ready.DONE),
    ],
)
def test_a_point_is_overdue_from_the_day_after_its_last_one(part: int, whole: int, today: date, stands: Ready) -> None:
    assert readiness(Count(part, whole), due_on=DUE, today=today) is stands


def test_without_a_day_nothing_is_ever_overdue() -> None:
    assert readiness(Count(0, 5), due_on=None, today=date(2030, 1, 1)) is Ready.OPEN


def test_those_expected_are_the_register_or_the_rosters_where_they_hold_more() -> None:
    assert Registration(on_register=100, enrolled=60, waiting=20).missing == 40
    assert Registration(on_register=0, enrolled=60, waiting=20).missing == 20
    assert Registration(on_register=50, enrolled=60, waiting=0).missing == 0


def test_the_countdown_is_nought_on_the_day_itself() -> None:
    assert [days_to(date(2020, 12, 10), date(2020, 12, day)) for day in (9, 10, 11)] == [1, 0, -1]
