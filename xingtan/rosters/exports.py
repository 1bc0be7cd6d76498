"""What leaves the room as a file: the school's own sheet with the cells to be mended marked."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.foundation.sheets import write_workbook
from xingtan.rosters import queries
from xingtan.rosters.models import Roster
from xingtan.rosters.sentences import field_name, sentence_of
from xingtan.rosters.sheet import FIELDS, Teacher
from xingtan.rosters.sheet.header import columns_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def marked_sheet(roster: Roster) -> HttpResponse:
    """Annex 1 with every row as it stands, doubtful cells tinted and commented; numbers in full, never kept by a browser."""
    form = queries.blank_form(roster.programme)
    places = columns_of(form.columns)
    teachers = queries.teachers_of(roster)
    rows = [_row(number, teacher, places, len(form.columns)) for number, teacher in enumerate(teachers, 1)]
    marks = {
        (index, places[problem.field]): sentence_of(problem)
        for index, teacher in enumerate(teachers)
        for problem in teacher.problems
        if problem.field in places
    }
    content = write_workbook([*form.columns, _("To be mended")], rows, title=form.title, marks=marks)
    answer = HttpResponse(content, content_type=XLSX)
    name = _("Roster, cells to be mended marked") + ".xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own signature
    answer["Cache-Control"] = "no-store"
    return answer


def _row(number: int, teacher: Teacher, places: dict[str, int], width: int) -> Sequence[str]:
    cells = [""] * width
    for field, column in places.items():
        cells[column] = str(number) if field == "index" else teacher.note if field == "note" else teacher.shown(field)
    said = [
        f"{field_name(problem.field)}：{sentence_of(problem)}"
        for problem in teacher.problems
        if problem.field in FIELDS
    ]
    return [*cells, " ".join(said)]
