"""Bills: a school's own, and the list within scope."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import within
from xingtan.audit import actions as audit
from xingtan.billing import exports, printing, queries, remittance, rules
from xingtan.billing.forms import BillFilter, SecondRemittanceForm, WriteOffForm
from xingtan.billing.models import Bill
from xingtan.billing.queries import figures
from xingtan.billing.views.transfers import READERS
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.ui.lists import page_of, sorting_of, wants_export

SCHOOL = (Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD)
WATCHERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR, Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN)
COLUMNS = {"school": "school__registered_name", "heads": "headcount", "amount": "amount", "received": "received"}


@require_GET
@admits(*WATCHERS, *SCHOOL)
def index(request: ActingRequest) -> HttpResponse:
    """A school's own bill; for others the bills within scope, with their sums, also as a workbook."""
    if request.acting.reach_of is ReachOf.SCHOOL:
        return _own(request)
    rows = queries.bills_of(request.programme, request.acting)
    filters = BillFilter(request.GET, counties=_counties(request))
    found = _narrowed(rows, filters)
    if wants_export(request):
        audit.record("export_bills", by=request.acting, rows=found.count())
        return exports.bills(found)
    sorting = sorting_of(request, COLUMNS, default="school")
    context = {
        "totals": queries.totals(rows),
        "chosen_county": queries.county_asked_about(request.acting, filters.chosen("county")),
        "may_set_payer": request.acting.kind in (Kind.COUNTY_ADMIN, Kind.FINANCE),
        "payers": queries.paying_counties(request.programme, request.acting),
        "counties": [] if filters.is_narrowed else figures.counties_of(rows),
        "filters": filters,
        "sorting": sorting,
        "page": page_of(request, sorting.applied_to(found)),
    }
    return render(request, "billing/bills.html", context)


def _own(request: ActingRequest) -> HttpResponse:
    bill = queries.bills_of(request.programme, request.acting).first()
    return redirect("billing:bill", bill=bill.public_id) if bill else render(request, "billing/no_bill.html")


def _counties(request: ActingRequest) -> Any:
    """The divisions a post may filter by; a county's own list needs none."""
    counties = within(Division.objects.all(), request.acting).exclude(kind=Division.Kind.PROVINCE)
    return counties if request.acting.kind != Kind.COUNTY_ADMIN else None


def _narrowed(rows: Any, filters: BillFilter) -> Any:
    """The rows the filters leave."""
    if state := filters.chosen("state"):
        narrowed = {"open": rows.still_open, "settled": rows.settled}
        rows = narrowed[state]() if state in narrowed else rows.in_state(state)
    if county := filters.chosen("county"):
        rows = rows.filter(school__division=county)
    return queries.bills_named(rows, filters.chosen("q") or "")


@require_GET
@admits(*WATCHERS, *SCHOOL, bill=Bill)
def bill(request: ActingRequest, bill: Bill) -> HttpResponse:
    """What a school owes, where to pay it, the remark to copy, and what arrived."""
    return bill_page(request, bill)


def bill_page(request: ActingRequest, bill: Bill, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a bill; also where a refused write-off or reason shows again."""
    bill = queries.bills_of(bill.programme, request.acting).get(pk=bill.pk)
    kind = request.acting.kind
    rest = bill.standing.rest
    context = {
        "bill": bill,
        "is_own": kind in SCHOOL,
        "is_finance": kind == Kind.FINANCE,
        "sees_transfers": kind in READERS,
        "payer": queries.payer_of(bill),
        "remittance": remittance.of_bill(bill),
        "arrivals": queries.arrivals_of(bill),
        "changes": queries.changes_of(bill),
        "write_offs": queries.write_offs_of(bill),
        "reasons": queries.reasons_of(bill),
        "unexplained": queries.unexplained_lines(bill) if kind in (*SCHOOL, Kind.FINANCE) else [],
        "limit": rules.write_off_limit(bill.programme.reading("A22", "write_off_alone_yuan")),
        "write_off_form": WriteOffForm(initial={"amount": rest, "why": "bank_fee"}),
        "second_form": SecondRemittanceForm(),
        **forms,
    }
    return render(request, "billing/bill.html", context, status=status)


@require_GET
@admits(*WATCHERS, *SCHOOL, bill=Bill)
def bill_sheet(request: ActingRequest, bill: Bill) -> HttpResponse:
    """The bill on a sheet of A4, to be printed and taken to the bank."""
    bill = queries.bills_of(bill.programme, request.acting).get(pk=bill.pk)
    is_own = request.acting.kind in SCHOOL
    pdf = printing.bill_pdf(remittance.of_bill(bill), is_own=is_own, now=clock.now())
    return exports.sheet(pdf, f"{bill.code}.pdf")
