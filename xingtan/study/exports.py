"""What leaves this room as a file: what was found unusual about sittings, and how far it has come."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import write_workbook
from xingtan.study.models import Pattern
from xingtan.study.wording import sentence_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def patterns(rows: Iterable[Pattern]) -> HttpResponse:
    """The list of unusual sittings as a workbook."""
    columns = [_("Teacher"), _("School"), _("What was found"), _("In words"), _("Day"), _("State"), _("Found at")]
    told = (
        [
            each.enrolment.account.name, each.enrolment.school.registered_name, str(each.get_cause_display()),
            sentence_of(each), f"{each.day:%Y-%m-%d}", str(each.get_state_display()),
            f"{each.found_at.astimezone(ZONE):%Y-%m-%d %H:%M}",
        ]
        for each in rows
    )  # fmt: skip
    content = write_workbook(columns, told, sheet=_("Unusual sittings"))
    answer = HttpResponse(content, content_type=XLSX)
    name = _("Unusual sittings")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")  # noqa: FBT003 - Django's own signature
    return answer
