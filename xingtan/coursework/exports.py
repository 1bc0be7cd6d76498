"""What leaves this room as a file: a pile of works, a class's marks, tutors' figures."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.classes.models import OnlineClass
from xingtan.coursework.models import Assignment, Work
from xingtan.coursework.queries import MarkedList, TutorQuality
from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], sheet: str) -> HttpResponse:
    answer = HttpResponse(write_workbook(list(columns), map(list, rows), sheet=sheet), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def pile(online_class: OnlineClass, assignment: Assignment, works: Iterable[Work]) -> HttpResponse:
    """The works of a class."""
    columns = [_("Name"), _("School"), _("State"), _("Handed in at"), _("Mark")]
    rows = (
        [
            each.enrolment.account.name, each.enrolment.school.full_name, str(each.get_state_display()),
            f"{each.handed_in_at.astimezone(ZONE):%Y-%m-%d %H:%M}" if each.handed_in_at else "",
            "" if each.score is None else f"{each.score:f}",
        ]
        for each in works
    )  # fmt: skip
    return _answer(f"{online_class.name} {assignment.title}", columns, rows, _("Works"))


def marked_list(online_class: OnlineClass, table: MarkedList) -> HttpResponse:
    """The marks of a class."""
    columns = [_("Name"), _("School"), *(each.title for each in table.assignments), _("Discussions")]
    rows = ([row.name, row.school, *(cell.words for cell in row.cells), row.discussion] for row in table.rows)
    return _answer(f"{online_class.name}", columns, rows, _("Marks"))


def quality(found: Iterable[TutorQuality]) -> HttpResponse:
    """The figures of tutors."""
    columns = [
        _("Name"), _("County"), _("Unit"), _("Classes"), _("Teachers"), _("Handed in by learners"), _("Judged"),
        _("Median hours"), _("Threads"), _("Answered"), _("Compared"), _("Agreed"),
    ]  # fmt: skip
    rows = (
        [
            each.tutor.name, each.tutor.division.name, each.tutor.unit, str(each.load.classes), str(each.load.learners),
            str(each.handed_in), str(each.judged), "" if each.median_hours is None else f"{each.median_hours:f}",
            str(each.threads), str(each.answered), str(each.agreement.compared), str(each.agreement.agreed),
        ]
        for each in found
    )  # fmt: skip
    return _answer(_("Tutors"), columns, rows, _("Tutors"))
