"""When a message goes out, and how its text is filled: pure, both sides of each hour."""

import pytest

from xingtan.foundation.clock import moment
from xingtan.oversight.rules import QuietHours, filled, unknown_places

NIGHT = QuietHours(21, 8)


@pytest.mark.parametrize(
    ("hour", "minute", "goes_out"),
    [
        (7, 59, moment(2020, 12, 1, 8)),
        (8, 0, moment(2020, 12, 1, 8)),
        (20, 59, moment(2020, 12, 1, 20, 59)),
        (21, 0, moment(2020, 12, 2, 8)),
        (0, 0, moment(2020, 12, 1, 8)),
    ],
)
def test_by_day_at_once_and_at_night_in_the_morning(hour: int, minute: int, goes_out: object) -> None:
    assert NIGHT.next_open(moment(2020, 12, 1, hour, minute)) == goes_out


def test_quiet_hours_at_noon_do_not_reach_over_midnight() -> None:
    rest = QuietHours(12, 14)

    assert rest.next_open(moment(2020, 12, 1, 13)) == moment(2020, 12, 1, 14)
    assert rest.next_open(moment(2020, 12, 1, 14)) == moment(2020, 12, 1, 14)
    assert rest.next_open(moment(2020, 12, 1, 23)) == moment(2020, 12, 1, 23)


def test_only_known_places_are_filled_and_nothing_is_looked_up_in_them() -> None:
    assert filled("{school}：{count}人 {school.__class__} {x}", {"school": "一中", "count": 3}) == (
        "一中：3人 {school.__class__} {x}"
    )
    assert unknown_places("{school} {teacher} {0}") == ["teacher", "0"]
