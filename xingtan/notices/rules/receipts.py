"""Until when a notice is passed on and the meeting held (R39, R40; 及时 and 应时 in days by A26)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class Done(StrEnum):
    """How something that was to be done by a day stands."""

    IN_TIME = "in_time"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"


def due_on(received_at: datetime, within_days: int) -> date:
    """The last day in time: the day of receipt is not counted, the last one is in it."""
    return received_at.astimezone(ZONE).date() + timedelta(days=within_days)


def how_done(done_on: date | None, *, due_on: date, today: date) -> Done:
    """In time or late once it is done; open or overdue while it is not."""
    if done_on is not None:
        return Done.IN_TIME if done_on <= due_on else Done.LATE
    return Done.OPEN if today <= due_on else Done.OVERDUE
