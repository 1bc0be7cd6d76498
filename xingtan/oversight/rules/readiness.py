"""Whether a county or school is ready for its training to start (R32): each point done, partly done, open or overdue."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Point(StrEnum):
    """What must stand before an area can start, in the order of the way."""

    PLAN = "plan"
    NOTICE = "notice"
    SIGNED = "signed"
    MEETING = "meeting"
    ROSTER = "roster"
    PAYMENT = "payment"
    TUTORS = "tutors"
    ACTIVATION = "activation"
    STARTED = "started"


OF_SCHOOL = (Point.SIGNED, Point.MEETING, Point.ROSTER, Point.PAYMENT, Point.ACTIVATION, Point.STARTED)
"""The points that a single school answers for; plan, forwarding and tutors are its county's."""


class Ready(StrEnum):
    """How a point stands."""

    NOTHING = "nothing"
    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Count:
    """How many of how many."""

    part: int
    whole: int


def readiness(count: Count, *, due_on: date | None, today: date) -> Ready:
    """Nothing to do, all done, overdue once the last day is over, else partly done or open."""
    if not count.whole:
        return Ready.NOTHING
    if count.part >= count.whole:
        return Ready.DONE
    if due_on is not None and today > due_on:
        return Ready.OVERDUE
    return Ready.PARTLY if count.part else Ready.OPEN


@dataclass(frozen=True)
class Registration:
    """Progress towards the day by which all accounts are opened (R31)."""

    on_register: int
    """Teachers on the school register, of the schools that stated their number."""
    enrolled: int
    """Teachers with an account: the institution opens one for everybody on an accepted roster (A15)."""
    waiting: int
    """Teachers on rosters that are not accepted yet: no account."""

    @property
    def expected(self) -> int:
        """How many are to be registered, as far as is known: the register, or more where more are on rosters."""
        return max(self.on_register, self.enrolled + self.waiting)

    @property
    def missing(self) -> int:
        """How many of them have no account."""
        return self.expected - self.enrolled


def days_to(due_on: date, today: date) -> int:
    """Days until the day is over: 0 on it, negative after it."""
    return (due_on - today).days
