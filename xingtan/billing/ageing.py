"""How long money lies: days of Asia/Shanghai between two dates, in four classes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Age(StrEnum):
    """A class of days, both ends included."""

    WEEK = "0-7"
    MONTH = "8-30"
    TWO_MONTHS = "31-60"
    LONGER = "60+"


ENDS = {Age.WEEK: 7, Age.MONTH: 30, Age.TWO_MONTHS: 60}


def age_of(since: date, today: date) -> Age:
    """The class of what began on a day.

    >>> [age_of(date(2020, 12, 1), date(2020, 12, day)).value for day in (1, 8, 9, 31)]
    ['0-7', '0-7', '8-30', '8-30']
    """
    days = (today - since).days
    return next((age for age, end in ENDS.items() if days <= end), Age.LONGER)


@dataclass(frozen=True, slots=True)
class Pile:
    """So many things, with so much money in all."""

    count: int = 0
    amount: Decimal = Decimal("0.00")

    def __add__(self, other: "Pile") -> "Pile":
        return Pile(self.count + other.count, self.amount + other.amount)


def by_age(things: Iterable[tuple[date, Decimal]], today: date) -> dict[Age, Pile]:
    """Things with the day they began and their money, put into the classes; every class is there."""
    piles = dict.fromkeys(Age, Pile())
    for since, amount in things:
        piles[age_of(since, today)] += Pile(1, amount)
    return piles
