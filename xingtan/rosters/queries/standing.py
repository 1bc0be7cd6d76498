"""Where rosters stand: lists, states, rows, the blank form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db.models import Case, Count, F, Min, Q, QuerySet, SmallIntegerField, When

from xingtan.accounts.models import Kind, Post
from xingtan.foundation import clock
from xingtan.organisations import queries as organisations
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import enrolment_is_open
from xingtan.rosters import rules
from xingtan.rosters.models import Roster, RosterQuerySet, RosterRow, RosterStep
from xingtan.rosters.queries.reopenings import reopened_until

State = Roster.State
WAITS = (State.SUBMITTED, State.PASSED)
REVIEWERS = {rules.Reviewer.COUNTY: Kind.COUNTY_ADMIN, rules.Reviewer.CENTRE: Kind.CITY_SUPERVISOR}
WAITING_SINCE = Case(When(state=State.PASSED, then=F("decided_at")), default=F("handed_in_at"))
LAST_POSITION = 2**31 - 1
TITLE = "教师全员培训参训教师报名表"
COLUMNS = ("序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注")


@dataclass(frozen=True)
class Waiting:
    """What waits for a reviewer: how many rosters, and since when the oldest."""

    count: int
    oldest_at: datetime | None


def rosters_within(post: Post, programme: Programme) -> RosterQuerySet:
    """The rosters a post may see, with their schools; drafts are the school's own business."""
    rows = Roster.objects.filter(programme=programme).within(post).select_related("school__division")
    own_draft = Q(school=post.school_id) if post.school_id else Q(pk__in=[])
    return rows.filter(~Q(state=State.DRAFT) | own_draft)  # type: ignore[no-any-return]


def first_handed_in(programme: Programme, schools: Iterable[School]) -> dict[int, datetime]:
    """When each of these schools handed in for the first time; one query."""
    steps = RosterStep.objects.filter(
        kind=RosterStep.Kind.HANDED_IN, roster__programme=programme, roster__school__in=schools
    )
    return dict(steps.order_by().values_list("roster__school").annotate(Min("at")))


def filtered(rows: RosterQuerySet, *, state: str | None, county: str | None, text: str | None) -> RosterQuerySet:
    """Rosters in a state, of a county, of schools whose name or code contains a text."""
    if state:
        rows = rows.filter(state=state)
    if county:
        rows = rows.filter(school__division_id=county)
    if text:
        rows = rows.filter(school__in=organisations.schools_found(School.objects.all(), text))
    return rows


def waiting_first(rows: RosterQuerySet) -> RosterQuerySet:
    """What waits for review first, the oldest on top; then the rest, the latest decided on top."""
    waits = Case(When(state__in=WAITS, then=0), default=1, output_field=SmallIntegerField())
    since = Case(When(state__in=WAITS, then=WAITING_SINCE))
    return rows.order_by(waits, since, F("decided_at").desc(nulls_last=True), "pk")  # type: ignore[no-any-return]


def counts_by_state(post: Post, programme: Programme) -> dict[str, int]:
    """How many rosters are in each state within a post's scope."""
    counts = rosters_within(post, programme).order_by().values_list("state").annotate(Count("pk"))
    return dict(counts)


def waiting_for(post: Post, programme: Programme) -> Waiting:
    """What this post has to review (A05)."""
    rows = of_reviewer(rosters_within(post, programme), post, programme).order_by()
    found = rows.aggregate(count=Count("pk"), oldest=Min(WAITING_SINCE))
    return Waiting(found["count"], found["oldest"])


def overdue(rows: RosterQuerySet, programme: Programme, now: datetime) -> RosterQuerySet:
    """Of some rosters those that have waited longer for a decision than A05 gives."""
    days = programme.reading("A05", "review_within_days")
    waiting = rows.filter(state__in=WAITS)
    if not days:
        return waiting.none()  # type: ignore[no-any-return]
    first_day = rules.came_in_time(now.astimezone(clock.ZONE).date(), days)
    return waiting.alias(since=WAITING_SINCE).filter(
        since__lt=clock.moment(first_day.year, first_day.month, first_day.day)
    )  # type: ignore[no-any-return]


def of_reviewer(rows: RosterQuerySet, post: Post, programme: Programme) -> RosterQuerySet:
    """Of some rosters those whose turn it is to be decided about by this post."""
    return rows.filter(_turn_of(post, programme))  # type: ignore[no-any-return]


