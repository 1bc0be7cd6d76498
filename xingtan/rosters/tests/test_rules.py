"""Numbers, ages, and when a roster may be changed or handed in."""

from datetime import date

import pytest

from xingtan.rosters.rules import (
    IdRule,
    Standing,
    Way,
    came_in_time,
    is_mobile,
    review_due,
    why_not_change,
    why_not_hand_in,
    why_not_reopen,
    why_not_until,
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


@pytest.mark.parametrize(
    ("county_review", "centre_accepts", "is_city_direct", "turns"),
    [
        (True, True, False, ["county", "centre"]),
        (True, False, False, ["county"]),
        (True, True, True, ["centre"]),
        (True, False, True, ["centre"]),
        (False, True, False, ["centre"]),
        (False, False, False, ["centre"]),
    ],
)
def test_whose_turn_it_is_until_a_roster_is_accepted(
    county_review: bool, centre_accepts: bool, is_city_direct: bool, turns: list[str]
) -> None:
    way = Way.of(county_review=county_review, centre_accepts=centre_accepts, is_city_direct=is_city_direct)
    seen, state = [], "submitted"
    while (reviewer := way.reviewer(state)) is not None:
        seen.append(reviewer.value)
        state = way.after_yes(state)

    assert (seen, state) == (turns, "accepted")
    assert all(way.reviewer(each) is None for each in ("draft", "returned", "accepted"))


def test_a_reviewer_is_in_time_until_the_end_of_the_last_day() -> None:
    came = date(2020, 11, 25)

    assert review_due(came, 3) == date(2020, 11, 28)
    assert came >= came_in_time(date(2020, 11, 28), 3)
    assert came < came_in_time(date(2020, 11, 29), 3)


@pytest.mark.parametrize(
    ("asker", "decider", "is_open", "why"),
    [(1, 2, True, None), (1, 1, True, "own_request"), (1, 2, False, "decided"), (1, 1, False, "decided")],
)
def test_reopening_takes_two_people_and_one_decision(asker: int, decider: int, is_open: bool, why: str | None) -> None:
    assert why_not_reopen(asker=asker, decider=decider, is_open=is_open) == why


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (date(2020, 12, 14), "past"),
        (date(2020, 12, 15), None),
        (date(2021, 4, 12), None),
        (date(2021, 4, 13), "after_term"),
    ],
)
def test_a_school_is_reopened_until_a_day_within_the_term(until: date, why: str | None) -> None:
    assert why_not_until(until, today=date(2020, 12, 15), term_ends_on=date(2021, 4, 12)) == why
