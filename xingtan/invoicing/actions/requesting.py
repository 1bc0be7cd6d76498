"""Asking for invoices: by the school when its bill is paid, by finance for all that are (R56, I4)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.models import Bill
from xingtan.foundation.errors import Refusal
from xingtan.foundation.yuan import shown
from xingtan.invoicing.errors import (
    InvoiceStands,
    NothingToInvoice,
    NotPaidYet,
    ProfileFaulty,
    ProfileUnconfirmed,
    RequestMoved,
)
from xingtan.invoicing.models import InvoiceRequest, RequestState
from xingtan.invoicing.queries.profiles import profile_of
from xingtan.invoicing.queries.requests import askable_bills, live_request_of, standing_of
from xingtan.invoicing.rules import WhyNot, faults_of, serial_for, why_not_ask
from xingtan.programmes.models import Programme

_NAME = 200


@transaction.atomic
def request_invoice(*, bill: Bill, by: Post | None, now: datetime) -> InvoiceRequest:
    """Ask for the invoice over a bill that is paid; it is over what arrived and is owed, never more.

    Under the lock of the bill, as everything that moves its money. Raises ``NotPaidYet``, ``InvoiceStands``,
    ``ProfileUnconfirmed``, ``NothingToInvoice``.
    """
    row = _ask(bill, by, now)
    audit.record("request_invoice", by=by, about=row, amount=str(row.amount), bill=bill.code)
    return row


def _ask(bill: Bill, by: Post | None, now: datetime, replaces: InvoiceRequest | None = None) -> InvoiceRequest:
    Bill.objects.select_for_update().get(pk=bill.pk)
    bill = Bill.objects.with_received().select_related("programme", "school").get(pk=bill.pk)
    refuse_unless_askable(bill)
    profile = profile_of(bill.school_id)
    if profile is None or faults_of(profile.buyer):
        raise ProfileFaulty()
    attempt = InvoiceRequest.objects.filter(bill=bill).count() + 1
    return InvoiceRequest.objects.create(  # type: ignore[no-any-return]
        bill=bill, profile=profile, serial=serial_for(bill.serial, attempt), amount=standing_of(bill).invoiceable, replaces=replaces,
        asked_by=str(by or "")[:_NAME], asked_at=now, changed_at=now,
    )  # fmt: skip


def refuse_unless_askable(bill: Bill) -> None:
    """Raise what stands against an invoice over this bill; the bill must come from ``with_received``."""
    standing = standing_of(bill)
    why = why_not_ask(standing)
    if why is WhyNot.NOTHING:
        raise NothingToInvoice()
    if why is WhyNot.UNPAID:
        raise NotPaidYet(received=shown(standing.received), amount=shown(standing.amount))
    if why is WhyNot.LIVE:
        live = live_request_of(bill)
        raise InvoiceStands(serial=live.serial if live else "", state=live.get_state_display() if live else "")
    if why is WhyNot.UNCONFIRMED:
        raise ProfileUnconfirmed()


def request_all_paid(*, programme: Programme, by: Post, now: datetime) -> int:
    """Ask for every paid bill whose school has confirmed its details; each by itself, so that none stops the others."""
    asked = 0
    for bill in list(askable_bills(programme)):
        try:
            request_invoice(bill=bill, by=by, now=now)
        except Refusal:
            continue
        asked += 1
    return asked


def locked(invoice: InvoiceRequest, *states: str) -> InvoiceRequest:
    """The request, locked after its bill; raises ``RequestMoved`` when it is in none of these states."""
    Bill.objects.select_for_update().get(pk=invoice.bill_id)
    row: InvoiceRequest = InvoiceRequest.objects.select_for_update().get(pk=invoice.pk)
    if row.state not in states:
        raise RequestMoved(state=row.get_state_display())
    return row


@transaction.atomic
def withdraw_request(*, invoice: InvoiceRequest, by: Post, now: datetime) -> InvoiceRequest:
    """Take a request back before it is in a workbook, or after the platform refused it. Raises ``RequestMoved``."""
    row = locked(invoice, RequestState.ASKED, RequestState.FAILED)
    row.state, row.changed_at = RequestState.WITHDRAWN, now
    row.save()
    audit.record("withdraw_invoice_request", by=by, about=row)
    return row


@transaction.atomic
def mend_request(*, invoice: InvoiceRequest, by: Post, now: datetime) -> InvoiceRequest:
    """Ask anew for what the platform refused, with the details as they are now and a serial of its own.

    The refused request stays with its reason. Raises ``RequestMoved`` or what ``request_invoice`` raises.
    """
    row = locked(invoice, RequestState.FAILED)
    row.state, row.changed_at = RequestState.REPLACED, now
    row.save()
    anew = _ask(row.bill, by, now, replaces=row)
    audit.record("mend_invoice_request", by=by, about=anew, replaces=row.serial)
    return anew
