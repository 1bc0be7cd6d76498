"""Numbers, ages, and when a roster may be changed or handed in."""

from datetime import date

import pytest

from xingtan.rosters.rules import (
    IdRule,
    Standing,
    is_mobile,
    reviewed_by_county,
    why_not_change,
    why_not_hand_in,
)
from xingtan.rosters.tests.sheets import identity

ON = date(2020, 12, 1)


@pytest.mark.parametrize(
    ("birth", "is_plausible"),
    [
        ("20021201", True),
        ("20021202", False),
        ("19491202", True),
        ("19491201", False),
        ("19800229", True),
        ("19810229", False),
    ],
)
def test_a_teacher_is_18_to_70_years_old(birth: str, is_plausible: bool) -> None:
    assert IdRule(ON).problem(identity(1, birth)) == (("", "") if is_plausible else ("invalid", "birth_date"))


def test_every_wrong_check_character_is_noticed() -> None:
    number, rule = identity(7), IdRule(ON)

    assert [last for last in "0123456789X" if rule.problem(number[:17] + last) == ("", "")] == [number[17]]


@pytest.mark.parametrize(
    "number", ["１40923196712137950", "14092319671213795O", "٣40923196712137950", "-40923196712137950"]
)
def test_only_plain_digits_are_digits(number: str) -> None:
    assert IdRule(ON).problem(number)[0] in {"invalid", "checksum"}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("13800138001", True),
        ("12800138001", False),
        ("1380013800", False),
        ("138001380012", False),
        ("１3800138001", False),
    ],
)
def test_a_mobile_number_has_11_digits(text: str, is_one: bool) -> None:
    assert is_mobile(text) is is_one


@pytest.mark.parametrize(
    ("standing", "declared", "why"),
    [
        (Standing("draft", 3), True, None),
        (Standing("returned", 3), True, None),
        (Standing("draft", 3, is_received=False), True, "closed"),
        (Standing("submitted", 3), True, "not_with_the_school"),
        (Standing("accepted", 3), True, "not_with_the_school"),
        (Standing("draft", 0), True, "nobody"),
        (Standing("draft", 3, open_problems=1), True, "problems"),
        (Standing("draft", 3), False, "not_declared"),
    ],
)
def test_what_keeps_a_roster_from_being_handed_in(standing: Standing, declared: bool, why: str | None) -> None:
    assert why_not_hand_in(standing, declared=declared) == why


def test_after_the_deadline_a_draft_can_only_be_read() -> None:
    assert why_not_change(Standing("draft")) is None
    assert why_not_change(Standing("draft", is_received=False)) == "closed"


def test_city_direct_schools_skip_the_county() -> None:
    assert reviewed_by_county(county_review=True, is_city_direct=False)
    assert not reviewed_by_county(county_review=True, is_city_direct=True)
    assert not reviewed_by_county(county_review=False, is_city_direct=False)
