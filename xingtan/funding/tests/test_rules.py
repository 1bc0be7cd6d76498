"""The shares of R28 and R30 exact to the fen, amounts as people type them, what is asked back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xingtan.funding.queries.norms import SHIPPED, norms
from xingtan.funding.rules import (
    LARGEST,
    AmountFault,
    AmountFaulty,
    Doubt,
    NormsFaulty,
    Place,
    Share,
    doubts,
    norm_for,
    read_amount,
    read_norms,
)
from xingtan.programmes.tests.given import DOCUMENT

AMOUNTS = st.integers(0, int(LARGEST * 100)).map(lambda fen: Decimal(fen) / 100)
CHEAP = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
PERCENTS = st.sampled_from([Decimal("2.5"), Decimal(5), Decimal("0.01"), Decimal("33.33")])


def share(base: str, training: str, percent: str = "2.5") -> Share:
    return Share(Decimal(base), Decimal(training), Decimal(percent))


@pytest.mark.parametrize(
    ("base", "training", "is_met", "missing", "ratio"),
    [
        ("1000000.00", "25000.00", True, "0.00", "2.50"),
        ("1000000.00", "24999.99", False, "0.01", "2.49"),
        ("1000000.00", "25000.01", True, "0.00", "2.50"),
        ("1000000.00", "0.00", False, "25000.00", "0.00"),
        ("1000000.00", "24999.00", False, "1.00", "2.49"),
        ("1000000.01", "25000.00", False, "0.01", "2.49"),
        ("0.39", "0.01", True, "0.00", "2.56"),
        ("0.41", "0.01", False, "0.01", "2.43"),
        ("999999999999.99", "25000000000.00", True, "0.00", "2.50"),
        ("999999999999.99", "24999999999.99", False, "0.01", "2.49"),
        ("1000000.00", "2000000.00", True, "0.00", "200.00"),
    ],
)
def test_exactly_the_norm_passes_and_one_fen_less_does_not(
    base: str, training: str, is_met: bool, missing: str, ratio: str
) -> None:
    found = share(base, training)

    assert (found.is_met, found.missing, str(found.ratio)) == (is_met, Decimal(missing), ratio)


def test_the_public_funds_share_is_met_at_exactly_five_percent() -> None:
    assert share("400000.00", "20000.00", "5").is_met
    assert share("400000.00", "19999.99", "5").missing == Decimal("0.01")


def test_nothing_of_nothing_is_no_ratio_and_lacks_nothing() -> None:
    assert share("0.00", "0.00").ratio is None
    assert share("0.00", "0.00").is_met


@CHEAP
@given(base=AMOUNTS, training=AMOUNTS, percent=PERCENTS)
def test_a_norm_is_met_exactly_when_no_yuan_is_missing_and_the_shown_ratio_never_flatters(
    base: Decimal, training: Decimal, percent: Decimal
) -> None:
    found = Share(base, training, percent)

    assert found.is_met == (training * 100 >= base * percent)
    assert Share(base, training + found.missing, percent).is_met
    if found.missing:
        assert not Share(base, training + found.missing - Decimal("0.01"), percent).is_met
    if found.ratio is not None:
        assert found.ratio * base <= training * 100
        assert found.is_met or found.ratio < percent


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("1234567", "1234567.00"),
        ("1,234,567.8", "1234567.80"),
        ("1,2345,6789", "123456789.00"),
        (" ¥ 1 234 567 元", "1234567.00"),
        ("￥１，２３４，５６７．８９", "1234567.89"),
        ("人民币1200元整", "1200.00"),
        ("RMB 1200", "1200.00"),
        ("123.45万", "1234500.00"),
        ("123.456789万元", "1234567.89"),
        ("1.2亿元", "120000000.00"),
        ("3百万", "3000000.00"),
        ("0", "0.00"),
        ("-0.00", "0.00"),
        ("007", "7.00"),
        ("5.", "5.00"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_amounts_are_read_as_bookkeepers_type_them(typed: str, yuan: str) -> None:
    assert str(read_amount(typed)) == yuan


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", AmountFault.UNREADABLE),
        ("很多", AmountFault.UNREADABLE),
        ("约120万", AmountFault.UNREADABLE),
        ("12.3.4", AmountFault.UNREADABLE),
        ("1e9", AmountFault.UNREADABLE),
        ("NaN", AmountFault.UNREADABLE),
        ("Infinity", AmountFault.UNREADABLE),
        ("1_000", AmountFault.UNREADABLE),
        ("=1+1", AmountFault.UNREADABLE),
        ("120万5千", AmountFault.UNREADABLE),
        ("-5000", AmountFault.NEGATIVE),
        ("(5,000.00)", AmountFault.NEGATIVE),
        ("（5000）", AmountFault.NEGATIVE),
        ("－5000", AmountFault.NEGATIVE),
        ("￥-5000", AmountFault.NEGATIVE),
        ("12,5", AmountFault.COMMAS),
        ("1,23,456", AmountFault.COMMAS),
        ("0.005", AmountFault.FEN),
        ("1.2345678万", AmountFault.FEN),
        ("1000000000000", AmountFault.TOO_LARGE),
        ("20000亿", AmountFault.TOO_LARGE),
        ("9" * 60, AmountFault.TOO_LARGE),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed: str, fault: AmountFault) -> None:
    with pytest.raises(AmountFaulty) as refused:
        read_amount(typed)

    assert refused.value.fault is fault


@CHEAP
@given(amount=AMOUNTS)
def test_every_amount_is_read_back_as_it_is_shown(amount: Decimal) -> None:
    assert read_amount(f"¥{amount:,.2f}") == amount
    assert read_amount(f"{amount:.2f}元") == amount


@pytest.mark.parametrize(
    ("base", "training", "before", "asked"),
    [
        ("120000000", "3000000", None, ()),
        ("0", "0", None, (Doubt.NOTHING,)),
        ("2999999.99", "75000", None, (Doubt.SMALL,)),
        ("3000000", "75000", None, ()),
        ("5000000000.00", "125000000", None, ()),
        ("5000000000.01", "125000001", None, (Doubt.LARGE,)),
        ("120000000", "120000000.01", None, (Doubt.MORE_THAN_ALL,)),
        ("120000000", "120000000", None, ()),
        ("120000000", "3000000", "24000000", ()),
        ("120000000", "3000000", "23999999.99", (Doubt.JUMP,)),
        ("120000000", "3000000", "600000000", ()),
        ("120000000", "3000000", "600000000.01", (Doubt.JUMP,)),
        ("120000000", "3000000", "0", ()),
    ],
)
def test_what_looks_like_a_slip_is_asked_back(
    base: str, training: str, before: str | None, asked: tuple[Doubt, ...]
) -> None:
    norm = norm_for(norms().shares, Place.COUNTY, 2020)
    assert norm is not None

    found = doubts(share(base, training), norm, Decimal(before) if before else None)

    assert found == asked


def document(**changes: Any) -> dict[str, Any]:
    norm = {
        "of": "county", "percent": "2.5", "from_year": 1998, "document": "甲", "words": "乙", "asked_below": "1", "asked_above": "2",
    }  # fmt: skip
    return {"norm": [{**norm, **changes}, {**norm, "of": "school"}], "sources": {"document": "丙", "words": "丁"}}


def test_a_later_norm_replaces_an_earlier_one_from_its_year_on() -> None:
    told = document()
    told["norm"].append({**told["norm"][0], "percent": "3", "from_year": 2021})
    shares = read_norms(told).shares

    found = [norm_for(shares, Place.COUNTY, year) for year in (1997, 1998, 2020, 2021)]

    assert [norm and norm.percent for norm in found] == [None, Decimal("2.5"), Decimal("2.5"), Decimal(3)]


@pytest.mark.parametrize(
    "changes", [{"percent": "0"}, {"percent": "100"}, {"percent": "viel"}, {"of": "town"}, {"asked_below": "3"}, {"from_year": "spät"}]
)  # fmt: skip
def test_a_file_of_norms_that_means_nothing_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(NormsFaulty):
        read_norms(document(**changes))


def test_a_file_of_norms_without_the_schools_is_refused() -> None:
    told = document()
    del told["norm"][1]

    with pytest.raises(NormsFaulty, match="school"):
        read_norms(told)


def test_the_shipped_norms_say_what_the_notice_says() -> None:
    shares = norms().shares
    found = {norm.of: norm.percent for norm in shares}

    assert SHIPPED.exists()
    assert found[Place.COUNTY] == Decimal(DOCUMENT["fee"]["wage_share_percent"])
    assert found[Place.SCHOOL] == Decimal(DOCUMENT["fee"]["public_funds_share_percent"])
    assert norm_for(shares, Place.COUNTY, date(2020, 1, 1).year) is not None
