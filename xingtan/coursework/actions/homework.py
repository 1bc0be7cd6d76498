"""Homework set for a course, changed and taken back by academic and content posts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.models import Course, Lesson
from xingtan.coursework.errors import DatesOutOfOrder, RubricInUse, TakenBack
from xingtan.coursework.models import Assignment, PeerReview, WorkMark
from xingtan.coursework.rules import Rubric
from xingtan.programmes.rules import counting_span


@dataclass(frozen=True)
class Task:
    """What is asked, until when, and how it is judged."""

    title: str
    words: str
    due_at: datetime
    rubric: Rubric
    takes_late: bool = True
    takes_files: bool = True
    least_characters: int = 0
    resubmissions: int = 2
    peers: int = 0
    peers_until: datetime | None = None


@transaction.atomic
def set_assignment(*, course: Course, lesson: Lesson | None, task: Task, by: Post | None, now: datetime) -> Assignment:
    """Set homework for a course; learners of the course see it at once. Raises ``DatesOutOfOrder``."""
    made = Assignment(programme=course.programme, course=course, lesson=lesson, set_by=by, set_at=now)
    _write(made, task)
    made.save()
    audit.record("set_assignment", by=by, about=made, course=course.code, due_at=task.due_at.isoformat())
    return made


@transaction.atomic
def change_assignment(*, assignment: Assignment, task: Task, by: Post | None) -> Assignment:
    """Write homework anew. Raises ``RubricInUse`` when works were judged by another rubric, ``DatesOutOfOrder``."""
    row: Assignment = Assignment.objects.select_for_update(of=("self",)).select_related("programme").get(
        pk=assignment.pk
    )  # fmt: skip
    if row.taken_back_at is not None:
        raise TakenBack()
    if row.rubric != task.rubric.as_data() and is_in_use(row):
        raise RubricInUse()
    _write(row, task)
    row.save()
    audit.record("change_assignment", by=by, about=row, due_at=task.due_at.isoformat())
    return row


@transaction.atomic
def take_assignment_back(*, assignment: Assignment, by: Post | None, now: datetime) -> None:
    """Ask for it no more; what was handed in and marked stays on record and counts no more. Twice is once."""
    if Assignment.objects.standing().filter(pk=assignment.pk).update(taken_back_at=now):
        audit.record("take_assignment_back", by=by, about=assignment)


def is_in_use(assignment: Assignment) -> bool:
    """Whether something was judged by its rubric."""
    marked = WorkMark.objects.filter(version__work__assignment=assignment, score__isnull=False)
    reviewed = PeerReview.objects.filter(version__work__assignment=assignment, given_at__isnull=False)
    return marked.exists() or reviewed.exists()


def _write(row: Assignment, task: Task) -> None:
    first, end = counting_span(row.programme.calendar)
    in_order = first <= task.due_at <= end
    if task.peers:
        in_order = in_order and task.peers_until is not None and task.due_at <= task.peers_until <= end
    if not in_order:
        raise DatesOutOfOrder()
    row.title, row.task, row.due_at, row.takes_late = task.title, task.words, task.due_at, task.takes_late
    row.least_characters, row.takes_files = task.least_characters, task.takes_files
    row.rubric, row.resubmissions = task.rubric.as_data(), task.resubmissions
    row.peers, row.peers_until = task.peers, task.peers_until if task.peers else None
