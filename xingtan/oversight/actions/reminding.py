"""Reminding schools of what they lack: one, some, or all; each once a day and subject (R19, R30, R39, R60, A18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import School
from xingtan.oversight.actions.sending import send_reminder
from xingtan.oversight.chasing_words import said_to, title_of
from xingtan.oversight.errors import HolidayToday, NobodyLags, NoContact, NothingLacks, RemindedToday
from xingtan.oversight.models import Reminder
from xingtan.oversight.queries import holiday_of, lacking, people_to_remind
from xingtan.oversight.rules import Subject
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class Reminded:
    """How a round of reminders went."""

    sent: int = 0
    today_already: int = 0
    without_people: int = 0
    settled: int = 0
    """Schools that meanwhile lack nothing."""

    def __add__(self, other: "Reminded") -> "Reminded":
        return Reminded(
            self.sent + other.sent, self.today_already + other.today_already,
            self.without_people + other.without_people, self.settled + other.settled,
        )  # fmt: skip


@transaction.atomic
def remind_schools(
    *, programme: Programme, subject: Subject, school_ids: Sequence[int], by: Post, now: datetime, note: str = ""
) -> Reminded:
    """Remind these schools of what they lack now, as far as they lack it, have somebody, and were not reminded today.

    Raises ``HolidayToday``. A second call on the same day sends nothing twice.
    """
    check_day(programme, now)
    found = lacking(School.objects.filter(pk__in=school_ids), programme, subject)
    schools = list(found.select_related("division").order_by("pk"))
    people = people_to_remind(each.pk for each in schools)
    outcome = Reminded(settled=len(set(school_ids)) - len(schools))
    for school in schools:
        if school.pk not in people:
            outcome += Reminded(without_people=1)
        elif _reminded(programme, subject, school, people[school.pk], by, now, note) is None:
            outcome += Reminded(today_already=1)
        else:
            outcome += Reminded(sent=1)
    audit.record(
        "remind_schools", by=by, about=programme, subject=subject.value, sent=outcome.sent,
        today_already=outcome.today_already, without_people=outcome.without_people,
    )  # fmt: skip
    return outcome


@transaction.atomic
def remind_school(
    *, programme: Programme, school: School, by: Post, now: datetime, subject: Subject = Subject.LAGGING
) -> Reminder:
    """Remind one school; raises ``NobodyLags``, ``NothingLacks``, ``RemindedToday``, ``HolidayToday`` or ``NoContact``.

    Names of teachers stay inside the house: the message says how many, and where to see who.
    """
    check_day(programme, now)
    found = lacking(School.objects.filter(pk=school.pk), programme, subject).select_related("division").first()
    if found is None:
        refusal = NobodyLags if subject is Subject.LAGGING else NothingLacks
        raise refusal(school=school.registered_name)
    people = people_to_remind([school.pk]).get(school.pk)
    if not people:
        raise NoContact(school=school.registered_name)
    reminder = _reminded(programme, subject, found, people, by, now, "")
    if reminder is None:
        raise RemindedToday(school=school.registered_name)
    audit.record("remind_school", by=by, about=school, programme=programme.code, subject=subject.value)
    return reminder


def check_day(programme: Programme, now: datetime) -> None:
    """Raise ``HolidayToday`` on a day on which nobody is reminded (A18)."""
    holiday = holiday_of(programme, now.astimezone(ZONE).date())
    if holiday:
        raise HolidayToday(holiday=holiday)


def _reminded(
    programme: Programme, subject: Subject, school: School, people: Sequence[Post], by: Post, now: datetime, note: str
) -> Reminder | None:
    """The reminder, sent; None where the school was reminded of this today."""
    number: int = school.lacks  # type: ignore[attr-defined]  # annotated by the query
    reminder, is_new = Reminder.objects.get_or_create(
        programme=programme, school=school, subject=subject.value, sent_on=now.astimezone(ZONE).date(),
        defaults={"sent_at": now, "sent_by": by, "number": number},
    )  # fmt: skip
    if not is_new:
        return None
    said = said_to(programme, subject, school, number=number, by=by, note=note)
    for person in people:
        send_reminder(
            programme,
            person,
            what=title_of(reminder.subject),
            said=said,
            key=f"remind:{reminder.pk}:{person.pk}",
            now=now,
        )
    return reminder
