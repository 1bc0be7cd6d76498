"""The lists as workbooks."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.foundation.sheets import Written, write_workbook
from xingtan.funding import queries
from xingtan.funding.queries import CountyRow
from xingtan.funding.wording import STATES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def schools(rows: Iterable[Any], year: int) -> HttpResponse:
    """Schools from ``with_declared``: what each declared and what is missing."""
    columns = [
        _("Unit"), _("School"), _("State"), _("Public funds of the year"), _("Of it for teachers’ training"), _("Share in percent"),
        _("Norm in percent"), _("Missing"),
    ]  # fmt: skip
    title = _("Public funds for training %(year)s") % {"year": year}
    return _workbook(columns, (_school(each) for each in rows), title)


def _school(row: Any) -> list[Written]:
    share = queries.share_of(row)
    if share is None:
        return [row.division.name, row.registered_name, str(STATES["undeclared"][1]), None, None, None, None, None]
    state = str(STATES["met" if share.is_met else "short"][1])
    own = [share.base, share.training, share.ratio, share.percent, share.missing]
    return [row.division.name, row.registered_name, state, *own]


def counties(rows: Iterable[CountyRow], year: int) -> HttpResponse:
    """Counties: their own declaration, and their schools together."""
    columns = [
        _("Unit"), _("State"), _("Total wages of the county’s teachers in the year"), _("Of it for teachers’ training"),
        _("Share in percent"), _("Norm in percent"), _("Missing"), _("Schools"), _("Schools that have not declared"),
        _("Schools below the norm"), _("Missing at the schools"),
    ]  # fmt: skip
    title = _("Wages and training money %(year)s") % {"year": year}
    return _workbook(columns, (_county(each) for each in rows), title)


def _county(row: CountyRow) -> list[Written]:
    own: list[Written] = [None] * 5
    if row.declaration is not None:
        share = row.declaration.share
        own = [share.base, share.training, share.ratio, share.percent, share.missing]
    name = _("City-direct") if row.is_direct else row.division.name
    state = str(STATES[row.state][1]) if row.state else ""
    return [name, state, *own, row.schools.schools, row.schools.undeclared, row.schools.short, row.schools.missing]


def _workbook(columns: list[str], rows: Iterable[list[Written]], title: str) -> HttpResponse:
    answer = HttpResponse(write_workbook(columns, rows, title=title, sheet="Sheet1"), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")  # noqa: FBT003 - Django's own
    return answer
