"""A county that pays for its schools: to whom the invoices are made out, its details, its one invoice (A06)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing.models import CountyBill
from xingtan.foundation import clock
from xingtan.invoicing import actions, queries
from xingtan.invoicing.errors import ProfileMoved
from xingtan.invoicing.forms import ProfileForm, shown_profile
from xingtan.invoicing.models import InvoiceFile, InvoiceRequest, RequestState
from xingtan.invoicing.rules import judge_tax_number
from xingtan.invoicing.views.own import as_download

COUNTY = (Kind.COUNTY_ADMIN, Kind.FINANCE)


def _with_all(county: CountyBill) -> CountyBill:
    found: CountyBill = CountyBill.objects.select_related("programme", "division").get(pk=county.pk)
    return found


@require_GET
@admits(*COUNTY, county=CountyBill)
def county(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """Where a county's invoice stands, who buys, and what can be done now."""
    bill = _with_all(county)
    found = queries.county_buyer(bill)
    context = {
        "bill": bill,
        "found": found,
        "profile": found.profile,
        "tax_kind": judge_tax_number(found.profile.tax_number).value if found.profile else "",
        "confirmation": queries.confirmation_of(found.profile, bill.programme),
        "requests": queries.requests_of_county(bill),
        "is_own": request.acting.kind == Kind.COUNTY_ADMIN,
        "withdrawable": {RequestState.ASKED, RequestState.FAILED},
    }
    return render(request, "invoicing/county.html", context)


@require_POST
@admits(*COUNTY, county=CountyBill)
def county_choose(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """One invoice for all its schools, or each school its own."""
    is_whole = request.POST.get("whole") == "yes"
    actions.choose_county_invoice(county=county, is_whole=is_whole, by=request.acting, now=clock.now())
    messages.success(request, _("Set. Invoices that were asked for before stand as they are."), extra_tags="ok")
    return redirect("invoicing:county", county=county.public_id)


@require_http_methods(["GET", "POST"])
@admits(*COUNTY, county=CountyBill)
def county_profile(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """What the county is called on its invoices; a change is a new version, to be confirmed."""
    bill, is_own = _with_all(county), request.acting.kind == Kind.COUNTY_ADMIN
    standing = queries.profile_of(bill.division)
    form = ProfileForm(request.POST or None, initial=shown_profile(standing, name=bill.division.bureau))
    if request.method == "POST" and form.is_valid():
        actions.save_profile(owner=bill.division, buyer=form.buyer, by=request.acting, now=clock.now())
        own, other = _("Stored. Please read it once more and confirm."), _("Stored. The county has to confirm it.")
        messages.success(request, own if is_own else other)
        return redirect("invoicing:county", county=bill.public_id)
    context: dict[str, Any] = {
        "form": form, "county": bill, "owner": bill.division.bureau or bill.division.name, "is_own": is_own,
        "versions": queries.versions_of(bill.division)[:10], "standing": standing,
        "confirmation": queries.confirmation_of(standing, bill.programme),
    }  # fmt: skip
    return render(request, "invoicing/profile.html", context, status=422 if form.errors else 200)


@require_POST
@admits(Kind.COUNTY_ADMIN, county=CountyBill)
def county_confirm(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """The county says that the version it read is right."""
    bill = _with_all(county)
    version = queries.versions_of(bill.division).filter(public_id=request.POST.get("profile", "")).first()
    if version is None:
        raise ProfileMoved()
    actions.confirm_profile(profile=version, programme=bill.programme, by=request.acting, now=clock.now())
    messages.success(request, _("Confirmed."))
    return redirect("invoicing:county", county=bill.public_id)


@require_POST
@admits(*COUNTY, county=CountyBill)
def county_request(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """Ask for the one invoice over all bills that have none."""
    actions.request_county_invoice(county=county, by=request.acting, now=clock.now())
    messages.success(request, _("Asked for. It is issued with the next batch, mostly within a few working days."))
    return redirect("invoicing:county", county=county.public_id)


@require_POST
@admits(*COUNTY, county=CountyBill)
def county_deed(request: ActingRequest, county: CountyBill) -> HttpResponse:
    """Take a request back, ask anew for one that was refused, or have its files mailed once more."""
    bill, do, by, now = _with_all(county), request.POST.get("do", ""), request.acting, clock.now()
    row: InvoiceRequest | None = (
        queries.requests_of_county(bill).filter(public_id=request.POST.get("invoice", "-")).first()
    )
    if row is None:
        messages.error(request, _("That request is not one of this county’s. Nothing was changed."))
    elif do == "withdraw":
        actions.withdraw_request(invoice=row, by=by, now=now)
        messages.success(request, _("Taken back; another can be asked for at any time."))
    elif do == "mend":
        actions.mend_request(invoice=row, by=by, now=now)
        messages.success(request, _("Asked anew with the details as they are now."))
    elif do == "mail":
        email = queries.email_of(row)
        actions.mail_again(invoice=row, email=email, by=by, now=now)
        messages.success(request, _("On its way to %(address)s.") % {"address": email})
    return redirect("invoicing:county", county=bill.public_id)


@require_GET
@admits(*COUNTY, county=CountyBill)
def county_file(request: ActingRequest, county: CountyBill) -> HttpResponseBase:
    """A file of the county's invoice, as a download; back to the page where it is none of its files."""
    mine = InvoiceFile.objects.filter(request__in=queries.requests_of_county(_with_all(county)))
    found = mine.filter(public_id=request.GET.get("file", "-")).first()
    return as_download(found) if found else redirect("invoicing:county", county=county.public_id)
