"""Lists with full numbers that need a second person: what was asked, deciding, taking out (A4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.enrolment import queries
from xingtan.enrolment.actions import full_lists as actions
from xingtan.enrolment.forms.annexes import FullListDecisionForm
from xingtan.enrolment.models import FullList
from xingtan.enrolment.views.annexes import taken_out
from xingtan.foundation import clock
from xingtan.ui.lists import page_of

ASKERS = (Kind.SCHOOL_CONTACT, Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)


@require_GET
@admits(*queries.APPROVERS, Kind.SCHOOL_CONTACT)
def full_lists(request: ActingRequest) -> HttpResponse:
    """What was asked for within the post's reach, with what this post can do about it."""
    if request.programme is None:
        return render(request, "enrolment/full_lists.html", {"page": None})
    by, programme, now = request.acting, request.programme, clock.now()
    page = page_of(request, queries.full_lists_within(by, programme))
    context = {
        "page": page,
        "may_decide": set(queries.full_lists_to_decide(by, programme).values_list("pk", flat=True)),
        "may_take": set(queries.full_lists_to_take(by, programme, now).values_list("pk", flat=True)),
        "form": FullListDecisionForm(),
        "approvers": [] if by.kind == Kind.SCHOOL_HEAD else list(queries.approvers_of(by)[:20]),
    }
    return render(request, "enrolment/full_lists.html", context)


@require_POST
@admits(*queries.APPROVERS, full_list=FullList)
def full_list_decide(request: ActingRequest, full_list: FullList) -> HttpResponse:
    """Approve or refuse; the button says which."""
    granted = request.POST.get("decision") == "grant"
    actions.decide_full_list(
        asked=full_list, granted=granted, words=request.POST.get("words", ""), by=request.acting, now=clock.now()
    )
    said = _("Approved: it can be taken out until this time tomorrow.") if granted else _("Refused, with your words.")
    messages.success(request, said)
    return redirect("enrolment:full_lists")


@require_POST
@admits(*ASKERS, full_list=FullList)
def full_list_take_back(request: ActingRequest, full_list: FullList) -> HttpResponse:
    """The asker does not want it any more."""
    actions.take_back_full_list(asked=full_list, by=request.acting)
    messages.success(request, _("Taken back."))
    return redirect("enrolment:full_lists")


@never_cache
@require_POST
@admits(*ASKERS, full_list=FullList)
def full_list_take(request: ActingRequest, full_list: FullList) -> HttpResponse:
    """Take an approved list out: this list and no other, by who asked for it."""
    actions.refuse_unless_permitted(full_list, by=request.acting, now=clock.now())
    rows = queries.narrowed(queries.teachers_within(request.acting, full_list.programme), **_named(full_list.filters))
    return taken_out(request, rows, _named(full_list.filters), full_list)


def _named(filters: dict[str, str]) -> dict[str, str | None]:
    return {name: filters.get(name) for name in ("text", "county", "stage", "account")}
