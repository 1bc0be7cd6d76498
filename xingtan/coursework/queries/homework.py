"""What is asked of a learner, and what a programme has set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.courses.models import Course
from xingtan.courses.queries import outline
from xingtan.coursework.models import Assignment, Topic, Work
from xingtan.coursework.queries.ground import standing_of, terms_of
from xingtan.coursework.rules import closes_at, refusal_now
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme

SOON_DAYS = 7


@dataclass(frozen=True)
class Asked:
    """A piece of homework as one learner has it."""

    assignment: Assignment
    work: Work | None

    @property
    def state(self) -> str:
        """``none`` while nothing was written."""
        return self.work.state if self.work else "none"

    @property
    def is_open(self) -> bool:
        """Whether the learner has something to do."""
        return self.state in {"none", Work.State.DRAFT, Work.State.RETURNED}


def courses_of(enrolment: Enrolment) -> list[int]:
    """The keys of the courses a learner studies; two queries."""
    return [entry.course.pk for entry in outline(enrolment.programme, enrolment.stage)]


def asked_of(enrolment: Enrolment, courses: Sequence[int] | None = None) -> list[Asked]:
    """The homework of a learner's courses, by due day, each with the learner's own work; four queries."""
    keys = courses_of(enrolment) if courses is None else courses
    rows = list(Assignment.objects.standing().filter(course__in=keys).select_related("course", "programme"))
    works = {work.assignment_id: work for work in Work.objects.filter(enrolment=enrolment, assignment__in=rows)}
    return [Asked(row, works.get(row.pk)) for row in rows]


def is_asked_of(assignment: Assignment, enrolment: Enrolment) -> bool:
    """Whether the homework belongs to a course of the learner's stage; two queries."""
    return assignment.course_id in courses_of(enrolment)


def work_of(assignment: Assignment, enrolment: Enrolment) -> Work | None:
    """A learner's work for a piece of homework, if begun."""
    found: Work | None = Work.objects.filter(assignment=assignment, enrolment=enrolment).first()
    return found


@dataclass(frozen=True)
class Door:
    """Whether a version can be handed in now, until when, or why not."""

    until: datetime
    refusal: Exception | None

    @property
    def is_open(self) -> bool:
        """Whether handing in is possible."""
        return self.refusal is None


def door_of(assignment: Assignment, work: Work | None, now: datetime) -> Door:
    """Whether handing in is open for a work; two queries."""
    terms, standing = terms_of(assignment), standing_of(work)
    return Door(closes_at(terms, standing), refusal_now(terms, standing, now))


def set_within(post: Post, programme: Programme) -> "QuerySet[Assignment]":
    """All homework of a programme, with how many works were handed in and how many of them are marked."""
    rows = Assignment.objects.within(post).filter(programme=programme).select_related("course", "lesson")
    enrolled = Q(works__enrolment__status=Enrolment.Status.ACCEPTED)
    return rows.annotate(  # type: ignore[no-any-return]
        handed_in=Count("works", filter=enrolled & Q(works__handed_in_at__isnull=False)),
        marked=Count("works", filter=enrolled & Q(works__state=Work.State.MARKED)),
    )


def topics_within(post: Post, programme: Programme) -> "QuerySet[Topic]":
    """All topics of a programme that stand, with their courses."""
    return (  # type: ignore[no-any-return]
        Topic.objects.within(post).standing().filter(programme=programme).select_related("course", "programme")
    )


def topics_for(enrolment: Enrolment, courses: Iterable[int]) -> list[Topic]:
    """The topics of a learner's courses; one query."""
    rows = Topic.objects.standing().were_set().filter(programme=enrolment.programme, course__in=list(courses))
    return list(rows.select_related("course", "programme"))


def courses_to_choose(programme: Programme) -> list[Course]:
    """The courses homework can be set for, in the catalogue's order."""
    return list(Course.objects.filter(programme=programme))
