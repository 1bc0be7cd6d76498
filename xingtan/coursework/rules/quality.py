"""What is said of a tutor's work: rates with the figures behind them, never a bare percentage (3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


def median_of(counted: Mapping[int, int]) -> Decimal | None:
    """The middle of values given as value → how often.

    >>> median_of({2: 1, 5: 2, 30: 1})
    Decimal('5')
    """
    total = sum(counted.values())
    if not total:
        return None
    low, high = (_at(counted, (total - 1) // 2), _at(counted, total // 2))
    return (Decimal(low) + high) / 2


def _at(counted: Mapping[int, int], place: int) -> int:
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        if place < passed:
            return value
    return max(counted)


def within(counted: Mapping[int, int], most: int) -> int:
    """How many of these values are at most ``most``."""
    return sum(often for value, often in counted.items() if value <= most)


@dataclass(frozen=True)
class Agreement:
    """How often two blind markings of the same work agree."""

    agreed: int
    compared: int


def agreement(pairs: list[tuple[Decimal, Decimal]], within_points: int) -> Agreement:
    """Two markings agree when they differ by at most so many points of a hundred."""
    agreed = sum(1 for one, other in pairs if abs(one - other) <= within_points)
    return Agreement(agreed, len(pairs))
