"""City and county pages: figures, one chart, the rows below, all from tallies."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.tasks import start
from xingtan.organisations.models import Division
from xingtan.oversight import jobs, presenting, queries, wording
from xingtan.oversight.forms import SchoolFilter
from xingtan.oversight.rules import Rate, Step, rate
from xingtan.ui.lists import page_of, sorting_of

ONLINE_ON_TIME = "online_on_time"
"""Beside the steps: who was online by the day due for their school (R61)."""

OVER_DIVISIONS = (
    Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.MONITOR, Kind.AUDITOR,
)  # fmt: skip
OVER_SCHOOLS = (*OVER_DIVISIONS, Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)
REMINDERS = tuple(kind for kind in OVER_SCHOOLS if kind not in {Kind.SCHOOL_CONTACT, Kind.AUDITOR})
"""Who may remind a school: those who look over it, not the contact itself, and not who only looks."""
COLUMNS = {
    "school": "school__registered_name", "enrolled": "enrolled", "paid": "paid",
    "activated": "activated", "studying": "studying", "qualified": "qualified",
    "prompt": "schools_prompt",
}  # fmt: skip


@require_GET
@admits(*OVER_SCHOOLS)
def index(request: ActingRequest) -> HttpResponse:
    """To the level at which this post begins: its school, its county, the city."""
    post = request.acting
    if post.school is not None:
        return redirect("oversight:school", school=post.school.public_id)
    begin = queries.start_of(post, request.programme)
    if begin is None:
        return render(request, "oversight/nothing.html")
    return redirect("oversight:division", division=begin.code)


@require_GET
@admits(*OVER_DIVISIONS, division=Division)
def division(request: ActingRequest, division: Division) -> HttpResponse:
    """A division: the divisions below it, or, where there are none, its schools."""
    if not queries.is_of_programme(request.programme, division.code):
        raise Http404
    seen = queries.overview(request.programme, division)
    if seen.rows and request.GET.get("schools") != "direct":
        return render(request, "oversight/city.html", {**_head(request, seen), **_children(seen)})
    if seen.rows:
        seen = queries.direct_schools(seen)
    return render(request, "oversight/county.html", {**_head(request, seen), **_schools(request, division)})


def _head(request: ActingRequest, seen: queries.Overview) -> dict[str, object]:
    """What stands above the rows: the figures, the sentence, the definitions, when it was counted."""
    names = partial(_names, seen.division.code)
    top = request.programme.owner_division
    whole = queries.counts_of_division(request.programme, top) if seen.division.pk != top.pk else None
    own, other = rate(Rate.STUDY, seen.counts), rate(Rate.STUDY, whole) if whole else None
    return {
        "division": seen.division,
        "counts": seen.counts,
        "trail": queries.trail(request.acting, request.programme, seen.division),
        "figures": presenting.figures(seen.counts, names),
        "promptness": presenting.promptness(seen.counts),
        "online_href": reverse("oversight:division_names", args=[seen.division.code, ONLINE_ON_TIME]),
        "chart": presenting.funnel(seen.counts, names),
        "sentence": wording.study_sentence(seen.division.name, own, other, top.name),
        "definitions": presenting.definitions(),
        "taken_at": queries.taken_at(request.programme),
    }


def _children(seen: queries.Overview) -> dict[str, object]:
    """The divisions below, each with its page and the names behind its figures."""
    hrefs = [_row_href(row) for row in seen.rows]
    rows = [
        {
            "row": row,
            "name": wording.row_name(row),
            "href": href,
            "figures": presenting.figures(row.counts, partial(_names, row.code)),
            "promptness": presenting.promptness(row.counts),
        }
        for row, href in zip(seen.rows, hrefs, strict=True)
    ]
    return {"rows": rows, "chart": presenting.study_rates(seen.rows, hrefs)}


def _schools(request: ActingRequest, division: Division) -> dict[str, object]:
    """The schools of one division, filtered, sorted, a page of them."""
    filters = SchoolFilter(request.GET)
    rows = queries.schools(request.acting, request.programme, division)
    if filters.chosen("q"):
        rows = rows.filter(school__registered_name__icontains=filters.chosen("q"))
    sorting = sorting_of(request, COLUMNS, default="school")
    return {"page": page_of(request, sorting.applied_to(rows)), "filters": filters, "sorting": sorting}


@require_GET
@admits(*OVER_DIVISIONS, division=Division)
def lagging(request: ActingRequest, division: Division) -> HttpResponse:
    """The schools where somebody lags, each to be reminded once a day."""
    if not queries.is_of_programme(request.programme, division.code):
        raise Http404
    filters = SchoolFilter(request.GET)
    rows = queries.lagging_schools(request.acting, request.programme, division, clock.today())
    if filters.chosen("q"):
        rows = rows.filter(school__registered_name__icontains=filters.chosen("q"))
    context = {
        "division": division,
        "trail": queries.trail(request.acting, request.programme, division),
        "filters": filters,
        "may_remind": request.acting.kind in REMINDERS,
        "page": page_of(request, rows.order_by("division", "school__registered_name", "pk")),
        "taken_at": queries.taken_at(request.programme),
    }
    return render(request, "oversight/lagging.html", context)


@require_POST
@admits(*OVER_SCHOOLS)
def refresh(request: ActingRequest) -> HttpResponse:
    """Bring the figures up to date now."""
    run = start(jobs.take_figures, title=_("Counting anew"), owner=request.user.public_id)
    return redirect("desks:run", run=run.public_id)


def _names(code: str, step: Step) -> str:
    return reverse("oversight:division_names", kwargs={"division": code, "step": step.value})


def _row_href(row: queries.Row) -> str:
    href = reverse("oversight:division", kwargs={"division": row.code})
    return f"{href}?schools=direct" if row.is_direct else href
