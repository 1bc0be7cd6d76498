"""Asking for invoices: by the school when its bill is paid, by finance for all that are (R56, I4)."""

from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.models import Bill, CountyBill
from xingtan.billing.queries import county_bill_of, paying_counties
from xingtan.foundation.errors import Refusal
from xingtan.foundation.yuan import shown
from xingtan.invoicing.errors import (
    CountyGetsInvoice,
    CountyInvoicesApart,
    InvoiceStands,
    NothingToInvoice,
    NotPaidYet,
    ProfileFaulty,
    ProfileUnconfirmed,
    RequestMoved,
)
from xingtan.invoicing.models import BuyerProfile, InvoiceRequest, RequestState
from xingtan.invoicing.queries.counties import CountyBuyer, county_buyer
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
    profile = profile_of(bill.school)
    if profile is None or faults_of(profile.buyer):
        raise ProfileFaulty()
    return _create(bill, profile, standing_of(bill).invoiceable, by, now, replaces=replaces)


def _create(
    bill: Bill, profile: BuyerProfile, amount: Decimal, by: Post | None, now: datetime, **more: Any
) -> InvoiceRequest:
    attempt = InvoiceRequest.objects.filter(bill=bill).count() + 1
    return InvoiceRequest.objects.create(  # type: ignore[no-any-return]
        bill=bill, profile=profile, serial=serial_for(bill.serial, attempt), amount=amount,
        asked_by=str(by or "")[:_NAME], asked_at=now, changed_at=now, **more,
    )  # fmt: skip


@transaction.atomic
def request_county_invoice(*, county: CountyBill, by: Post | None, now: datetime) -> InvoiceRequest:
    """Ask for one invoice, to a county that pays, over all its schools' bills that have none (A06).

    Each bill keeps a request of its own, joined to the one that carries the invoice: so none is ever invoiced twice.
    Raises ``CountyInvoicesApart``, ``NotPaidYet``, ``NothingToInvoice``, ``ProfileUnconfirmed``.
    """
    row = _ask_for_county(county, by, now)
    audit.record(
        "request_county_invoice", by=by, about=row, amount=str(row.amount), county=county.code, bills=row.joined.count() + 1
    )  # fmt: skip
    return row


def _ask_for_county(
    county: CountyBill, by: Post | None, now: datetime, replaces: InvoiceRequest | None = None
) -> InvoiceRequest:
    county = CountyBill.objects.select_related("programme", "division").get(pk=county.pk)
    schools = Bill.objects.filter(programme=county.programme, school__division=county.division)
    list(schools.select_for_update().order_by("pk").values_list("pk"))
    found = county_buyer(county)
    _refuse_county(found)
    if found.profile is None or faults_of(found.profile.buyer):
        raise ProfileFaulty()
    parts = [(line, own.invoiceable) for line, own in zip(found.lines, found.standings, strict=True) if own.invoiceable]
    (first, share), *others = parts
    row = _create(first, found.profile, found.amount, by, now, replaces=replaces, share=share if others else None)
    for bill, part in others:
        _create(bill, found.profile, part, by, now, joined_to=row)
    return row


def _refuse_county(found: CountyBuyer) -> None:
    """Raise what stands against one invoice over a county's bills."""
    match found.why_not:
        case WhyNot.COUNTY:
            raise CountyInvoicesApart()
        case WhyNot.LIVE | WhyNot.NOTHING:
            raise NothingToInvoice()
        case WhyNot.UNPAID:
            owed = sum((line.amount for line in found.lines), Decimal())
            raise NotPaidYet(received=shown(found.amount), amount=shown(owed))
        case WhyNot.UNCONFIRMED:
            raise ProfileUnconfirmed()


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
    if why is WhyNot.COUNTY:
        raise CountyGetsInvoice()
    if why is WhyNot.UNCONFIRMED:
        raise ProfileUnconfirmed()


def request_all_paid(*, programme: Programme, by: Post, now: datetime) -> int:
    """Ask for every paid bill whose buyer has confirmed its details; each by itself, so that none stops the others."""
    deeds = [partial(request_invoice, bill=bill) for bill in list(askable_bills(programme))]
    deeds += [partial(request_county_invoice, county=county) for county in list(paying_counties(programme))]
    asked = 0
    for ask in deeds:
        try:
            ask(by=by, now=now)
        except Refusal:
            continue
        asked += 1
    return asked


def lock_bills(invoice: InvoiceRequest) -> None:
    """Lock the bills a request is over: its own, and those of the requests joined to it."""
    mine = Q(invoice_requests=invoice.pk) | Q(invoice_requests__joined_to=invoice.pk)
    keys = Bill.objects.filter(mine).values_list("pk", flat=True)
    list(Bill.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk").values_list("pk"))


def locked(invoice: InvoiceRequest, *states: str) -> InvoiceRequest:
    """The request that carries the invoice, locked after its bills; ``RequestMoved`` when it is in none of these states."""
    carrier = invoice.joined_to or invoice
    lock_bills(carrier)
    row: InvoiceRequest = InvoiceRequest.objects.select_for_update().get(pk=carrier.pk)
    if row.state not in states:
        raise RequestMoved(state=row.get_state_display())
    return row


def move(row: InvoiceRequest, state: str, now: datetime) -> None:
    """Bring a request, and those joined to it, into a state; under their locks."""
    row.state, row.changed_at = state, now
    row.save()
    row.joined.update(state=state, changed_at=now, failure=row.failure, batch=row.batch_id)


@transaction.atomic
def withdraw_request(*, invoice: InvoiceRequest, by: Post, now: datetime) -> InvoiceRequest:
    """Take a request back before it is in a workbook, or after the platform refused it. Raises ``RequestMoved``."""
    row = locked(invoice, RequestState.ASKED, RequestState.FAILED)
    move(row, RequestState.WITHDRAWN, now)
    audit.record("withdraw_invoice_request", by=by, about=row)
    return row


@transaction.atomic
def mend_request(*, invoice: InvoiceRequest, by: Post, now: datetime) -> InvoiceRequest:
    """Ask anew for what the platform refused, with the details as they are now and a serial of its own.

    The refused request stays with its reason. Raises ``RequestMoved`` or what ``request_invoice`` raises.
    """
    row = locked(invoice, RequestState.FAILED)
    move(row, RequestState.REPLACED, now)
    division = row.profile.division
    county = county_bill_of(row.bill.programme, division) if division else None
    anew = _ask_for_county(county, by, now, replaces=row) if county else _ask(row.bill, by, now, replaces=row)
    audit.record("mend_invoice_request", by=by, about=anew, replaces=row.serial)
    return anew
