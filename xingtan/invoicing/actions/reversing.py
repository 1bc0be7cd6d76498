"""Taking an invoice back by a red letter; only then can another be issued over the bill (security A13)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.invoicing.actions.requesting import locked, move
from xingtan.invoicing.errors import NotANumber, NumberTaken, RedLetterReason
from xingtan.invoicing.models import Invoice, InvoiceRequest, RedLetter, RequestState
from xingtan.invoicing.queries.requests import red_due
from xingtan.invoicing.rules import NUMBER
from xingtan.programmes.models import Programme

_NAME = 200


@transaction.atomic
def ask_red_letter(*, invoice: InvoiceRequest, why: str, note: str, by: Post, now: datetime) -> RedLetter:
    """Say that an issued invoice is to be taken back, and why; it is done at the tax platform.

    Raises ``RequestMoved``, ``RedLetterReason``.
    """
    row = locked(invoice, RequestState.ISSUED)
    if why not in RedLetter.Why.values or (why == RedLetter.Why.OTHER and not note.strip()):
        raise RedLetterReason()
    letter: RedLetter = RedLetter.objects.create(
        invoice=row.invoice, why=why, note=note.strip()[:_NAME], asked_by=str(by)[:_NAME], asked_at=now  # type: ignore[attr-defined]
    )  # fmt: skip
    move(row, RequestState.RED_ASKED, now)
    audit.record("ask_red_letter", by=by, about=row, why=why, number=row.invoice.number)  # type: ignore[attr-defined]
    return letter


@transaction.atomic
def confirm_red_letter(*, invoice: InvoiceRequest, number: str, by: Post, now: datetime) -> RedLetter:
    """Say under which number the platform issued the red letter; from then on another invoice may be asked for.

    Raises ``RequestMoved``, ``NotANumber``, ``NumberTaken``.
    """
    row = locked(invoice, RequestState.RED_ASKED)
    number = number.strip()
    if not NUMBER.fullmatch(number):
        raise NotANumber()
    if Invoice.objects.filter(number=number).exists() or RedLetter.objects.filter(number=number).exists():
        raise NumberTaken(number=number)
    letter: RedLetter = row.invoice.red_letter  # type: ignore[attr-defined]
    letter.number, letter.confirmed_by, letter.confirmed_at = number, str(by)[:_NAME], now
    letter.save()
    move(row, RequestState.REVERSED, now)
    audit.record("confirm_red_letter", by=by, about=row, number=number)
    return letter


@transaction.atomic
def mark_red_due(*, programme: Programme, now: datetime) -> int:
    """Mark issued invoices one of whose bills has less, or is over another sum, than was invoiced; unmark those that agree.

    Run by a timer: billing stands below and cannot tell. Returns how many marks changed.
    """
    due = set(red_due(programme))
    issued = InvoiceRequest.objects.select_for_update().filter(bill__programme=programme, state=RequestState.ISSUED)
    rows = list(issued.order_by("pk"))
    wrong = {row.joined_to_id or row.pk for row in rows if row.bill_id in due}
    moved = [row for row in rows if ((row.joined_to_id or row.pk) in wrong) is (row.red_due_at is None)]
    for row in moved:
        row.red_due_at = now if row.red_due_at is None else None
    InvoiceRequest.objects.bulk_update(moved, ["red_due_at"], batch_size=200)
    if moved:
        audit.record("mark_red_due", by=None, about=programme, serials=[row.serial for row in moved])
    return len(moved)
