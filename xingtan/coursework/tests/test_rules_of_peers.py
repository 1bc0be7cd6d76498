"""Who reviews whom, and what comes of it."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.coursework.rules import joined, median, ring


@given(works=st.integers(0, 40), reviews=st.integers(1, 5))
def test_in_a_ring_everybody_gives_and_gets_the_same_and_nobody_the_own(works: int, reviews: int) -> None:
    found = ring(list(range(works)), reviews)

    if works <= reviews:
        assert found == {}
        return
    given_by = Counter(each for chosen in found.values() for each in chosen)
    assert all(len(set(chosen)) == reviews and author not in chosen for author, chosen in found.items())
    assert set(given_by.values()) == {reviews}


@given(settled=st.integers(2, 12), late=st.integers(1, 4), reviews=st.integers(1, 3))
def test_who_comes_late_gets_reviews_and_gives_them_and_no_pair_is_asked_twice(
    settled: int, late: int, reviews: int
) -> None:
    before = [(author, each) for author, chosen in ring(list(range(settled)), reviews).items() for each in chosen]
    got, duties = Counter(a for a, _ in before), Counter(r for _, r in before)
    newcomers = list(range(100, 100 + late))

    pairs = joined(newcomers, [*range(settled), *newcomers], duties, got, reviews)

    assert len(set(pairs)) == len(pairs)
    assert all(author != reviewer for author, reviewer in pairs)
    for each in newcomers:
        assert sum(1 for author, _ in pairs if author == each) >= min(reviews, settled + late - 1)
        assert sum(1 for _, reviewer in pairs if reviewer == each) >= min(reviews, settled)


def test_alone_in_a_class_nobody_is_asked() -> None:
    assert joined([1], [1], {}, {}, 2) == []


@pytest.mark.parametrize(
    ("scores", "middle"), [([], None), (["70"], "70.00"), (["90", "60", "80"], "80.00"), (["70.5", "81"], "75.75")]
)
def test_one_harsh_review_does_not_decide(scores: list[str], middle: str | None) -> None:
    assert median([Decimal(each) for each in scores]) == (Decimal(middle) if middle else None)
