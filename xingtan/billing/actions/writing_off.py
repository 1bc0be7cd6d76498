"""Not asking for a small shortfall any more: with a reason, above the programme's limit by two people (A22)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.errors import ReasonMissing, ShareNotPositive, WriteOffMoved, WriteOffOwn, WriteOffTooMuch
from xingtan.billing.models import Bill, WriteOff, WriteOffState, WriteOffStep
from xingtan.billing.rules import why_not_write_off, why_not_write_off_step, write_off_limit
from xingtan.foundation.yuan import shown, yuan
from xingtan.organisations import actions as organisations

_WORDS = 200


@transaction.atomic
def write_off(*, bill: Bill, amount: Decimal, why: str, note: str, by: Post, now: datetime) -> WriteOff:
    """Ask for so much of a bill no longer; above the programme's limit it waits for a second person.

    Raises ``ShareNotPositive``, ``WriteOffTooMuch``, ``ReasonMissing``; then nothing is stored.
    """
    locked = _locked(bill)
    amount = yuan(amount)
    free = locked.standing.rest - _waiting(locked)
    refusal = why_not_write_off(amount, rest=free, why=why, note=note)
    if refusal == "not_positive":
        raise ShareNotPositive()
    if refusal == "no_reason":
        raise ReasonMissing()
    if refusal:
        raise WriteOffTooMuch(rest=shown(max(free, Decimal())))
    limit = write_off_limit(bill.programme.reading("A22", "write_off_alone_yuan"))
    row: WriteOff = WriteOff.objects.create(
        bill=bill, amount=amount, why=why, note=note.strip()[:_WORDS], limit=limit, needs_second=amount > limit,
        asker=by.account, asked_by=str(by)[:_WORDS], asked_at=now,
    )  # fmt: skip
    organisations.note_change([bill.school_id], now)
    audit.record("write_off", by=by, about=row, bill=bill.code, amount=str(amount), why=why, waits=row.needs_second)
    return row


@transaction.atomic
def decide_write_off(*, row: WriteOff, approved: bool, words: str, by: Post, now: datetime) -> WriteOff:
    """Approve or not, as another person than who asked. Raises ``WriteOffMoved``, ``WriteOffOwn``, ``ReasonMissing``."""
    if not approved and not words.strip():
        raise ReasonMissing()
    return _step(row, WriteOffStep.Kind.APPROVED if approved else WriteOffStep.Kind.REFUSED, words, by, now)


@transaction.atomic
def take_back_write_off(*, row: WriteOff, by: Post, now: datetime) -> WriteOff:
    """Ask for the money again after all. Raises ``WriteOffMoved``."""
    return _step(row, WriteOffStep.Kind.TAKEN_BACK, "", by, now)


def _locked(bill: Bill) -> Bill:
    Bill.objects.select_for_update().get(pk=bill.pk)
    return Bill.objects.with_received().get(pk=bill.pk)  # type: ignore[no-any-return]


def _waiting(bill: Bill) -> Decimal:
    """What waits for a second person and would be written off too."""
    rows = WriteOff.objects.filter(bill=bill).with_state().filter(state=WriteOffState.ASKED)
    return sum((row.amount for row in rows), Decimal())


def _step(row: WriteOff, kind: WriteOffStep.Kind, words: str, by: Post, now: datetime) -> WriteOff:
    """Take one step under the lock of the bill: two at once have one effect."""
    Bill.objects.select_for_update().get(pk=row.bill_id)
    found = WriteOff.objects.with_state().select_related("bill").get(pk=row.pk)
    is_asker = found.asker_id == by.account_id
    refusal = why_not_write_off_step(kind.value, state=found.state, is_asker=is_asker)
    if refusal == "own":
        raise WriteOffOwn()
    if refusal:
        raise WriteOffMoved(state=WriteOffState(found.state).label)
    WriteOffStep.objects.create(
        write_off=found, kind=kind, asker_id_of_write_off=found.asker_id, person=by.account, by=str(by)[:_WORDS],
        at=now, words=words.strip()[:_WORDS],
    )  # fmt: skip
    organisations.note_change([found.bill.school_id], now)
    audit.record(f"write_off_{kind.value}", by=by, about=found, bill=found.bill.code, amount=str(found.amount))
    return WriteOff.objects.with_state().get(pk=found.pk)  # type: ignore[no-any-return]
