"""A school's weekly research time 教研时间, and how much of a sitting falls within it (R20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from xingtan.schoolbased.errors import TimesOutOfOrder, TimesOverlap

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of every week: from ``begins`` up to ``ends`` on a weekday, Monday being 0."""

    weekday: int
    begins: time
    ends: time


def check_slot(new: Slot, standing: Iterable[Slot]) -> None:
    """Raise ``TimesOutOfOrder`` or ``TimesOverlap``; two that only touch do not overlap."""
    if new.begins >= new.ends:
        raise TimesOutOfOrder
    for other in standing:
        if other.weekday == new.weekday and new.begins < other.ends and other.begins < new.ends:
            raise TimesOverlap


def within_research_time(began: datetime, ended: datetime, slots: Sequence[Slot]) -> int:
    """Seconds from ``began`` up to ``ended`` that lie in research time, a week at most.

    >>> monday = Slot(0, time(15), time(16))
    >>> within_research_time(datetime(2020, 12, 14, 14, 50, tzinfo=ZONE), datetime(2020, 12, 14, 15, 20, tzinfo=ZONE), [monday])
    1200
    """
    began, ended = began.astimezone(ZONE), ended.astimezone(ZONE)
    found = timedelta()
    day = began.date()
    while day <= ended.date() and (day - began.date()).days <= 7:
        for slot in slots:
            if slot.weekday == day.weekday():
                first = max(began, datetime.combine(day, slot.begins, ZONE))
                last = min(ended, datetime.combine(day, slot.ends, ZONE))
                found += max(last - first, timedelta())
        day += timedelta(days=1)
    return int(found.total_seconds())


def seconds_within(began: datetime, ended: datetime, earned: int, slots: Sequence[Slot]) -> int:
    """Of the seconds a sitting earned, the share that its part in research time has."""
    lasted = int((ended - began).total_seconds())
    if lasted <= 0:
        return 0
    return earned * within_research_time(began, ended, slots) // lasted
