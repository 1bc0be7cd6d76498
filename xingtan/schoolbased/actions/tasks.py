"""Tasks the provider sets, what teachers hand in, and what the school says to it (R19)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.attachments import PICTURES, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.file_kinds import FileKind
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme
from xingtan.schoolbased.actions.recording import UploadedFile
from xingtan.schoolbased.errors import NotYourSchool, ReasonMissing, TaskClosed, WorkAccepted, WorkMissing
from xingtan.schoolbased.models import Task, Work
from xingtan.schoolbased.rules import check_day, check_minutes

TAKEN = PICTURES | {FileKind.PDF, FileKind.DOCX}


@dataclass(frozen=True)
class TaskFacts:
    """What a task asks: of whom, by when, and for how many minutes."""

    title: str
    due_on: date
    minutes: int
    words: str = ""
    stage: str = ""
    lesson: Lesson | None = None


@transaction.atomic
def set_task(*, programme: Programme, facts: TaskFacts, by: Post, now: datetime, task: Task | None = None) -> Task:
    """Set a task for a stage or for all, or write ``task`` anew. Raises ``DayOutOfTerm``, ``MinutesOutOfRange``."""
    check_day(facts.due_on, first=programme.login_opens_on, last=programme.term_ends_on)
    check_minutes(facts.minutes)
    row = task or Task(programme=programme, set_at=now)
    row.title, row.words, row.stage = facts.title.strip(), facts.words.strip(), facts.stage
    row.due_on, row.minutes, row.lesson = facts.due_on, facts.minutes, facts.lesson
    row.save()
    audit.record("set_task", by=by, about=row, due_on=facts.due_on.isoformat(), minutes=facts.minutes)
    return row


@transaction.atomic
def close_task(*, task: Task, by: Post, now: datetime) -> None:
    """Take a task back: nobody hands in for it any more; what was accepted stays."""
    if Task.objects.filter(pk=task.pk, closed_at__isnull=True).update(closed_at=now):
        audit.record("close_task", by=by, about=task)


@transaction.atomic
def hand_in(
    *, task: Task, enrolment: Enrolment, words: str, file: UploadedFile | None, by: Post, now: datetime
) -> Work:
    """Hand in work for a task, or hand it in anew until the school accepted it; up to the end of its last day.

    Raises ``TaskClosed``, ``WorkMissing``, ``WorkAccepted`` or an ``UploadRefused``.
    """
    if task.closed_at or now.astimezone(ZONE).date() > task.due_on:
        raise TaskClosed(due=task.due_on.isoformat())
    former = Work.objects.select_for_update().filter(task=task, enrolment=enrolment).first()
    if former and former.state == Work.State.ACCEPTED:
        raise WorkAccepted
    if not words.strip() and file is None and not (former and former.file):
        raise WorkMissing
    row = former or Work(task=task, enrolment=enrolment)
    row.words, row.state, row.handed_in_at, row.judged_at = words.strip(), Work.State.HANDED_IN, now, None
    if file is not None:
        taken = attachment_of(file.read(), file.name or "", kinds=TAKEN)
        row.file_name = taken.file_name
        row.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=False)
    row.save()
    audit.record("hand_in_work", by=by, about=row)
    return row


@transaction.atomic
def judge_work(*, work: Work, is_accepted: bool, words: str, by: Post, now: datetime) -> Work:
    """The school accepts a teacher's work, or gives it back with a word. Raises ``NotYourSchool``, ``ReasonMissing``."""
    row: Work = Work.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=work.pk)
    if by.school_id != row.enrolment.school_id or by.kind not in (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT):
        raise NotYourSchool
    if not is_accepted and not words.strip():
        raise ReasonMissing
    row.state = Work.State.ACCEPTED if is_accepted else Work.State.RETURNED
    row.said, row.judged_at = words.strip(), now
    row.save(update_fields=["state", "said", "judged_at"])
    audit.record("accept_work" if is_accepted else "return_work", by=by, about=row)
    organisations.note_change([row.enrolment.school_id], now)
    return row
