"""What is left for a teacher, and until when: everything on one page, the next due first (剩余任务)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.coursework.queries import asked_of
from xingtan.desks.calendar_file import DayEntry
from xingtan.desks.navigation import href_of
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.schoolbased.queries import MySchoolbased, my_schoolbased
from xingtan.study.queries import MyStudy, my_study


@dataclass(frozen=True)
class Obligation:
    """One thing that is asked: what is missing, until when, and the way there."""

    key: str
    title: str
    missing: str
    due_on: date
    href: str = ""
    button: str = ""


@dataclass(frozen=True)
class WhatIsLeft:
    """All that is left, what comes by itself, and the one button."""

    open: Sequence[Obligation]
    coming: Sequence[DayEntry]
    """Activities the school has planned: nothing to do but to be there."""
    continue_href: str
    ends_on: date

    @property
    def days(self) -> list[DayEntry]:
        """The same as days for a calendar."""
        return [DayEntry(each.key, each.title, each.due_on, each.missing) for each in self.open] + list(self.coming)


def what_is_left(enrolment: Enrolment, today: date) -> WhatIsLeft:
    """Hours, homework and school-based tasks that are not done yet, the next due first; a fixed number of queries."""
    study, mine = my_study(enrolment), my_schoolbased(enrolment)
    lesson = study.to_continue.lesson.public_id if study.to_continue else ""
    found = [*_hours(study, lesson), *_homework(enrolment, today), *_tasks(mine, today), *_at_school(mine)]
    coming = [
        DayEntry(f"activity-{each.public_id}", each.title, each.planned_on, each.get_form_display())
        for each in mine.coming
        if each.planned_on >= today
    ]
    return WhatIsLeft(
        open=sorted(found, key=lambda each: (each.due_on, each.title)),
        coming=coming,
        continue_href=href_of("study:lesson", lesson=lesson) if lesson else "",
        ends_on=enrolment.programme.term_ends_on,
    )


def _hours(study: MyStudy, lesson: str) -> list[Obligation]:
    programme = study.enrolment.programme
    left = round(programme.online_hours - study.hours, 1)
    if left <= 0:
        return []
    missing = _("%(hours)s class hours are missing") % {"hours": f"{left:g}"}
    href = href_of("study:lesson", lesson=lesson) if lesson else href_of("study:home")
    return [Obligation("online", _("Online study"), missing, programme.term_ends_on, href, _("Continue"))]


def _homework(enrolment: Enrolment, today: date) -> list[Obligation]:
    rows = [each for each in asked_of(enrolment) if each.is_open]
    href = href_of("coursework:mine")
    return [
        Obligation(
            f"homework-{each.assignment.public_id}", each.assignment.title,
            _("was given back to be mended") if each.state == "returned" else _("is not handed in yet"),
            due_on, href, _("Look") if href else "",
        )
        for each in rows
        if (due_on := each.assignment.due_at.astimezone(ZONE).date()) >= today or each.assignment.takes_late
    ]  # fmt: skip


def _tasks(mine: MySchoolbased, today: date) -> list[Obligation]:
    return [
        Obligation(
            f"task-{duty.task.public_id}", duty.task.title,
            _("was given back to be mended") if duty.work else _("is not handed in yet"),
            duty.task.due_on, href_of("schoolbased:hand_in", task=duty.task.public_id), _("Do it"),
        )
        for duty in mine.duties
        if duty.may_hand_in(today) and (duty.work is None or duty.work.state == "returned")
    ]  # fmt: skip


def _at_school(mine: MySchoolbased) -> list[Obligation]:
    """Minutes that are missing, and reflections not written."""
    due_on, href = mine.enrolment.programme.term_ends_on, href_of("schoolbased:mine")
    silent = sum(not each.reflection for each in mine.presences)
    found = []
    if mine.minutes_missing:
        missing = _("%(minutes)s minutes are missing; your school plans the activities") % {
            "minutes": mine.minutes_missing
        }
        found.append(Obligation("school-based", _("School-based study"), missing, due_on, href, _("Look")))
    if silent:
        missing = ngettext(
            "%(count)s reflection is not written yet", "%(count)s reflections are not written yet", silent
        ) % {"count": silent}
        found.append(Obligation("reflections", _("Reflections on activities"), missing, due_on, href, _("Look")))
    return found
