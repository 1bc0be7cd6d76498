"""Whether each county and each school is ready to start (R32): a fixed number of queries at any size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as CountOf
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.classes.queries import tutored_by_division
from xingtan.foundation.clock import ZONE
from xingtan.notices.models import MobilisationMeeting
from xingtan.notices.queries import (
    forwardings_by_division,
    has_signed,
    receipts_by_division,
    received_by_school,
    with_meeting,
)
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of
from xingtan.oversight.models import DivisionTally, Tally
from xingtan.oversight.queries.chasing import due_on
from xingtan.oversight.rules import Count, Counts, Point, Ready, Subject, readiness
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import activation_due_on, online_due, plan_states
from xingtan.programmes.rules import PlanState
from xingtan.rosters.models import Roster


@dataclass(frozen=True)
class Cell:
    """One point of one county or school: how it stands, and how many of how many."""

    point: Point
    ready: Ready
    count: Count
    plan: PlanState | None = None


@dataclass(frozen=True)
class DivisionReadiness:
    """One county, or the schools directly under the city, with its points."""

    division: Division
    is_direct: bool
    cells: Sequence[Cell]


@dataclass(frozen=True)
class SchoolReadiness:
    """One school with its points."""

    school: School
    cells: Sequence[Cell]
    online_by: date
    """By when its teachers are to be online (R61), counted from its own receipt."""


def due_days(programme: Programme) -> Mapping[Point, date | None]:
    """Until when each point is to stand, where the notice or its reading names a day."""
    notice, online = programme.notice, activation_due_on(programme)
    forward: date | None = None
    if notice is not None and notice.published_at is not None:
        days = programme.reading("A26", "forward_within_days")
        forward = notice.published_at.astimezone(ZONE).date() + timedelta(days=days)
    return {
        Point.PLAN: programme.registration_due_on,
        Point.NOTICE: forward,
        Point.SIGNED: None,
        Point.MEETING: due_on(programme, Subject.MEETING),
        Point.ROSTER: due_on(programme, Subject.ROSTER),
        Point.PAYMENT: due_on(programme, Subject.PAYMENT),
        Point.TUTORS: programme.term_starts_on,
        Point.ACTIVATION: online,
        Point.STARTED: online,
    }


def _handed_in(programme: Programme) -> "QuerySet[Roster]":
    return Roster.objects.filter(programme=programme).exclude(state=Roster.State.DRAFT)  # type: ignore[no-any-return]


def division_rows(post: Post, programme: Programme, today: date) -> list[DivisionReadiness]:
    """Every county a post sees, and the city's own schools where it has any; nine queries."""
    area = Division.objects.filter(code__startswith=prefix_of(programme.owner_division_id))
    divisions = within(area.annotate(own=CountOf("schools")).order_by("code"), post)
    plans, forwarded = plan_states(programme), forwardings_by_division(programme.notice)
    signed, met = (
        receipts_by_division(programme.notice),
        _by_division(MobilisationMeeting.objects.filter(programme_code=programme.code)),
    )
    rosters = _by_division(_handed_in(programme))
    tutored = tutored_by_division(programme)
    tallies = {each.division_id: each.counts for each in DivisionTally.objects.filter(programme=programme)}
    due, rows = due_days(programme), []
    for each in divisions:
        is_direct = each.kind != Division.Kind.COUNTY
        if is_direct and not each.own:
            continue
        counts = {
            Point.NOTICE: Count(int(each.code in forwarded), 1),
            Point.SIGNED: Count(signed.get(each.code, 0), each.own),
            Point.MEETING: Count(met.get(each.code, 0), each.own),
            Point.ROSTER: Count(rosters.get(each.code, 0), each.own),
            **_counted(tallies.get(each.code, Counts())),
            Point.TUTORS: Count(*tutored.get(each.code, (0, 0))),
        }
        plan = None if is_direct else plans.get(each.code, PlanState.MISSING)
        cells = [_plan_cell(plan, due[Point.PLAN], today), *_cells(counts, due, today)]
        rows.append(DivisionReadiness(each, is_direct, cells))
    return rows


