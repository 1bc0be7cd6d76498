"""Filing what the tax platform gave back: each file by itself, checked against what was asked, once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.yuan import shown
from xingtan.invoicing.actions.requesting import lock_bills, move
from xingtan.invoicing.einvoice import ReadInvoice
from xingtan.invoicing.errors import TROUBLES, FileNotTaken
from xingtan.invoicing.judging import Trouble, Wanted, judge
from xingtan.invoicing.models import Invoice, InvoiceFile, InvoiceRequest, RedLetter, RequestState
from xingtan.programmes.models import Programme

_NAME = 200
_OPEN = (RequestState.ASKED, RequestState.BATCHED, RequestState.FAILED, RequestState.ISSUED, RequestState.RED_ASKED)


@dataclass(frozen=True)
class Returned:
    """One file that came back, read: its bytes, name and kind, and what it says."""

    content: bytes
    name: str
    kind: str
    read: ReadInvoice


def not_taken(code: str, **about: Any) -> FileNotTaken:
    """The refusal with this code, in words."""
    return FileNotTaken(said=str(TROUBLES[code]) % about)


@transaction.atomic
def file_invoice(
    *, programme: Programme, returned: Returned, by: Post | None, now: datetime
) -> tuple[InvoiceRequest, bool]:
    """File one returned invoice file; the request, and whether it is new. The same file again changes nothing.

    Raises ``FileNotTaken`` saying what differs.
    """
    read = returned.read
    is_red = read.total is not None and read.total < 0
    sha256 = hashlib.sha256(returned.content).hexdigest()
    known = InvoiceFile.objects.filter(sha256=sha256).select_related("request").first()
    if known is not None:
        return known.request, False
    row = _found(programme, read, is_red=is_red)
    kept = InvoiceFile.objects.filter(request=row, kind=returned.kind, is_red=is_red).first()
    if kept is not None:
        if kept.sha256 == sha256:
            return row, False
        raise not_taken("other_file")
    _note_issue(row, read, by, now, is_red=is_red)
    _store(row, returned, sha256, by, now, is_red=is_red)
    audit.record("file_invoice", by=by, about=row, number=read.number, kind=returned.kind, file=sha256, red=is_red)
    return row, True


def _found(programme: Programme, read: ReadInvoice, *, is_red: bool) -> InvoiceRequest:
    """The request a file is for, locked after its bill and judged once more under the lock."""
    verdict = judge(read, wanted_of(programme, is_red=is_red))
    if verdict.wanted is not None:
        row = InvoiceRequest.objects.get(pk=verdict.wanted.key)
        lock_bills(row)
        InvoiceRequest.objects.select_for_update().get(pk=row.pk)
        verdict = judge(read, wanted_of(programme, is_red=is_red))
    if verdict.trouble or verdict.wanted is None:
        raise _trouble(verdict.trouble or Trouble.UNKNOWN, read, verdict.wanted, is_red=is_red)
    found: InvoiceRequest = InvoiceRequest.objects.select_related("bill", "profile").get(pk=verdict.wanted.key)
    return found


def wanted_of(programme: Programme, *, is_red: bool) -> list[Wanted]:
    """The requests a file may be for: those issued or to be issued; for a red letter those for which one was asked."""
    states = (RequestState.RED_ASKED, RequestState.REVERSED) if is_red else _OPEN
    rows = (
        InvoiceRequest.objects.alone()
        .filter(bill__programme=programme, state__in=states)
        .select_related("profile", "invoice__red_letter")
    )
    return [_wanted(row, is_red=is_red) for row in rows.order_by("pk")]


def _wanted(row: InvoiceRequest, *, is_red: bool) -> Wanted:
    invoice: Invoice | None = getattr(row, "invoice", None)
    number, amount = invoice.number if invoice else "", row.amount
    if is_red:
        number, amount = (invoice.red_letter.number or "") if invoice else "", -row.amount
    return Wanted(row.pk, row.serial, amount, row.profile.name, row.profile.tax_number, number)


def _trouble(trouble: Trouble, read: ReadInvoice, wanted: Wanted | None, *, is_red: bool) -> FileNotTaken:
    code = Trouble.NOT_ASKED if is_red and trouble is Trouble.UNKNOWN else trouble
    return not_taken(
        code, number=read.number, total=shown(read.total) if read.total is not None else "–",
        buyer=read.buyer_name or read.buyer_tax or "–", wanted=shown(wanted.amount) if wanted else "–",
        serial=wanted.serial if wanted else "–", name=wanted.buyer_name if wanted else "–",
        wanted_buyer=f"{wanted.buyer_name} {wanted.buyer_tax}" if wanted else "–", standing=wanted.number if wanted else "–",
    )  # fmt: skip


def _note_issue(row: InvoiceRequest, read: ReadInvoice, by: Post | None, now: datetime, *, is_red: bool) -> None:
    """The first file of an invoice, or of its red letter, gives it its number."""
    if is_red:
        letter = row.invoice.red_letter  # type: ignore[attr-defined]
        if letter.number is None:
            _refuse_taken(read.number)
            letter.number, letter.confirmed_by, letter.confirmed_at = read.number, str(by or "")[:_NAME], now
            letter.save()
            move(row, RequestState.REVERSED, now)
        return
    if not Invoice.objects.filter(request=row).exists():
        issue(row, read.number, read.total or row.amount, now, tax=read.tax, issued_at=read.issued_at)


def issue(
    row: InvoiceRequest, number: str, total: Decimal, now: datetime, *, tax: Decimal | None, issued_at: datetime | None
) -> Invoice:
    """Give a request its invoice; under its lock."""
    _refuse_taken(number)
    at = issued_at.replace(tzinfo=ZONE) if issued_at else None
    invoice: Invoice = Invoice.objects.create(
        request=row, number=number, issued_at=at, total=total, tax=tax, filed_at=now
    )
    row.failure = ""
    move(row, RequestState.ISSUED, now)
    return invoice


def _refuse_taken(number: str) -> None:
    if Invoice.objects.filter(number=number).exists() or RedLetter.objects.filter(number=number).exists():
        raise not_taken("number_taken", number=number)


def _store(
    row: InvoiceRequest, returned: Returned, sha256: str, by: Post | None, now: datetime, *, is_red: bool
) -> None:
    file = InvoiceFile(
        request=row, kind=returned.kind, is_red=is_red, file_name=file_name(row, returned, is_red=is_red), sha256=sha256,
        size_bytes=len(returned.content), filed_by=str(by or "")[:_NAME], filed_at=now,
    )  # fmt: skip
    file.file.save(f"{new_public_id()}.{returned.kind}", ContentFile(returned.content), save=True)


def file_name(row: InvoiceRequest, returned: Returned, *, is_red: bool) -> str:
    """The name a school sees when it downloads: number and buyer, not what the platform called it."""
    buyer = "".join(sign for sign in row.profile.name if sign.isalnum())
    return f"{returned.read.number}_{'红字_' if is_red else ''}{buyer}"[: _NAME - 4] + f".{returned.kind}"


@transaction.atomic
def note_success(*, programme: Programme, serial: str, number: str, by: Post | None, now: datetime) -> InvoiceRequest:
    """The platform's list says that a serial became an invoice with this number; its files may come later."""
    row = _of_serial(programme, serial)
    standing = Invoice.objects.filter(request=row).first()
    if standing is not None:
        if standing.number != number:
            raise not_taken("other_number", standing=standing.number, number=number)
        return row
    if row.state not in {RequestState.BATCHED, RequestState.FAILED}:
        raise not_taken("settled", serial=serial, state=row.get_state_display())
    issue(row, number, row.amount, now, tax=None, issued_at=None)
    audit.record("note_invoice_issued", by=by, about=row, number=number)
    return row


@transaction.atomic
def note_failure(*, programme: Programme, serial: str, reason: str, by: Post | None, now: datetime) -> InvoiceRequest:
    """The platform refused a serial, with its reason; the request goes back to be mended."""
    row = _of_serial(programme, serial)
    if row.state == RequestState.FAILED and row.failure == reason[:500]:
        return row
    if row.state not in {RequestState.BATCHED, RequestState.FAILED}:
        raise not_taken("settled", serial=serial, state=row.get_state_display())
    row.failure = reason[:500]
    move(row, RequestState.FAILED, now)
    audit.record("note_invoice_failure", by=by, about=row)
    return row


def _of_serial(programme: Programme, serial: str) -> InvoiceRequest:
    found = InvoiceRequest.objects.alone().filter(bill__programme=programme, serial=serial).first()
    if found is None:
        raise not_taken("not_ours", serial=serial)
    lock_bills(found)
    row: InvoiceRequest = InvoiceRequest.objects.select_for_update().get(pk=found.pk)
    return row
