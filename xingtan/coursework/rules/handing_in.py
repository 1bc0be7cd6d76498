"""When a work may be handed in, and what it must have."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from xingtan.coursework.errors import (
    AlreadyMarked,
    HandingInClosed,
    NoMoreResubmissions,
    NothingWritten,
    PeersAtIt,
    TooShort,
)


@dataclass(frozen=True)
class Terms:
    """What an assignment and its programme ask."""

    due_at: datetime
    takes_late: bool
    ends_at: datetime
    """The end of the term: nothing is taken from then on (R36)."""
    resubmissions: int
    days_to_mend: int
    least_characters: int


@dataclass(frozen=True)
class Standing:
    """How far a work has come."""

    state: str
    returns: int = 0
    """How often it was returned."""
    returned_at: datetime | None = None
    is_with_peers: bool = False
    """Whether others were asked to review the version that stands."""


def closes_at(terms: Terms, standing: Standing) -> datetime:
    """Until when (excluded) the next version is taken.

    A returned work has ``days_to_mend`` from its return, or until the due time if that is later; never beyond the term.
    """
    if terms.takes_late:
        return terms.ends_at
    last = terms.due_at
    if standing.state == "returned" and standing.returned_at is not None:
        last = max(last, standing.returned_at + timedelta(days=terms.days_to_mend))
    return min(last, terms.ends_at)


def is_late(terms: Terms, standing: Standing, now: datetime) -> bool:
    """Whether the first hand-in comes after its time; a work put right after a return is not late."""
    return standing.state != "returned" and now >= terms.due_at


def refusal_now(terms: Terms, standing: Standing, now: datetime) -> Exception | None:
    """Why nothing can be handed in now, if so: whatever is written."""
    if standing.state == "marked":
        return AlreadyMarked()
    if standing.state == "handed_in" and standing.is_with_peers:
        return PeersAtIt()
    if standing.state == "returned" and standing.returns > terms.resubmissions:
        return NoMoreResubmissions(times=terms.resubmissions)
    until = closes_at(terms, standing)
    return HandingInClosed(until=f"{until:%Y-%m-%d %H:%M}") if now >= until else None


def check_content(terms: Terms, *, characters: int, files: int) -> None:
    """Raise ``NothingWritten`` or ``TooShort``. With files the text may be short: the work may be in them."""
    if not characters and not files:
        raise NothingWritten()
    if characters < terms.least_characters and not files:
        raise TooShort(characters=characters, least=terms.least_characters)
