"""What a clerk decides about one line: allocate, set aside, undo. Each with the version the clerk saw."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.vouchers import settle_vouchers
from xingtan.billing.errors import (
    BillElsewhere,
    BillTwice,
    ChangedMeanwhile,
    MoreThanTransfer,
    NotDecidable,
    NothingToUndo,
    OutgoingMoney,
    RefundStands,
    ShareNotPositive,
)
from xingtan.billing.models import Allocation, BankLine, Bill, LineStanding, LineState, SetAside
from xingtan.foundation.yuan import shown, yuan
from xingtan.organisations import actions as organisations

_DECIDABLE = (LineState.NEW, LineState.REVIEW, LineState.PART, LineState.IGNORED)


def locked(line: BankLine, version: int) -> LineStanding:
    """The line's standing, locked; raises ``ChangedMeanwhile`` when it is not the one the clerk saw."""
    standing = LineStanding.objects.select_for_update().select_related("line").get(pk=line.pk)
    if standing.version != version:
        raise ChangedMeanwhile(who=standing.touched_by or "—")
    return standing


def touch(standing: LineStanding, by: Post | None, now: datetime) -> None:
    standing.version += 1
    standing.touched_by = str(by or "")[:200]
    standing.touched_at = now
    standing.save()


@transaction.atomic
def allocate(
    *, line: BankLine, shares: Sequence[tuple[Bill, Decimal]], version: int, by: Post, now: datetime
) -> list[Allocation]:
    """Give shares of a transfer to bills. What is left stays open; a bill may get more than it wants (A22).

    Raises ``ChangedMeanwhile``, ``NotDecidable``, ``MoreThanTransfer`` and others; then nothing is stored.
    """
    standing = locked(line, version)
    _check(standing, shares)
    bills = {
        bill.pk: bill
        for bill in Bill.objects.select_for_update().filter(pk__in=[b.pk for b, _ in shares]).order_by("pk")
    }
    rows = [
        Allocation(
            line=standing.line, bill=bills[bill.pk], amount=yuan(amount), is_automatic=False,
            by=by.public_id, by_words=str(by)[:200], at=now,
        )
        for bill, amount in shares
    ]  # fmt: skip
    Allocation.objects.bulk_create(rows)
    standing.allocated += sum((row.amount for row in rows), Decimal())
    standing.state = LineState.PART if standing.rest else LineState.BOOKED
    touch(standing, by, now)
    settle_vouchers(bills=list(bills), now=now)
    organisations.note_change([bill.school_id for bill in bills.values()], now)
    audit.record("allocate", by=by, about=line, shares={row.bill.code: str(row.amount) for row in rows})
    return rows


def _check(standing: LineStanding, shares: Sequence[tuple[Bill, Decimal]]) -> None:
    if standing.state not in _DECIDABLE:
        raise NotDecidable(state=standing.get_state_display())
    if not standing.line.is_incoming or standing.amount < 0:
        raise OutgoingMoney()
    if not shares or any(yuan(amount) <= 0 for _, amount in shares):
        raise ShareNotPositive()
    if any(bill.programme_id != standing.programme_id for bill, _ in shares):
        raise BillElsewhere()
    twice = [bill for bill, count in Counter(bill for bill, _ in shares).items() if count > 1]
    if twice:
        raise BillTwice(school=twice[0].school)
    total = sum((yuan(amount) for _, amount in shares), Decimal())
    if total > standing.rest:
        raise MoreThanTransfer(sum=shown(total), rest=shown(standing.rest))


@transaction.atomic
def set_aside(*, line: BankLine, why: str, note: str, version: int, by: Post, now: datetime) -> SetAside:
    """Say that a line is nobody's bill, and why. Raises ``NotDecidable`` while any of it is allocated."""
    standing = locked(line, version)
    if standing.state not in _DECIDABLE or standing.allocated:
        raise NotDecidable(state=standing.get_state_display())
    row = SetAside.objects.create(
        line=standing.line, why=why, note=note[:200], by=by.public_id, by_words=str(by)[:200], at=now
    )
    standing.state = LineState.ASIDE
    touch(standing, by, now)
    audit.record("set_aside", by=by, about=line, why=why)
    return row


@transaction.atomic
def undo(*, line: BankLine, version: int, by: Post, now: datetime) -> None:
    """Take back everything decided about a line, by rows of their own; it waits for review again.

    What matching booked is undone in the same way, and is not booked by itself again.
    """
    standing = locked(line, version)
    if standing.state not in {LineState.BOOKED, LineState.PART, LineState.ASIDE, LineState.IGNORED}:
        raise NothingToUndo()
    if standing.refunding:
        raise RefundStands(amount=shown(standing.refunding))
    live = list(Allocation.objects.filter(line=line).live().select_related("bill"))
    list(Bill.objects.select_for_update().filter(pk__in=[row.bill_id for row in live]).order_by("pk").values_list("pk"))
    common = {"line": standing.line, "by": by.public_id, "by_words": str(by)[:200], "at": now}
    Allocation.objects.bulk_create(
        Allocation(bill=row.bill, amount=-row.amount, undoes=row, is_automatic=False, **common) for row in live
    )
    if standing.state == LineState.ASIDE:
        SetAside.objects.create(is_release=True, **common)
    was = standing.state
    standing.state, standing.allocated = LineState.REVIEW, Decimal("0.00")
    touch(standing, by, now)
    settle_vouchers(bills=[row.bill_id for row in live], now=now)
    organisations.note_change([row.bill.school_id for row in live], now)
    audit.record("undo", by=by, about=line, was=was, amounts={row.bill.code: str(row.amount) for row in live})
