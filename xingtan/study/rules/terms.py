"""When study counts, how fast, and what comes next.

Dates and speed are data of the programme and come in as ``StudyTerms``; nothing here reads a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from xingtan.programmes.rules import Calendar, counting_span
from xingtan.study.errors import StudyClosed, StudyNotYetOpen
from xingtan.study.rules.presence import NO_QUESTIONS, Asking

DONE_PERCENT: Final = 95
"""A lesson is shown as finished at this share; hours always use the exact seconds."""


@dataclass(frozen=True, slots=True)
class StudyTerms:
    """What a programme says about study: when it counts and how fast."""

    opens_at: datetime
    """The first moment at which study counts."""
    closes_at: datetime
    """The first moment at which it no longer counts."""
    speed_percent: int = 150
    """Recognised seconds per hundred wall seconds at most."""
    seconds_per_day: int = 0
    """As much counts on one day at most; 0 for no limit, as the 2020 notice names none (A19)."""
    seconds_per_course: int = 0
    """As much counts of one course at most; 0 for no limit."""
    asking: Asking = NO_QUESTIONS
    """Questions about the content as proof of presence; none unless the programme wants them."""

    @property
    def last_day(self) -> date:
        """The last day on which study counts."""
        return (self.closes_at - timedelta(seconds=1)).date()

    @classmethod
    def of(cls, calendar: Calendar, speed_percent: int = 150) -> "StudyTerms":
        """The terms of a programme's calendar: both days included (R35, R36), the first by A01.

        The same for everybody: whoever starts late has no later end (R38).
        """
        opens_at, closes_at = counting_span(calendar)
        return cls(opens_at, closes_at, speed_percent)


def check_study_open(terms: StudyTerms, now: datetime) -> None:
    """Raise ``StudyNotYetOpen`` or ``StudyClosed`` outside the term."""
    if now < terms.opens_at:
        raise StudyNotYetOpen(opens=terms.opens_at.date().isoformat())
    if now >= terms.closes_at:
        raise StudyClosed(last_day=terms.last_day.isoformat())


def may_study(terms: StudyTerms, now: datetime) -> bool:
    """Whether study counts at this moment."""
    return terms.opens_at <= now < terms.closes_at


def is_done(length: int, credited: int) -> bool:
    """Whether enough of a lesson is recognised to call it finished."""
    return length > 0 and credited * 100 >= length * DONE_PERCENT


@dataclass(frozen=True, slots=True)
class LessonState:
    """How far one lesson is, for choosing what comes next; lessons are given in the order of the course."""

    lesson: int
    is_required: bool
    length: int
    credited: int
    is_finished: bool = False
    """Finished otherwise than by time: a lesson that takes none was opened, or came to its end."""

    @property
    def is_done(self) -> bool:
        """Whether it is finished."""
        return self.is_finished or is_done(self.length, self.credited)


def lesson_to_continue(states: Sequence[LessonState], last_played: int | None) -> int | None:
    """The lesson behind *Continue*: the one last played if unfinished, else the next unfinished one.

    Required lessons go first; None when everything is finished.
    """
    unfinished = [state for state in states if not state.is_done]
    if last_played in {state.lesson for state in unfinished}:
        return last_played
    ranked = sorted(unfinished, key=lambda state: not state.is_required)
    return ranked[0].lesson if ranked else None
