"""Whether a voucher's money has arrived."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xingtan.billing.vouching import Difference, LineSeen, Paper, Verdict, judge

OURS = "0512040509026402092"
PAPER = Paper(1, Decimal("3600.00"), date(2020, 11, 18), "92087313", "a", OURS)
LINE = LineSeen(7, Decimal("3600.00"), date(2020, 11, 18), "92087313", "a", frozenset())
MINE, OTHERS = frozenset({1}), frozenset({2})


@pytest.mark.parametrize(
    ("paper", "line", "verdict", "why"),
    [
        (PAPER, replace(LINE, bills=MINE), Verdict.ARRIVED, None),
        (PAPER, LINE, Verdict.PENDING, None),
        (PAPER, replace(LINE, bills=OTHERS), Verdict.DIFFERS, Difference.OTHER_SCHOOL),
        (PAPER, replace(LINE, bills=MINE | OTHERS), Verdict.ARRIVED, None),
        (PAPER, replace(LINE, amount=Decimal("3060.00"), bills=MINE), Verdict.DIFFERS, Difference.AMOUNT),
        (replace(PAPER, payee_account="6222000000000000000"), replace(LINE, bills=MINE), Verdict.DIFFERS, Difference.OTHER_ACCOUNT),
        (replace(PAPER, serial=""), replace(LINE, bills=MINE), Verdict.ARRIVED, None),
        (replace(PAPER, serial=""), replace(LINE, bills=OTHERS), Verdict.PENDING, None),
        (replace(PAPER, serial=""), replace(LINE, bills=MINE, payer_account_hash="b"), Verdict.PENDING, None),
        (replace(PAPER, serial="", payer_account_hash=""), replace(LINE, bills=MINE), Verdict.ARRIVED, None),
        (replace(PAPER, serial="", on=date(2020, 11, 21)), replace(LINE, bills=MINE), Verdict.ARRIVED, None),
        (replace(PAPER, serial="", on=date(2020, 11, 22)), replace(LINE, bills=MINE), Verdict.PENDING, None),
        (replace(PAPER, serial="123"), replace(LINE, serial="123", amount=Decimal(1)), Verdict.PENDING, None),
        (replace(PAPER, amount=None, serial=""), replace(LINE, bills=MINE), Verdict.PENDING, None),
    ],
)  # fmt: skip
def test_a_voucher_is_judged_against_the_line(
    paper: Paper, line: LineSeen, verdict: Verdict, why: Difference | None
) -> None:
    found = judge(paper, [line], collecting_account=OURS)

    assert (found.verdict, found.why) == (verdict, why)


def test_without_lines_a_voucher_waits() -> None:
    assert judge(PAPER, [], collecting_account=OURS).verdict is Verdict.PENDING
