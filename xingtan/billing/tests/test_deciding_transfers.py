"""What matching books and what a clerk decides, undoes and cannot do."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from xingtan.audit.models import Entry
from xingtan.billing import actions, queries
from xingtan.billing.errors import (
    BillTwice,
    ChangedMeanwhile,
    MoreThanTransfer,
    NotDecidable,
    NothingToUndo,
    OutgoingMoney,
    ShareNotPositive,
)
from xingtan.billing.models import Allocation, Bill, LineStanding, LineState
from xingtan.billing.rules import BillState
from xingtan.billing.tests import given
from xingtan.billing.tests.unguarded import unguarded
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def give(standing: LineStanding, *shares: tuple[Bill, str], **more: Any) -> None:
    actions.allocate(
        line=standing.line,
        shares=[(bill, Decimal(amount)) for bill, amount in shares],
        version=more.get("version", standing.version),
        by=more.get("by") or given.finance_clerk(),
        now=clock.now(),
    )
    standing.refresh_from_db()


def take_back(standing: LineStanding) -> None:
    actions.undo(line=standing.line, version=standing.version, by=given.finance_clerk(), now=clock.now())
    standing.refresh_from_db()


def received(bill: Bill) -> Decimal:
    return Bill.objects.with_received().get(pk=bill.pk).standing.received  # type: ignore[no-any-return]


def test_a_certain_transfer_is_booked_without_a_clerk() -> None:
    bill = given.bill(heads=30)

    standing = given.transfer(payer="东雷乡中心小学", remark="五台县东雷乡中心小学30人")

    assert standing.state == LineState.BOOKED
    assert received(bill) == Decimal("3600.00")
    assert Allocation.objects.get().is_automatic


def test_an_uncertain_transfer_waits_with_its_candidates() -> None:
    bill = given.bill(heads=30)

    standing = given.transfer("1800.00", payer="东雷乡中心小学")

    assert standing.state == LineState.REVIEW
    assert [each.bill.pk for each in queries.candidates_of(standing)] == [bill.pk]


def test_findings_hold_no_mobile_number_in_full() -> None:
    given.bill(mobile="18360208347")

    standing = given.transfer("100.00", remark="东雷乡中心小学18360208347")

    assert "18360208347" not in str(standing.findings)


def test_a_surplus_stays_with_the_line() -> None:
    given.bill(heads=30)

    standing = given.transfer("3840.00", remark="五台县东雷乡中心小学32人邱欣兰18360208347")

    assert (standing.state, standing.rest) == (LineState.PART, Decimal("240.00"))


def test_matching_again_books_what_new_bills_make_certain() -> None:
    standing = given.transfer(payer="东雷乡中心小学", remark="五台县东雷乡中心小学30人")
    bill = given.bill(heads=30)

    actions.match_lines(programme=bill.programme, by=None, now=clock.now(), again=True)

    standing.refresh_from_db()
    assert standing.state == LineState.BOOKED


def test_a_clerk_gives_a_transfer_to_a_bill() -> None:
    bill, standing = given.bill(heads=30), given.transfer()

    give(standing, (bill, "3600"))

    assert (standing.state, received(bill)) == (LineState.BOOKED, Decimal("3600.00"))
    assert Entry.objects.filter(verb="allocate").count() == 1


def test_a_clerk_splits_a_transfer_over_schools() -> None:
    one, other = given.bill(heads=20), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing = given.transfer()

    give(standing, (one, "2400"), (other, "1200"))

    assert (received(one), received(other)) == (Decimal("2400.00"), Decimal("1200.00"))


def test_what_a_clerk_does_not_give_stays_open() -> None:
    bill, standing = given.bill(heads=30), given.transfer()

    give(standing, (bill, "3599.99"))

    assert (standing.state, standing.rest) == (LineState.PART, Decimal("0.01"))


def test_a_fen_short_leaves_the_bill_open() -> None:
    bill, standing = given.bill(heads=30), given.transfer()

    give(standing, (bill, "3599.99"))

    assert Bill.objects.with_received().get(pk=bill.pk).standing.state is BillState.SHORT


def test_undoing_adds_rows_and_gives_the_money_back_to_the_queue() -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    give(standing, (bill, "3600"))

    take_back(standing)

    assert (standing.state, standing.rest, received(bill)) == (LineState.REVIEW, Decimal("3600.00"), Decimal("0.00"))
    assert sorted(Allocation.objects.values_list("amount", flat=True)) == [Decimal("-3600.00"), Decimal("3600.00")]


def test_what_a_person_took_back_is_never_booked_by_itself_again() -> None:
    bill = given.bill(heads=30)
    standing = given.transfer(payer="东雷乡中心小学", remark="五台县东雷乡中心小学30人")
    take_back(standing)

    actions.match_lines(programme=bill.programme, by=None, now=clock.now(), again=True)

    standing.refresh_from_db()
    assert standing.state == LineState.REVIEW
    assert received(bill) == 0


def test_a_line_set_aside_leaves_the_queue_and_comes_back_when_undone() -> None:
    standing = given.transfer()
    actions.set_aside(
        line=standing.line,
        why="other_income",
        note="住宿费",
        version=standing.version,
        by=given.finance_clerk(),
        now=clock.now(),
    )
    standing.refresh_from_db()
    assert standing.state == LineState.ASIDE

    take_back(standing)

    assert standing.state == LineState.REVIEW
    assert queries.ledger_breaches() == []


def test_a_payer_confirmed_by_a_clerk_is_evidence_the_next_time() -> None:
    bill = given.bill(heads=30)
    account = given.transfer("1200.00", payer="某财务代理中心")
    give(account, (bill, "1200"))

    claim = queries.claims_of(bill.programme)[0]

    assert claim.accounts == {account.line.payer_account_hash}


def test_two_clerks_at_once_the_second_is_told_who_was_first() -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    seen = standing.version
    first = given.finance_clerk()
    give(standing, (bill, "1200"), by=first)

    with pytest.raises(ChangedMeanwhile) as refused:
        give(standing, (bill, "2400"), version=seen)

    assert refused.value.parameters["who"] == str(first)
    assert received(bill) == Decimal("1200.00")


@pytest.mark.parametrize(
    ("amounts", "refusal"),
    [
        (["3600.01"], MoreThanTransfer),
        (["0"], ShareNotPositive),
        (["-1"], ShareNotPositive),
        ([], ShareNotPositive),
        (["1", "2"], BillTwice),
    ],
)
def test_a_share_that_cannot_be_is_refused_and_nothing_changes(amounts: list[str], refusal: type[Refusal]) -> None:
    bill, standing = given.bill(heads=60), given.transfer()

    with pytest.raises(refusal):
        give(standing, *[(bill, amount) for amount in amounts])

    assert not Allocation.objects.exists()


def test_outgoing_money_is_for_no_bill() -> None:
    bill = given.bill()
    stored = given.statement(given.row("5.00", "", "手续费", went_out=True))
    standing = LineStanding.objects.get(line__statement=stored)

    with pytest.raises(OutgoingMoney):
        give(standing, (bill, "5"))


def test_a_booked_line_is_undone_before_it_is_decided_anew() -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    give(standing, (bill, "3600"))

    with pytest.raises(NotDecidable):
        actions.set_aside(
            line=standing.line,
            why="other",
            note="",
            version=standing.version,
            by=given.finance_clerk(),
            now=clock.now(),
        )


def test_there_is_nothing_to_undo_on_an_open_line() -> None:
    standing = given.transfer()

    with pytest.raises(NothingToUndo):
        take_back(standing)


@pytest.mark.parametrize("amount", ["3600.01", "-0.01"])
def test_the_database_itself_refuses_rows_beyond_the_line(amount: str) -> None:
    bill, standing = given.bill(heads=60), given.transfer()

    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.create(
            line=standing.line, bill=bill, amount=Decimal(amount), is_automatic=False, at=clock.now()
        )

    assert not Allocation.objects.exists()


def test_the_database_itself_refuses_to_change_an_allocation() -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    give(standing, (bill, "3600"))

    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.update(amount=1)


def test_sums_hold_after_everything_a_clerk_can_do() -> None:
    one, other = given.bill(heads=20), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing = given.transfer()
    give(standing, (one, "2400"), (other, "600"))
    take_back(standing)
    give(standing, (other, "1200"))

    assert queries.ledger_breaches() == []


def test_a_standing_that_tells_another_sum_than_its_rows_is_found() -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    give(standing, (bill, "1200"))
    with unguarded():
        LineStanding.objects.filter(pk=standing.pk).update(allocated=Decimal("1100"))

    assert {breach.code for breach in queries.ledger_breaches()} == {"line_sum", "yuan_lost", "figures_counties"}


def test_a_bill_that_is_not_heads_times_fee_is_found() -> None:
    bill = given.bill(heads=30)
    with unguarded():
        Bill.objects.filter(pk=bill.pk).update(amount=Decimal("3599"))

    assert [breach.code for breach in queries.ledger_breaches()] == ["bill_amount"]
