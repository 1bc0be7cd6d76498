"""The days of passing on and meeting: both sides of each date, on the wall clock of Shanghai."""

from datetime import UTC, date, datetime

import pytest

from xingtan.foundation.clock import moment
from xingtan.notices.rules import Done, due_on, how_done


def test_the_day_of_receipt_is_not_counted_and_the_last_day_is_in_time() -> None:
    assert due_on(moment(2020, 11, 16, 0, 0, 1), 3) == date(2020, 11, 19)
    assert due_on(moment(2020, 11, 16, 23, 59, 59), 3) == date(2020, 11, 19)


def test_a_receipt_late_in_the_evening_of_utc_belongs_to_the_next_day_here() -> None:
    assert due_on(datetime(2020, 11, 16, 16, 0, tzinfo=UTC), 3) == date(2020, 11, 20)


@pytest.mark.parametrize(
    ("done_on", "today", "how"),
    [
        (None, date(2020, 11, 19), Done.OPEN),
        (None, date(2020, 11, 20), Done.OVERDUE),
        (date(2020, 11, 19), date(2020, 12, 1), Done.IN_TIME),
        (date(2020, 11, 20), date(2020, 12, 1), Done.LATE),
    ],
)
def test_in_time_until_the_last_day_and_late_from_the_next(done_on: date | None, today: date, how: Done) -> None:
    assert how_done(done_on, due_on=date(2020, 11, 19), today=today) is how
