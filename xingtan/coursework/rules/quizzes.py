"""When a quiz may be taken, until when an attempt runs, what is drawn, which mark counts, how good a question is: pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from random import Random
from typing import Final

from xingtan.coursework.errors.quizzes import NoAttemptLeft, QuizNotOpen, QuizOver

POINT: Final = Decimal("0.01")
MOST_QUESTIONS: Final = 200
MOST_MINUTES: Final = 300
GRACE_SECONDS: Final = 10
"""What an answer may take on its way after the time was up, unless the quiz says otherwise."""
LEAST_ANSWERS: Final = 5
"""Below so many answers a question's figures say nothing."""


class Counts(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    AVERAGE = "average"


class Shows(StrEnum):
    """When learners see right answers and explanations."""

    AT_ONCE = "at_once"
    AFTER_CLOSE = "after_close"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a quiz. ``minutes`` and ``attempts``: 0 means without a limit; the moments: None means always."""

    minutes: int = 0
    attempts: int = 1
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    grace_seconds: int = GRACE_SECONDS


def check_beginning(terms: Terms, *, done: int, now: datetime) -> None:
    """Raise what stands in the way of another attempt after ``done`` ones."""
    if terms.opens_at is not None and now < terms.opens_at:
        raise QuizNotOpen(opens=f"{terms.opens_at:%Y-%m-%d %H:%M}")
    if terms.closes_at is not None and now >= terms.closes_at:
        raise QuizOver(closed=f"{terms.closes_at:%Y-%m-%d %H:%M}")
    if terms.attempts and done >= terms.attempts:
        raise NoAttemptLeft(attempts=terms.attempts)


def ends_at(terms: Terms, began_at: datetime) -> datetime | None:
    """Until when an attempt runs: its minutes, at the latest the close of the quiz; None: without end."""
    ends = [] if terms.closes_at is None else [terms.closes_at]
    if terms.minutes:
        ends.append(began_at + timedelta(minutes=terms.minutes))
    return min(ends, default=None)


def is_over(ends: datetime | None, now: datetime, grace_seconds: int = 0) -> bool:
    """Whether an answer that arrives now comes too late. The grace is for its way, not for thinking."""
    return ends is not None and now > ends + timedelta(seconds=grace_seconds)


def seconds_left(ends: datetime | None, now: datetime) -> int | None:
    """Whole seconds left, never below 0; None: no limit."""
    return None if ends is None else max(0, math.floor((ends - now).total_seconds()))


def shows_answers(shows: Shows, closes_at: datetime | None, now: datetime) -> bool:
    """Whether right answers are shown. Without a close, "after it closed" never comes: then they are shown at once."""
    if shows is Shows.AFTER_CLOSE:
        return closes_at is None or now >= closes_at
    return shows is Shows.AT_ONCE


@dataclass(frozen=True, slots=True)
class Pool:
    """Some questions of which ``count`` are asked, each for ``points``; the keys are versions'."""

    versions: Sequence[int]
    count: int
    points: int = 1


def drawn(pools: Sequence[Pool], random: Random, *, is_shuffled: bool) -> list[tuple[int, int]]:
    """(version, points) in the order asked: from each pool at random, none twice, fewer where the pool has fewer."""
    used: set[int] = set()
    found: list[tuple[int, int]] = []
    for pool in sorted(pools, key=lambda each: len(each.versions) > each.count):
        left = [version for version in pool.versions if version not in used]
        chosen = random.sample(left, min(pool.count, len(left))) if len(left) > pool.count else left
        used.update(chosen)
        found += [(version, pool.points) for version in chosen]
    if is_shuffled:
        random.shuffle(found)
    return found


def counted(scores: Sequence[Decimal], counts: Counts) -> Decimal | None:
    """What the attempts, in order, come to; None before the first.

    >>> counted([Decimal(40), Decimal(90), Decimal(65)], Counts.AVERAGE)
    Decimal('65.00')
    """
    if not scores:
        return None
    if counts is Counts.BEST:
        return max(scores)
    if counts is Counts.LAST:
        return scores[-1]
    return (sum(scores, Decimal(0)) / len(scores)).quantize(POINT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Sums:
    """Over all answers to a question: how many, and the sums of share (x), mark of the attempt (y) and products."""

    count: int
    x: float
    xx: float
    y: float
    yy: float
    xy: float


class Quality(StrEnum):
    """What the figures of a question say to its author."""

    FEW = "few"
    GOOD = "good"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    WEAK = "weak"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How a question did: the mean share earned (0 to 1), and how far it goes along with the whole mark (-1 to 1)."""

    count: int
    difficulty: float
    discrimination: float | None
    quality: Quality


def item_figures(sums: Sums) -> ItemFigures:
    """Difficulty and discrimination (the correlation of share and mark) from sums alone.

    >>> item_figures(Sums(count=10, x=5, xx=5, y=600, yy=40_000, xy=400)).discrimination
    1.0
    """
    difficulty = sums.x / sums.count if sums.count else 0.0
    spread = (sums.count * sums.xx - sums.x**2) * (sums.count * sums.yy - sums.y**2)
    together = sums.count * sums.xy - sums.x * sums.y
    discrimination = max(-1.0, min(1.0, together / math.sqrt(spread))) if spread > 1e-6 else None
    return ItemFigures(sums.count, difficulty, discrimination, _quality(sums.count, difficulty, discrimination))


def _quality(count: int, difficulty: float, discrimination: float | None) -> Quality:
    if count < LEAST_ANSWERS:
        return Quality.FEW
    if discrimination is not None and discrimination < 0:
        return Quality.AGAINST
    if difficulty > 0.95:
        return Quality.TOO_EASY
    if difficulty < 0.2:
        return Quality.TOO_HARD
    return Quality.WEAK if discrimination is not None and discrimination < 0.2 else Quality.GOOD
