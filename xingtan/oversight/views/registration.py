"""Progress towards the day by which all accounts are opened (R31), and the report of that day."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.sheets import write_workbook
from xingtan.oversight import queries
from xingtan.oversight.forms import SchoolFilter
from xingtan.oversight.rules import days_to
from xingtan.oversight.views.divisions import OVER_DIVISIONS
from xingtan.oversight.views.names import XLSX
from xingtan.rosters.models import Roster
from xingtan.ui.lists import page_of, wants_export


@require_GET
@admits(*OVER_DIVISIONS)
def registration(request: ActingRequest) -> HttpResponse:
    """The countdown, the counties, and the schools that are not registered yet; or the report as a workbook."""
    programme, post = request.programme, request.acting
    if programme is None:
        return render(request, "oversight/nothing.html")
    if wants_export(request):
        return _report(request)
    filters = SchoolFilter(request.GET)
    rows = queries.named(queries.not_registered(post, programme), filters.chosen("q") or "")
    context = {
        "rows": queries.registration_rows(post, programme), "whole": queries.registration_of(post, programme),
        "due_on": programme.registration_due_on, "left": days_to(programme.registration_due_on, clock.today()),
        "page": page_of(request, rows), "filters": filters, "states": dict(Roster.State.choices),
        "taken_at": queries.taken_at(programme),
    }  # fmt: skip
    return render(request, "oversight/registration.html", context)


def _report(request: ActingRequest) -> HttpResponse:
    programme, now = request.programme, clock.now()
    rows = queries.every_school(request.acting, programme)
    columns = [
        _("County"), _("School"), _("Teachers on the register"), _("Accounts opened"), _("Activated"),
        _("On rosters not accepted yet"), _("State of the roster"),
    ]  # fmt: skip
    title = _("Registration for %(title)s, as of %(moment)s") % {
        "title": programme.title, "moment": f"{now:%Y-%m-%d %H:%M}",
    }  # fmt: skip
    audit.record("export_registration", by=request.acting, about=programme, rows=rows.count())
    content = write_workbook(columns, _lines(rows), title=title, sheet=_("Registration"))
    answer = HttpResponse(content, content_type=XLSX)
    name = _("Registration %(day)s") % {"day": f"{now:%Y-%m-%d}"}
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")  # noqa: FBT003 - Django's own
    return answer


def _lines(rows: Iterable[Any]) -> Iterable[list[str | int | None]]:
    words, direct = dict(Roster.State.choices), _("City-direct")
    for row in rows:
        waiting = row.roster_teachers if row.roster_state in queries.CAME_IN else 0
        state = str(words[row.roster_state]) if row.roster_state else _("Nothing handed in")
        place = direct if row.is_city_direct else row.division.name
        yield [place, row.full_name, row.teachers_on_register, row.enrolled, row.activated, waiting, state]
