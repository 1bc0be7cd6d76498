"""Who lacks what, and who was reminded of it when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.scopes import within
from xingtan.foundation.clock import ZONE
from xingtan.funding.queries import owing, year_of
from xingtan.notices.models import Forwarding
from xingtan.notices.queries import has_signed, with_meeting
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of
from xingtan.oversight.models import Reminder, Tally
from xingtan.oversight.rules import Subject
from xingtan.oversight.subject_words import PAGES, TITLES
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import activation_due_on
from xingtan.programmes.rules import holiday_on
from xingtan.rosters.queries import schools_without_roster

SHOWN_DAYS = 7
"""So long a reminder stands on a school's desk."""


def area_schools(post: Post, programme: Programme, division: Division | None = None) -> QuerySet[School]:
    """The schools of a programme that a post sees; of one division only those that hang on it."""
    rows = School.objects.filter(division__code__startswith=prefix_of(programme.owner_division_id))
    if division is not None:
        rows = rows.filter(division=division)
    return within(rows, post)


def lacking(schools: QuerySet[School], programme: Programme, subject: Subject) -> QuerySet[School]:
    """Of some schools those that lack something today, each with ``lacks``: how many teachers it is about."""
    match subject:
        case Subject.UNSIGNED:
            came = Forwarding.objects.filter(notice=programme.notice_id, division=OuterRef("division"))
            rows = schools.filter(Exists(came), ~has_signed(programme.notice))
        case Subject.MEETING:
            rows = schools.filter(~with_meeting(programme.code))
        case Subject.ROSTER:
            rows = schools_without_roster(schools, programme)
        case Subject.FUNDS:
            rows = owing(schools, year_of(programme))
        case _:
            return _with_teachers_lacking(schools, programme, subject)
    return rows.annotate(lacks=Value(1))


def _with_teachers_lacking(schools: QuerySet[School], programme: Programme, subject: Subject) -> QuerySet[School]:
    """The same of what teachers lack, by the figures as last counted."""
    tally = Tally.objects.filter(programme=programme, school=OuterRef("pk"))
    number: Combinable
    match subject:
        case Subject.PAYMENT:
            found, number = tally.filter(enrolled__gt=0, paid=0), F("enrolled")
        case Subject.ACTIVATION:
            found, number = tally.filter(activated__lt=F("enrolled")), F("enrolled") - F("activated")
        case _:
            found, number = tally.filter(lagging__gt=0), F("lagging")
    counted = tally.annotate(about=number).values("about")[:1]
    rows = schools.filter(Exists(found))
    return rows.annotate(lacks=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def with_reminders(rows: QuerySet[School], programme: Programme, subject: Subject, today: date) -> QuerySet[School]:
    """The same with when and by whom each was reminded last, whether today, and whether there is anybody to remind."""
    sent = Reminder.objects.filter(programme=programme, school=OuterRef("pk"), subject=subject).order_by("-sent_on")
    people = Post.objects.filter(school=OuterRef("pk"), kind__in=RECIPIENTS, is_active=True)
    return rows.annotate(
        reminded_at=Subquery(sent.values("sent_at")[:1]),
        reminded_by=Subquery(sent.values("sent_by__account__name")[:1]),
        is_reminded=Exists(sent.filter(sent_on=today)),
        has_people=Exists(people),
    )


RECIPIENTS = (Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD)
"""Who is reminded: the contact, and the head as the first responsible person (R17)."""


def subjects_of(post: Post) -> list[Subject]:
    """What a post reminds of: budgets are no business of the institution the fee is paid to."""
    return [each for each in Subject if each is not Subject.FUNDS or post.division_id is not None]


def counts_lacking(
    schools: QuerySet[School], programme: Programme, subjects: Iterable[Subject] = Subject
) -> dict[Subject, int]:
    """How many schools lack each thing; one query a subject."""
    return {subject: lacking(schools, programme, subject).count() for subject in subjects}


def due_on(programme: Programme, subject: Subject) -> date | None:
    """Until when it was to be done, where the notice or its reading names a day."""
    notice = programme.notice
    match subject:
        case Subject.ROSTER | Subject.PAYMENT:
            return programme.enrol_closes_at.astimezone(ZONE).date()
        case Subject.ACTIVATION:
            return activation_due_on(programme)
        case Subject.MEETING if notice is not None and notice.published_at is not None:
            days = programme.reading("A26", "meeting_within_days")
            return notice.published_at.astimezone(ZONE).date() + timedelta(days=days)
    return None


def holiday_of(programme: Programme, today: date) -> str:
    """The name of a holiday on which nobody is reminded, unless the programme says otherwise (A18)."""
    holiday = holiday_on(programme.calendar, today)
    if holiday is None or programme.reading("A18", "reminders_on_holidays"):
        return ""
    return holiday.title


def people_to_remind(school_ids: Iterable[int]) -> dict[int, list[Post]]:
    """Contacts and heads by school, the contact first; one query."""
    posts = Post.objects.filter(school__in=list(school_ids), kind__in=RECIPIENTS, is_active=True)
    found: dict[int, list[Post]] = {}
    for post in posts.select_related("account").order_by("-kind", "pk"):
        found.setdefault(int(post.school_id or 0), []).append(post)
    return found


@dataclass(frozen=True)
class Unanswered:
    """A reminder that a school has not answered yet, for its desk."""

    subject: Subject
    sent_at: datetime
    by: Post

    @property
    def title(self) -> str:
        """What it is about."""
        return str(TITLES[self.subject])

    @property
    def page(self) -> str:
        """The name of the page where the school does it."""
        return PAGES[self.subject]


def unanswered(school: School, programme: Programme, today: date) -> Sequence[Unanswered]:
    """The reminders of the last days about what the school still lacks, the latest of each subject."""
    rows = Reminder.objects.filter(programme=programme, school=school, sent_on__gt=today - timedelta(days=SHOWN_DAYS))
    latest: dict[str, Any] = {}
    for row in rows.select_related("sent_by__division").order_by("sent_on"):
        latest[row.subject] = row
    own = School.objects.filter(pk=school.pk)
    return [
        Unanswered(Subject(name), row.sent_at, row.sent_by)
        for name, row in latest.items()
        if lacking(own, programme, Subject(name)).exists()
    ]


def named(rows: QuerySet[School], text: str) -> QuerySet[School]:
    """Schools whose name contains a text."""
    return rows.filter(Q(registered_name__icontains=text) | Q(full_name__icontains=text)) if text else rows
