"""The one clock of the house: Asia/Shanghai, read at the doors only (views, jobs, commands)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_standing: ContextVar[datetime | None] = ContextVar("standing_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in Asia/Shanghai."""
    return _standing.get() or datetime.now(ZONE)


def today() -> date:
    """The present date in Asia/Shanghai."""
    return now().date()


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment given by its parts on the wall clock of Asia/Shanghai."""
    return datetime(year, month, day, hour, minute, second, tzinfo=ZONE)


@contextmanager
def standing_at(at: datetime) -> Iterator[datetime]:
    """Let the clock stand at one moment, in tests and while the demo builds its past."""
    token = _standing.set(at.astimezone(ZONE))
    try:
        yield at
    finally:
        _standing.reset(token)
