"""What a school owes and how its bill stands."""

from decimal import Decimal

import pytest

from xingtan.billing.rules import (
    BillState,
    Remitter,
    Standing,
    control_difference,
    fee_for,
    heads_paid_for,
    prescribed_remark,
    short_remark,
)

FEE = Decimal("120.00")
EAST_LEI = Remitter("五台县", "东雷乡中心小学", "东雷乡中心小学", 30, "邱欣兰", "18360208347")


def test_a_school_owes_the_fee_for_each_teacher() -> None:
    assert fee_for(37, FEE) == Decimal("4440.00")


def test_a_head_count_is_never_negative() -> None:
    with pytest.raises(ValueError, match="never negative"):
        fee_for(-1, FEE)


@pytest.mark.parametrize(
    ("amount", "received", "state"),
    [
        ("1200", "0", BillState.UNPAID),
        ("1200", "0.01", BillState.SHORT),
        ("1200", "1200", BillState.PAID),
        ("1200", "1200.01", BillState.OVER),
        ("0", "0", BillState.NOTHING),
        ("0", "120", BillState.OVER),
    ],
)
def test_the_state_follows_from_what_is_owed_and_what_arrived(amount: str, received: str, state: BillState) -> None:
    assert Standing(Decimal(amount), Decimal(received)).state is state


def test_a_fen_short_leaves_the_bill_open() -> None:
    standing = Standing(Decimal("1200.00"), Decimal("1199.99"))

    assert standing.state is BillState.SHORT
    assert standing.rest == Decimal("0.01")


@pytest.mark.parametrize(("amount", "heads"), [("1200", 10), ("1200.01", None), ("0", None), ("-120", None)])
def test_only_a_whole_multiple_of_the_fee_tells_a_head_count(amount: str, heads: int | None) -> None:
    assert heads_paid_for(Decimal(amount), FEE) == heads


def test_the_remark_is_worded_as_the_notice_wants() -> None:
    assert prescribed_remark(EAST_LEI) == "五台县东雷乡中心小学，30人，邱欣兰18360208347"


def test_a_registered_name_that_differs_stands_in_brackets() -> None:
    remitter = Remitter("五台县", "东雷乡中心小学", "东雷小学", 30, "邱欣兰", "18360208347")

    assert prescribed_remark(remitter) == "五台县东雷乡中心小学（东雷小学），30人，邱欣兰18360208347"


def test_the_short_remark_begins_with_the_code_and_keeps_the_county_where_it_fits() -> None:
    assert short_remark(EAST_LEI, "KEEYAV") == "KEEYAV 五台县东雷乡中心小学30人"
    assert (
        short_remark(Remitter("代县", "代县实验小学", "代县实验小学", 9, "", ""), "KEEYAV") == "KEEYAV 代县实验小学9人"
    )


def test_the_short_remark_never_exceeds_twenty_characters() -> None:
    remitter = Remitter("五台山风景名胜区", "五台山风景名胜区台怀镇九年一贯制寄宿学校", "", 130, "", "")

    assert len(short_remark(remitter, "KEEYAV")) <= 20


def test_a_whole_statement_has_no_difference() -> None:
    assert control_difference(Decimal(100), [Decimal("5.50"), Decimal("-3")], Decimal("102.50")) == 0
    assert control_difference(Decimal(100), [Decimal("5.50")], Decimal("105.49")) == Decimal("0.01")