def _by_division(rows: "QuerySet[MobilisationMeeting] | QuerySet[Roster]") -> dict[str, int]:
    """How many different schools of each division have a row."""
    found = rows.order_by().values_list("school__division").annotate(CountOf("school", distinct=True))
    return dict(found)


def _counted(counts: Counts) -> dict[Point, Count]:
    """What the tallies tell: schools that paid of those enrolled, teachers who activated and started of those enrolled."""
    return {
        Point.PAYMENT: Count(counts.schools_paid, counts.schools_enrolled),
        Point.ACTIVATION: Count(counts.activated, counts.enrolled),
        Point.STARTED: Count(counts.studying, counts.enrolled),
    }


def _plan_cell(state: PlanState | None, due: date | None, today: date) -> Cell:
    count = Count(int(state is PlanState.FILED), int(state is not None))
    ready = readiness(count, due_on=due, today=today)
    if state is PlanState.SUBMITTED:
        ready = Ready.PARTLY
    return Cell(Point.PLAN, ready, count, state)


def _cells(counts: Mapping[Point, Count], due: Mapping[Point, date | None], today: date) -> list[Cell]:
    in_order = [point for point in Point if point in counts]
    return [Cell(each, readiness(counts[each], due_on=due[each], today=today), counts[each]) for each in in_order]


# --- one county: its schools -----------------------------------------------------------------


def lacks(programme: Programme, point: Point) -> Q:
    """The condition under which a school lacks a point."""
    tally = Tally.objects.filter(programme=programme, school=OuterRef("pk"))
    match point:
        case Point.SIGNED:
            return ~Q(has_signed(programme.notice))
        case Point.MEETING:
            return ~Q(with_meeting(programme.code))
        case Point.ROSTER:
            return ~Q(Exists(_handed_in(programme).filter(school=OuterRef("pk"))))
        case Point.PAYMENT:
            return ~Q(Exists(tally.filter(paid__gt=0)))
        case Point.ACTIVATION:
            return ~Q(Exists(tally.filter(enrolled__gt=0, activated__gte=F("enrolled"))))
        case Point.STARTED:
            return ~Q(Exists(tally.filter(enrolled__gt=0, studying__gte=F("enrolled"))))
    raise ValueError(point)


def school_list(
    post: Post, programme: Programme, division: Division, *, missing: Point | None = None
) -> QuerySet[School]:
    """The schools that hang on a division, each with what it has; those that lack a point where one is named."""
    rows = within(School.objects.filter(division=division), post).select_related("division")
    if missing is not None:
        rows = rows.filter(lacks(programme, missing))
    handed_in = _handed_in(programme).filter(school=OuterRef("pk"))
    return rows.annotate(
        is_signed=has_signed(programme.notice), is_met=with_meeting(programme.code), is_handed_in=Exists(handed_in)
    )


def school_rows(programme: Programme, schools: Sequence[School], today: date) -> list[SchoolReadiness]:
    """One page of schools with their points; three queries."""
    tallies = {
        each.school_id: each.counts for each in Tally.objects.filter(programme=programme, school__in=list(schools))
    }
    received, due, rows = received_by_school(programme.notice, schools), due_days(programme), []
    for school in schools:
        online = online_due(programme, received.get(school.pk))
        own_due = {**due, Point.ACTIVATION: online, Point.STARTED: online}
        counts = tallies.get(school.pk, Counts())
        found = {
            Point.SIGNED: Count(int(school.is_signed), 1),  # type: ignore[attr-defined]  # annotated above
            Point.MEETING: Count(int(school.is_met), 1),  # type: ignore[attr-defined]
            Point.ROSTER: Count(int(school.is_handed_in), 1),  # type: ignore[attr-defined]
            Point.PAYMENT: Count(counts.paid, counts.enrolled),
            Point.ACTIVATION: Count(counts.activated, counts.enrolled),
            Point.STARTED: Count(counts.studying, counts.enrolled),
        }
        rows.append(SchoolReadiness(school, _cells(found, own_due, today), online))
    return rows
