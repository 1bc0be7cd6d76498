"""Amounts in Chinese capitals, as a bank wants them on a slip."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.foundation.yuan import in_capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("100.01", "壹佰元零壹分"),
        ("101", "壹佰零壹元整"),
        ("120", "壹佰贰拾元整"),
        ("1005.30", "壹仟零伍元叁角整"),
        ("4440", "肆仟肆佰肆拾元整"),
        ("10000", "壹万元整"),
        ("10020.05", "壹万零贰拾元零伍分"),
        ("100400", "壹拾万零肆佰元整"),
        ("1000000", "壹佰万元整"),
        ("1002003.45", "壹佰万贰仟零叁元肆角伍分"),
        ("100000000", "壹亿元整"),
        ("100000120", "壹亿零壹佰贰拾元整"),
        ("2010050007.89", "贰拾亿壹仟零伍万零柒元捌角玖分"),
    ],
)
def test_as_a_bank_writes_it(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == words


VALUES = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read(words: str) -> Decimal:
    """The amount that capitals say, read by another way than they were written."""
    total = group = figure = 0
    fen = 0
    for sign in words:
        if sign in VALUES:
            figure = VALUES[sign]
        elif sign in PLACES:
            group, figure = group + figure * PLACES[sign], 0
        elif sign in "万亿":
            total, group, figure = total + (group + figure) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
        elif sign == "元":
            total, group, figure = total + group + figure, 0, 0
        elif sign in "角分":
            fen, figure = fen + figure * {"角": 10, "分": 1}[sign], 0
    return Decimal(total) + Decimal(fen) / 100


@given(st.decimals(0, 10**12 - 1, places=2))
def test_what_is_written_reads_back(amount: Decimal) -> None:
    assert read(in_capitals(amount)) == amount


@pytest.mark.parametrize("amount", ["-0.01", "1000000000000"])
def test_what_no_slip_holds_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no capitals"):
        in_capitals(Decimal(amount))
