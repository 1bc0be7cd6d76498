"""What a teacher sees of the own school-based study."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.schoolbased.models import Activity, Lack, Presence, Task, Work
from xingtan.schoolbased.queries.counting import counted_of
from xingtan.schoolbased.queries.schools import ResearchShare, research_share, slots_of
from xingtan.schoolbased.rules import Counted


@dataclass(frozen=True)
class Duty:
    """A task as its teacher sees it."""

    task: Task
    work: Work | None

    @property
    def is_done(self) -> bool:
        """Whether the school accepted it."""
        return self.work is not None and self.work.state == Work.State.ACCEPTED

    def may_hand_in(self, today: date) -> bool:
        """Whether it still can be handed in."""
        return not self.is_done and self.task.closed_at is None and today <= self.task.due_on


def tasks_for(enrolment: Enrolment) -> list[Duty]:
    """The tasks set for a teacher's stage, the next due first, with what was handed in; two queries."""
    rows = Task.objects.filter(Q(stage="") | Q(stage=enrolment.stage), programme=enrolment.programme_id)
    works = {work.task_id: work for work in Work.objects.filter(enrolment=enrolment)}
    return [
        Duty(task, works.get(task.pk))
        for task in rows.select_related("lesson")
        if task.closed_at is None or task.pk in works
    ]


def activities_about(enrolment: Enrolment, lesson: Lesson) -> list[Activity]:
    """The activities of a teacher's school that go with a lesson, the next or latest first; one query.

    Each with ``was_there``: only those one was at are opened.
    """
    was_there = Exists(Presence.objects.filter(activity=OuterRef("pk"), enrolment=enrolment))
    rows = Activity.objects.filter(programme=enrolment.programme_id, school=enrolment.school_id, lesson=lesson)
    return list(
        rows.exclude(state=Activity.State.DROPPED)
        .annotate(was_there=was_there)
        .select_related("lesson")
        .order_by("-planned_on", "-pk")
    )


def tasks_about(enrolment: Enrolment, lesson: Lesson) -> list[Duty]:
    """The tasks for a teacher that go with a lesson; two queries."""
    return [duty for duty in tasks_for(enrolment) if duty.task.lesson_id == lesson.pk]


@dataclass(frozen=True)
class MySchoolbased:
    """All a teacher sees of the own school-based study."""

    enrolment: Enrolment
    duties: Sequence[Duty]
    presences: Sequence[Presence]
    coming: Sequence[Activity]
    """Activities of the school that are planned."""
    counted: Sequence[Counted]
    lacks: Sequence[Lack]
    research: ResearchShare
    times: Sequence[object]

    @property
    def minutes(self) -> int:
        """Minutes that count."""
        return sum(each.minutes for each in self.counted)

    @property
    def minutes_asked(self) -> int:
        """Minutes the programme asks for."""
        programme = self.enrolment.programme
        return int(programme.school_based_hours * programme.minutes_per_hour)

    @property
    def minutes_missing(self) -> int:
        """Minutes still missing; never below 0."""
        return max(0, self.minutes_asked - self.minutes)


def my_schoolbased(enrolment: Enrolment) -> MySchoolbased:
    """A teacher's own page; a fixed number of queries."""
    planned = Activity.objects.filter(
        school=enrolment.school, programme=enrolment.programme, state=Activity.State.PLANNED
    )
    present = Presence.objects.filter(enrolment=enrolment).select_related("activity__lesson", "activity__school")
    return MySchoolbased(
        enrolment=enrolment,
        duties=tasks_for(enrolment),
        presences=list(present.order_by("-activity__held_on", "-pk")),
        coming=list(planned.select_related("lesson").order_by("planned_on", "pk")),
        counted=counted_of([enrolment.pk]).get(enrolment.pk, []),
        lacks=list(Lack.objects.filter(enrolment=enrolment)),
        research=research_share(enrolment.programme, enrolment.school, enrolment=enrolment.pk),
        times=list(slots_of(enrolment.programme, enrolment.school)),
    )
