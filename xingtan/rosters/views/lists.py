"""The first page of the room: for a school its own roster, for others the list."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.organisations.queries import schools_found
from xingtan.rosters import queries
from xingtan.rosters.forms import LATE, MISSING, RosterFilter
from xingtan.rosters.views.school import SCHOOL, own_page
from xingtan.ui.lists import page_of

OVERSEERS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER, Kind.SUPPORT, Kind.MONITOR, Kind.AUDITOR)
SEES_ROSTERS = (*OVERSEERS, *SCHOOL)


@require_GET
@admits(*SEES_ROSTERS)
def index(request: ActingRequest) -> HttpResponse:
    """A school's own roster, or every roster within the post's scope."""
    if request.programme is None:
        return render(request, "rosters/no_programme.html")
    if request.acting.kind in SCHOOL:
        return own_page(request)
    divisions = within(Division.objects.filter(kind=Division.Kind.COUNTY), request.acting)
    filters = RosterFilter(request.GET, counties=list(divisions.values_list("code", "name")))
    chosen = {str(name): filters.chosen(name) for name in filters.fields}
    return render(request, "rosters/index.html", _list(request, chosen) | {"filters": filters})


def _list(request: ActingRequest, chosen: dict[str, Any]) -> dict[str, Any]:
    post, programme = request.acting, request.programme
    counts = queries.counts_by_state(post, programme)
    context = {
        "counts": counts,
        "waiting": queries.waiting_for(post, programme),
        "is_open": queries.is_received(programme, clock.now()),
        "is_missing": chosen["state"] == MISSING,
        "late": queries.overdue(queries.rosters_within(post, programme), programme, clock.now()).count(),
        "review_days": programme.reading("A05", "review_within_days"),
    }
    context["may_ask"] = not context["is_open"] and post.kind in queries.ASKERS
    schools = queries.schools_without_roster(within(School.objects.select_related("division"), post), programme)
    context["missing"] = schools.count()
    if chosen["state"] == MISSING:
        schools = schools.filter(division_id=chosen["county"]) if chosen.get("county") else schools
        return context | {"page": page_of(request, schools_found(schools, chosen["text"] or ""))}
    seen = queries.rosters_within(post, programme)
    is_late = chosen["state"] == LATE
    seen = queries.overdue(seen, programme, clock.now()) if is_late else seen
    state = None if is_late else chosen["state"]
    rows = queries.filtered(seen, state=state, county=chosen.get("county"), text=chosen["text"])
    page = page_of(request, queries.waiting_first(rows))
    return context | {"page": page, "may_tick": queries.deciding_now(page, post, programme), **_bulk(request)}


def _bulk(request: ActingRequest) -> dict[str, Any]:
    """What can be done with many rosters at once."""
    if request.acting.kind not in queries.BRINGERS:
        return {}
    return {"may_bring": True, "sound_waiting": queries.to_review(request.acting, request.programme).count()}
