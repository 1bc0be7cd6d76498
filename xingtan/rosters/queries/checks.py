"""What a roster is checked against: the words of the programme, its own school, other rosters and accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Subquery

from xingtan.accounts.models import Account
from xingtan.enrolment.models import Enrolment
from xingtan.organisations import queries as organisations
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import DivisionKind, DivisionRecord, Gazetteer, school_key
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.queries.standing import WAITS
from xingtan.rosters.sheet import CITY_DIRECT, County, Teacher, Vocabulary, vocabulary_of
from xingtan.rosters.sheet.synonyms import FUNCTION_WORDS

State = Roster.State


def vocabulary_for(programme: Programme | None) -> Vocabulary:
    """The words taken for stage, subject and county: the programme's stages (R42), the register's counties."""
    subjects = [each for names in programme.subjects.values() for each in names] if programme else []
    if programme and programme.reading("A08", "researchers_and_heads"):
        subjects += FUNCTION_WORDS
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
    others = RosterRow.objects.filter(roster__programme=roster.programme, roster__state__in=WAITS)
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
