"""What the figures mean: rates with their denominators, and who lags when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from xingtan.oversight import rules
from xingtan.oversight.rules import Counts, Fraction, Lag, Rate, Standing, Step

CALENDAR = rules.Calendar(date(2020, 12, 10), date(2020, 12, 12), date(2021, 4, 12))
SCHOOL = Counts(
    schools=1, on_register=45, register_enrolled=42, enrolled=42, paid=42, activated=40, studying=37, qualified=30
)


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        (Rate.ENROLMENT, "42/45（93.3%）"),
        (Rate.PAYMENT, "42/42（100.0%）"),
        (Rate.ACTIVATION, "40/42（95.2%）"),
        (Rate.STUDY, "37/42（88.1%）"),
        (Rate.COMPLETION, "0/42（0.0%）"),
        (Rate.PASS, "30/42（71.4%）"),
        (Rate.PASS_OF_STUDYING, "30/37（81.1%）"),
    ],
)
def test_each_rate_shows_its_numerator_denominator_and_per_cent(which: Rate, shown: str) -> None:
    assert str(rules.rate(which, SCHOOL)) == shown


@pytest.mark.parametrize("which", list(Rate))
def test_nothing_of_nothing_is_a_dash(which: Rate) -> None:
    assert str(rules.rate(which, Counts())) == "—"


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(9999, 10000, "99.9"), (1, 10000, "0.1"), (1, 2000, "0.1"), (1, 8, "12.5")]
)
def test_almost_all_is_not_all_and_almost_none_is_not_none(part: int, whole: int, percent: str) -> None:
    assert Fraction(part, whole).percent == Decimal(percent)


def test_a_school_that_has_not_stated_its_register_does_not_raise_the_enrolment_rate() -> None:
    silent = Counts(schools=1, enrolled=60)

    both = rules.total([SCHOOL, silent])

    assert both.enrolled == 102
    assert str(rules.rate(Rate.ENROLMENT, both)) == "42/45（93.3%）"


@any_of(st.lists(st.builds(Counts, enrolled=st.integers(0, 999), studying=st.integers(0, 999)), max_size=9))
def test_the_sum_of_the_schools_is_the_county(schools: list[Counts]) -> None:
    county = rules.total(schools)

    assert county.reached(Step.ENROLLED) == sum(each.enrolled for each in schools)
    assert county.reached(Step.STUDYING) == sum(each.studying for each in schools)


@pytest.mark.parametrize(
    ("enrolled", "billed", "received", "heads"),
    [
        (37, 37, "4439.99", 0),
        (37, 37, "4440.00", 37),
        (37, 37, "9999", 37),
        (38, 37, "4440.00", 0),
        (36, 37, "4440.00", 36),
        (0, 0, "0", 0),
    ],
)
def test_a_school_counts_as_paid_once_the_bill_for_all_its_teachers_is_covered(
    enrolled: int, billed: int, received: str, heads: int
) -> None:
    owed = billed * Decimal(120)

    assert rules.paid_heads(enrolled=enrolled, billed=billed, owed=owed, received=Decimal(received)) == heads


@pytest.mark.parametrize(
    ("standing", "today", "why"),
    [
        (Standing(False, 0, 97200), date(2020, 12, 9), None),
        (Standing(False, 0, 97200), date(2020, 12, 10), Lag.NOT_ACTIVATED),
        (Standing(True, 0, 97200), date(2020, 12, 11), None),
        (Standing(True, 0, 97200), date(2020, 12, 12), Lag.NOT_STARTED),
        (Standing(True, 1, 97200), date(2020, 12, 12), None),
        (Standing(True, 398, 97200), date(2020, 12, 13), Lag.BEHIND),
        (Standing(True, 399, 97200), date(2020, 12, 13), None),
        (Standing(True, 48600, 97200), date(2021, 4, 13), None),
        (Standing(True, 48599, 97200), date(2021, 4, 13), Lag.BEHIND),
    ],
)
def test_who_lags_and_from_which_day(standing: Standing, today: date, why: Lag | None) -> None:
    assert rules.lag(standing, today=today, calendar=CALENDAR) is why


def test_the_whole_of_the_study_is_expected_when_the_term_is_over_and_none_before_it() -> None:
    assert rules.expected_share(date(2020, 11, 1), CALENDAR) == 0
    assert rules.expected_share(CALENDAR.term_ends_on + timedelta(days=1), CALENDAR) == 1
    assert rules.expected_share(date(2022, 1, 1), CALENDAR) == 1


def test_percentage_points_compare_two_rates_and_not_a_dash() -> None:
    assert rules.percent_points(Fraction(40, 50), Fraction(37, 50)) == Decimal("6.0")
    assert rules.percent_points(Fraction(0, 0), Fraction(37, 50)) is None
