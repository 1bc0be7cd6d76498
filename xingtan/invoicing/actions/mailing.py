"""Sending invoices to schools: each once, with its files; and handing them over where they are fetched (R56, A07)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.yuan import shown
from xingtan.invoicing.errors import NoAddress, NoFilesYet, RequestMoved
from xingtan.invoicing.models import FileKind, Invoice, InvoiceFile, InvoiceRequest, RedLetter, RequestState
from xingtan.outbox import actions as outbox
from xingtan.outbox.models import Message

TYPES = {FileKind.PDF: "application/pdf", FileKind.OFD: "application/ofd", FileKind.XML: "application/xml"}
_LANGUAGE = "zh-hans"


def mail_issued(*, now: datetime) -> int:
    """Mail every issued invoice that has files and was not mailed; those that are fetched are not. How many went out.

    Idempotent: the message and the mark that it was written stand in one transaction, under one key.
    """
    due = Invoice.objects.filter(
        mail__isnull=True, request__state=RequestState.ISSUED, request__profile__picks_up=False
    )
    due = due.exclude(request__profile__email="").filter(request__files__is_red=False).distinct()
    return sum(_mail_once(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:500]))


def mail_reversed(*, now: datetime) -> int:
    """Tell every buyer whose invoice was taken back that its red letter is issued; each once. How many were told.

    Only those to whom the invoice had been mailed: who fetched it is told where it was fetched.
    """
    due = RedLetter.objects.filter(mail__isnull=True, number__isnull=False, invoice__mail__isnull=False)
    return sum(_tell_once(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:500]))


@transaction.atomic
def _tell_once(pk: int, now: datetime) -> bool:
    letter = RedLetter.objects.select_for_update(of=("self",)).select_related("invoice__mail").get(pk=pk)
    invoice = letter.invoice
    if letter.mail_id is not None or invoice.mail is None:
        return False
    words = _words_of(invoice) | {"red": letter.number}
    with override(_LANGUAGE):
        subject = _("Invoice %(number)s for %(school)s was taken back") % words
        body = (
            _(
                "%(school)s:\n\nThe electronic invoice %(number)s for the training fee (%(programme)s), %(amount)s, was taken back by the "
                "red letter %(red)s. Please do not enter it in the accounts, or reverse the entry. Another invoice is "
                "issued once it is asked for again.\n\nQuestions: %(hotline)s"
            )
            % words
        )
    letter.mail = outbox.send(
        channel=Message.Channel.MAIL, to=invoice.mail.to, subject=subject[:200], body=body, now=now,
        dedup_key=f"red-letter:{letter.number}",
    )  # fmt: skip
    letter.save()
    return True


@transaction.atomic
def _mail_once(pk: int, now: datetime) -> bool:
    invoice = Invoice.objects.select_for_update().get(pk=pk)
    if invoice.mail_id is not None:
        return False
    _send(invoice, invoice.request.profile.email, now)
    return True


@transaction.atomic
def mail_again(*, invoice: InvoiceRequest, email: str, by: Post, now: datetime) -> Message:
    """Send the files once more, to an address given now. Raises ``NoAddress``, ``NoFilesYet``, ``RequestMoved``."""
    if invoice.state not in {RequestState.ISSUED, RequestState.RED_ASKED}:
        raise RequestMoved(state=invoice.get_state_display())
    if not email:
        raise NoAddress()
    row = Invoice.objects.select_for_update().get(request=invoice)
    message = _send(row, email, now)
    audit.record("mail_invoice_again", by=by, about=invoice, times=row.mails)
    return message


def _words_of(invoice: Invoice) -> dict[str, Any]:
    request = invoice.request
    return {
        "school": request.profile.name, "number": invoice.number, "amount": shown(invoice.total),
        "programme": request.bill.programme, "hotline": request.bill.programme.hotline,
    }  # fmt: skip


def _send(invoice: Invoice, email: str, now: datetime) -> Message:
    request = invoice.request
    files = list(InvoiceFile.objects.filter(request=request, is_red=False).order_by("kind"))
    if not files:
        raise NoFilesYet()
    words = _words_of(invoice)
    with override(_LANGUAGE):
        subject = _("Invoice %(number)s for %(school)s") % words
        body = (
            _(
                "%(school)s:\n\nThe electronic invoice for the training fee (%(programme)s) is attached: number %(number)s, %(amount)s. "
                "The XML file is the electronic voucher to be archived; PDF and OFD are for reading.\n\nQuestions: %(hotline)s"
            )
            % words
        )
    invoice.mails += 1
    message = outbox.send(
        channel=Message.Channel.MAIL,
        to=email,
        subject=subject[:200],
        body=body,
        now=now,
        dedup_key=f"invoice:{invoice.number}:{invoice.mails}",
    )
    outbox.enclose(
        message=message,
        files=[
            {"name": file.file_name, "file": str(file.file.name), "type": TYPES[FileKind(file.kind)]} for file in files
        ],
    )
    invoice.mail = message
    invoice.save()
    return message


@transaction.atomic
def hand_over(*, invoice: InvoiceRequest, to: str, by: Post, now: datetime) -> Invoice:
    """Say who fetched the invoice against the voucher (A07). Raises ``RequestMoved`` when it is not issued or was fetched."""
    row: Invoice | None = Invoice.objects.select_for_update().filter(request=invoice).first()
    if row is None or invoice.state not in {RequestState.ISSUED, RequestState.RED_ASKED} or row.handed_at is not None:
        raise RequestMoved(state=invoice.get_state_display())
    row.handed_to, row.handed_at = to.strip()[:60], now
    row.save()
    audit.record("hand_over_invoice", by=by, about=invoice)
    return row
