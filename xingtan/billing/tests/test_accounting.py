"""Ages of money, and the running sum of the days: pure rules."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from xingtan.billing.accounting import BookLine, Told, day_book
from xingtan.billing.ageing import Age, Pile, age_of, by_age

TODAY = date(2020, 12, 31)
YUAN = st.integers(1, 999_999_999).map(lambda fen: Decimal(fen) / 100)
CHEAP = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-1, "0-7"),
        (0, "0-7"),
        (7, "0-7"),
        (8, "8-30"),
        (30, "8-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "60+"),
        (900, "60+"),
    ],
)
def test_ages_change_at_seven_thirty_and_sixty_days(days: int, age: str) -> None:
    assert age_of(TODAY - timedelta(days=days), TODAY) == age


@CHEAP
@drawn(st.lists(st.tuples(st.dates(date(2020, 1, 1), TODAY), YUAN), max_size=15))
def test_the_ages_together_are_everything(things: list[tuple[date, Decimal]]) -> None:
    piles = by_age(things, TODAY)

    whole = sum(piles.values(), Pile())
    assert whole == Pile(len(things), sum((amount for _day, amount in things), Decimal("0.00")))
    assert list(piles) == list(Age)


LINES = st.lists(st.builds(BookLine, st.dates(date(2020, 12, 1), TODAY), st.booleans(), YUAN), max_size=15)


@CHEAP
@drawn(LINES, YUAN)
def test_the_running_sum_ends_at_the_closing_balance(lines: list[BookLine], opening: Decimal) -> None:
    closing = opening + sum((line.signed for line in lines), Decimal(0))

    days = day_book(lines, [Told(date(2020, 12, 1), TODAY, opening, closing)])

    assert sum(day.lines_in + day.lines_out for day in days) == len(lines)
    assert not lines or days[-1].running == closing
    assert [day.day for day in days] == sorted({line.day for line in lines})


def test_a_missing_statement_shows_as_a_difference_and_a_statement_of_the_forenoon_does_not() -> None:
    first, later = date(2020, 12, 1), date(2020, 12, 3)
    lines = [BookLine(first, True, Decimal(100)), BookLine(later, True, Decimal(50))]
    forenoon = Told(first, first, Decimal(0), Decimal(40))
    whole = Told(first, later, Decimal(0), Decimal(170))

    days = day_book(lines, [forenoon, whole])

    assert [(day.told, day.difference) for day in days] == [(None, None), (Decimal(170), Decimal(20))]


def test_without_an_opening_balance_there_is_no_running_sum() -> None:
    days = day_book([BookLine(TODAY, True, Decimal(5))], [Told(TODAY, TODAY, None, Decimal(5))])

    assert (days[0].running, days[0].difference) == (None, None)
