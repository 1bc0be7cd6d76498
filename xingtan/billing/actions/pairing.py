"""Outgoing lines of the bank beside the refunds they pay: paired by themselves when there is only one way."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.refunding import settle_proof
from xingtan.billing.models import SEEN, BankLine, Refund, RefundState, RefundStep
from xingtan.billing.refund_pairs import OutgoingLine, OwedBack, pairs
from xingtan.foundation.sealing import digest
from xingtan.programmes.models import Programme

MATCHING = "matching"
"""Who did it, where no person did."""


@transaction.atomic
def pair_refunds(*, programme: Programme, by: Post | None, now: datetime) -> int:
    """Prove approved refunds by the outgoing lines of the same amount to the same account or name.

    A refund already proved by a voucher gets its line noted beside it. Where two refunds or two lines
    would fit, a person chooses. Returns how many were paired; doing it twice does it once.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    refunds = {str(row.pk): row for row in _unproved(programme)}
    lines = {str(row.pk): row for row in _free_lines(programme)} if refunds else {}
    found = pairs([_owed(row) for row in refunds.values()], [_outgoing(row) for row in lines.values()])
    for refund, line in found:
        _prove(refunds[refund], lines[line], now)
    if found:
        audit.record("pair_refunds", by=by, about=programme, refunds=[refunds[each].public_id for each, _line in found])
    return len(found)


def _unproved(programme: Programme) -> Iterable[Refund]:
    """Those that are to be paid, or were paid by a voucher and not yet seen on a statement."""
    rows = Refund.objects.filter(programme=programme).with_state()
    rows = rows.filter(state__in=[RefundState.APPROVED, RefundState.PAID])
    return rows.exclude(steps__proof__isnull=False).order_by("pk")  # type: ignore[no-any-return]


def _free_lines(programme: Programme) -> Iterable[BankLine]:
    rows = BankLine.objects.filter(
        standing__programme=programme, is_incoming=False, amount__gt=0, proves_refund__isnull=True
    )
    return rows.order_by("pk")  # type: ignore[no-any-return]


def _owed(row: Refund) -> OwedBack:
    account = digest(row.to_account, purpose="bank_account") if row.to_account else ""
    return OwedBack(str(row.pk), row.amount, account, row.to_name, row.asked_at)


def _outgoing(row: BankLine) -> OutgoingLine:
    return OutgoingLine(str(row.pk), row.amount, row.payer_account_hash, row.payer_name, row.booked_at)


def _prove(refund: Refund, line: BankLine, now: datetime) -> None:
    kind = RefundState.PAID if refund.state == RefundState.APPROVED else SEEN  # type: ignore[attr-defined]
    RefundStep.objects.create(
        refund=refund, kind=kind, asker_id_of_refund=refund.asker_id, person=None, by=MATCHING, at=now, proof=line
    )
    settle_proof(line, refund, None, now)
