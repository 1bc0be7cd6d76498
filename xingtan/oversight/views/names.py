"""The names behind a figure: within scope, filtered, paged, and as a workbook with masked numbers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.text import masked_id
from xingtan.organisations.models import Division, School
from xingtan.oversight import queries, wording
from xingtan.oversight.forms import NameFilter
from xingtan.oversight.rules import Step
from xingtan.oversight.views.divisions import ONLINE_ON_TIME, OVER_DIVISIONS, OVER_SCHOOLS
from xingtan.ui.lists import page_of, wants_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@admits(*OVER_DIVISIONS, division=Division)
def division_names(request: ActingRequest, division: Division, step: str) -> HttpResponse:
    """The teachers of a division at a step."""
    if not queries.is_of_programme(request.programme, division.code):
        raise Http404
    rows = queries.people(request.acting, request.programme, division=division)
    return _names(request, rows, step, division)


@require_GET
@admits(*OVER_SCHOOLS, school=School)
def school_names(request: ActingRequest, school: School, step: str) -> HttpResponse:
    """The teachers of a school at a step."""
    if not queries.is_of_programme(request.programme, school.division_id):
        raise Http404
    rows = queries.people(request.acting, request.programme, school=school)
    return _names(request, rows, step, school)


def _behind(
    request: ActingRequest, rows: "QuerySet[Enrolment]", step: str, *, reached: bool
) -> tuple["QuerySet[Enrolment]", str]:
    """The teachers who have or have not reached a step, and what they are called."""
    if step == ONLINE_ON_TIME:
        found = queries.online_on_time(rows, request.programme, reached=reached)
        return found, str(wording.ON_TIME if reached else wording.NOT_ON_TIME)
    try:
        known = Step(step)
    except ValueError as error:
        raise Http404 from error
    title = wording.STEPS[known] if reached else wording.NOT_STEPS[known]
    return queries.at_step(rows, request.programme, known, reached=reached), str(title)


def _names(request: ActingRequest, rows: "QuerySet[Enrolment]", step: str, place: Division | School) -> HttpResponse:
    filters = NameFilter(request.GET)
    reached = filters.chosen("reached") != "no"
    found, title = _behind(request, rows, step, reached=reached)
    rows = _narrowed(found, filters)
    if wants_export(request):
        audit.record("export_names", by=request.acting, about=place, step=step, reached=reached, rows=rows.count())
        return _workbook(rows, title)
    school = place if isinstance(place, School) else None
    division = place.division if isinstance(place, School) else place
    trail = queries.trail(request.acting, request.programme, division)
    context = {"page": page_of(request, rows), "filters": filters, "title": title, "place": place}
    return render(request, "oversight/names.html", {**context, "trail": trail, "school": school})


def _narrowed(rows: "QuerySet[Enrolment]", filters: NameFilter) -> "QuerySet[Enrolment]":
    text = filters.chosen("q")
    if text:
        rows = rows.filter(Q(account__name__icontains=text) | Q(school__registered_name__icontains=text))
    return rows.order_by("school__division_id", "school_id", "account__name", "pk")


def _workbook(rows: Iterable[Enrolment], title: str) -> HttpResponse:
    columns = [_("Name"), _("ID number"), _("School"), _("Stage"), _("Subject"), _("Recognised minutes"), _("Score")]
    answer = HttpResponse(write_workbook(columns, map(_row, rows), sheet=title), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")  # noqa: FBT003 - Django's own
    return answer


def _row(row: Enrolment) -> list[str | int]:
    result, number = getattr(row, "result", None), row.account.id_number
    study: list[str | int] = [result.watched_seconds // 60, str(result.score)] if result else ["", ""]
    return [row.account.name, masked_id(number) if number else "", row.school.full_name, row.stage, row.subject, *study]
