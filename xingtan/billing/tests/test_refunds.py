"""Money that goes back: held, approved by another, proved; and a bill's surplus freed (A22)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.billing import actions, queries
from xingtan.billing.errors import (
    ChangedMeanwhile,
    MoreThanTransfer,
    NoSurplus,
    ReasonMissing,
    RefundMoved,
    RefundNotFree,
    RefundOwn,
    RefundStands,
    RefundTooMuch,
    RefundUnproved,
    ShareNotPositive,
)
from xingtan.billing.models import Allocation, BankLine, Bill, LineStanding, LineState, Refund, RefundStep
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def overpaid() -> LineStanding:
    """A transfer of 3,700 of which 3,600 are a school's."""
    return given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")


def approve(refund: Refund, by: Post | None = None) -> Refund:
    return actions.decide_refund(
        refund=refund, approved=True, words="", by=by or given.finance_clerk(), now=clock.now()
    )


def outgoing(amount: str = "100.00") -> BankLine:
    day = clock.today().isoformat()
    stored = given.statement(given.row(amount, "东雷乡中心小学", "退款", went_out=True, day=day))
    return BankLine.objects.get(statement=stored)


def test_what_is_asked_for_is_held_back_at_once() -> None:
    standing = overpaid()

    given.refund(standing, "60.00")

    standing.refresh_from_db()
    assert (standing.rest, standing.state) == (Decimal("40.00"), LineState.PART)
    other = given.bill(organisations.school("茹村乡中心小学"), heads=1)
    with pytest.raises(MoreThanTransfer):
        given.paid(standing, other, "41.00")
    assert queries.ledger_breaches() == []


def test_a_transfer_wholly_used_up_is_booked() -> None:
    standing = overpaid()

    given.refund(standing)

    standing.refresh_from_db()
    assert (standing.rest, standing.state) == (Decimal("0.00"), LineState.BOOKED)


def test_what_was_set_aside_goes_back_whole_and_stays_set_aside() -> None:
    standing = given.transfer("500.00")
    by = given.finance_clerk()
    actions.set_aside(line=standing.line, why="duplicate", note="", version=standing.version, by=by, now=clock.now())
    standing.refresh_from_db()

    given.refund(standing, "500.00")

    standing.refresh_from_db()
    assert (standing.rest, standing.state) == (Decimal("0.00"), LineState.ASIDE)
    assert queries.ledger_breaches() == []


