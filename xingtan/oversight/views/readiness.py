"""Who is ready to start (R32): the counties, and the schools of one, narrowed by what is missing."""

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.oversight import queries, readiness_words
from xingtan.oversight.forms import ReadinessFilter
from xingtan.oversight.rules import OF_SCHOOL, Point, Ready
from xingtan.oversight.views.divisions import OVER_DIVISIONS
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of

STEPS = {Point.PAYMENT: "paid", Point.ACTIVATION: "activated", Point.STARTED: "studying"}
PAGES = {Point.PLAN: "programmes:plan", Point.NOTICE: "notices:receipts_division"}


@require_GET
@admits(*OVER_DIVISIONS)
def readiness(request: ActingRequest) -> HttpResponse:
    """Every county with how each point stands; a county goes to its own schools."""
    programme = request.programme
    if programme is None:
        return render(request, "oversight/nothing.html")
    if request.acting.kind == Kind.COUNTY_ADMIN:
        return redirect("oversight:readiness_division", division=request.acting.division_id)
    rows = queries.division_rows(request.acting, programme, clock.today())
    shown = [{"row": row, "cells": _division_cells(row, programme)} for row in rows]
    counties = [row for row in rows if not row.is_direct]
    context = {
        "page": page_of(request, shown), "points": readiness_words.POINTS.values(),
        "ready": sum(all(cell.ready is Ready.DONE for cell in row.cells) for row in counties),
        "counties": len(counties), "taken_at": queries.taken_at(programme),
    }  # fmt: skip
    return render(request, "oversight/readiness.html", context)


def _division_cells(row: queries.DivisionReadiness, programme: Programme) -> list[readiness_words.ShownCell]:
    return [readiness_words.shown(cell, partial(_division_href, row.division, programme)) for cell in row.cells]


def _division_href(division: Division, programme: Programme, cell: queries.Cell) -> str:
    """The names behind a county's point: its plan, the receipts, or its schools that lack it."""
    if cell.point is Point.PLAN:
        return reverse(PAGES[cell.point], kwargs={"division": division.code})
    if cell.point is Point.NOTICE:
        if programme.notice is None:
            return ""
        return reverse(PAGES[cell.point], kwargs={"notice": programme.notice.public_id, "division": division.code})
    if cell.point is Point.TUTORS:
        return f"{reverse('classes:index')}?{urlencode({'county': division.code})}"
    schools = reverse("oversight:readiness_division", kwargs={"division": division.code})
    return schools if cell.ready is Ready.DONE else f"{schools}?missing={cell.point.value}"


@require_GET
@admits(*OVER_DIVISIONS, division=Division)
def readiness_division(request: ActingRequest, division: Division) -> HttpResponse:
    """The schools that hang on one division, with how each point stands."""
    programme = request.programme
    if not queries.is_of_programme(programme, division.code):
        raise Http404
    filters, today = ReadinessFilter(request.GET), clock.today()
    missing = filters.chosen("missing")
    rows = queries.school_list(request.acting, programme, division, missing=Point(missing) if missing else None)
    page = page_of(request, queries.named(rows, filters.chosen("q") or "").order_by("registered_name", "pk"))
    own = next(
        (row for row in queries.division_rows(request.acting, programme, today) if row.division == division), None
    )
    context = {
        "division": division, "filters": filters, "page": page, "missing": missing,
        "trail": queries.trail(request.acting, programme, division),
        "cells": _division_cells(own, programme) if own else [],
        "points": [readiness_words.POINTS[point] for point in OF_SCHOOL],
        "rows": [_school_row(row) for row in queries.school_rows(programme, list(page), today)],
        "chase": CHASED.get(Point(missing)) if missing else None, "taken_at": queries.taken_at(programme),
    }  # fmt: skip
    return render(request, "oversight/readiness_division.html", context)


CHASED = {
    Point.SIGNED: "unsigned", Point.MEETING: "meeting", Point.ROSTER: "roster", Point.PAYMENT: "payment",
    Point.ACTIVATION: "activation", Point.STARTED: "lagging",
}  # fmt: skip
"""What schools are reminded of when they lack a point."""


def _school_row(row: queries.SchoolReadiness) -> dict[str, object]:
    cells = [readiness_words.shown(cell, partial(_school_href, row.school)) for cell in row.cells]
    return {"school": row.school, "cells": cells, "online_by": row.online_by}


def _school_href(school: School, cell: queries.Cell) -> str:
    """The teachers behind a school's numbers; for a yes or no the numbers of the school as a whole."""
    if cell.point in STEPS:
        href = reverse("oversight:school_names", kwargs={"school": school.public_id, "step": STEPS[cell.point]})
        return href if cell.ready is Ready.DONE else f"{href}?reached=no"
    return reverse("oversight:school", kwargs={"school": school.public_id})
