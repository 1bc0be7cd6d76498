"""Counting schools anew, and adding up their divisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from xingtan.assessment import actions as assessment
from xingtan.assessment.models import Result
from xingtan.billing.models import Bill
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.notices.queries import received_by_school
from xingtan.organisations.models import Division, School
from xingtan.oversight.models import COUNTED, DivisionTally, Snapshot, Tally
from xingtan.oversight.rules import Calendar, Counts, Standing, is_on_time, lag, paid_heads, total
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import hand_in_due, online_due
from xingtan.rosters.queries import first_handed_in

BATCH = 500


@transaction.atomic
def recount(*, programme: Programme, school_ids: Collection[int], now: datetime) -> int:
    """Count these schools of a programme from the records, and add up their divisions anew; returns how many.

    The learners are judged first, so that passed and studying are as of now. Repeatable, so it leaves no audit entry.
    """
    schools = School.objects.filter(pk__in=school_ids)
    enrolments = _judged(programme, schools, now)
    counts = _counts(programme, schools, enrolments, now)
    Tally.objects.bulk_create(
        [
            Tally(programme=programme, school=each, division_id=each.division_id, **_columns(counts[each.pk], now))
            for each in schools
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["programme", "school"],
        update_fields=["division", *COUNTED, "counted_at"],
    )
    add_up(programme, {each.division_id for each in schools}, now)
    return len(counts)


def _judged(programme: Programme, schools: Iterable[School], now: datetime) -> list[Enrolment]:
    """The enrolled teachers of these schools with their results brought up to date."""
    scheme = assessment.adopt_default_scheme(programme=programme, by=None, now=now)
    rows = Enrolment.objects.filter(programme=programme, school__in=schools).accepted().select_related("account")
    enrolments = list(rows.only("school_id", "account__activated_at", "programme_id", "enrolled_at"))
    assessment.assess(enrolments=enrolments, scheme=scheme, now=now)
    return enrolments


def _counts(
    programme: Programme, schools: Iterable[School], enrolments: Iterable[Enrolment], now: datetime
) -> dict[int, Counts]:
    """The figures of each school."""
    results = {
        row.enrolment_id: row
        for row in Result.objects.filter(enrolment__programme=programme, enrolment__school__in=schools)
    }
    bills = {
        bill.school_id: bill for bill in Bill.objects.filter(programme=programme, school__in=schools).with_received()
    }
    due, handed_in = _due_days(programme, schools), first_handed_in(programme, schools)
    people: dict[int, list[Counts]] = defaultdict(list)
    for each in enrolments:
        found = _one(each, results[each.pk], programme, now.astimezone(ZONE).date())
        people[each.school_id].append(found + _online(each, due[each.school_id].online))
    return {
        school.pk: _of_school(school, total(people[school.pk]), bills.get(school.pk))
        + Counts(schools_prompt=int(is_on_time(_day(handed_in.get(school.pk)), due[school.pk].hand_in)))
        for school in schools
    }


@dataclass(frozen=True)
class _Due:
    """Until when a school is on time, counted from its own receipt of the notice."""

    hand_in: date
    online: date


def _due_days(programme: Programme, schools: Iterable[School]) -> dict[int, _Due]:
    received = received_by_school(programme.notice, list(schools))
    moments = {school.pk: received.get(school.pk) for school in schools}
    return {pk: _Due(hand_in_due(programme, at), online_due(programme, at)) for pk, at in moments.items()}


def _online(enrolment: Enrolment, due_on: date) -> Counts:
    """One teacher, counted among those who were to be online by a day (R61)."""
    if not is_on_time(_day(enrolment.enrolled_at), due_on):
        return Counts()
    return Counts(online_due=1, online_prompt=int(is_on_time(_day(enrolment.account.activated_at), due_on)))


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(ZONE).date() if moment else None


def _one(enrolment: Enrolment, result: Result, programme: Programme, today: date) -> Counts:
    """One teacher, counted."""
    required = programme.online_hours * programme.minutes_per_hour * 60
    is_activated = enrolment.account.activated_at is not None
    standing = Standing(is_activated, result.watched_seconds, required)
    calendar = Calendar(programme.login_opens_on, programme.term_starts_on, programme.term_ends_on)
    return Counts(
        enrolled=1,
        activated=int(is_activated),
        studying=int(result.watched_seconds > 0),
        completed=int(result.watched_seconds >= required),
        qualified=int(result.has_passed),
        excellent=int(result.outcome == Result.Outcome.EXCELLENT),
        lagging=int(lag(standing, today=today, calendar=calendar) is not None),
        recognised_seconds=result.watched_seconds,
    )


def _of_school(school: School, heads: Counts, bill: Bill | None) -> Counts:
    """The figures of a school: its people, its register and its bill."""
    register = school.teachers_on_register
    paid = 0
    if bill is not None:
        paid = paid_heads(
            enrolled=heads.enrolled, billed=bill.headcount, owed=bill.amount, received=bill.standing.received
        )
    of_school = Counts(
        schools=1,
        schools_enrolled=int(heads.enrolled > 0),
        schools_paid=int(paid > 0),
        on_register=register or 0,
        register_enrolled=heads.enrolled if register is not None else 0,
        paid=paid,
    )
    return heads + of_school


@transaction.atomic
def add_up(programme: Programme, division_ids: Iterable[str], now: datetime) -> None:
    """Sum the schools of each division anew; who comes later waits for who came first on the same division."""
    codes = sorted(division_ids)
    list(Division.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk"))
    sums = {f"sum_{name}": Sum(name) for name in COUNTED}
    rows = Tally.objects.filter(programme=programme, division__in=codes).order_by().values("division").annotate(**sums)
    found = {row["division"]: _summed(row) for row in rows}
    DivisionTally.objects.bulk_create(
        [
            DivisionTally(programme=programme, division_id=code, **_columns(found.get(code, Counts()), now))
            for code in codes
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["programme", "division"],
        update_fields=[*COUNTED, "counted_at"],
    )


def _summed(row: Mapping[str, Any]) -> Counts:
    return Counts(**{name: row[f"sum_{name}"] for name in COUNTED})


def _columns(counts: Counts, now: datetime) -> dict[str, Any]:
    return {**asdict(counts), "counted_at": now}


@transaction.atomic
def note_snapshot(*, programme: Programme, now: datetime) -> None:
    """Note that the figures of a programme are those of now."""
    Snapshot.objects.update_or_create(programme=programme, defaults={"taken_at": now})
