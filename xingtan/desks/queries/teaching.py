"""What is left to do about courses, results and certificates."""

from collections import Counter
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.assessment.models import Result
from xingtan.assessment.queries import certificates_due, outcomes_of, scheme_of
from xingtan.courses.queries import CourseOutline, outline
from xingtan.desks.items import Figure, Todo
from xingtan.desks.navigation import href_of
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import term_is_over
from xingtan.study.queries import hours_of
from xingtan.ui import days
from xingtan.ui.counts import thousands


def stages_short_of_lessons(programme: Programme, shelf: list[CourseOutline]) -> list[Todo | None]:
    """Stages whose published lessons do not yet fill the online hours asked of their teachers."""
    seconds: Counter[str] = Counter()
    for entry in shelf:
        for stage in entry.course.track.stages if entry.course.track else programme.stages:
            seconds[stage] += entry.seconds
    wanted = programme.online_hours * programme.minutes_per_hour * 60
    return [
        Todo(
            _("%(stage)s: lessons for %(hours)s of %(required)s hours are published")
            % {"stage": stage, "hours": hours_of(seconds[stage], programme), "required": programme.online_hours},
            href=href_of("courses:index"),
            button=_("Look"),
        )
        for stage in programme.stages
        if seconds[stage] < wanted
    ]


def catalogue(shelf: list[CourseOutline], programme: Programme) -> tuple[Figure, ...]:
    """How much there is to study."""
    href = href_of("courses:index")
    lessons = sum(len(entry.lessons) for entry in shelf)
    hours = hours_of(sum(entry.seconds for entry in shelf), programme)
    return (
        Figure(_("Courses"), thousands(len(shelf)), href=href),
        Figure(_("Lessons"), thousands(lessons), href=href),
        Figure(_("Hours in all"), f"{hours}"),
    )


def shelf_of(programme: Programme) -> list[CourseOutline]:
    """Every course that has lessons; two queries."""
    return outline(programme)


def to_settle(programme: Programme, now: datetime) -> list[Todo | None]:
    """Adopt the scheme, settle results after the term, issue certificates."""
    if scheme_of(programme) is None:
        return [Todo(_("No assessment scheme is adopted yet"), "stop")]
    due = certificates_due(programme)
    found = [_settlement(programme, now)]
    if due:
        sentence = ngettext("%(count)s certificate can be issued", "%(count)s certificates can be issued", due)
        href = href_of("assessment:settlement")
        found.append(Todo(sentence % {"count": thousands(due)}, href=href, button=_("Issue")))
    return found


def _settlement(programme: Programme, now: datetime) -> Todo | None:
    href = href_of("assessment:settlement")
    open_results = Result.objects.filter(enrolment__programme=programme, settled_at__isnull=True)
    if not term_is_over(programme.calendar, now):
        words = _("Results are provisional until the term ends on %(day)s")
        return Todo(words % {"day": days.full(programme.term_ends_on)}, "info", href=href, button=_("Look"))
    if open_results.exists():
        return Todo(_("The term is over: results can be settled"), href=href, button=_("Settle"))
    return None


def outcomes(post: Post, programme: Programme) -> tuple[Figure, ...]:
    """How many stand where."""
    found = outcomes_of(post, programme)
    href = href_of("assessment:index")
    return tuple(
        Figure(str(outcome.label), thousands(found.get(outcome.value, 0)), href=href) for outcome in Result.Outcome
    )