def _turn_of(post: Post, programme: Programme) -> Q:
    over_county = Q(school__is_city_direct=False) if programme.county_review else Q(pk__in=[])
    if post.kind == Kind.COUNTY_ADMIN:
        return Q(state=State.SUBMITTED) & over_county
    if post.kind == Kind.CITY_SUPERVISOR:
        return Q(state=State.PASSED) | Q(state=State.SUBMITTED) & ~over_county
    return Q(pk__in=[])


def way_of(roster: Roster) -> rules.Way:
    """Who decides about a roster, one after the other."""
    return rules.Way.of(
        county_review=roster.programme.county_review,
        centre_accepts=bool(roster.programme.reading("A05", "centre_accepts")),
        is_city_direct=roster.school.is_city_direct,
    )


def is_reviewer(post: Post, roster: Roster) -> bool:
    """Whether it is this post's turn to decide about this roster."""
    reviewer = way_of(roster).reviewer(roster.state)
    return reviewer is not None and post.kind == REVIEWERS[reviewer]


def schools_without_roster(schools: QuerySet[School], programme: Programme) -> QuerySet[School]:
    """Of some schools those that have handed in nothing yet."""
    handed_in = Roster.objects.filter(programme=programme).exclude(state=State.DRAFT).values("school_id")
    return schools.exclude(pk__in=handed_in)


def rosters_of_school(school: School, programme: Programme) -> RosterQuerySet:
    """Every roster of one school, the latest first."""
    rows = Roster.objects.filter(school=school, programme=programme)
    return rows.select_related("school__division", "programme").order_by("-pk")  # type: ignore[no-any-return]


def open_roster(school: School, programme: Programme) -> Roster | None:
    """The school's roster that is not accepted yet."""
    found: Roster | None = rosters_of_school(school, programme).exclude(state=State.ACCEPTED).first()
    return found


def head_of(school: School) -> str:
    """The name of the school's head (R17), empty where nobody holds the post yet."""
    heads = Post.objects.filter(kind=Kind.SCHOOL_HEAD, school=school, is_active=True)
    return heads.order_by("pk").values_list("account__name", flat=True).first() or ""


def rows_of(roster: Roster, *, only_problems: bool = False) -> QuerySet[RosterRow]:
    """The rows in their order."""
    rows: QuerySet[RosterRow] = roster.rows.order_by("position")
    return rows.filter(problem_count__gt=0) if only_problems else rows


def row_at(roster: Roster, position: int) -> RosterRow | None:
    """One row by its place."""
    return roster.rows.filter(position=position).first() if position <= LAST_POSITION else None


def remarked_rows(roster: Roster) -> QuerySet[RosterRow]:
    """The rows that the reviewer said something about and that still stand as they were."""
    rows: QuerySet[RosterRow] = roster.rows.filter(remarked_version=F("version")).order_by("position")
    return rows


def steps_of(roster: Roster) -> QuerySet[RosterStep]:
    """The roster's way so far, with who went it."""
    return roster.steps.select_related("by__account", "by__school", "by__division")


def first_problem(roster: Roster) -> int | None:
    """The place of the first row that is to be mended."""
    return rows_of(roster, only_problems=True).values_list("position", flat=True).first()


def is_received(programme: Programme, now: datetime, school: School | None = None) -> bool:
    """Whether rosters are received at a moment (R47): from everybody, or from this school as it was reopened (A04)."""
    if school is None:
        return enrolment_is_open(programme.calendar, now)
    return received_until(programme, school, now) is not None


def received_until(programme: Programme, school: School, now: datetime) -> datetime | None:
    """The last moment this school's roster is received: the deadline, or the end of the day it was reopened to; else None."""
    if enrolment_is_open(programme.calendar, now):
        return programme.enrol_closes_at
    day = reopened_until(programme, school, now)
    return clock.moment(day.year, day.month, day.day, 23, 59, 59) if day else None


@dataclass(frozen=True)
class BlankForm:
    """Title and columns of Annex 1 (R33)."""

    title: str
    columns: Sequence[str]

    @property
    def quoted_file_name(self) -> str:
        """The name of the file as a header of the answer carries it."""
        return quote(f"{self.title}.xlsx")


def blank_form(programme: Programme | None) -> BlankForm:
    """Annex 1 as the programme words it, or as the notice of 2020 does where none is loaded."""
    facts = programme.facts.get("roster", {}) if programme else {}
    return BlankForm(facts.get("title") or TITLE, facts.get("columns") or COLUMNS)


def standing_of(roster: Roster, now: datetime) -> rules.Standing:
    """The roster as the rules see it at a moment."""
    return rules.Standing(
        roster.state,
        roster.teachers,
        roster.open_problems,
        is_received=is_received(roster.programme, now, roster.school),
    )
