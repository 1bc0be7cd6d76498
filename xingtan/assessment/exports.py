"""What leaves assessment as a file: all through the one writer of exports, numbers masked."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.assessment.mark_sheet import COLUMNS
from xingtan.assessment.models import Certificate
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.text import masked_id

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def file(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own signature
    return answer


def results(rows: Iterable[Enrolment]) -> HttpResponse:
    """The results list as a workbook."""
    columns = [
        _("Name"), _("ID number"), _("School"), _("Stage"), _("Subject"),
        _("Score"), _("Online hours"), _("School-based hours"), _("Result"),
    ]  # fmt: skip
    return file(write_workbook(columns, map(_result_row, rows), sheet=_("Results")), "results.xlsx")


def _result_row(row: Enrolment) -> list[str]:
    number = row.account.id_number
    start = [row.account.name, masked_id(number) if number else "", row.school.full_name, row.stage, row.subject]
    result = getattr(row, "result", None)
    if result is None:
        return [*start, "", "", "", ""]
    return [
        *start,
        str(result.score),
        str(result.online_hours),
        str(result.school_based_hours),
        result.get_outcome_display(),
    ]


def certificates(rows: Iterable[Certificate]) -> HttpResponse:
    """The certificates list as a workbook."""
    columns = [
        _("Number"), _("Name"), _("ID number"), _("School"),
        _("Online hours"), _("School-based hours"), _("Issued on"), _("State"),
    ]  # fmt: skip
    return file(write_workbook(columns, map(_certificate_row, rows), sheet=_("Certificates")), "certificates.xlsx")


def _certificate_row(row: Certificate) -> list[str]:
    said = row.said
    state = _("Revoked") if row.is_revoked else _("Valid")
    facts = [said[key] for key in ("name", "masked_id", "unit", "online_hours", "school_based_hours", "issued_on")]
    return [row.number, *facts, state]


def blank_sheet(rows: Iterable[Enrolment], part: str) -> HttpResponse:
    """The sheet of marks to fill in, with the learners in it: number, name, school; no mobile leaves the house."""
    lines = ([row.public_id, row.account.name, row.school.registered_name, part, "", "", "", ""] for row in rows)
    return file(write_workbook(COLUMNS, lines, sheet="成绩登记表", blank_rows=20), "成绩登记表.xlsx")
