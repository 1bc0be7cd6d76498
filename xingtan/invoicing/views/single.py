"""One request: what it is over, where it stands, and what can be done about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing.models import Bill
from xingtan.billing.queries import county_bill_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.text import compact
from xingtan.invoicing import actions, queries
from xingtan.invoicing.forms import RedLetterForm
from xingtan.invoicing.models import InvoiceRequest, RequestState
from xingtan.invoicing.views.own import READERS, SCHOOL

OUT = (RequestState.ISSUED, RequestState.RED_ASKED)


@require_GET
@admits(*READERS, *SCHOOL, invoice=InvoiceRequest)
def invoice(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """One request with its buyer, files, mail and history."""
    return _page(request, invoice)


def _page(request: ActingRequest, row: InvoiceRequest, status: int = 200, **more: Any) -> HttpResponse:
    is_finance = request.acting.kind == Kind.FINANCE
    context = {
        "row": queries.requests_of(row.bill).get(pk=row.pk),
        "bill": Bill.objects.with_received().select_related("school__division", "programme").get(pk=row.bill_id),
        "others": queries.requests_of(row.bill).exclude(pk=row.pk),
        "joined": row.joined.select_related("bill__school"),
        "county": county_bill_of(row.bill.programme, row.profile.division) if row.profile.division else None,
        "is_finance": is_finance,
        "is_own": request.acting.kind in SCHOOL,
        "may_withdraw": row.state in {RequestState.ASKED, RequestState.FAILED},
        "may_mend": row.state == RequestState.FAILED,
        "may_red": is_finance and row.state == RequestState.ISSUED,
        "may_confirm_red": is_finance and row.state == RequestState.RED_ASKED,
        "is_out": row.state in OUT,
        "red_form": RedLetterForm(),
        **more,
    }
    return render(request, "invoicing/invoice.html", context, status=status)


@require_POST
@admits(*SCHOOL, Kind.FINANCE, invoice=InvoiceRequest)
def withdraw(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """Take it back before it is in a workbook."""
    actions.withdraw_request(invoice=invoice, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back; another can be asked for at any time."))
    return redirect("invoicing:index")


@require_POST
@admits(*SCHOOL, Kind.FINANCE, invoice=InvoiceRequest)
def mend(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """Ask anew for what the platform refused, with the details as they are now."""
    anew = actions.mend_request(invoice=invoice, by=request.acting, now=clock.now())
    messages.success(request, _("Asked anew with the details as they are now."))
    return redirect("invoicing:invoice", invoice=anew.public_id)


@require_POST
@admits(Kind.FINANCE, invoice=InvoiceRequest)
def red(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """Say that the invoice is to be taken back, and why."""
    form = RedLetterForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_red_letter(invoice=invoice, by=request.acting, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Noted. Please issue the red letter at the tax platform and type its number here.")
            )
            return redirect("invoicing:invoice", invoice=invoice.public_id)
    return _page(request, invoice, status=422, red_form=form)


@require_POST
@admits(Kind.FINANCE, invoice=InvoiceRequest)
def red_confirm(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """Say under which number the red letter was issued."""
    number = compact(request.POST.get("number", ""))
    try:
        actions.confirm_red_letter(invoice=invoice, number=number, by=request.acting, now=clock.now())
    except Refusal as refusal:
        return _page(request, invoice, status=422, number=number, number_error=str(refusal))
    messages.success(request, _("The invoice is reversed. Another can be asked for now."))
    return redirect("invoicing:invoice", invoice=invoice.public_id)


@require_POST
@admits(*SCHOOL, Kind.FINANCE, invoice=InvoiceRequest)
def mail(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """Send the files once more: to the address of the school's details as they are now."""
    email = queries.email_of(invoice)
    actions.mail_again(invoice=invoice, email=email, by=request.acting, now=clock.now())
    messages.success(request, _("On its way to %(address)s.") % {"address": email})
    return redirect("invoicing:invoice", invoice=invoice.public_id)


@require_POST
@admits(Kind.FINANCE, invoice=InvoiceRequest)
def handed(request: ActingRequest, invoice: InvoiceRequest) -> HttpResponse:
    """It was fetched against the voucher (A07)."""
    to = request.POST.get("to", "").strip() or _("by the school")
    actions.hand_over(invoice=invoice, to=to, by=request.acting, now=clock.now())
    messages.success(request, _("Noted as handed over."))
    return redirect("invoicing:invoice", invoice=invoice.public_id)
