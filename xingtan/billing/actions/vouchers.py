"""What can be done with vouchers: bringing, confirming, taking back, and letting the bank's lines decide (R54, R55)."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.errors import VoucherKnown, VoucherSettled, VoucherWordsMissing
from xingtan.billing.models import Bill, Voucher, VoucherState
from xingtan.billing.queries.vouchers import LinesSeen, lines_seen, paper_of
from xingtan.billing.voucher_reading import ReadVoucher, decoded, plain_number, read_vouchers
from xingtan.billing.vouching import Difference, Verdict, judge
from xingtan.foundation.attachments import PICTURES, Attachment, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.pdfs import opened_pdf
from xingtan.foundation.sealing import digest
from xingtan.foundation.uploads import check_size
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

TAKEN = PICTURES | {FileKind.PDF}
MOST_IN_A_FILE = 50
_NAME = 200


def account_hash(account: str) -> str:
    """The look-up hash of an account, as bank lines carry it."""
    return digest(account, purpose="bank_account") if account else ""


def read_file(content: bytes, name: str) -> tuple[Attachment, list[ReadVoucher]]:
    """What may be kept of a voucher's file, and the vouchers read from it; none from a picture.

    Raises an ``UploadRefused`` for what is neither picture nor PDF nor a bank's machine file.
    """
    check_size(len(content))
    if kind_of(content, "voucher.txt") == FileKind.CSV and (rows := read_vouchers(decoded(content))):
        return Attachment(content, f"{name.rpartition('.')[0] or name}.txt"[:_NAME], FileKind.CSV), rows
    attachment = attachment_of(content, name, kinds=TAKEN)
    if attachment.kind != FileKind.PDF:
        return attachment, []
    return attachment, read_vouchers(opened_pdf(content, name).text)


def bring_voucher(
    *, bill: Bill, content: bytes, name: str, by: Post | None, now: datetime, source: str = Voucher.Source.UPLOAD
) -> list[Voucher]:
    """Keep a voucher's file for a bill and what its text says; one row for each voucher in it.

    Read before anything is locked. Raises ``VoucherKnown`` when this very file hangs on this bill, or an
    ``UploadRefused``; then nothing is stored.
    """
    attachment, found = read_file(content, name)
    return _keep(bill, attachment, found or [ReadVoucher()], hashlib.sha256(content).hexdigest(), (by, source, now))


@transaction.atomic
def _keep(
    bill: Bill, attachment: Attachment, found: list[ReadVoucher], source: str, came: tuple[Post | None, str, datetime]
) -> list[Voucher]:
    by, way, now = came
    bill = Bill.objects.select_for_update().get(pk=bill.pk)
    known = Voucher.objects.live().filter(bill=bill, source_sha256=source).first()
    if known is not None:
        raise VoucherKnown(name=known.file_name, when=known.brought_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"))
    ending = ".txt" if attachment.kind == FileKind.CSV else attachment.ending
    stored = Voucher.file.field.storage.save(
        f"vouchers/{now:%Y}/{new_public_id()}{ending}", ContentFile(attachment.content)
    )
    rows = [
        Voucher(
            bill=bill, position=position, file=stored, file_name=attachment.file_name[:_NAME],
            is_picture=attachment.kind in PICTURES, size_bytes=len(attachment.content), sha256=attachment.sha256,
            source_sha256=source, is_read=read.is_proof, source=way, brought_by=str(by or "")[:_NAME], brought_at=now,
            **_figures(read),
        )
        for position, read in enumerate(found[:MOST_IN_A_FILE])
    ]  # fmt: skip
    Voucher.objects.bulk_create(rows)
    audit.record("bring_voucher", by=by, about=bill, file=source, vouchers=len(rows), source=way)
    settle_vouchers(bills=[bill.pk], now=now)
    return rows


def _figures(read: ReadVoucher) -> dict[str, Any]:
    return {
        "receipt_number": read.receipt_number[:60],
        "serial": read.serial[:60],
        "paid_at": read.at.replace(tzinfo=ZONE) if read.at else None,
        "amount": read.amount,
        "payer_name": read.payer_name[:_NAME],
        "payer_account": read.payer_account,
        "payer_account_hash": account_hash(read.payer_account),
        "payee_account": read.payee_account,
    }


@transaction.atomic
def confirm_voucher(*, voucher: Voucher, typed: ReadVoucher | None, by: Post, now: datetime) -> Voucher:
    """The school (or a clerk for it) has verified a voucher and sends it (R55).

    ``typed``: its figures as a person read them, for a file whose text could not be read; what was read from
    the file itself is not typed over. Raises ``VoucherSettled`` when it was taken back or has arrived.
    """
    row = _locked(voucher)
    if typed is not None and not row.is_read:
        for name, value in _figures(typed).items():
            setattr(row, name, value)
        row.receipt_number, row.serial = plain_number(row.receipt_number), plain_number(row.serial)
    row.confirmed_at, row.confirmed_by = now, str(by)[:_NAME]
    row.save()
    audit.record("confirm_voucher", by=by, about=row, typed=typed is not None and not row.is_read)
    settle_vouchers(bills=[row.bill_id], now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def take_back_voucher(*, voucher: Voucher, by: Post, now: datetime) -> Voucher:
    """Say that a voucher was brought by mistake; it stays on record. Raises ``VoucherSettled``."""
    row = _locked(voucher)
    row.withdrawn_at, row.withdrawn_by = now, str(by)[:_NAME]
    row.save()
    audit.record("take_back_voucher", by=by, about=row)
    return row


@transaction.atomic
def question_voucher(*, voucher: Voucher, words: str, by: Post, now: datetime) -> Voucher:
    """A clerk says that a voucher does not agree, in words its school reads; without words: looks at it anew.

    Raises ``VoucherSettled``, or ``VoucherWordsMissing`` when nothing stood against it either.
    """
    row = _locked(voucher)
    words = words.strip()[:300]
    if not words and row.why != Difference.BY_HAND:
        raise VoucherWordsMissing()
    row.words = words
    row.why = Difference.BY_HAND.value if words else ""
    row.state = VoucherState.DIFFERS if words else VoucherState.PENDING
    row.save()
    audit.record("question_voucher", by=by, about=row, differs=bool(words))
    if not words:
        settle_vouchers(bills=[row.bill_id], now=now)
        row.refresh_from_db()
    return row


def _locked(voucher: Voucher) -> Voucher:
    """The voucher, locked after its bill, as every action here locks; still open to decisions."""
    Bill.objects.select_for_update().get(pk=voucher.bill_id)
    row: Voucher = Voucher.objects.select_for_update().get(pk=voucher.pk)
    if row.withdrawn_at is not None or row.state == VoucherState.ARRIVED:
        raise VoucherSettled()
    return row


@transaction.atomic
def settle_vouchers(*, now: datetime, bills: Collection[int] = (), programme: Programme | None = None) -> int:
    """Judge the vouchers of some bills, or of a programme, against the bank's lines as they stand now; how many changed.

    Called in the transaction that brings a voucher or books, undoes or frees a line. Doing it twice does it
    once. What a clerk said by hand stands until the money has arrived.
    """
    rows = (
        Voucher.objects.live().filter(bill__programme=programme)
        if programme
        else Voucher.objects.live().filter(bill__in=bills)
    )
    vouchers = list(rows.annotate(collects_on=F("bill__programme__payee_account")))
    seen = lines_seen(vouchers)
    changed = [row for row in vouchers if _settle(row, seen)]
    Voucher.objects.bulk_update(changed, ["state", "why", "line"], batch_size=500)
    if changed:
        organisations.note_change(_schools(changed), now)
    return len(changed)


def _settle(row: Voucher, seen: LinesSeen) -> bool:
    found = judge(paper_of(row), seen.near(row), collecting_account=row.collects_on)  # type: ignore[attr-defined]
    if row.why == Difference.BY_HAND and found.verdict is not Verdict.ARRIVED:
        return False
    before = (row.state, row.why, row.line_id)
    row.state, row.why, row.line_id = found.verdict.value, found.why.value if found.why else "", found.line
    return before != (row.state, row.why, row.line_id)


def _schools(rows: Iterable[Voucher]) -> list[int]:
    bills = Bill.objects.filter(pk__in={row.bill_id for row in rows})
    return list(bills.values_list("school_id", flat=True))
