"""Questions about lessons: of a lesson as a class reads them, and those that wait for the tutor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min, Q, QuerySet

from xingtan.classes.models import OnlineClass
from xingtan.courses.models import Lesson
from xingtan.coursework.models import Contribution
from xingtan.enrolment.models import Enrolment


def questions_about(lesson: Lesson, online_class: OnlineClass, reader: Enrolment) -> "QuerySet[Contribution]":
    """A class's questions about a lesson as one of its learners reads them: the own ones, then others that were answered."""
    rows = Contribution.objects.questions().shown().filter(topic__lesson=lesson, online_class=online_class)
    rows = rows.filter(Q(enrolment=reader) | Q(answered_at__isnull=False))
    rows = rows.annotate(answers=Count("replies", filter=Q(replies__hidden_at__isnull=True)))
    return rows.order_by("-last_at", "-pk")  # type: ignore[no-any-return]


def hidden_questions(enrolment: Enrolment, lesson: Lesson) -> list[Contribution]:
    """What a learner asked about a lesson and the tutor hid, so that the writer reads why; one query."""
    rows = Contribution.objects.questions().filter(enrolment=enrolment, topic__lesson=lesson)
    return list(rows.filter(hidden_at__isnull=False))


def questions_in(classes: Sequence[OnlineClass], *, only: str | None = None) -> "QuerySet[Contribution]":
    """The questions of these classes; those that wait first, the oldest of them on top, then the answered by day."""
    rows = Contribution.objects.questions().shown().filter(online_class__in=list(classes))
    if only == "waiting":
        rows = rows.filter(answered_at__isnull=True)
    if only == "answered":
        rows = rows.filter(answered_at__isnull=False)
    rows = rows.select_related("topic__lesson__course", "online_class")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "at", "pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class WaitingQuestions:
    """How many questions wait in some classes, and since when."""

    count: int
    since: datetime | None


def waiting_questions(classes: Sequence[OnlineClass]) -> WaitingQuestions:
    """Questions nobody answered yet; one query."""
    rows = questions_in(classes, only="waiting").order_by()
    found = rows.aggregate(count=Count("pk"), since=Min("at"))
    return WaitingQuestions(found["count"], found["since"])


def answers_to_read(enrolment: Enrolment) -> list[Contribution]:
    """A learner's questions that were answered and not looked at since; one query."""
    rows = (
        Contribution.objects.questions()
        .shown()
        .filter(enrolment=enrolment, answered_at__isnull=False, answer_read_at__isnull=True)
    )
    return list(rows.select_related("topic").order_by("answered_at", "pk"))
