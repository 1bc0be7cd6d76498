"""Proof of presence: when a question about the content is asked, and what wall time stood without an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a programme says about questions while one watches; off where ``every_seconds`` is 0."""

    every_seconds: int = 0
    """Recognised seconds after which a question is asked."""
    within: timedelta = timedelta(minutes=5)
    """So long time counts on while the question is open."""

    def is_due(self, counted_seconds: int) -> bool:
        """Whether so many recognised seconds since the last answer call for a question."""
        return 0 < self.every_seconds <= counted_seconds


NO_QUESTIONS: Final = Asking()
"""As long as a programme says nothing of them."""


def absence(*, began_at: datetime, ended_at: datetime | None, since: datetime, answered_at: datetime) -> int:
    """Milliseconds of a play that lie between the last moment for an answer and the answer; 0 when it came in time.

    >>> from datetime import UTC
    >>> at = lambda minute: datetime(2020, 12, 21, 20, minute, tzinfo=UTC)
    >>> absence(began_at=at(0), ended_at=None, since=at(5), answered_at=at(7))
    120000
    >>> absence(began_at=at(0), ended_at=at(4), since=at(5), answered_at=at(7))
    0
    """
    first, end = max(began_at, since), min(ended_at or answered_at, answered_at)
    return max(0, (end - first) // _MILLISECOND)
