"""What leaves this room as a file: activities, work handed in, random checks, conditions."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import write_workbook
from xingtan.organisations.models import School
from xingtan.schoolbased.models import Activity, Check, Conditions, Work

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    answer = HttpResponse(write_workbook(list(columns), map(list, rows), sheet=name), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def activities(rows: Iterable[Activity]) -> HttpResponse:
    """The activities of a post's schools."""
    columns = [
        _("County"), _("School"), _("Topic of the activity"), pgettext("activity", "Form"), _("Lesson"), _("Day"),
        _("Present"), _("Minutes"), _("State"),
    ]  # fmt: skip
    told = (
        [
            each.school.division.name, each.school.registered_name, each.title, str(each.get_form_display()),
            each.lesson.title if each.lesson else "", f"{each.day:%Y-%m-%d}", str(vars(each)["present"]),
            str(each.minutes or ""), str(each.get_state_display()),
        ]
        for each in rows
    )  # fmt: skip
    return _answer(_("Activities"), columns, told)


def works(rows: Iterable[Work]) -> HttpResponse:
    """What teachers handed in."""
    columns = [_("Teacher"), _("School"), _("Task"), _("Handed in"), _("State")]
    told = (
        [
            each.enrolment.account.name, each.enrolment.school.registered_name, each.task.title,
            f"{each.handed_in_at.astimezone(ZONE):%Y-%m-%d %H:%M}", str(each.get_state_display()),
        ]
        for each in rows
    )  # fmt: skip
    return _answer(_("Work handed in"), columns, told)


def checks(rows: Iterable[Check]) -> HttpResponse:
    """What was drawn, and what was found."""
    columns = [_("School"), _("Topic of the activity"), _("Day"), _("Finding"), _("Words")]
    told = (
        [
            each.activity.school.registered_name, each.activity.title, f"{each.activity.day:%Y-%m-%d}",
            str(each.get_finding_display()), each.words,
        ]
        for each in rows
    )  # fmt: skip
    return _answer(_("Random checks"), columns, told)


def conditions(rows: Iterable[School], declared: Mapping[int, Conditions]) -> HttpResponse:
    """Which schools declared their conditions, and where teachers lack something."""
    columns = [_("County"), _("School"), _("Declared"), _("Teachers lack something")]
    told = (
        [
            each.division.name, each.registered_name,
            f"{declared[each.pk].at.astimezone(ZONE):%Y-%m-%d}" if each.pk in declared else "",
            _("yes") if vars(each)["lacks"] else "",
        ]
        for each in rows
    )  # fmt: skip
    return _answer(_("Conditions"), columns, told)
