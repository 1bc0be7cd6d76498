"""The lists: the city over its counties, a county over its schools; the page of a school; reminders and evidence."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.funding import actions, exports, queries, wording
from xingtan.funding.forms import PlaceFilter, YearForm
from xingtan.funding.models import Declaration
from xingtan.funding.rules import Place
from xingtan.funding.views.years import OF_SCHOOL, OVER_COUNTIES, checked, filter_of, norms_of, programme_of, year_asked
from xingtan.organisations.models import Division, School
from xingtan.organisations.queries import schools_found
from xingtan.ui.lists import page_of, sorting_of, wants_export

COLUMNS = {"school": "registered_name", "base": "base", "training": "training", "missing": "missing"}


@require_GET
@admits(*OVER_COUNTIES, *OF_SCHOOL)
def index(request: ActingRequest) -> HttpResponse:
    """To where this post begins: its school, its county, all counties."""
    post = request.acting
    if request.programme is None:
        return render(request, "funding/nothing.html")
    if post.school is not None:
        return redirect("funding:school", school=post.school.public_id)
    if post.kind == Kind.COUNTY_ADMIN:
        return redirect("funding:county", division=post.division_id)
    return redirect("funding:counties")


@require_GET
@admits(Kind.CITY_SUPERVISOR)
def counties(request: ActingRequest) -> HttpResponse:
    """Every county with its wages' share and its schools' (R29)."""
    if request.programme is None:
        return render(request, "funding/nothing.html")
    year, filters = year_asked(request, request.programme), filter_of(request, request.programme, PlaceFilter)
    rows = queries.county_rows(request.acting, request.programme, year)
    own = [row for row in rows if not row.is_direct]
    shown = [row for row in rows if _is_wanted(row, filters)]
    if wants_export(request):
        audit.record("export_funding", by=request.acting, year=year, rows=len(shown))
        return exports.counties(shown, year)
    missing = sum((row.declaration.missing for row in own if row.declaration), Decimal("0.00"))
    counts = {state: sum(row.state == state for row in own) for state in wording.STATES}
    context = {
        "rows": [_worded(row) for row in shown], "filters": filters, "year": year,
        "counts": counts, "missing": missing, "schools": sum((row.schools for row in rows), queries.Sums()),
        "sentence": wording.counties_sentence(counts["undeclared"], counts["short"], missing),
        "owing": counts["undeclared"] + counts["short"], **norms_of(request.programme, Place.COUNTY, year),
    }  # fmt: skip
    return render(request, "funding/counties.html", context)


def _is_wanted(row: queries.CountyRow, filters: PlaceFilter) -> bool:
    wanted, text = filters.chosen("state"), filters.chosen("q") or ""
    return wanted in (None, row.state) and text in row.division.name


def _worded(row: queries.CountyRow) -> dict[str, Any]:
    kind, words = wording.STATES.get(row.state, ("off", ""))
    return {"row": row, "kind": kind, "words": words}


@require_POST
@admits(Kind.CITY_SUPERVISOR)
def remind(request: ActingRequest) -> HttpResponse:
    """Remind the counties that owe something."""
    programme = programme_of(request)
    year = year_asked(request, programme)
    try:
        told = actions.remind_counties(programme=programme, year=year, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal), extra_tags="warn")
    else:
        said = ngettext("%(count)s county was reminded.", "%(count)s counties were reminded.", told)
        messages.success(request, said % {"count": told}, extra_tags="ok")
    return redirect(f"{reverse('funding:counties')}?year={year}")


@require_GET
@admits(*OVER_COUNTIES, division=Division)
def county(request: ActingRequest, division: Division) -> HttpResponse:
    """A county's own share, and its schools': who has not declared, who falls short by how much (R30)."""
    programme = checked(request, division)
    year, filters = year_asked(request, programme), filter_of(request, programme, PlaceFilter)
    area = queries.area(request.acting, programme, division)
    rows = queries.with_declared(queries.in_state(area, year, filters.chosen("state")), year)
    rows = schools_found(rows.select_related("division"), filters.chosen("q") or "")
    sorting = sorting_of(request, COLUMNS, default="school")
    if wants_export(request):
        audit.record("export_funding", by=request.acting, about=division, year=year, rows=rows.count())
        return exports.schools(sorting.applied_to(rows), year)
    page, sums = page_of(request, sorting.applied_to(rows)), queries.sums_of(area, year)
    context = {
        "division": division, "is_city": division.kind == Division.Kind.CITY, "year": year,
        "page": page, "rows": [_school_row(each) for each in page], "filters": filters, "sorting": sorting,
        "sums": sums, "sentence": wording.schools_sentence(sums), "is_own": request.acting.division_id == division.pk,
        "owing": sums.undeclared + sums.short, **_own(division, year), **norms_of(programme, Place.COUNTY, year),
        "school_norm": queries.norm_of(programme, Place.SCHOOL, year), "is_programme_year": year == queries.year_of(programme),
    }  # fmt: skip
    return render(request, "funding/county.html", context)


def _school_row(each: Any) -> dict[str, Any]:
    share = queries.share_of(each)
    state = "undeclared" if share is None else "met" if share.is_met else "short"
    kind, words = wording.STATES[state]
    return {"school": each, "share": share, "kind": kind, "words": words}


def _own(place: Division | School, year: int) -> dict[str, Any]:
    """What a place itself declared, and how it came to that."""
    history = queries.history_of(place)
    standing = next((each for each in history if each.year == year), None)
    share = standing.share if standing else None
    state = "undeclared" if share is None else "met" if share.is_met else "short"
    kind, words = wording.STATES[state]
    years = [each for at, each in enumerate(history) if not at or history[at - 1].year != each.year]
    return {
        "declaration": standing, "share": share, "kind": kind, "words": words, "years": years, "draft": queries.draft_of(place, year),
        "versions": [each for each in history if each.year == year],
    }  # fmt: skip


@require_GET
@admits(*OVER_COUNTIES, *OF_SCHOOL, school=School)
def school(request: ActingRequest, school: School) -> HttpResponse:
    """A school's share of its public funds, year by year."""
    programme = checked(request, school.division)
    year = year_asked(request, programme)
    context = {
        "school": school, "division": school.division, "year": year, "filters": filter_of(request, programme, YearForm), "is_own": request.acting.kind in OF_SCHOOL,
        "in_city": request.acting.kind == Kind.CITY_SUPERVISOR, **_own(school, year), **norms_of(programme, Place.SCHOOL, year),
    }  # fmt: skip
    return render(request, "funding/school.html", context)


@require_GET
@admits(*OVER_COUNTIES, *OF_SCHOOL, declaration=Declaration)
def evidence(_request: ActingRequest, declaration: Declaration) -> FileResponse:
    """The file given with a declaration, always as a download."""
    if not declaration.file:
        raise Http404
    return FileResponse(declaration.file.open("rb"), as_attachment=True, filename=declaration.file_name)
