"""When a message goes out: not at night, not on a holiday; both sides of each hour (A18)."""

from datetime import datetime

import pytest

from xingtan.foundation.clock import moment
from xingtan.programmes.queries import sends_at
from xingtan.programmes.rules import QuietHours
from xingtan.programmes.tests import given

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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "goes_out"),
    [
        (moment(2021, 2, 10, 20, 59), moment(2021, 2, 10, 20, 59)),
        (moment(2021, 2, 10, 21), moment(2021, 2, 18, 8)),
        (moment(2021, 2, 14, 12), moment(2021, 2, 18, 8)),
        (moment(2021, 2, 18, 7, 59), moment(2021, 2, 18, 8)),
    ],
)
def test_over_the_spring_festival_messages_wait_for_the_morning_after(written: datetime, goes_out: datetime) -> None:
    programme = given.programme_2020()

    assert sends_at(programme, written) == goes_out


@pytest.mark.django_db
def test_a_programme_may_send_on_holidays() -> None:
    programme = given.programme_2020()
    programme.readings = {**programme.readings, "A18": {**programme.readings["A18"], "reminders_on_holidays": True}}

    assert sends_at(programme, moment(2021, 2, 14, 12)) == moment(2021, 2, 14, 12)