@pytest.mark.parametrize(
    ("amount", "refusal"), [("100.01", RefundTooMuch), ("0.00", ShareNotPositive), ("-5.00", ShareNotPositive)]
)
def test_no_more_goes_back_than_is_left(amount: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        given.refund(overpaid(), amount)

    assert not Refund.objects.exists()


def test_money_that_waits_or_that_the_clerk_saw_otherwise_does_not_go_back() -> None:
    with pytest.raises(RefundNotFree):
        given.refund(given.transfer("500.00"), "500.00")
    standing = overpaid()
    with pytest.raises(ChangedMeanwhile):
        given.refund(standing, version=standing.version - 1)


def test_another_person_approves_and_the_outgoing_line_proves_it() -> None:
    asking = given.finance_clerk()
    refund = given.refund(overpaid(), by=asking)
    with pytest.raises(RefundOwn):
        approve(refund, asking)
    with pytest.raises(RefundMoved):
        actions.pay_refund(refund=refund, proof=None, words="0917-8226", by=asking, now=clock.now())

    assert approve(refund).state == "approved"  # type: ignore[attr-defined]
    proof = outgoing()
    assert list(queries.proofs_for(refund)) == [proof]
    paid = actions.pay_refund(refund=refund, proof=proof, words="", by=asking, now=clock.now())

    assert paid.state == "paid"  # type: ignore[attr-defined]
    assert [step.kind for step in queries.steps_of_refund(refund)] == ["approved", "paid"]
    assert not queries.proofs_for(refund).exists()
    assert queries.ledger_breaches() == []


def test_one_person_with_two_posts_does_not_approve_their_own() -> None:
    asking = given.finance_clerk()
    refund = given.refund(overpaid(), by=asking)
    manager = people.post(Kind.PROVIDER_MANAGER, holder=asking.account, programme_code=asking.programme_code)

    with pytest.raises(RefundOwn):
        approve(refund, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefundStep.objects.create(
            refund=refund, kind="approved", asker_id_of_refund=refund.asker_id, person=asking.account, by="x",
            at=clock.now(),
        )  # fmt: skip


def test_paying_needs_a_proof_that_fits() -> None:
    refund = approve(given.refund(overpaid()))
    by = given.finance_clerk()

    for proof, words in ((None, " "), (outgoing("99.00"), ""), (given.transfer("100.00").line, "")):
        with pytest.raises(RefundUnproved):
            actions.pay_refund(refund=refund, proof=proof, words=words, by=by, now=clock.now())
    voucher = actions.pay_refund(refund=refund, proof=None, words="0917-8226", by=by, now=clock.now())
    assert voucher.state == "paid"  # type: ignore[attr-defined]


@pytest.mark.parametrize("end", ["refused", "taken_back"])
def test_what_does_not_go_back_is_free_again(end: str) -> None:
    standing = overpaid()
    refund = given.refund(standing)
    by = given.finance_clerk()
    if end == "refused":
        with pytest.raises(ReasonMissing):
            actions.decide_refund(refund=refund, approved=False, words="", by=by, now=clock.now())
        actions.decide_refund(refund=refund, approved=False, words="请留作下一批", by=by, now=clock.now())
    else:
        actions.take_back_refund(refund=approve(refund), by=by, now=clock.now())

    standing.refresh_from_db()
    assert (standing.rest, standing.state) == (Decimal("100.00"), LineState.PART)
    with pytest.raises(RefundMoved):
        actions.take_back_refund(refund=refund, by=by, now=clock.now())
    assert queries.ledger_breaches() == []


def test_a_decision_under_a_refund_is_not_undone() -> None:
    standing = overpaid()
    given.refund(standing)
    standing.refresh_from_db()

    with pytest.raises(RefundStands):
        actions.undo(line=standing.line, version=standing.version, by=given.finance_clerk(), now=clock.now())


def test_the_surplus_of_a_bill_is_freed_on_its_latest_transfer() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("2400.00"), bill, "2400.00")
    last = given.paid(given.transfer("1200.00"), bill, "1200.00")
    given.bill(heads=28)

    lines = actions.free_surplus(bill=bill, by=given.finance_clerk(), now=clock.now())

    last.refresh_from_db()
    assert lines == [last.line]
    assert (last.rest, last.state) == (Decimal("240.00"), LineState.PART)
    assert Bill.objects.with_received().get(pk=bill.pk).standing.state == "paid"
    assert queries.ledger_breaches() == []
    with pytest.raises(NoSurplus):
        actions.free_surplus(bill=bill, by=given.finance_clerk(), now=clock.now())


def test_a_surplus_larger_than_the_latest_transfer_takes_from_the_one_before() -> None:
    bill = given.bill(heads=30)
    first = given.paid(given.transfer("2400.00"), bill, "2400.00")
    last = given.paid(given.transfer("1200.00"), bill, "1200.00")
    given.bill(heads=15)

    actions.free_surplus(bill=bill, by=given.finance_clerk(), now=clock.now())

    first.refresh_from_db()
    last.refresh_from_db()
    assert (first.rest, last.rest) == (Decimal("600.00"), Decimal("1200.00"))
    assert Allocation.objects.filter(bill=bill).live().count() == 1


@pytest.mark.parametrize("table", ["billing_refund", "billing_refundstep"])
def test_the_rows_are_never_changed_or_deleted(table: str) -> None:
    approve(given.refund(overpaid()))

    for statement in (f"UPDATE {table} SET asked_by = 'x'", f"DELETE FROM {table}"):  # noqa: S608 - constants
        sql = statement.replace("asked_by", "by" if table.endswith("step") else "asked_by")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_pages_from_the_transfer_to_the_proof() -> None:
    standing = overpaid()
    clerk, other = people.signed_in(given.finance_clerk()), people.signed_in(given.finance_clerk())
    ask_at = f"/billing/transfers/{standing.line.public_id}/refund/"
    assert ask_at in clerk.get(f"/billing/transfers/{standing.line.public_id}/").content.decode()
    typed = {
        "version": standing.version,
        "amount": "500",
        "why": "overpaid",
        "to_name": "东雷乡中心小学",
        "to_account": "62220205",
    }

    too_much = clerk.post(ask_at, typed)
    clerk.post(ask_at, typed | {"amount": "100"})

    refund = Refund.objects.get()
    page = f"/billing/refunds/{refund.public_id}/"
    assert too_much.status_code == 422
    assert "500" in too_much.content.decode()
    assert f"{page}decide/" not in clerk.get(page).content.decode()
    assert f"{page}decide/" in other.get(page).content.decode()
    assert other.post(f"{page}decide/", {"decision": "approve"}).status_code == 302
    assert clerk.post(f"{page}paid/", {"proof": "", "words": ""}).status_code == 422
    assert clerk.post(f"{page}paid/", {"proof": outgoing().pk, "words": ""}).status_code == 302
    assert page in clerk.get("/billing/refunds/?state=paid").content.decode()


def test_the_list_takes_the_same_number_of_queries_at_any_size() -> None:
    clerk = people.signed_in(given.finance_clerk())

    def add(count: int) -> None:
        for _ in range(count):
            bill = given.bill(organisations.school(f"第{Bill.objects.count()}小学"), heads=1)
            given.refund(given.paid(given.transfer("150.00"), bill, "120.00"), "30.00")

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get("/billing/refunds/").status_code == 200
        return len(seen)

    add(1)
    count_queries()
    few = count_queries()
    add(6)
    assert count_queries() == few
