"""What can be asked about study. Each question takes a fixed number of SQL queries, whatever the numbers."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from xingtan.courses import queries as courses
from xingtan.courses.models import Course, Lesson, Unit
from xingtan.enrolment.models import ChangeRequest, Enrolment
from xingtan.enrolment.rules import Effect
from xingtan.foundation.clock import ZONE
from xingtan.foundation.proofs import Breach
from xingtan.programmes.models import Programme
from xingtan.study.coverage import NOTHING, Spans, Why, from_text, minus, reasons_from_text, size
from xingtan.study.models import Coverage, Play
from xingtan.study.rules import Asking, LessonState, StudyTerms, is_done, lesson_to_continue

Enrolments = Iterable[int] | QuerySet[Enrolment]


def terms_of(programme: Programme) -> StudyTerms:
    """When study counts in a programme, how fast, and how much at most (A01, A19)."""
    terms = StudyTerms.of(programme.calendar, programme.reading("A19", "speed_percent") or 100)
    return replace(
        terms,
        seconds_per_day=60 * (programme.reading("A19", "minutes_per_day") or 0),
        seconds_per_course=60 * (programme.reading("A19", "minutes_per_course") or 0),
        asking=Asking(
            60 * (programme.reading("A19", "question_every_minutes") or 0),
            timedelta(minutes=programme.reading("A19", "answer_within_minutes") or 5),
        ),
    )


def token_key() -> bytes:
    """The key that seals play tokens, drawn from the house's secret."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"xingtan.study.play", "sha256")


def digest_of(told: str) -> str:
    """A short keyed digest: the same for the same text, and telling nothing of it; empty for an empty text."""
    return hmac.digest(token_key(), told.encode(), "sha256").hex()[:16] if told else ""


# --- figures ---------------------------------------------------------------------------------


def recognised_seconds(enrolments: Enrolments) -> dict[int, int]:
    """Recognised seconds by enrolment; who has none is left out. Hand in a queryset for large numbers; one query."""
    rows = Coverage.objects.filter(enrolment__in=enrolments, credited_seconds__gt=0)
    return dict(rows.values_list("enrolment_id").annotate(Sum("credited_seconds")).order_by())


def recognised_by_course(enrolments: Enrolments) -> dict[tuple[int, int], int]:
    """Recognised seconds by (enrolment, course); one query."""
    rows = Coverage.objects.filter(enrolment__in=enrolments, credited_seconds__gt=0)
    sums = rows.values_list("enrolment_id", "lesson__course_id").annotate(Sum("credited_seconds")).order_by()
    return {(enrolment, course): seconds for enrolment, course, seconds in sums}


def learners_by_school(programme: Programme) -> dict[int, int]:
    """How many enrolled teachers of each school have begun to study; schools with none are left out."""
    rows = Enrolment.objects.filter(programme=programme, coverages__credited_seconds__gt=0).accepted()
    return dict(rows.values_list("school_id").annotate(Count("pk", distinct=True)).order_by())


def daily_learners(enrolments: QuerySet[Enrolment], *, since: date, until: date) -> dict[date, int]:
    """How many of these teachers gained recognised time on each day, both days included; days with none are left out.

    A sitting counts on the day it began.
    """
    plays = Play.objects.filter(coverage__enrolment__in=enrolments, spent_seconds__gt=0)
    days = plays.annotate(day=TruncDate("began_at", tzinfo=ZONE)).filter(day__gte=since, day__lte=until)
    return dict(days.values_list("day").annotate(Count("account", distinct=True)).order_by("day"))


def effects_of_change(change: ChangeRequest) -> list[Effect]:
    """What a change after enrolment means for recognised study: it hangs on the person, not on the school (R71)."""
    if change.kind not in {"transfer", "withdrawal", "subject"}:
        return []
    seconds = recognised_seconds([change.enrolment_id]).get(change.enrolment_id, 0)
    hours = hours_of(seconds, change.enrolment.programme)
    lines = [_("%(hours)s recognised hours stay with the teacher.") % {"hours": hours}] if seconds else []
    if change.kind == "subject":
        lines.append(_("Which courses are offered follows the new stage; what was watched stays recognised."))
    return [Effect(_("Study"), lines)]


