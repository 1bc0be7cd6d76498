"""Outgoing lines beside the refunds they pay: only where there is one way to say so."""

from datetime import timedelta
from decimal import Decimal

import pytest

from xingtan.billing import actions, queries
from xingtan.billing.models import BankLine, LineStanding, Refund
from xingtan.billing.refund_pairs import OutgoingLine, OwedBack, pairs
from xingtan.billing.tests import given
from xingtan.foundation import clock

NOON = clock.moment(2020, 11, 20, 12, 0, 0)


def owed(key: str, amount: str = "100", account: str = "a", name: str = "甲校") -> OwedBack:
    return OwedBack(key, Decimal(amount), account, name, NOON)


def out(key: str, amount: str = "100", account: str = "a", name: str = "甲校", days: int = 1) -> OutgoingLine:
    return OutgoingLine(key, Decimal(amount), account, name, NOON + timedelta(days=days))


@pytest.mark.parametrize(
    ("refunds", "lines", "found"),
    [
        ([owed("r")], [out("l")], [("r", "l")]),
        ([owed("r")], [out("l", days=0)], [("r", "l")]),
        ([owed("r")], [out("l", days=-1)], []),
        ([owed("r")], [out("l", amount="99.99")], []),
        ([owed("r")], [out("l", account="b")], []),
        ([owed("r")], [out("l", account="", name="甲 校")], [("r", "l")]),
        ([owed("r")], [out("l", account="", name="乙校")], []),
        ([owed("r")], [out("l", account="", name="")], []),
        ([owed("r", account="", name="")], [out("l", account="", name="")], []),
        ([owed("r")], [out("l"), out("m")], []),
        ([owed("r"), owed("s", account="b", name="乙校")], [out("l")], [("r", "l")]),
        ([owed("r"), owed("s")], [out("l")], []),
        ([owed("r"), owed("s")], [out("l"), out("m")], [("r", "l"), ("s", "m")]),
        ([owed("r"), owed("s", account="b")], [out("l", account=""), out("m", account="b")], []),
    ],
)
def test_a_refund_and_a_line_are_paired_only_when_nothing_else_fits(
    refunds: list[OwedBack], lines: list[OutgoingLine], found: list[tuple[str, str]]
) -> None:
    assert pairs(refunds, lines) == found


def approved(amount: str = "100.00") -> Refund:
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    refund = given.refund(standing, amount)
    return actions.decide_refund(refund=refund, approved=True, words="", by=given.finance_clerk(), now=clock.now())


def outgoing(refund: Refund, amount: str = "100.00") -> BankLine:
    row = given.row(amount, refund.to_name, "退款", went_out=True, day=clock.today().isoformat())
    row[4] = refund.to_account
    return BankLine.objects.get(statement=given.statement(row))


def pair(refund: Refund) -> int:
    return actions.pair_refunds(programme=refund.programme, by=None, now=clock.now())


@pytest.mark.django_db
def test_the_bank_s_outgoing_line_of_the_same_sum_and_account_proves_the_refund_by_itself() -> None:
    refund = approved()
    line = outgoing(refund)

    assert pair(refund) == 1

    assert Refund.objects.with_state().get().state == "paid"
    step = queries.steps_of_refund(refund).last()
    assert step is not None
    assert (step.proof, step.person) == (line, None)
    assert [each["code"] for each in line.standing.findings["reasons"]] == ["pays_refund"]
    assert line.standing.state == "ignored"
    assert pair(refund) == 0
    assert queries.ledger_breaches() == []


@pytest.mark.django_db
def test_a_refund_paid_by_voucher_gets_its_line_when_the_statement_comes() -> None:
    refund = approved()
    actions.pay_refund(refund=refund, proof=None, words="0917-8226", by=given.finance_clerk(), now=clock.now())
    outgoing(refund)

    assert pair(refund) == 1

    assert [step.kind for step in queries.steps_of_refund(refund)] == ["approved", "paid", "seen"]
    assert Refund.objects.with_state().get().state == "paid"


@pytest.mark.django_db
def test_another_sum_or_a_refund_that_waits_is_left_to_a_person() -> None:
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    refund = given.refund(standing, "100.00")
    outgoing(refund, "100.00")

    assert pair(refund) == 0
    assert Refund.objects.with_state().get().state == "asked"


@pytest.mark.django_db
def test_the_line_by_which_a_clerk_proves_a_refund_leaves_the_queue_and_stays_out() -> None:
    sent = given.transfer("1200.00", payer="某商贸有限公司", remark="货款")
    actions.set_aside(
        line=sent.line, why="other_income", note="货款", version=sent.version, by=given.finance_clerk(), now=clock.now()
    )
    sent.refresh_from_db()
    refund = given.refund(sent, "1200.00")
    actions.decide_refund(refund=refund, approved=True, words="", by=given.finance_clerk(), now=clock.now())
    day = clock.today().isoformat()
    row = given.row("1200.00", "某商贸有限公司", "退回误汇货款", went_out=True, day=day)
    proof = BankLine.objects.get(statement=given.statement(row))
    actions.match_lines(programme=refund.programme, by=None, now=clock.now())
    assert LineStanding.objects.get(pk=proof.pk).state == "review"

    actions.pay_refund(refund=refund, proof=proof, words="", by=given.finance_clerk(), now=clock.now())
    actions.match_lines(programme=refund.programme, by=None, now=clock.now(), again=True)

    assert LineStanding.objects.get(pk=proof.pk).state == "ignored"
    assert queries.ledger_breaches() == []
