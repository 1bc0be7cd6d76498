"""How far each school of the demo has come: every state of every object present, most schools on their way."""

from dataclasses import dataclass
from enum import Enum


class Roster(Enum):
    """How far its roster is."""

    NONE = "none"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PASSED = "passed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Payment(Enum):
    """What its school has paid, and how it wrote it."""

    NOTHING = "nothing"
    IN_FULL = "in full"
    SHORT = "short"
    OVER = "over"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SchoolPlan:
    """One school's way: roster, payment, and the share of its teachers (in percent) who came how far."""

    roster: Roster
    payment: Payment
    activated: int
    studying: int


_EARLY = {
    3: Roster.NONE,
    7: Roster.DRAFT,
    11: Roster.SUBMITTED,
    13: Roster.PASSED,
    15: Roster.RETURNED,
    17: Roster.NONE,
    19: Roster.SUBMITTED,
}
_PAYMENTS = {2: Payment.NOTHING, 5: Payment.SHORT, 8: Payment.OVER, 12: Payment.UNREADABLE, 16: Payment.NOTHING}
_CYCLE = 20
LOGIN_SCHOOL = 1
"""The position of the school whose people have logins."""


def plan_for(position: int) -> SchoolPlan:
    """The plan of the school at a position; the first school of each county is on a good way."""
    place = position % _CYCLE
    roster = _EARLY.get(place, Roster.ACCEPTED)
    if roster is not Roster.ACCEPTED:
        return SchoolPlan(roster, Payment.NOTHING, 0, 0)
    if position == LOGIN_SCHOOL:
        return SchoolPlan(roster, Payment.IN_FULL, 75, 50)
    activated = (100, 96, 88, 70, 40)[position % 5]
    return SchoolPlan(
        roster, _PAYMENTS.get(place, Payment.IN_FULL), activated, activated * (85 - position % 7 * 5) // 100
    )
