"""What holds for every transfer, and how matching does on invented and on sample lines."""

import csv
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.billing.matching import Claim, Ledger, Matcher, Outcome, Transfer
from xingtan.billing.payment_code import code_for
from xingtan.billing.tests.invented import FEE, Bill, invent

SAMPLE = Path(__file__).resolve().parents[3] / "tests/samples/reconciliation"
REGION = ("山西省", "忻州市")
FEE_YUAN = Decimal(FEE)


def claims(bills: Iterable[Bill]) -> list[Claim]:
    return [
        Claim(b.bill, b.county, (b.school,), b.headcount, Decimal(b.due), b.contact, b.mobile, b.code) for b in bills
    ]


SMALL = invent(schools=120, each=2, codes=code_for)
MATCHER = Matcher(claims(SMALL.bills), fee=FEE_YUAN, region=REGION)
PIECES = st.sampled_from(
    [bill.school for bill in SMALL.bills[:40]]
    + [bill.mobile for bill in SMALL.bills[:40]]
    + [bill.contact for bill in SMALL.bills[:40]]
    + [
        "五台县",
        "代县",
        "希望小学",
        "30人",
        "培训费",
        "，",
        " ",
        "及",
        "第三小学",
        "退汇",
        "邮政",
        "教育局",
        "12所学校",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=6).map("".join)
AMOUNTS = st.integers(-5, 9000).map(lambda n: Decimal(n) * 60)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, AMOUNTS, st.booleans())
def test_what_is_booked_is_positive_within_the_transfer_and_within_the_bills(
    remark: str, payer: str, amount: Decimal, is_incoming: bool
) -> None:
    decision = MATCHER.decide(Transfer("l", amount, payer, "", "", remark, is_incoming), Ledger())

    due = {bill.bill: bill.due for bill in SMALL.bills}
    assert (decision.outcome is Outcome.AUTO) == bool(decision.shares)
    assert all(0 < share.amount <= due[share.bill] for share in decision.shares)
    assert sum(share.amount for share in decision.shares) <= max(amount, Decimal())


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, AMOUNTS)
def test_deciding_twice_gives_the_same_and_changes_nothing(remark: str, payer: str, amount: Decimal) -> None:
    ledger, transfer = Ledger(), Transfer("l", amount, payer, "", "", remark)

    assert MATCHER.decide(transfer, ledger) == MATCHER.decide(transfer, ledger)
    assert not any(ledger.received(bill.bill) for bill in SMALL.bills)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(SMALL.bills))
def test_money_sent_again_for_a_settled_bill_is_never_booked_to_it(noise: str, bill: Bill) -> None:
    ledger = Ledger({bill.bill: [Decimal(bill.due)]})
    transfer = Transfer(
        "l", Decimal(bill.due), bill.full, "", "", f"{bill.full}，{bill.headcount}人，{bill.mobile}{noise}"
    )

    assert bill.bill not in {share.bill for share in MATCHER.decide(transfer, ledger).shares}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_invented_transfer_is_booked_wrongly_and_nearly_all_certain_ones_are_booked(seed: int) -> None:
    made = invent(seed=seed, codes=code_for)
    matcher = Matcher(claims(made.bills), fee=FEE_YUAN, region=REGION)
    transfers = [
        Transfer(str(n), line.amount, line.payer, line.account, line.bank, line.remark, line.direction == "credit")
        for n, line in enumerate(made.lines)
    ]

    tally: Counter[str] = Counter()
    for (_, decision), line in zip(matcher.decide_all(transfers, Ledger()), made.lines, strict=True):
        booked = {(share.bill, share.amount) for share in decision.shares}
        tally["wrong"] += bool(booked) and booked != set(line.shares)
        tally["certain"] += line.outcome == "auto"
        tally["booked"] += bool(booked)

    assert tally["wrong"] == 0
    assert tally["booked"] >= tally["certain"] * 0.97


def test_no_line_of_the_sample_is_booked_wrongly() -> None:
    with (SAMPLE / "bills.csv").open(encoding="utf-8-sig") as file:
        bills = [
            Claim(
                r["bill"],
                r["county"],
                (r["school"],),
                int(r["headcount"]),
                Decimal(r["due"]),
                r["contact"],
                r["mobile"],
            )
            for r in csv.DictReader(file)
        ]
    with (SAMPLE / "lines.csv").open(encoding="utf-8-sig") as file:
        lines = [
            Transfer(
                r["line"],
                Decimal(r["amount"]),
                r["payer_name"],
                r["payer_account"],
                r["payer_bank"],
                r["remark"],
                r["direction"] == "credit",
            )
            for r in csv.DictReader(file)
        ]
    with (SAMPLE / "truth.csv").open(encoding="utf-8-sig") as file:
        truth = {r["line"]: r for r in csv.DictReader(file)}

    decided = dict(Matcher(bills, fee=FEE_YUAN, region=REGION).decide_all(lines, Ledger()))

    wrong = [t.key for t, d in decided.items() if d.shares and _said(d.shares) != _wanted(truth[t.key]["allocations"])]
    missed = [t.key for t, d in decided.items() if d.outcome != truth[t.key]["outcome"]]
    misled = [t.key for t, d in decided.items() if truth[t.key]["suggestion"] not in {"", d.suggestion}]
    assert (wrong, missed, misled) == ([], [], [])


def _said(shares: Iterable[object]) -> set[tuple[str, Decimal]]:
    return {(share.bill, share.amount) for share in shares}  # type: ignore[attr-defined]


def _wanted(text: str) -> set[tuple[str, Decimal]]:
    pairs = (part.split(":") for part in text.split(";") if part)
    return {(bill, Decimal(amount)) for bill, amount in pairs}
