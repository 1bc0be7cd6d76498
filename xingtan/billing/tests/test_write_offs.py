"""A small shortfall nobody is asked for any more: with a reason, above the limit by two people (A22)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.billing import actions, queries
from xingtan.billing.errors import ReasonMissing, ShareNotPositive, WriteOffMoved, WriteOffOwn, WriteOffTooMuch
from xingtan.billing.models import Bill, WriteOff, WriteOffStep
from xingtan.billing.rules import BillState, Standing
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal

pytestmark = pytest.mark.django_db


def short_of(amount: str) -> Bill:
    """A bill of 3,600 of which so much is missing."""
    bill = given.bill(heads=30)
    came = f"{Decimal(3600) - Decimal(amount):.2f}"
    given.paid(given.transfer(came), bill, came)
    return bill


def stands(bill: Bill) -> tuple[Decimal, str]:
    standing = Bill.objects.with_received().get(pk=bill.pk).standing
    return standing.rest, standing.state


@pytest.mark.parametrize(
    ("amount", "received", "written_off", "rest", "state"),
    [
        ("3600", "3595", "0", "5", BillState.SHORT),
        ("3600", "3595", "5", "0", BillState.PAID),
        ("3600", "3595", "3", "2", BillState.SHORT),
        ("3600", "3600", "5", "0", BillState.PAID),
        ("3480", "3595", "5", "-115", BillState.OVER),
        ("120", "0", "120", "0", BillState.PAID),
        ("0", "0", "5", "0", BillState.NOTHING),
    ],
)
def test_what_is_written_off_is_not_asked_for_and_never_paid_back(
    amount: str, received: str, written_off: str, rest: str, state: BillState
) -> None:
    standing = Standing(Decimal(amount), Decimal(received), Decimal(written_off))

    assert (standing.rest, standing.state) == (Decimal(rest), state)


def test_up_to_the_limit_one_clerk_writes_off_alone() -> None:
    bill = short_of("10.00")

    row = given.write_off(bill, "10.00")

    assert not row.needs_second
    assert stands(bill) == (Decimal("0.00"), BillState.PAID)
    assert queries.ledger_breaches() == []
    assert list(Bill.objects.in_state("paid")) == [bill]
    assert not Bill.objects.still_open().exists()
    assert queries.totals(Bill.objects.with_received()).paid == 1


def test_above_the_limit_nothing_changes_until_another_person_approves() -> None:
    bill, clerk = short_of("10.01"), given.finance_clerk()
    row = given.write_off(bill, "10.01", by=clerk)
    assert stands(bill) == (Decimal("10.01"), BillState.SHORT)
    with pytest.raises(WriteOffOwn):
        actions.decide_write_off(row=row, approved=True, words="", by=clerk, now=clock.now())

    other = people.post(Kind.PROVIDER_MANAGER, programme_code=bill.programme.code)
    assert list(queries.write_offs_to_approve(bill.programme, other)) == [row]
    assert not queries.write_offs_to_approve(bill.programme, clerk).exists()
    actions.decide_write_off(row=row, approved=True, words="", by=other, now=clock.now())

    assert stands(bill) == (Decimal("0.00"), BillState.PAID)
    with pytest.raises(WriteOffMoved):
        actions.decide_write_off(row=row, approved=False, words="不行", by=other, now=clock.now())


def test_the_same_person_with_another_post_is_no_second_person() -> None:
    clerk = given.finance_clerk()
    row = given.write_off(short_of("50.00"), "50.00", by=clerk)
    manager = people.post(Kind.PROVIDER_MANAGER, holder=clerk.account, programme_code=clerk.programme_code)

    with pytest.raises(WriteOffOwn):
        actions.decide_write_off(row=row, approved=True, words="", by=manager, now=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        WriteOffStep.objects.create(
            write_off=row, kind="approved", asker_id_of_write_off=row.asker_id, person=clerk.account, by="x",
            at=clock.now(),
        )  # fmt: skip


def test_not_approved_needs_words_and_leaves_the_bill_open() -> None:
    bill = short_of("50.00")
    row, other = given.write_off(bill, "50.00"), given.finance_clerk()
    with pytest.raises(ReasonMissing):
        actions.decide_write_off(row=row, approved=False, words=" ", by=other, now=clock.now())

    actions.decide_write_off(row=row, approved=False, words="请学校补缴", by=other, now=clock.now())

    assert stands(bill) == (Decimal("50.00"), BillState.SHORT)
    given.write_off(bill, "5.00")
    assert stands(bill)[0] == Decimal("45.00")


def test_taken_back_it_is_asked_for_again() -> None:
    bill = short_of("5.00")
    row = given.write_off(bill)

    actions.take_back_write_off(row=row, by=given.finance_clerk(), now=clock.now())

    assert stands(bill) == (Decimal("5.00"), BillState.SHORT)
    with pytest.raises(WriteOffMoved):
        actions.take_back_write_off(row=row, by=given.finance_clerk(), now=clock.now())
    given.write_off(bill)
    assert stands(bill)[0] == Decimal("0.00")


@pytest.mark.parametrize(
    ("amount", "why", "refusal"),
    [
        ("5.01", "bank_fee", WriteOffTooMuch),
        ("0.00", "bank_fee", ShareNotPositive),
        ("-5.00", "bank_fee", ShareNotPositive),
        ("5.00", "other", ReasonMissing),
    ],
)
def test_what_is_not_missing_or_not_explained_is_not_written_off(amount: str, why: str, refusal: type[Refusal]) -> None:
    bill = short_of("5.00")

    with pytest.raises(refusal):
        given.write_off(bill, amount, why=why)

    assert not WriteOff.objects.exists()


def test_what_waits_for_a_second_person_is_not_written_off_twice() -> None:
    bill = short_of("50.00")
    given.write_off(bill, "48.00")

    with pytest.raises(WriteOffTooMuch):
        given.write_off(bill, "3.00")


def test_money_that_comes_after_all_is_over() -> None:
    bill = short_of("5.00")
    given.write_off(bill)

    given.paid(given.transfer("5.00"), bill, "5.00")

    assert stands(bill) == (Decimal("0.00"), BillState.PAID)
    assert queries.ledger_breaches() == []


def test_above_the_limit_alone_is_refused_by_the_database_too() -> None:
    row = given.write_off(short_of("50.00"), "50.00")

    with pytest.raises(DatabaseError), transaction.atomic():
        WriteOff.objects.create(
            bill=row.bill, amount=Decimal("10.01"), why="bank_fee", limit=row.limit, needs_second=False,
            asker=row.asker, asked_by="x", asked_at=clock.now(),
        )  # fmt: skip