# --- a learner's own pages -------------------------------------------------------------------


@dataclass(frozen=True)
class LessonProgress:
    """A lesson as its learner sees it."""

    lesson: Lesson
    credited_seconds: int
    is_finished: bool = False
    """Finished otherwise than by time."""

    @property
    def is_done(self) -> bool:
        """Whether it is shown as finished."""
        return self.is_finished or is_done(self.lesson.credit_seconds, self.credited_seconds)


@dataclass(frozen=True)
class CourseProgress:
    """A course as its learner sees it."""

    course: Course
    lessons: Sequence[LessonProgress]

    @property
    def units(self) -> list[tuple[Unit, list[LessonProgress]]]:
        """The lessons by unit, in order."""
        by_unit = groupby(self.lessons, key=lambda entry: entry.lesson.unit)
        return [(unit, list(lessons)) for unit, lessons in by_unit]

    @property
    def seconds(self) -> int:
        """What the whole course can bring."""
        return sum(entry.lesson.credit_seconds for entry in self.lessons)

    @property
    def credited_seconds(self) -> int:
        """What is recognised of it."""
        return sum(entry.credited_seconds for entry in self.lessons)

    @property
    def done(self) -> int:
        """How many lessons are finished."""
        return sum(entry.is_done for entry in self.lessons)


@dataclass(frozen=True)
class MyStudy:
    """All a learner sees of the own study."""

    enrolment: Enrolment
    courses: Sequence[CourseProgress]
    to_continue: LessonProgress | None
    """The lesson behind *Continue*, None when all is finished."""
    has_begun: bool
    credited_seconds: int

    @property
    def hours(self) -> float:
        """Recognised class hours, to a tenth, half up."""
        return hours_of(self.credited_seconds, self.enrolment.programme)


def hours_of(seconds: int, programme: Programme) -> float:
    """Seconds as class hours of the programme, to a tenth, half up: as results and certificates reckon them."""
    hour = programme.minutes_per_hour * 60
    return (seconds * 20 + hour) // (2 * hour) / 10


def my_study(enrolment: Enrolment) -> MyStudy:
    """The courses of a teacher's stage with what is recognised of each; three queries."""
    rows = Coverage.objects.filter(enrolment=enrolment).order_by("-heard_at")
    held = {row.lesson_id: row for row in rows}
    shelf = [
        CourseProgress(
            entry.course,
            [_progress_of(lesson, held.get(lesson.pk)) for lesson in entry.lessons],
        )
        for entry in courses.outline(enrolment.programme, enrolment.stage)
    ]
    by_lesson = {entry.lesson.pk: (entry, course) for course in shelf for entry in course.lessons}
    states = [
        LessonState(
            pk, course.course.is_required, entry.lesson.credit_seconds, entry.credited_seconds, entry.is_finished
        )
        for pk, (entry, course) in by_lesson.items()
    ]
    following = lesson_to_continue(states, next((pk for pk in held if pk in by_lesson), None))
    return MyStudy(
        enrolment=enrolment,
        courses=shelf,
        to_continue=by_lesson[following][0] if following else None,
        has_begun=bool(held),
        credited_seconds=sum(row.credited_seconds for row in held.values()),
    )


def _progress_of(lesson: Lesson, row: Coverage | None) -> LessonProgress:
    if row is None:
        return LessonProgress(lesson, 0)
    return LessonProgress(lesson, row.credited_seconds, is_finished=row.finished_at is not None)


