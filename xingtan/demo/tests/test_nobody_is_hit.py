"""Invented people can be nobody."""

import random

from xingtan.demo import people
from xingtan.demo.schools import schools
from xingtan.organisations.files import SHIPPED, region_from
from xingtan.rosters.rules import is_mobile


def test_identity_numbers_are_well_formed_different_and_of_nowhere() -> None:
    numbers = [people.id_number(serial) for serial in range(50_000)]

    assert len(set(numbers)) == len(numbers)
    assert {number[:6] for number in numbers} == {"999999"}
    assert all(_check(number) == number[-1] for number in numbers[::97])


def test_mobiles_pass_for_mobiles_and_are_given_to_nobody() -> None:
    numbers = [people.mobile(serial) for serial in (0, 1, 99_999_999)]

    assert all(is_mobile(number) and number.startswith("161") for number in numbers)


def test_schools_differ_in_name_within_their_county_and_in_code() -> None:
    records = schools(region_from(SHIPPED), number=1500, chance=random.Random(1))  # noqa: S311 - no secret

    assert len(records) == 1500
    assert len({(each.division, each.full_name) for each in records}) == 1500
    assert len({each.code for each in records}) == 1500
    assert len({each.division for each in records}) == 16


def _check(number: str) -> str:
    """ISO 7064 mod 11-2, computed the long way."""
    total = 0
    for digit in number[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]
