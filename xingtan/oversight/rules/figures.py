"""What each figure and rate means, and who lags. Pure.

The definitions are printed on every report (domain paper 3.6). Their words are in ``oversight.wording``; here they are
numerators and denominators, so that a page, an export and a bulletin cannot differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Self

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
DASH = "—"


class Step(StrEnum):
    """The steps that are counted, in the order in which a teacher goes through them (R37)."""

    ENROLLED = "enrolled"
    PAID = "paid"
    ACTIVATED = "activated"
    STUDYING = "studying"
    COMPLETED = "completed"
    QUALIFIED = "qualified"


FUNNEL = (Step.ENROLLED, Step.PAID, Step.ACTIVATED, Step.STUDYING)


@dataclass(frozen=True)
class Counts:
    """Heads of one school or of many: those on the school register, and those who reached each step.

    ``on_register`` counts only schools that have stated their number; ``register_enrolled`` counts the enrolled of
    those same schools, so that 报名率 never compares the teachers of some schools with the register of others.
    """

    schools: int = 0
    schools_enrolled: int = 0
    schools_paid: int = 0
    on_register: int = 0
    register_enrolled: int = 0
    enrolled: int = 0
    paid: int = 0
    activated: int = 0
    studying: int = 0
    completed: int = 0
    qualified: int = 0
    excellent: int = 0
    lagging: int = 0
    recognised_seconds: int = 0
    schools_prompt: int = 0
    """Schools that first handed in by the day due for them (A26)."""
    online_due: int = 0
    """Teachers enrolled by the day their school's teachers were to be online (R61, A02); later ones cannot be on time."""
    online_prompt: int = 0
    """Those of them who were online by that day."""

    def __add__(self, other: Self) -> Self:
        sums = {each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        return type(self)(**sums)

    def reached(self, step: Step) -> int:
        """How many have reached a step."""
        return int(getattr(self, step.value))


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())


class Rate(StrEnum):
    """The rates of a report."""

    ENROLMENT = "enrolment"
    PAYMENT = "payment"
    ACTIVATION = "activation"
    STUDY = "study"
    COMPLETION = "completion"
    PASS = "pass"  # noqa: S105 - the pass rate
    PASS_OF_STUDYING = "pass_of_studying"  # noqa: S105
    EXCELLENCE = "excellence"
    HANDED_IN_ON_TIME = "handed_in_on_time"
    ONLINE_ON_TIME = "online_on_time"


_FRACTIONS: dict[Rate, tuple[str, str]] = {
    Rate.ENROLMENT: ("register_enrolled", "on_register"),
    Rate.PAYMENT: ("paid", "enrolled"),
    Rate.ACTIVATION: ("activated", "enrolled"),
    Rate.STUDY: ("studying", "enrolled"),
    Rate.COMPLETION: ("completed", "enrolled"),
    Rate.PASS: ("qualified", "enrolled"),
    Rate.PASS_OF_STUDYING: ("qualified", "studying"),
    Rate.EXCELLENCE: ("excellent", "enrolled"),
    Rate.HANDED_IN_ON_TIME: ("schools_prompt", "schools"),
    Rate.ONLINE_ON_TIME: ("online_prompt", "online_due"),
}

RATE_OF_STEP = {
    Step.ENROLLED: Rate.ENROLMENT,
    Step.PAID: Rate.PAYMENT,
    Step.ACTIVATED: Rate.ACTIVATION,
    Step.STUDYING: Rate.STUDY,
    Step.COMPLETED: Rate.COMPLETION,
    Step.QUALIFIED: Rate.PASS,
}


@dataclass(frozen=True)
class Fraction:
    """A rate with both its numbers: shown as 37/42（88.1%）; nothing of nothing is a dash, never 0 % and never an error."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent to one place, half up; None for 0/0. A part never shows as 100.0 % unless it is the whole."""
        if not self.whole:
            return None
        percent = (HUNDRED * self.part / self.whole).quantize(TENTH, rounding=ROUND_HALF_UP)
        if self.part < self.whole and percent >= HUNDRED:
            return HUNDRED - TENTH
        return TENTH if self.part and not percent else percent

    def __str__(self) -> str:
        return DASH if self.percent is None else f"{self.part:,}/{self.whole:,}（{self.percent}%）"


def rate(which: Rate, counts: Counts) -> Fraction:
    """A rate of these counts."""
    part, whole = _FRACTIONS[which]
    return Fraction(getattr(counts, part), getattr(counts, whole))


def paid_heads(*, enrolled: int, billed: int, owed: Decimal, received: Decimal) -> int:
    """How many teachers of a school count as paid for: all, once the bill for all of them is covered; else none (R49).

    A school pays at once for everybody, so nobody can say for whom half of the money was.
    """
    return enrolled if billed >= enrolled and received >= owed else 0


def is_on_time(done_on: date | None, due_on: date) -> bool:
    """Whether something was done by the day it was due; the day itself counts."""
    return done_on is not None and done_on <= due_on


class Lag(StrEnum):
    """Why someone is on the lagging list, the most pressing first."""

    NOT_ACTIVATED = "not_activated"
    NOT_STARTED = "not_started"
    BEHIND = "behind"


@dataclass(frozen=True)
class Calendar:
    """The days of a programme that decide who lags."""

    login_opens_on: date
    term_starts_on: date
    term_ends_on: date


@dataclass(frozen=True)
class Standing:
    """One teacher, as far as lagging goes."""

    is_activated: bool
    recognised_seconds: int
    required_seconds: int


def expected_share(today: date, calendar: Calendar) -> Decimal:
    """Which share of the study should be done when a day begins, if everyone went evenly through the term."""
    days = (calendar.term_ends_on - calendar.term_starts_on).days + 1
    gone = (today - calendar.term_starts_on).days
    return Decimal(min(max(gone, 0), days)) / days


BEHIND_BELOW = Decimal("0.5")


def lag(standing: Standing, *, today: date, calendar: Calendar) -> Lag | None:
    """Why this teacher lags today, or None.

    Not activated or not started: from the day login opens. Behind: less than half of the even pace (R19).
    """
    if today < calendar.login_opens_on:
        return None
    if not standing.is_activated:
        return Lag.NOT_ACTIVATED
    if today >= calendar.term_starts_on and standing.recognised_seconds == 0:
        return Lag.NOT_STARTED
    needed = BEHIND_BELOW * expected_share(today, calendar) * standing.required_seconds
    return Lag.BEHIND if standing.recognised_seconds < needed else None


def percent_points(own: Fraction, other: Fraction) -> Decimal | None:
    """By how many percentage points ``own`` is above (or, negative, below) ``other``; None when either is a dash."""
    if own.percent is None or other.percent is None:
        return None
    return own.percent - other.percent
