"""What a new mark must be to be recorded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from xingtan.assessment.errors import (
    DayOutOfTerm,
    EvidenceMissing,
    MinutesOutOfRange,
    ScoreOutOfRange,
    UnknownPart,
)
from xingtan.assessment.scheme import HUNDRED, POINT, Mark, Part, PartKind, Scheme
from xingtan.schoolbased.rules import Counted

MOST_MINUTES = 600
"""No school-based activity lasts longer than ten hours a day."""
MOST_EVIDENCE = 200
SCHOOL_BASED = "school_based"
"""The part of a scheme to which school-based study brings marks and hours."""


@dataclass(frozen=True)
class NewMark:
    """A mark about to be recorded."""

    part: str
    score: Decimal
    done_on: date
    evidence: str
    minutes: int = 0


def marks_of_school(
    counted: Iterable[Counted], entered: Iterable[Mark], *, silent: Decimal = HUNDRED
) -> tuple[Mark, ...]:
    """The marks that school-based study brings by itself (R64, R65): full marks for what the school signed or accepted.

    An activity without the own reflection brings ``silent`` marks. Where somebody entered a mark for school-based
    study by hand, that one counts and these are shown as overruled; a voided one overrules nothing.
    """
    is_overruled = any(mark.part == SCHOOL_BASED and not mark.voided_because for mark in entered)
    return tuple(
        Mark(
            ref=each.ref,
            part=SCHOOL_BASED,
            score=HUNDRED if each.has_reflection else silent,
            done_on=each.done_on,
            minutes=each.minutes,
            is_entered=False,
            about=each.title,
            is_overruled=is_overruled,
        )
        for each in counted
    )


def marked_parts(scheme: Scheme) -> tuple[Part, ...]:
    """The parts that are given by marks."""
    return tuple(part for part in scheme.parts if part.kind is PartKind.MARKS)


def read_score(text: str) -> Decimal:
    """A mark as typed, 0 to 100 with at most two decimals; raises ``ScoreOutOfRange``."""
    try:
        score = Decimal(text.strip())
    except InvalidOperation as error:
        raise ScoreOutOfRange(score=text[:20]) from error
    if not score.is_finite() or not 0 <= score <= HUNDRED or score != score.quantize(POINT):
        raise ScoreOutOfRange(score=text[:20])
    return score.quantize(POINT)


def check_mark(new: NewMark, *, scheme: Scheme, opens_on: date, last_day: date) -> None:
    """Raise the ``MarkRefused`` that says what to mend; ``last_day`` is the last of term, or today if that is earlier."""
    part = next((each for each in marked_parts(scheme) if each.key == new.part), None)
    if part is None:
        raise UnknownPart(part=new.part, parts="、".join(each.title_zh for each in marked_parts(scheme)))
    read_score(str(new.score))
    if not opens_on <= new.done_on <= last_day:
        raise DayOutOfTerm(first=opens_on.isoformat(), last=last_day.isoformat())
    least = 1 if part.gives_hours else 0
    most = MOST_MINUTES if part.gives_hours else 0
    if not least <= new.minutes <= most:
        raise MinutesOutOfRange(most=MOST_MINUTES)
    if not new.evidence.strip():
        raise EvidenceMissing()
