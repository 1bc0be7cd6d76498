"""The heart of assessment: from a scheme and a learner's records to a result that explains itself.

A scheme has parts whose weights make 100. A part of kind ``minutes`` gives its weight in proportion to recognised
study time, up to the time required. A part of kind ``marks`` gives it by the sum of the learner's ``best`` marks
(each of 100). Points are rounded half up to hundredths *per part*, so that the lines shown add up to the sum shown.

Everything is monotone: another record never lowers a part, the score, the hours or the outcome. Only two do, and say
so: voiding a mark, and entering a mark by hand where marks come from coursework, for what is entered goes first. Pure; ``assessment.scheme_text`` reads a scheme, ``assessment.wording`` puts a judgement into words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
POINT = Decimal("0.01")
HOUR_STEP = Decimal("0.1")
SECONDS = 60


class PartKind(StrEnum):
    """By what a part is measured."""

    MINUTES = "minutes"
    MARKS = "marks"


class Source(StrEnum):
    """Where the marks of a part come from besides those entered by hand."""

    ENTERED = "entered"
    HOMEWORK = "homework"
    DISCUSSION = "discussion"
    QUIZ = "quiz"


@dataclass(frozen=True)
class Part:
    """One part of a scheme.

    ``floor`` is what must be reached to pass whatever the sum: for minutes a share of the required time (0 to 1),
    for marks a number of marks. ``gives_hours`` marks the school-based part, whose records carry minutes.
    """

    key: str
    kind: PartKind
    weight: Decimal
    title_zh: str
    title_en: str
    floor: Decimal = Decimal(0)
    best: int = 1
    gives_hours: bool = False
    source: Source = Source.ENTERED


@dataclass(frozen=True)
class Scheme:
    """How a programme assesses: parts, the scores to pass and to be excellent, the share who may be excellent."""

    parts: tuple[Part, ...]
    pass_score: Decimal
    excellent_score: Decimal
    excellent_share: Decimal

    def part(self, key: str) -> Part | None:
        """The part of this key, if there is one."""
        return next((part for part in self.parts if part.key == key), None)


@dataclass(frozen=True)
class Demand:
    """What the programme asks of everybody: class hours of each kind, minutes to the hour, the last day (R36)."""

    online_hours: int
    school_based_hours: int
    minutes_per_hour: int
    ends_on: date

    @property
    def all_hours(self) -> int:
        """Class hours in all."""
        return self.online_hours + self.school_based_hours

    @property
    def online_seconds(self) -> int:
        """Study time to be reached."""
        return self.online_hours * self.minutes_per_hour * SECONDS


@dataclass(frozen=True)
class Mark:
    """One mark: ``score`` of 100 for work done on a day; ``minutes`` only where the part gives hours."""

    ref: str
    part: str
    score: Decimal
    done_on: date
    minutes: int = 0
    voided_because: str = ""
    is_entered: bool = True
    """By hand; such a mark takes its place before those that come from coursework."""
    about: str = ""
    """What a mark from coursework rests on, in words."""
    is_overruled: bool = False
    """Whether a mark entered by hand takes its place, minutes and all."""


@dataclass(frozen=True)
class Records:
    """What a learner has to show: recognised seconds of study, and marks."""

    watched_seconds: int = 0
    marks: tuple[Mark, ...] = ()


class Why(StrEnum):
    """Why a record counts, or does not."""

    COUNTED = "counted"
    BETTER_ONES_COUNT = "better_ones_count"
    OVERRULED = "overruled"
    ENOUGH = "enough"
    TOO_LATE = "too_late"
    VOIDED = "voided"

    @property
    def counts(self) -> bool:
        """Whether points come of it."""
        return self is Why.COUNTED


@dataclass(frozen=True)
class Line:
    """One line of the explanation: this much (minutes or marks), and why it counts or not."""

    why: Why
    amount: Decimal
    ref: str = ""
    done_on: date | None = None
    note: str = ""
    about: str = ""


@dataclass(frozen=True)
class PartResult:
    """How far one part has come. Amounts are minutes, or marks (a number of pieces) in ``to_floor``/``to_full``."""

    part: Part
    reached: Decimal
    required: Decimal
    points: Decimal
    to_floor: Decimal
    to_full: Decimal
    lines: tuple[Line, ...]

    @property
    def meets_floor(self) -> bool:
        """Whether this part alone would let the learner pass."""
        return self.to_floor == 0

    @property
    def open_points(self) -> Decimal:
        """Points not yet earned in this part."""
        return self.part.weight - self.points


class Outcome(StrEnum):
    """Where a learner stands: short of passing, qualified (合格), excellent (优秀)."""

    SHORT = "short"
    QUALIFIED = "qualified"
    EXCELLENT = "excellent"


@dataclass(frozen=True)
class Judgement:
    """A result with its reasons. Excellence is granted among others (``rules.choose_excellent``), not here."""

    parts: tuple[PartResult, ...]
    score: Decimal
    online_hours: Decimal
    school_based_hours: Decimal
    missing_points: Decimal
    outcome: Outcome
    ends_on: date
    reaches_excellence: bool = False

    @property
    def hours(self) -> Decimal:
        """Recognised hours in all."""
        return self.online_hours + self.school_based_hours

    @property
    def below_floor(self) -> tuple[PartResult, ...]:
        """The parts that stand in the way of passing whatever the sum."""
        return tuple(each for each in self.parts if not each.meets_floor)


def half_up(value: Decimal, step: Decimal) -> Decimal:
    """Rounded to the step, a half always upwards."""
    return value.quantize(step, rounding=ROUND_HALF_UP)


def recognised_hours(seconds: int, minutes_per_hour: int, required: int) -> Decimal:
    """Class hours for so many seconds: to a tenth, half up, never above those required (R48, R69).

    >>> recognised_hours(50_000, 45, 36)
    Decimal('18.5')
    """
    hours = half_up(Decimal(seconds) / (minutes_per_hour * SECONDS), HOUR_STEP)
    return min(hours, Decimal(required).quantize(HOUR_STEP))


def judge(scheme: Scheme, demand: Demand, records: Records) -> Judgement:
    """The result these records give under this scheme, with every line of the reckoning.

    >>> course = Part("course", PartKind.MINUTES, Decimal(60), "课程学习", "Courses", floor=Decimal("0.5"))
    >>> work = Part("homework", PartKind.MARKS, Decimal(40), "研修作业", "Homework", best=2)
    >>> demand = Demand(online_hours=2, school_based_hours=0, minutes_per_hour=45, ends_on=date(2021, 4, 12))
    >>> mark = Mark("a", "homework", Decimal(90), done_on=date(2021, 1, 8))
    >>> scheme = Scheme((course, work), Decimal(60), Decimal(85), Decimal("0.1"))
    >>> result = judge(scheme, demand, Records(watched_seconds=2_400, marks=(mark,)))
    >>> [str(part.points) for part in result.parts], str(result.score), result.outcome.value
    (['26.67', '18.00'], '44.67', 'short')
    >>> result.missing_points, [(part.part.key, part.to_floor) for part in result.below_floor]
    (Decimal('15.33'), [('course', Decimal('5'))])
    """
    parts = tuple(_judge_part(part, demand, records) for part in scheme.parts)
    score = sum((each.points for each in parts), Decimal("0.00"))
    missing = max(scheme.pass_score - score, Decimal(0))
    qualified = missing == 0 and all(each.meets_floor for each in parts)
    return Judgement(
        parts=parts,
        score=score,
        online_hours=recognised_hours(records.watched_seconds, demand.minutes_per_hour, demand.online_hours),
        school_based_hours=_school_based_hours(scheme, demand, records.marks),
        missing_points=missing,
        outcome=Outcome.QUALIFIED if qualified else Outcome.SHORT,
        ends_on=demand.ends_on,
        reaches_excellence=qualified and score >= scheme.excellent_score,
    )


def _judge_part(part: Part, demand: Demand, records: Records) -> PartResult:
    if part.kind is PartKind.MINUTES:
        return _judge_minutes(part, demand.online_seconds, records.watched_seconds)
    marks = [mark for mark in records.marks if mark.part == part.key]
    return _judge_marks(part, demand.ends_on, marks)


def _judge_minutes(part: Part, required: int, watched: int) -> PartResult:
    counted = min(watched, required)
    share = Decimal(counted) / required if required else Decimal(1)
    lines = [Line(Why.COUNTED, Decimal(counted // SECONDS))]
    if watched > counted:
        lines.append(Line(Why.ENOUGH, Decimal((watched - counted) // SECONDS)))
    return PartResult(
        part=part,
        reached=Decimal(counted // SECONDS),
        required=Decimal(required // SECONDS),
        points=half_up(part.weight * share, POINT),
        to_floor=_minutes_up(part.floor * required - counted),
        to_full=_minutes_up(Decimal(required - counted)),
        lines=tuple(lines),
    )


def _minutes_up(seconds: Decimal) -> Decimal:
    """Whole minutes still missing: a started minute is a whole one, so that doing them suffices."""
    return (max(seconds, Decimal(0)) / SECONDS).quantize(Decimal(1), rounding=ROUND_UP)


def _judge_marks(part: Part, ends_on: date, marks: Iterable[Mark]) -> PartResult:
    lines = _mark_lines(part.best, ends_on, marks)
    counted = [line.amount for line in lines if line.why.counts]
    full = HUNDRED * part.best
    reached = sum(counted, Decimal(0))
    return PartResult(
        part=part,
        reached=reached,
        required=full,
        points=half_up(part.weight * reached / full, POINT),
        to_floor=max(part.floor - len(counted), Decimal(0)),
        to_full=Decimal(part.best - len(counted)),
        lines=lines,
    )


def _mark_lines(best: int, ends_on: date, marks: Iterable[Mark]) -> tuple[Line, ...]:
    """One line per mark, those that count first: entered ones before others, of equal marks the earlier work."""
    ranked = sorted(marks, key=lambda mark: (not mark.is_entered, -mark.score, mark.done_on, mark.ref))
    valid = [mark for mark in ranked if _refused(mark, ends_on) is None]
    taken = {mark.ref: mark for mark in valid[:best]}
    lowest = min((mark.score for mark in taken.values()), default=Decimal(0))
    lines = [
        Line(
            _refused(mark, ends_on) or _place(mark, mark.ref in taken, lowest), mark.score, mark.ref, mark.done_on,
            mark.voided_because, mark.about,
        )
        for mark in ranked
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: not line.why.counts))


def _place(mark: Mark, is_taken: bool, lowest: Decimal) -> Why:  # noqa: FBT001 - a private step
    """Whether a valid mark counts; one from coursework that is better than an entered one was overruled by it."""
    if is_taken:
        return Why.COUNTED
    return Why.OVERRULED if not mark.is_entered and mark.score > lowest else Why.BETTER_ONES_COUNT


def _refused(mark: Mark, ends_on: date) -> Why | None:
    if mark.voided_because:
        return Why.VOIDED
    if mark.is_overruled:
        return Why.OVERRULED
    return Why.TOO_LATE if mark.done_on > ends_on else None


def _school_based_hours(scheme: Scheme, demand: Demand, marks: Iterable[Mark]) -> Decimal:
    """Every accepted record with minutes gives hours, also one whose mark is not among the best."""
    keys = {part.key for part in scheme.parts if part.gives_hours}
    minutes = sum(mark.minutes for mark in marks if mark.part in keys and _refused(mark, demand.ends_on) is None)
    return recognised_hours(minutes * SECONDS, demand.minutes_per_hour, demand.school_based_hours)
