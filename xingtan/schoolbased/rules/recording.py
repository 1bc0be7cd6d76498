"""What a plan or record of an activity must be."""

from datetime import date
from typing import Final

from xingtan.schoolbased.errors import DayOutOfTerm, MinutesOutOfRange

MOST_MINUTES: Final = 600
"""No activity lasts longer than ten hours a day; assessment takes no more either."""
MOST_PHOTOS: Final = 6


def check_day(day: date, *, first: date, last: date) -> None:
    """Raise ``DayOutOfTerm`` outside the days on which study counts, both included (R36)."""
    if not first <= day <= last:
        raise DayOutOfTerm(first=first.isoformat(), last=last.isoformat())


def check_minutes(minutes: int) -> None:
    """Raise ``MinutesOutOfRange`` unless it is a length somebody sits."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise MinutesOutOfRange(most=MOST_MINUTES)