@dataclass(frozen=True)
class Player:
    """What the page of a lesson needs."""

    lesson: Lesson
    covered: Spans
    position: int
    total_seconds: int
    """Recognised over all lessons."""
    following: Lesson | None
    """The next lesson of the course."""
    is_finished: bool = False
    """Marked as finished; only of a lesson that takes no time."""

    @property
    def credited_seconds(self) -> int:
        """Recognised of this lesson."""
        return size(self.covered)


def with_course(lesson: Lesson) -> Lesson:
    """The lesson with its course, programme and track at hand; one query, after which the frame asks for nothing."""
    rows = Course.objects.select_related("programme__owner_division", "programme__notice", "track")
    lesson.course = rows.get(pk=lesson.course_id)
    return lesson


def player(enrolment: Enrolment, lesson: Lesson) -> Player | None:
    """The player of a lesson, None when the lesson is not for this teacher's stage; three queries at most.

    The lesson is one ``with_course``.
    """
    course = lesson.course
    if not lesson.is_offered or course.archived_at or (course.track and enrolment.stage not in course.track.stages):
        return None
    row = Coverage.objects.filter(enrolment=enrolment, lesson=lesson).first()
    total = Coverage.objects.filter(enrolment=enrolment).aggregate(total=Sum("credited_seconds"))["total"] or 0
    later = Lesson.objects.filter(course=course, is_offered=True, position__gt=lesson.position)
    return Player(
        lesson=lesson,
        covered=from_text(row.spans) if row else NOTHING,
        position=row.position if row else 0,
        total_seconds=total,
        following=later.order_by("position").first(),
        is_finished=bool(row and row.finished_at),
    )


# --- evidence --------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlayEvidence:
    """One play, as evidence of what counted and what did not."""

    began_at: datetime
    ended_at: datetime | None
    credited_seconds: int
    brought: Spans
    """Which seconds it brought in."""
    refused: Sequence[tuple[Why, Spans]]
    """What has not counted to this day, by reason."""


def evidence(enrolment: Enrolment, lesson: Lesson) -> tuple[Spans, list[PlayEvidence]]:
    """What counts of a lesson, and its plays, the latest first; two queries."""
    row = Coverage.objects.filter(enrolment=enrolment, lesson=lesson).first()
    if row is None:
        return NOTHING, []
    covered = from_text(row.spans)
    plays = Play.objects.filter(coverage=row).order_by("-pk")
    return covered, [
        PlayEvidence(
            began_at=play.began_at,
            ended_at=play.ended_at,
            credited_seconds=play.spent_seconds,
            brought=from_text(play.brought),
            refused=_still_refused(play.refused, covered),
        )
        for play in plays
    ]


def _still_refused(text: str, covered: Spans) -> list[tuple[Why, Spans]]:
    left = ((why, minus(pieces, covered)) for why, pieces in reasons_from_text(text).items())
    return [(why, pieces) for why, pieces in left if pieces]


# --- proof -----------------------------------------------------------------------------------


def coverage_breaches() -> list[Breach]:
    """Where recognised seconds contradict themselves (I5).

    They are not the size of their spans, reach past their lesson, or no play brought them in; or a play brought in
    other seconds than it says.
    """
    found = []
    rows: Any = Coverage.objects.select_related("lesson").annotate(spent=Coalesce(Sum("plays__spent_seconds"), 0))
    for row in rows.iterator(chunk_size=2000):
        seconds = from_text(row.spans)
        about = f"study.coverage:{row.pk}"
        if size(seconds) != row.credited_seconds:
            found.append(Breach("credit_is_not_the_spans", about))
        if seconds and seconds[-1][1] > row.lesson.credit_seconds:
            found.append(Breach("credit_past_the_lesson", about))
        if row.credited_seconds > row.spent:
            found.append(Breach("credit_without_play", about))
    plays = Play.objects.exclude(brought="").iterator(chunk_size=2000)
    wrong = (play for play in plays if size(from_text(play.brought)) != play.spent_seconds)
    return found + [Breach("play_is_not_its_spans", f"study.play:{play.pk}") for play in wrong]
