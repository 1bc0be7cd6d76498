"""Where in the term a day lies. Pure: the day is given."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Phase(Enum):
    """The three parts of a term's calendar."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True)
class TermDay:
    """A day seen from the term: which week, how many days to go."""

    phase: Phase
    week: int
    """Week of the term, counted in sevens from its first day; 0 outside it."""
    days: int
    """Before: until it starts. During: until its last day (0 on that day). After: since its last day."""


def term_day(today: date, *, starts_on: date, ends_on: date) -> TermDay:
    """Place a day in the term; both ends belong to it (R36).

    >>> term_day(date(2020, 12, 30), starts_on=date(2020, 12, 12), ends_on=date(2021, 4, 12))
    TermDay(phase=<Phase.DURING: 'during'>, week=3, days=103)
    """
    if today < starts_on:
        return TermDay(Phase.BEFORE, 0, (starts_on - today).days)
    if today > ends_on:
        return TermDay(Phase.AFTER, 0, (today - ends_on).days)
    return TermDay(Phase.DURING, (today - starts_on).days // 7 + 1, (ends_on - today).days)
