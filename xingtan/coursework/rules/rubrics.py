"""A rubric: what is looked at, how many points it brings, and what each level means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from xingtan.coursework.errors import PointsOutOfRange, RubricFaulty

HUNDRED = Decimal(100)
POINT = Decimal("0.01")
STEP = Decimal("0.5")
MOST_CRITERIA = 8
MOST_POINTS = 100


@dataclass(frozen=True)
class Level:
    """How a criterion is met: so many points when these words fit."""

    points: Decimal
    words: str


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked at."""

    title: str
    points: Decimal
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Rubric:
    """All criteria of an assignment."""

    criteria: tuple[Criterion, ...]

    @property
    def total(self) -> Decimal:
        """Points in all."""
        return sum((each.points for each in self.criteria), Decimal(0))

    def score_of(self, points: Sequence[Decimal]) -> Decimal:
        """Of a hundred, half up to hundredths.

        >>> Rubric((Criterion("目标", Decimal(20)), Criterion("过程", Decimal(40)))).score_of([Decimal(15), Decimal(35)])
        Decimal('83.33')
        """
        return (sum(points, Decimal(0)) * HUNDRED / self.total).quantize(POINT, ROUND_HALF_UP)

    def read_points(self, typed: Sequence[str]) -> tuple[Decimal, ...]:
        """The points typed for each criterion, whole or half ones; raises ``PointsOutOfRange`` for the first wrong."""
        filled = [*typed, *[""] * len(self.criteria)]
        return tuple(_points(text, each) for text, each in zip(filled, self.criteria, strict=False))

    def as_data(self) -> list[dict[str, Any]]:
        """As it is stored; ``rubric_of`` takes it back."""
        return [
            {
                "title": each.title,
                "points": f"{each.points:f}",
                "levels": [{"points": f"{level.points:f}", "words": level.words} for level in each.levels],
            }
            for each in self.criteria
        ]


def rubric_of(data: Iterable[Mapping[str, Any]]) -> Rubric:
    """The rubric as stored."""
    return Rubric(
        tuple(
            Criterion(
                each["title"],
                Decimal(each["points"]),
                tuple(Level(Decimal(level["points"]), level["words"]) for level in each["levels"]),
            )
            for each in data
        )
    )


def read_rubric(rows: Iterable[tuple[str, str, str]]) -> Rubric:
    """A rubric as typed: title, points, and levels one a line (“20 目标明确”). Raises ``RubricFaulty`` with every fault."""
    faults: list[str] = []
    criteria = []
    for title, points, levels in rows:
        if not (title.strip() or points.strip() or levels.strip()):
            continue
        most = _figure(points)
        if not title.strip() or most is None or not 0 < most <= MOST_POINTS:
            faults.append(title.strip() or points.strip() or levels.strip()[:20])
            continue
        read = [_level(line, most) for line in levels.splitlines() if line.strip()]
        faults += [line.strip()[:20] for line, level in zip(_lines(levels), read, strict=True) if level is None]
        criteria.append(Criterion(title.strip()[:40], most, tuple(level for level in read if level)))
    if faults or not criteria:
        raise RubricFaulty(places="、".join(faults) or "1")
    return Rubric(tuple(criteria[:MOST_CRITERIA]))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _level(line: str, most: Decimal) -> Level | None:
    """“20 words”: the points first, then a blank or a colon."""
    head, _gap, words = line.strip().replace("：", " ").replace(":", " ").partition(" ")
    points = _figure(head)
    if points is None or not 0 <= points <= most or not words.strip():
        return None
    return Level(points, words.strip()[:200])


def _points(text: str, criterion: Criterion) -> Decimal:
    points = _figure(text)
    if points is None or not 0 <= points <= criterion.points:
        raise PointsOutOfRange(title=criterion.title, most=f"{criterion.points.normalize():f}")
    return points


def _figure(text: str) -> Decimal | None:
    """A whole or half number, nothing else."""
    try:
        value = Decimal(text.strip().removesuffix("分"))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= MOST_POINTS or value % STEP:
        return None
    return value
