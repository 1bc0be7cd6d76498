"""A random sample that anybody can draw again: the seed is drawn once and stored, the rest follows from it."""

from collections.abc import Iterable
from hashlib import sha256
from math import ceil


def drawn(seed: str, names: Iterable[str], size: int) -> list[str]:
    """``size`` of these names, the same for the same seed whatever the order in which they come.

    Each name is hashed with the seed and the smallest are taken, so nobody can steer who is drawn.

    >>> drawn("0f", ["a", "b", "c"], 2) == drawn("0f", ["c", "b", "a"], 2)
    True
    """
    return sorted(set(names), key=lambda name: (sha256(f"{seed}:{name}".encode()).digest(), name))[:size]


def sample_size(population: int, percent: int, least: int = 1) -> int:
    """How many to check: a share of them, rounded up, at least so many, never more than there are.

    >>> sample_size(41, 10), sample_size(3, 10), sample_size(0, 10)
    (5, 1, 0)
    """
    return min(population, max(least, ceil(population * percent / 100))) if population else 0
