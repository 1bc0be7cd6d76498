"""A school's weekly research time, and its plan of activities (R20, R21)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.models import Lesson
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.schoolbased.actions.ground import locked, note_step, refuse_unless_own
from xingtan.schoolbased.errors import AlreadySigned, TopicMissing
from xingtan.schoolbased.models import Activity, ResearchTime, Task
from xingtan.schoolbased.rules import Slot, check_day, check_slot


@transaction.atomic
def keep_research_time(*, programme: Programme, school: School, slot: Slot, words: str = "", by: Post) -> ResearchTime:
    """Add a weekly research time of a school (R20). Raises ``TimesOutOfOrder``, ``TimesOverlap``, ``NotYourSchool``."""
    refuse_unless_own(by, school)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    standing = ResearchTime.objects.filter(programme=programme, school=school)
    check_slot(slot, [Slot(each.weekday, each.begins, each.ends) for each in standing])
    row: ResearchTime = ResearchTime.objects.create(
        programme=programme, school=school, weekday=slot.weekday, begins=slot.begins, ends=slot.ends, words=words
    )
    audit.record("keep_research_time", by=by, about=row)
    return row


@transaction.atomic
def strike_research_time(*, research_time: ResearchTime, by: Post) -> None:
    """Take a weekly research time out; what it said stays in the audit."""
    refuse_unless_own(by, research_time.school)
    audit.record("strike_research_time", by=by, about=research_time, was=str(research_time))
    research_time.delete()


@dataclass(frozen=True)
class Plan:
    """What is planned: what kind, when, and the online lesson or topic it goes with."""

    form: str
    planned_on: date
    topic: str = ""
    lesson: Lesson | None = None
    task: Task | None = None


@transaction.atomic
def plan_activity(*, programme: Programme, school: School, plan: Plan, by: Post, now: datetime) -> Activity:
    """Put an activity into the school's plan. Raises ``TopicMissing``, ``DayOutOfTerm``, ``NotYourSchool``."""
    refuse_unless_own(by, school)
    if not plan.topic.strip() and plan.lesson is None:
        raise TopicMissing
    check_day(plan.planned_on, first=programme.login_opens_on, last=programme.term_ends_on)
    row: Activity = Activity.objects.create(
        programme=programme, school=school, form=plan.form, topic=plan.topic.strip(), lesson=plan.lesson,
        task=plan.task, planned_on=plan.planned_on, made_at=now,
    )  # fmt: skip
    note_step(row, "planned", by=by, now=now)
    audit.record("plan_activity", by=by, about=row)
    return row


@transaction.atomic
def drop_activity(*, activity: Activity, words: str, by: Post, now: datetime) -> None:
    """Say that a planned activity was not held; it stays to be seen. Raises ``AlreadySigned``, ``NotYourSchool``."""
    row = locked(activity)
    refuse_unless_own(by, row.school)
    if row.state == Activity.State.SIGNED:
        raise AlreadySigned
    row.state = Activity.State.DROPPED
    row.save(update_fields=["state"])
    note_step(row, "dropped", by=by, now=now, words=words)
    audit.record("drop_activity", by=by, about=row)
