"""Who decides what, as a table; and each reason for which a change is not asked or decided."""

from datetime import date, timedelta

import pytest

from xingtan.enrolment.rules import (
    AFTER_TERM,
    Change,
    Decider,
    Judge,
    Matter,
    Seat,
    decider_of,
    why_not_answer,
    why_not_ask,
    why_not_decide,
)

WUTAI, YUANPING, DIRECT = Seat("140922"), Seat("140981"), Seat("140900", is_city_direct=True)
COUNTY, CITY, SUPPORT = Decider.COUNTY, Decider.CITY, Decider.SUPPORT
ENDS = date(2021, 4, 12)
ASKED = date(2021, 1, 4)
ASKER, ABOUT, CLERK, OTHER = 1, 2, 3, 77


@pytest.mark.parametrize(
    ("change", "at", "to", "decides"),
    [
        (Change.TRANSFER, WUTAI, WUTAI, COUNTY),
        (Change.TRANSFER, WUTAI, YUANPING, CITY),
        (Change.TRANSFER, WUTAI, DIRECT, CITY),
        (Change.TRANSFER, DIRECT, WUTAI, CITY),
        (Change.TRANSFER, DIRECT, DIRECT, CITY),
        (Change.WITHDRAWAL, WUTAI, None, COUNTY),
        (Change.WITHDRAWAL, DIRECT, None, CITY),
        (Change.MOBILE, WUTAI, None, COUNTY),
        (Change.MOBILE, DIRECT, None, CITY),
        (Change.NAME, WUTAI, None, COUNTY),
        (Change.NAME, DIRECT, None, CITY),
        (Change.ID_NUMBER, WUTAI, None, COUNTY),
        (Change.ID_NUMBER, DIRECT, None, CITY),
        (Change.SUBJECT, WUTAI, None, COUNTY),
        (Change.SUBJECT, DIRECT, None, CITY),
        (Change.DISPUTE, WUTAI, YUANPING, SUPPORT),
        (Change.DISPUTE, DIRECT, WUTAI, SUPPORT),
    ],
)
def test_the_lowest_post_over_both_schools_decides(change: Change, at: Seat, to: Seat | None, decides: Decider) -> None:
    assert decider_of(change, at, to) is decides


def matter(change: Change = Change.WITHDRAWAL, state: str = "open", other: int | None = None) -> Matter:
    return Matter(change, state, COUNTY, asker=ASKER, about=ABOUT, asked_on=ASKED, other_school=other)


def decided(asked: Matter, by: Judge, *, yes: bool = True, today: date = ASKED) -> str | None:
    return why_not_decide(asked, by, says_yes=yes, today=today, term_ends_on=ENDS, wait_days=3)


@pytest.mark.parametrize(
    ("asked", "by", "why"),
    [
        (matter(), Judge("county_admin", CLERK), None),
        (matter(), Judge("city_supervisor", CLERK), "not_decider"),
        (matter(), Judge("support", CLERK), "not_decider"),
        (matter(), Judge("county_admin", ASKER), "own_request"),
        (matter(), Judge("county_admin", ABOUT), "own_request"),
        (matter(state="accepted"), Judge("county_admin", CLERK), "decided"),
        (matter(state="refused"), Judge("county_admin", CLERK), "decided"),
        (matter(state="taken_back"), Judge("county_admin", CLERK), "decided"),
        (matter(Change.TRANSFER, other=OTHER), Judge("county_admin", CLERK), "not_answered"),
        (matter(Change.TRANSFER, "agreed", OTHER), Judge("county_admin", CLERK), None),
        (matter(Change.TRANSFER, "objected", OTHER), Judge("county_admin", CLERK), None),
    ],
)
def test_who_may_say_yes(asked: Matter, by: Judge, why: str | None) -> None:
    assert decided(asked, by) == why


def test_a_silent_school_is_waited_for_some_days_and_no_longer() -> None:
    asked = matter(Change.TRANSFER, other=OTHER)

    assert decided(asked, Judge("county_admin", CLERK), today=ASKED + timedelta(days=3)) == "not_answered"
    assert decided(asked, Judge("county_admin", CLERK), today=ASKED + timedelta(days=4)) is None
    assert decided(asked, Judge("county_admin", CLERK), yes=False) is None


@pytest.mark.parametrize("change", Change)
def test_after_the_term_only_corrections_can_be_asked_and_granted(change: Change) -> None:
    late = None if change in AFTER_TERM else "after_term"

    assert why_not_ask(change, today=ENDS, term_ends_on=ENDS) is None
    assert why_not_ask(change, today=ENDS + timedelta(days=1), term_ends_on=ENDS) == late
    assert decided(matter(change), Judge("county_admin", CLERK), today=ENDS) is None
    assert decided(matter(change), Judge("county_admin", CLERK), today=ENDS + timedelta(days=1)) == late
    assert decided(matter(change), Judge("county_admin", CLERK), yes=False, today=ENDS + timedelta(days=1)) is None


def test_only_the_other_school_answers_and_once() -> None:
    asked = matter(Change.TRANSFER, other=OTHER)

    assert why_not_answer(asked, Judge("school_contact", CLERK, OTHER)) is None
    assert why_not_answer(asked, Judge("school_contact", CLERK, 78)) == "not_other_school"
    assert why_not_answer(matter(), Judge("school_contact", CLERK, 78)) == "not_other_school"
    assert why_not_answer(matter(Change.TRANSFER, "agreed", OTHER), Judge("school_contact", CLERK, OTHER)) == "decided"
