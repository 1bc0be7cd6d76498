"""What can be asked about rosters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db.models import Case, Count, F, Min, Q, QuerySet, SmallIntegerField, Subquery, When

from xingtan.accounts.models import Account, Kind, Post
from xingtan.enrolment.models import Enrolment
from xingtan.organisations import queries as organisations
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import DivisionKind, DivisionRecord, Gazetteer, school_key
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import enrolment_is_open
from xingtan.rosters import rules
from xingtan.rosters.models import Roster, RosterQuerySet, RosterRow, RosterStep
from xingtan.rosters.sheet import CITY_DIRECT, County, Teacher, Vocabulary, vocabulary_of

State = Roster.State
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
    waits = Case(When(state=State.SUBMITTED, then=0), default=1, output_field=SmallIntegerField())
    return rows.order_by(waits, F("decided_at").desc(nulls_last=True), "handed_in_at", "pk")  # type: ignore[no-any-return]


def counts_by_state(post: Post, programme: Programme) -> dict[str, int]:
    """How many rosters are in each state within a post's scope."""
    counts = rosters_within(post, programme).order_by().values_list("state").annotate(Count("pk"))
    return dict(counts)


def waiting_for(post: Post, programme: Programme) -> Waiting:
    """What this post has to review (A05)."""
    rows = rosters_within(post, programme).filter(state=State.SUBMITTED).filter(_reviewed_by(post, programme))
    found = rows.order_by().aggregate(count=Count("pk"), oldest=Min("handed_in_at"))
    return Waiting(found["count"], found["oldest"])


def _reviewed_by(post: Post, programme: Programme) -> Q:
    if post.kind == Kind.COUNTY_ADMIN:
        return Q(school__is_city_direct=False) if programme.county_review else Q(pk__in=[])
    if post.kind == Kind.CITY_SUPERVISOR:
        return Q(school__is_city_direct=True) if programme.county_review else Q()
    return Q(pk__in=[])


def is_reviewer(post: Post, roster: Roster) -> bool:
    """Whether this post decides about this roster."""
    by_county = rules.reviewed_by_county(
        county_review=roster.programme.county_review, is_city_direct=roster.school.is_city_direct
    )
    return post.kind == (Kind.COUNTY_ADMIN if by_county else Kind.CITY_SUPERVISOR)


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


def rows_of(roster: Roster, *, only_problems: bool = False) -> QuerySet[RosterRow]:
    """The rows in their order."""
    rows: QuerySet[RosterRow] = roster.rows.order_by("position")
    return rows.filter(problem_count__gt=0) if only_problems else rows


def row_at(roster: Roster, position: int) -> RosterRow | None:
    """One row by its place."""
    return roster.rows.filter(position=position).first() if position <= LAST_POSITION else None


def steps_of(roster: Roster) -> QuerySet[RosterStep]:
    """The roster's way so far, with who went it."""
    return roster.steps.select_related("by__account", "by__school", "by__division")


def first_problem(roster: Roster) -> int | None:
    """The place of the first row that is to be mended."""
    return rows_of(roster, only_problems=True).values_list("position", flat=True).first()


def is_received(programme: Programme, now: datetime) -> bool:
    """Whether rosters are received at a moment (R47)."""
    return enrolment_is_open(programme.calendar, now)


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
        roster.state, roster.teachers, roster.open_problems, is_received=is_received(roster.programme, now)
    )


def vocabulary_for(programme: Programme | None) -> Vocabulary:
    """The words taken for stage, subject and county: the programme's stages (R42), the register's counties."""
    subjects = [each for names in programme.subjects.values() for each in names] if programme else []
    stages = {"stages": tuple(programme.stages)} if programme and programme.stages else {}
    return vocabulary_of(subjects=subjects, **stages, **_counties(organisations.divisions() or _shipped()))  # type: ignore[arg-type]


def shipped_vocabulary() -> Vocabulary:
    """The stages of the notice and the divisions that come with the product: where there is no database yet."""
    return vocabulary_of(**_counties(_shipped()))  # type: ignore[arg-type]


def _shipped() -> Sequence[DivisionRecord]:
    return organisations.shipped_region().divisions


def _counties(divisions: Sequence[Division | DivisionRecord]) -> dict[str, object]:
    counties = [each for each in divisions if each.kind == DivisionKind.COUNTY]
    city = next((each.name for each in divisions if each.kind == DivisionKind.CITY), "")
    return {"counties": [County(each.name, (each.short_name, *each.aliases)) for each in counties], "city": city}


@dataclass(frozen=True)
class OwnSchool:
    """The school whose roster it is, as its rows must name it."""

    full_name: str
    county: str
    names: frozenset[str]
    gazetteer: Gazetteer

    def is_meant_by(self, text: str) -> bool:
        """Whether a text is one of its names, however it is written."""
        return school_key(text, self.gazetteer) in self.names


def own_school(school: School) -> OwnSchool:
    """The names and county that rows of a school's roster may have."""
    gazetteer = organisations.gazetteer()
    names = organisations.names_of_schools([school.pk])[school.pk]
    county = CITY_DIRECT if school.is_city_direct else school.division.name
    return OwnSchool(school.full_name, county, frozenset(school_key(name, gazetteer) for name in names), gazetteer)


@dataclass(frozen=True)
class Clash:
    """A row whose number is somebody's already."""

    position: int
    field: str
    why: str


def clashes(roster: Roster) -> list[Clash]:
    """Rows whose person another school has (A24) or whose mobile is another person's; three queries for any size."""
    rows = roster.rows.exclude(id_hash="")
    enrolled = Enrolment.objects.filter(programme=roster.programme).accepted().exclude(school=roster.school)
    others = RosterRow.objects.filter(roster__programme=roster.programme, roster__state=State.SUBMITTED)
    others = others.exclude(roster__school=roster.school).exclude(id_hash="")
    found = {
        **_clashes(rows.filter(id_hash__in=Subquery(others.values("id_hash"))), "id_number", "handed_in_elsewhere"),
        **_clashes(
            rows.filter(id_hash__in=Subquery(enrolled.values("account__id_hash"))), "id_number", "enrolled_elsewhere"
        ),
        **_clashes(_with_foreign_mobile(rows), "mobile", "mobile_taken"),
    }
    return list(found.values())


def _with_foreign_mobile(rows: QuerySet[RosterRow]) -> Iterable[RosterRow]:
    accounts = Account.objects.filter(mobile_hash__in=Subquery(rows.values("mobile_hash")), id_hash__isnull=False)
    owners = dict(accounts.values_list("mobile_hash", "id_hash"))
    if not owners:
        return []
    return [
        row
        for row in rows.exclude(mobile_hash="").defer("cells")
        if owners.get(row.mobile_hash, row.id_hash) != row.id_hash
    ]


def _clashes(rows: Iterable[RosterRow], field: str, why: str) -> dict[tuple[int, str], Clash]:
    return {(row.position, field): Clash(row.position, field, why) for row in rows}


def teachers_of(roster: Roster) -> list[Teacher]:
    """All rows opened, in their order."""
    return [row.teacher for row in roster.rows.order_by("position").iterator(chunk_size=2000)]
