"""What leaves this room as a file: the list of courses."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.courses.models import Course
from xingtan.courses.queries import state_of
from xingtan.courses.wording import STATES
from xingtan.foundation.sheets import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def courses(rows: Iterable[Course]) -> HttpResponse:
    """The list of courses as a workbook."""
    columns = [_("Course code"), _("Course"), _("Obligation"), _("Track"), _("Subject"), _("State"), _("Versions")]
    content = write_workbook(columns, map(_row, rows), sheet=_("Courses"))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, _("Courses") + ".xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def _row(course: Course) -> list[str]:
    track = course.track.title if course.track else _("All stages")
    versions = str(getattr(course, "version_count", 0))
    return [
        course.code, course.title, str(course.get_obligation_display()), track, course.subject,
        str(STATES[state_of(course)][0]), versions,
    ]  # fmt: skip
