"""Kinds of transfer that no rule was written for, and slips of every kind: another school's money is never booked."""

import random
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.billing.matching import Claim, Ledger, Matcher, Transfer
from xingtan.billing.payment_code import code_for
from xingtan.billing.tests.invented import FEE, Bill, Invented, invent_unseen
from xingtan.billing.tests.invented.slips import perturbed

REGION = ("山西省", "忻州市")


def matcher_of(bills: Iterable[Bill]) -> Matcher:
    claims = [
        Claim(b.bill, b.county, (b.school,), b.headcount, Decimal(b.due), b.contact, b.mobile, b.code) for b in bills
    ]
    return Matcher(claims, fee=Decimal(FEE), region=REGION)


def judged(made: Invented) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """Lines booked wrongly, and for each kind whose owner is certain how many there are and how many were booked."""
    transfers = [
        Transfer(str(n), line.amount, line.payer, line.account, line.bank, line.remark, line.direction == "credit")
        for n, line in enumerate(made.lines)
    ]
    decided = matcher_of(made.bills).decide_all(transfers, Ledger())
    wrong: list[str] = []
    tally: defaultdict[str, list[bool]] = defaultdict(list)
    for (_, decision), line in zip(decided, made.lines, strict=True):
        booked = {(share.bill, share.amount) for share in decision.shares}
        if booked and booked != set(line.shares):
            wrong.append(f"{line.category}: {line.amount} {line.payer} | {line.remark}")
        if line.outcome == "auto":
            tally[line.category].append(bool(booked))
    return wrong, {category: (len(found), sum(found)) for category, found in tally.items()}


@pytest.mark.parametrize(("schools", "each", "seed"), [(1500, 4, 11), (20_000, 2, 13)])
def test_no_unseen_transfer_is_booked_wrongly_and_nearly_all_certain_ones_are_booked(
    schools: int, each: int, seed: int
) -> None:
    wrong, tally = judged(invent_unseen(schools=schools, each=each, seed=seed, codes=code_for))

    assert wrong == []
    assert sum(booked for _, booked in tally.values()) >= 0.98 * sum(count for count, _ in tally.values())
    assert {category: found for category, found in tally.items() if found[1] < found[0] / 2} == {}


WORLD = invent_unseen(schools=1500, each=0, seed=14, codes=code_for)
MATCHER = matcher_of(WORLD.bills)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_a_remark_that_lost_or_changed_characters_is_never_booked_to_another_school(seed: int, times: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - invented data
    bill, other = chance.sample(WORLD.bills, k=2)
    who = f"{bill.headcount}人，{bill.contact}{bill.mobile}"
    remark = chance.choice(
        (f"{bill.full}，{who}", f"{bill.school}{who}", f"{bill.full}{bill.headcount}人", f"{bill.code} {bill.full}")
    )
    payer = chance.choice((bill.school, perturbed(chance, bill.school, 1), f"{bill.county}财政局", bill.contact, ""))
    amount = Decimal(chance.choice((bill.due, other.due, 3 * FEE)))

    decision = MATCHER.decide(Transfer("l", amount, payer, "", "", perturbed(chance, remark, times)), Ledger())

    assert {share.bill for share in decision.shares} <= {bill.bill}
