"""Notices, plans and bulletins written, changed and taken back by the tutor of a class or its county."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.classes import errors
from xingtan.classes.actions.ground import refuse_unless_in_charge, standing
from xingtan.classes.models import (
    Bulletin,
    BulletinVersion,
    ClassNotice,
    NoticeReading,
    OnlineClass,
    PlanItem,
)
from xingtan.classes.queries import classes_of_tutor, headlines
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class Text:
    """What is written: a title and plain paragraphs."""

    title: str
    body: str


def _told_by(by: Post) -> str:
    """Who writes, as learners read it."""
    if by.kind == Kind.TUTOR:
        return str(by.account.name)
    return (by.division.bureau or by.division.name) if by.division else str(by.account.name)


def refuse_unless_guiding(by: Post, online_class: OnlineClass) -> None:
    """Raises ``NotYourCounty`` unless the post tutors the class now or stands over its county."""
    if by.kind == Kind.TUTOR:
        if not classes_of_tutor(by).filter(pk=online_class.pk).exists():
            raise errors.NotYourCounty(place=online_class.name)
        return
    refuse_unless_in_charge(by, online_class.division)


@transaction.atomic
def tell_class(*, online_class: OnlineClass, text: Text, by: Post, now: datetime) -> ClassNotice:
    """A notice to one class. Raises ``NotYourCounty``, ``ClassGivenUp``."""
    row = standing(online_class)
    refuse_unless_guiding(by, row)
    return _tell(row.programme, row.division, row, text, by, now)


@transaction.atomic
def tell_all_classes(*, programme: Programme, division: Division, text: Text, by: Post, now: datetime) -> ClassNotice:
    """A county's notice to all its classes, also those to come. Raises ``NotYourCounty``."""
    refuse_unless_in_charge(by, division)
    return _tell(programme, division, None, text, by, now)


def _tell(
    programme: Programme, division: Division, online_class: OnlineClass | None, text: Text, by: Post, now: datetime
) -> ClassNotice:
    notice: ClassNotice = ClassNotice.objects.create(
        programme=programme, division=division, online_class=online_class, title=text.title, body=text.body,
        by=by, by_name=_told_by(by), published_at=now,
    )  # fmt: skip
    audit.record("tell_class", by=by, about=notice, is_for_all=online_class is None)
    return notice


@transaction.atomic
def take_notice_back(*, notice: ClassNotice, by: Post, now: datetime) -> None:
    """Show a notice no more; it stays on record. Raises ``NotYourCounty``; the county's own are not the tutor's."""
    if notice.online_class is None:
        refuse_unless_in_charge(by, notice.division)
    else:
        refuse_unless_guiding(by, notice.online_class)
    ClassNotice.objects.standing().filter(pk=notice.pk).update(taken_back_at=now)
    audit.record("take_class_notice_back", by=by, about=notice)


@transaction.atomic
def note_reading(*, notice: ClassNotice, enrolment: Enrolment, now: datetime) -> None:
    """A learner has read a notice; once is enough."""
    NoticeReading.objects.get_or_create(notice=notice, enrolment=enrolment, defaults={"read_at": now})


@dataclass(frozen=True)
class Line:
    """A line of a plan."""

    title: str
    words: str
    begins_on: date
    due_on: date


@transaction.atomic
def plan_line(*, online_class: OnlineClass, line: Line, by: Post, item: PlanItem | None = None) -> PlanItem:
    """Add a line to a class's plan, or write ``item`` anew. Raises ``DatesOutOfOrder``, ``NotYourCounty``."""
    row = standing(online_class)
    refuse_unless_guiding(by, row)
    if line.due_on < line.begins_on:
        raise errors.DatesOutOfOrder()
    kept = item or PlanItem(online_class=row)
    kept.title, kept.words, kept.begins_on, kept.due_on = line.title, line.words, line.begins_on, line.due_on
    kept.save()
    audit.record("plan_class", by=by, about=row, line=line.title, due_on=line.due_on.isoformat())
    return kept


@transaction.atomic
def strike_line(*, item: PlanItem, by: Post) -> None:
    """Take a line out of a plan; what it said stays in the audit."""
    refuse_unless_guiding(by, item.online_class)
    audit.record("strike_plan", by=by, about=item.online_class, line=item.title, due_on=item.due_on.isoformat())
    item.delete()


@dataclass(frozen=True)
class Period:
    """From when to when a bulletin tells, both days included."""

    since: date
    until: date


@transaction.atomic
def write_bulletin(*, online_class: OnlineClass, period: Period, text: Text, by: Post, now: datetime) -> Bulletin:
    """A new bulletin as a draft, with the figures of its period. Raises ``DatesOutOfOrder``, ``NotYourCounty``."""
    row = standing(online_class)
    refuse_unless_guiding(by, row)
    if period.until < period.since:
        raise errors.DatesOutOfOrder()
    OnlineClass.objects.select_for_update(no_key=True).get(pk=row.pk)
    last = Bulletin.objects.filter(online_class=row).aggregate(last=Max("number"))["last"] or 0
    made: Bulletin = Bulletin.objects.create(online_class=row, number=last + 1, since=period.since, until=period.until)
    _keep_version(made, text, 1, by, now)
    audit.record("write_bulletin", by=by, about=made)
    return made


@transaction.atomic
def change_bulletin(*, bulletin: Bulletin, text: Text, seen_version: int, by: Post, now: datetime) -> BulletinVersion:
    """Save a bulletin anew; the earlier versions stay. Raises ``NotDraft`` when someone saved it meanwhile."""
    row: Bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("online_class__division").get(
        pk=bulletin.pk
    )  # fmt: skip
    refuse_unless_guiding(by, row.online_class)
    last = row.versions.aggregate(last=Max("number"))["last"]
    if last != seen_version:
        raise errors.NotDraft()
    version = _keep_version(row, text, last + 1, by, now)
    audit.record("change_bulletin", by=by, about=row, version=version.number)
    return version


def _keep_version(row: Bulletin, text: Text, number: int, by: Post, now: datetime) -> BulletinVersion:
    figures = [list(each) for each in headlines(row.online_class, row.since, row.until)]
    return BulletinVersion.objects.create(
        bulletin=row, number=number, title=text.title, body=text.body, figures=figures, at=now, by=by,
        by_name=_told_by(by),
    )  # fmt: skip


@transaction.atomic
def publish_bulletin(*, bulletin: Bulletin, by: Post, now: datetime) -> None:
    """Let the learners of the class read it; twice is once."""
    refuse_unless_guiding(by, bulletin.online_class)
    if Bulletin.objects.filter(pk=bulletin.pk, published_at__isnull=True).update(published_at=now):
        audit.record("publish_bulletin", by=by, about=bulletin)
