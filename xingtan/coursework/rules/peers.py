"""Who reviews whom, so that everybody gives and gets the same, and what comes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

POINT = Decimal("0.01")


def ring(works: Sequence[int], reviews: int) -> dict[int, tuple[int, ...]]:
    """Work (by its author) → its reviewers, among the authors of these works; nothing until there are enough.

    Each reviews the ``reviews`` works before the own one, round in a ring, so each gives and gets exactly that many.

    >>> ring([1, 2, 3], 2)
    {1: (2, 3), 2: (3, 1), 3: (1, 2)}
    >>> ring([1, 2], 2)
    {}
    """
    if len(works) <= reviews:
        return {}
    size = len(works)
    return {
        author: tuple(works[(place + step) % size] for step in range(1, reviews + 1))
        for place, author in enumerate(works)
    }


def joined(
    newcomers: Sequence[int], authors: Sequence[int], duties: Mapping[int, int], got: Mapping[int, int], reviews: int
) -> list[tuple[int, int]]:
    """(author, reviewer) for works too few for a ring of their own, once time is up.

    ``authors``: everybody of the class who handed in; ``duties``: how many reviews each was asked for; ``got``: how many
    each work has been given to. Who has fewest is asked first, nobody for the own work, so burdens differ by one at most
    among those who can be asked.
    """
    burden, received = Counter(duties), Counter(got)
    pairs: list[tuple[int, int]] = []
    for author in newcomers:
        others = sorted((each for each in authors if each != author), key=lambda each: (burden[each], each))
        for reviewer in others[:reviews]:
            pairs.append((author, reviewer))
            burden[reviewer] += 1
            received[author] += 1
    for reviewer in newcomers:
        taken = {author for author, each in pairs if each == reviewer}
        others = sorted(
            (each for each in authors if each != reviewer and each not in taken),
            key=lambda each: (received[each], each),
        )
        for author in others[: max(0, reviews - burden[reviewer])]:
            pairs.append((author, reviewer))
            burden[reviewer] += 1
            received[author] += 1
    return pairs


def median(scores: Sequence[Decimal]) -> Decimal | None:
    """The middle score, of two the mean half up; none of none.

    >>> median([Decimal(60), Decimal(95), Decimal(80)])
    Decimal('80.00')
    """
    if not scores:
        return None
    ranked = sorted(scores)
    half = len(ranked) // 2
    middle = ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2
    return Decimal(middle).quantize(POINT, ROUND_HALF_UP)
