"""Who decides about a change after enrolment, and what keeps it from being asked or decided (R71).

The right post is the lowest one that stands over both schools; whoever asked never decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Change(StrEnum):
    """What is to be changed."""

    TRANSFER = "transfer"
    WITHDRAWAL = "withdrawal"
    MOBILE = "mobile"
    NAME = "name"
    ID_NUMBER = "id_number"
    SUBJECT = "subject"
    DISPUTE = "dispute"
    """Two people claim one mobile: a school's teacher owns the number under which another is on record."""


class Decider(StrEnum):
    """The post that decides."""

    COUNTY = "county_admin"
    CITY = "city_supervisor"
    SUPPORT = "support"


AFTER_TERM = frozenset({Change.MOBILE, Change.NAME, Change.ID_NUMBER, Change.DISPUTE})
"""What can still be put right when the term is over: it changes nobody's result."""
NEEDS_EVIDENCE = frozenset({Change.MOBILE, Change.NAME, Change.ID_NUMBER, Change.DISPUTE})
"""What nobody decides on bare word: it is how an account would be taken over."""

OPEN, AGREED, OBJECTED = "open", "agreed", "objected"
WAITING = (OPEN, AGREED, OBJECTED)
DECIDED = ("accepted", "refused")


@dataclass(frozen=True)
class Seat:
    """Where a school sits: its county, or directly under the city."""

    division: str
    is_city_direct: bool = False


def decider_of(change: Change, at: Seat, to: Seat | None = None) -> Decider:
    """Who decides: the county over its schools, the city between two counties and over its own, support over numbers.

    >>> decider_of(Change.TRANSFER, Seat("140922"), Seat("140981"))
    <Decider.CITY: 'city_supervisor'>
    """
    if change is Change.DISPUTE:
        return Decider.SUPPORT
    if at.is_city_direct:
        return Decider.CITY
    if change is Change.TRANSFER and to is not None and (to.is_city_direct or to.division != at.division):
        return Decider.CITY
    return Decider.COUNTY


@dataclass(frozen=True)
class Matter:
    """A request as the rules see it: accounts and schools by their keys."""

    change: Change
    state: str
    decider: Decider
    asker: int
    about: int
    asked_on: date
    other_school: int | None = None
    """The school that is asked whether it agrees; None when only one school is concerned."""


@dataclass(frozen=True)
class Judge:
    """Who wants to decide or answer."""

    kind: str
    account: int
    school: int | None = None


def why_not_ask(change: Change, *, today: date, term_ends_on: date) -> str | None:
    """Why a change cannot be asked for on this day, or ``None``."""
    return "after_term" if today > term_ends_on and change not in AFTER_TERM else None


def why_not_decide(
    matter: Matter, by: Judge, *, says_yes: bool, today: date, term_ends_on: date, wait_days: int
) -> str | None:
    """Why this post may not decide so now, or ``None`` when it may.

    The other school is heard first; when it stays silent for ``wait_days`` its answer is no longer
    waited for, so that a silent school does not hold a teacher. A no is possible at any time.
    """
    if matter.state not in WAITING:
        return "decided"
    if by.kind != matter.decider:
        return "not_decider"
    if by.account in {matter.asker, matter.about}:
        return "own_request"
    if not says_yes:
        return None
    if matter.other_school and matter.state == OPEN and today <= matter.asked_on + timedelta(days=wait_days):
        return "not_answered"
    return why_not_ask(matter.change, today=today, term_ends_on=term_ends_on)


def why_not_answer(matter: Matter, by: Judge) -> str | None:
    """Why this post may not speak for the other school, or ``None``."""
    if matter.state != OPEN:
        return "decided"
    return None if matter.other_school and by.school == matter.other_school else "not_other_school"


@dataclass(frozen=True)
class Effect:
    """What a change would do to one thing, in sentences; shown before it is decided."""

    title: str
    lines: Sequence[str]
    school: int | None = None
    """The school whose business it is: the other school is not shown its heads and its money."""
