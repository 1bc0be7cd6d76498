"""Money that goes back: asked, approved by another, paid and proved; and freeing what a bill has too much (A22)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.deciding import locked, touch
from xingtan.billing.actions.vouchers import settle_vouchers
from xingtan.billing.errors import (
    NoSurplus,
    ReasonMissing,
    RefundMoved,
    RefundNotFree,
    RefundOwn,
    RefundTooMuch,
    RefundUnproved,
    ShareNotPositive,
)
from xingtan.billing.findings import with_reason
from xingtan.billing.matching import Against, Reason
from xingtan.billing.models import (
    ENDED_WITHOUT_MONEY,
    Allocation,
    BankLine,
    Bill,
    LineStanding,
    LineState,
    Refund,
    RefundState,
    RefundStep,
)
from xingtan.billing.rules import why_not_refund, why_not_step
from xingtan.foundation.yuan import shown, yuan
from xingtan.organisations import actions as organisations

_WORDS = 200


@transaction.atomic
def ask_refund(
    *,
    line: BankLine,
    amount: Decimal,
    why: str,
    note: str,
    payee: Mapping[str, str],
    version: int,
    by: Post,
    now: datetime,
) -> Refund:
    """Ask for so much of a line's leftover money to go back; it is held back at once.

    ``payee``: ``name``, ``account`` and ``bank`` to pay to. Raises ``ChangedMeanwhile``,
    ``RefundNotFree``, ``RefundTooMuch``, ``ShareNotPositive``.
    """
    standing = locked(line, version)
    amount = yuan(amount)
    is_free = standing.state in {LineState.PART, LineState.ASIDE} and line.is_incoming
    refusal = why_not_refund(amount, rest=standing.rest, is_free=is_free)
    if refusal == "not_free":
        raise RefundNotFree()
    if refusal == "not_positive":
        raise ShareNotPositive()
    if refusal:
        raise RefundTooMuch(rest=shown(standing.rest))
    refund: Refund = Refund.objects.create(
        programme_id=standing.programme_id, line=line, amount=amount, why=why, note=note[:_WORDS],
        to_name=payee["name"][:_WORDS], to_account=payee["account"], to_bank=payee.get("bank", "")[:_WORDS],
        asker=by.account, asked_by=str(by)[:_WORDS], asked_at=now,
    )  # fmt: skip
    _hold(standing, amount, by, now)
    audit.record("ask_refund", by=by, about=refund, amount=str(amount), why=why, line=line.public_id)
    return refund


@transaction.atomic
def decide_refund(*, refund: Refund, approved: bool, words: str, by: Post, now: datetime) -> Refund:
    """Approve or not, as another person than who asked. Raises ``RefundMoved``, ``RefundOwn``, ``ReasonMissing``."""
    kind = RefundState.APPROVED if approved else RefundState.REFUSED
    if not approved and not words.strip():
        raise ReasonMissing()
    return _step(refund, kind, by, now, words=words)


@transaction.atomic
def take_back_refund(*, refund: Refund, by: Post, now: datetime) -> Refund:
    """Give a refund up before it is paid; its money is free again. Raises ``RefundMoved``."""
    return _step(refund, RefundState.TAKEN_BACK, by, now)


@transaction.atomic
def pay_refund(*, refund: Refund, proof: BankLine | None, words: str, by: Post, now: datetime) -> Refund:
    """Say that an approved refund was paid, and by which outgoing line or voucher. Raises ``RefundMoved``, ``RefundUnproved``."""
    fits = proof is None or (
        not proof.is_incoming and proof.amount == refund.amount and proof.standing.programme_id == refund.programme_id
    )
    if not fits or (proof is None and not words.strip()):
        raise RefundUnproved()
    row = _step(refund, RefundState.PAID, by, now, words=words, proof=proof)
    if proof is not None:
        settle_proof(proof, refund, by, now)
    return row


def settle_proof(proof: BankLine, refund: Refund, by: Post | None, now: datetime) -> None:
    """The outgoing line that pays a refund is no riddle any more: it leaves the queue and says what it is."""
    standing = LineStanding.objects.select_for_update().get(pk=proof.pk)
    if standing.state in {LineState.NEW, LineState.REVIEW, LineState.IGNORED}:
        reason = Reason(Against.PAYS_REFUND, {"amount": str(refund.amount), "payee": refund.to_name})
        standing.state, standing.findings = LineState.IGNORED, with_reason({}, reason)
        touch(standing, by, now)


def _step(
    refund: Refund, kind: RefundState, by: Post, now: datetime, *, words: str = "", proof: BankLine | None = None
) -> Refund:
    """Take one step under the lock of the line: two at once have one effect."""
    standing = LineStanding.objects.select_for_update().select_related("line").get(pk=refund.line_id)
    row: Refund = Refund.objects.with_state().get(pk=refund.pk)
    refusal = why_not_step(kind.value, state=row.state, is_asker=row.asker_id == by.account_id)  # type: ignore[attr-defined]
    if refusal == "own":
        raise RefundOwn()
    if refusal:
        raise RefundMoved(state=RefundState(row.state).label)  # type: ignore[attr-defined]
    RefundStep.objects.create(
        refund=row, kind=kind, asker_id_of_refund=row.asker_id, person=by.account, by=str(by)[:_WORDS], at=now,
        words=words.strip()[:_WORDS], proof=proof,
    )  # fmt: skip
    if kind in ENDED_WITHOUT_MONEY:
        _hold(standing, -row.amount, by, now)
    audit.record(f"refund_{kind.value}", by=by, about=row, amount=str(row.amount))
    return Refund.objects.with_state().get(pk=row.pk)  # type: ignore[no-any-return]


def _hold(standing: LineStanding, amount: Decimal, by: Post, now: datetime) -> None:
    standing.refunding += amount
    if standing.state != LineState.ASIDE:
        standing.state = LineState.PART if standing.rest else LineState.BOOKED
    touch(standing, by, now)


@transaction.atomic
def free_surplus(*, bill: Bill, by: Post, now: datetime) -> list[BankLine]:
    """Take off a bill what it got beyond what it owes; the money is left over on its transfers, the latest first.

    Each allocation that gives something back is undone and entered anew with what stays. Raises ``NoSurplus``.
    """
    Bill.objects.select_for_update().get(pk=bill.pk)
    over = Bill.objects.with_received().get(pk=bill.pk).standing.over
    if not over:
        raise NoSurplus()
    lines = []
    for row in Allocation.objects.filter(bill=bill).live().select_related("line").order_by("-pk"):
        if not over:
            break
        freed = min(over, row.amount)
        _shorten(row, freed, by, now)
        over -= freed
        lines.append(row.line)
    settle_vouchers(bills=[bill.pk], now=now)
    organisations.note_change([bill.school_id], now)
    audit.record("free_surplus", by=by, about=bill, lines=[line.public_id for line in lines])
    return lines


def _shorten(row: Allocation, freed: Decimal, by: Post, now: datetime) -> None:
    standing = LineStanding.objects.select_for_update().select_related("line").get(pk=row.line_id)
    common = {
        "line": row.line,
        "bill": row.bill,
        "is_automatic": False,
        "by": by.public_id,
        "by_words": str(by)[:_WORDS],
        "at": now,
    }
    Allocation.objects.create(amount=-row.amount, undoes=row, **common)
    if row.amount > freed:
        Allocation.objects.create(amount=row.amount - freed, **common)
    standing.allocated -= freed
    standing.state = LineState.PART
    touch(standing, by, now)
