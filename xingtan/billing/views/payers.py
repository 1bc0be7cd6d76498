"""Counties that pay for their schools, and why a school sent money twice (A06, R49)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, exports, printing, queries, remittance
from xingtan.billing.forms import PayerForm, SecondRemittanceForm
from xingtan.billing.models import BankLine, Bill, CountyBill
from xingtan.billing.views.bills import SCHOOL, WATCHERS, bill_page
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division

SETTERS = (Kind.COUNTY_ADMIN, Kind.FINANCE)


@require_GET
@admits(*WATCHERS, county=CountyBill)
def county_bill(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """What a county pays in one sum for its schools, a line for each."""
    bill = CountyBill.objects.select_related("programme", "division").get(pk=county.pk)
    found = queries.county_sum(bill)
    context = {
        "found": found,
        "bill": bill,
        "is_own": request.acting.kind == Kind.COUNTY_ADMIN,
        "remittance": remittance.of_county(found),
        "switches": queries.switches_of(bill),
        "may_set": request.acting.kind in SETTERS,
    }
    return render(request, "billing/county_bill.html", context)


@require_GET
@admits(*WATCHERS, county=CountyBill)
def county_sheet(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """A county's bill on sheets of A4 with its schools as lines."""
    found = queries.county_sum(CountyBill.objects.select_related("programme", "division").get(pk=county.pk))
    is_own = request.acting.kind == Kind.COUNTY_ADMIN
    pdf = printing.bill_pdf(remittance.of_county(found), lines=found.lines, is_own=is_own, now=clock.now())
    return exports.sheet(pdf, f"{found.bill.code}.pdf")


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, division=Division)
def payer(request: ActingRequest, division: Division) -> HttpResponse:
    """Let a county pay for its schools, or each school for itself again; says first what that means."""
    form = PayerForm(request.POST or None)
    standing = queries.county_bill_of(request.programme, division)
    is_paying = not (standing and standing.is_paying)
    if request.method == "POST" and request.programme is not None and form.is_valid():
        try:
            bill = actions.set_payer(
                programme=request.programme, division=division, is_paying=is_paying, by=request.acting,
                now=clock.now(), **form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Set. What has arrived stays where it is."), extra_tags="ok")
            return redirect("billing:county_bill", county=bill.public_id)
    context: dict[str, Any] = {"form": form, "division": division, "is_paying": is_paying, "standing": standing}
    return render(request, "billing/payer.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*SCHOOL, Kind.FINANCE, bill=Bill)
def second_remittance(request: ActingRequest, bill: Bill) -> HttpResponse:
    """Say why a further transfer came."""
    form = SecondRemittanceForm(request.POST)
    if not form.is_valid():
        return bill_page(request, bill, status=422, second_form=form)
    given = form.cleaned_data
    line = get_object_or_404(BankLine, public_id=given["line"], allocations__bill=bill)
    try:
        actions.explain_second_remittance(
            bill=bill, line=line, why=given["why"], words=given["words"], by=request.acting, now=clock.now()
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return bill_page(request, bill, status=422, second_form=form)
    messages.success(request, _("Thank you, noted."), extra_tags="ok")
    return redirect("billing:bill", bill=bill.public_id)
