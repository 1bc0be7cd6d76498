"""A school's invoice: its details, asking, its state and files; for finance the queue of all."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.rules import ReachOf
from xingtan.audit import actions as audit
from xingtan.billing.models import Bill, CountyBill
from xingtan.billing.queries import bills_of, paying_counties
from xingtan.foundation import clock
from xingtan.invoicing import actions, exports, queries
from xingtan.invoicing.errors import ProfileMoved
from xingtan.invoicing.forms import InvoiceFilter, ProfileForm, shown_profile
from xingtan.invoicing.models import InvoiceFile, RequestState
from xingtan.invoicing.rules import judge_tax_number, why_not_ask
from xingtan.organisations.models import School
from xingtan.ui.lists import page_of, sorting_of, wants_export

SCHOOL = (Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD)
READERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
COLUMNS = {"school": "profile__name", "amount": "amount", "asked": "asked_at", "state": "state"}
TABS = (
    RequestState.ASKED, RequestState.BATCHED, RequestState.FAILED, RequestState.ISSUED, RequestState.RED_ASKED, RequestState.REVERSED,
)  # fmt: skip


@require_GET
@admits(*READERS, *SCHOOL, Kind.COUNTY_ADMIN)
def index(request: ActingRequest) -> HttpResponse:
    """A school's own invoice, or a county's; for finance the requests by state, also as a workbook."""
    if request.acting.reach_of is ReachOf.SCHOOL:
        return _own(request)
    if request.acting.kind == Kind.COUNTY_ADMIN:
        return _county(request)
    filters = InvoiceFilter(request.GET)
    state = filters.chosen("state") or ""
    rows = _narrowed(queries.requests_in(request.programme, request.acting, state), filters.chosen("q"))
    if wants_export(request):
        audit.record("export_invoices", by=request.acting, rows=rows.count())
        return exports.requests(rows.order_by("pk"))
    sorting = sorting_of(request, COLUMNS, default="-asked")
    context = {
        "page": page_of(request, sorting.applied_to(rows)),
        "sorting": sorting,
        "filters": filters,
        "state": state,
    }
    return render(request, "invoicing/queue.html", {**context, **_desk(request)})


def _desk(request: ActingRequest) -> dict[str, Any]:
    """What stands above the list: counts, what is missing before the first workbook, what can be asked for."""
    programme = request.programme
    counts = queries.request_counts(programme, request.acting)
    return {
        "counts": counts,
        "tabs": [{"name": str(each), "word": each.label, "count": counts.get(each, 0)} for each in TABS],
        "is_finance": request.acting.kind == Kind.FINANCE,
        "terms": queries.terms_on(programme, clock.today()),
        "template": queries.template_of(programme),
        "askable": queries.askable_bills(programme).count(),
        "unconfirmed": queries.unconfirmed_bills(programme).count(),
        "counties": paying_counties(programme, request.acting),
    }


def _narrowed(rows: Any, words: str | None) -> Any:
    for word in (words or "").split():
        named = Q(bill__school__registered_name__icontains=word) | Q(profile__name__icontains=word)
        numbered = Q(bill__code__iexact=word) | Q(serial__iexact=word) | Q(invoice__number=word)
        rows = rows.filter(named | numbered | Q(bill__school__division__name__icontains=word))
    return rows


def _county(request: ActingRequest) -> HttpResponse:
    """To the county's own page; where its schools pay themselves there is none."""
    bill = CountyBill.objects.within(request.acting).filter(programme=request.programme).first()
    if bill is not None:
        return redirect("invoicing:county", county=bill.public_id)
    return render(request, "invoicing/no_county.html", {"division": request.acting.division})


def _own(request: ActingRequest) -> HttpResponse:
    bill = bills_of(request.programme, request.acting).first()
    school = request.acting.school
    profile = queries.profile_of(school) if school else None
    context = {
        "school": school,
        "bill": bill,
        "profile": profile,
        "tax_kind": judge_tax_number(profile.tax_number).value if profile else "",
        "confirmation": queries.confirmation_of(profile, request.programme),
        "why_not": why_not_ask(queries.standing_of(bill)) if bill else None,
        "requests": queries.requests_of(bill).filter(profile__school=school) if bill else [],
    }
    return render(request, "invoicing/own.html", context)


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL, Kind.FINANCE, school=School)
def profile(request: ActingRequest, school: School) -> HttpResponse:
    """What a school is called on its invoices; a change is a new version, to be confirmed."""
    standing, is_own = queries.profile_of(school), request.acting.kind in SCHOOL
    form = ProfileForm(request.POST or None, initial=shown_profile(standing, name=school.registered_name))
    if request.method == "POST" and form.is_valid():
        actions.save_profile(owner=school, buyer=form.buyer, by=request.acting, now=clock.now())
        words = _("Stored. Please read it once more and confirm.")
        messages.success(
            request, words if is_own else _("Stored. The school has to confirm it before an invoice is asked for.")
        )
        return redirect("invoicing:index") if is_own else redirect("invoicing:profile", school=school.public_id)
    context = {
        "form": form, "owner": school, "versions": queries.versions_of(school)[:10], "is_own": is_own,
        "confirmation": queries.confirmation_of(standing, request.programme), "standing": standing,
    }  # fmt: skip
    return render(request, "invoicing/profile.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*SCHOOL, school=School)
def confirm(request: ActingRequest, school: School) -> HttpResponse:
    """The school says that the version it read is right."""
    version = queries.versions_of(school).filter(public_id=request.POST.get("profile", "")).first()
    if version is None:
        raise ProfileMoved()
    actions.confirm_profile(profile=version, programme=request.programme, by=request.acting, now=clock.now())
    messages.success(request, _("Confirmed."))
    return redirect("invoicing:index")


@require_POST
@admits(*SCHOOL, Kind.FINANCE, bill=Bill)
def request_one(request: ActingRequest, bill: Bill) -> HttpResponse:
    """Ask for the invoice over one bill."""
    asked = actions.request_invoice(bill=bill, by=request.acting, now=clock.now())
    messages.success(request, _("Asked for. It is issued with the next batch, mostly within a few working days."))
    if request.acting.kind in SCHOOL:
        return redirect("invoicing:index")
    return redirect("invoicing:invoice", invoice=asked.public_id)


@require_GET
@admits(*SCHOOL, *READERS, invoice_file=InvoiceFile)
def file(request: ActingRequest, invoice_file: InvoiceFile) -> FileResponse:  # noqa: ARG001 - Django's signature
    """A filed file, always as a download, byte for byte as the platform gave it."""
    return as_download(invoice_file)


def as_download(invoice_file: InvoiceFile) -> FileResponse:
    """The answer with a filed file; 404 where its bytes are gone."""
    if not invoice_file.file.storage.exists(str(invoice_file.file.name)):
        raise Http404
    answer = FileResponse(
        invoice_file.file.open("rb"), as_attachment=True, filename=invoice_file.file_name,
        content_type="application/octet-stream",
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
