"""Questions about the content asked while watching: the open one, and those of a lesson as evidence."""

from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.study.models import PresenceQuestion


def open_question(enrolment: Enrolment) -> PresenceQuestion | None:
    """The question that waits for a teacher's answer; one query."""
    rows = PresenceQuestion.objects.filter(enrolment=enrolment, answered_at__isnull=True)
    found: PresenceQuestion | None = rows.select_related("version", "lesson__course").first()
    return found


def last_answered(enrolment: Enrolment) -> PresenceQuestion | None:
    """The question a teacher answered last; one query."""
    rows = PresenceQuestion.objects.filter(enrolment=enrolment, answered_at__isnull=False)
    found: PresenceQuestion | None = rows.select_related("version", "lesson__course").order_by("-answered_at").first()
    return found


def asked_about(enrolment: Enrolment, lesson: Lesson) -> list[PresenceQuestion]:
    """The questions asked while a lesson was watched, the latest first; one query."""
    rows = PresenceQuestion.objects.filter(enrolment=enrolment, lesson=lesson)
    return list(rows.select_related("version").order_by("-pk"))
