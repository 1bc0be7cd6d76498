"""What can be asked about bundles: the register that recognises schools, the parts, where a draft came from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.scopes import within
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.models import Progress
from xingtan.organisations import queries as organisations
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters.models import (
    OPEN_OUTCOMES,
    Bundle,
    BundlePart,
    BundleQuerySet,
    Roster,
    RosterRow,
    RosterStep,
)
from xingtan.rosters.queries.checks import vocabulary_for
from xingtan.rosters.queries.standing import WAITS
from xingtan.rosters.sheet import CITY_DIRECT, KeptRows, Teacher, unpacked
from xingtan.rosters.sheet.belonging import KnownSchool, Register
from xingtan.rosters.sheet.dividing import Known

BRINGERS = (Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)
AT_ONCE = 5_000


def known_schools() -> list[KnownSchool]:
    """Every school of the register with all its names; three queries for any number."""
    names = organisations.names_of_schools()
    rows = School.objects.values_list("pk", "full_name", "is_city_direct", "division__name")
    return [
        KnownSchool(pk, full_name, CITY_DIRECT if is_city_direct else division, tuple(names[pk]))
        for pk, full_name, is_city_direct, division in rows
    ]


@dataclass(frozen=True)
class Lookups:
    """What reading many sheets asks again and again, fetched once for a bundle."""

    known: Known
    """What the files are read with."""
    reachable: frozenset[int]
    """The schools that whoever brings the bundle answers for."""
    taken: "Taken"
    """Numbers that were somebody's when reading began; handing in looks again (A24)."""


def lookups_for(programme: Programme, post: Post, on: date) -> Lookups:
    """The look-ups for one bundle; a fixed number of queries."""
    known = Known(vocabulary_for(programme), on, known_schools(), organisations.gazetteer())
    reachable = within(School.objects.all(), post).values_list("pk", flat=True)
    return Lookups(known, frozenset(reachable), all_taken_numbers(programme))


def is_known_name(text: str) -> bool:
    """Whether a text is the name of some school, however written."""
    return bool(Register(known_schools(), organisations.gazetteer()).meant_by(text))


@dataclass(frozen=True)
class Taken:
    """Numbers among some hashes that are somebody's already."""

    enrolled: dict[str, int]
    """Identity → the school that has enrolled the person."""
    handed_in: dict[str, frozenset[int]]
    """Identity → the schools whose roster with the person is under review."""
    owners: dict[str, str]
    """Mobile → the identity of whose account it is."""

    def learn(
        self,
        enrolled: Iterable[tuple[str, int]],
        waiting: Iterable[tuple[str, int]],
        held: Iterable[tuple[str, str]],
    ) -> None:
        """Add what rows of enrolments, rosters under review and accounts say."""
        self.enrolled.update(enrolled)
        for number, school in waiting:
            self.handed_in[number] = self.handed_in.get(number, frozenset()) | {school}
        self.owners.update(held)


def taken_numbers(programme: Programme, ids: Sequence[str], mobiles: Sequence[str]) -> Taken:
    """Who of these has a place or an account already (A24); three queries for each 5,000."""
    found = Taken({}, {}, {})
    enrolled, waiting, held = _numbers(programme)
    for start in range(0, max(len(ids), len(mobiles)), AT_ONCE):
        some_ids = [each for each in ids[start : start + AT_ONCE] if each]
        some_mobiles = [each for each in mobiles[start : start + AT_ONCE] if each]
        found.learn(
            enrolled.filter(account__id_hash__in=some_ids),
            waiting.filter(id_hash__in=some_ids),
            held.filter(mobile_hash__in=some_mobiles),
        )
    return found


def all_taken_numbers(programme: Programme) -> Taken:
    """Who has a place or an account already, of all; three queries."""
    found = Taken({}, {}, {})
    found.learn(*_numbers(programme))
    return found


def _numbers(programme: Programme) -> tuple[QuerySet[Any], QuerySet[Any], QuerySet[Any]]:
    enrolled = Enrolment.objects.filter(programme=programme).accepted()
    waiting = RosterRow.objects.filter(roster__programme=programme, roster__state__in=WAITS).exclude(id_hash="")
    held = Account.objects.filter(id_hash__isnull=False)
    return (
        enrolled.values_list("account__id_hash", "school_id"),
        waiting.values_list("id_hash", "roster__school_id"),
        held.values_list("mobile_hash", "id_hash"),
    )


@dataclass(frozen=True)
class Standings:
    """Where the rosters of some schools stand."""

    open: Mapping[int, Roster]
    """School → its roster that is not accepted yet."""
    accepted: frozenset[int]
    untouched: frozenset[int]
    """Rosters that a bundle brought and that nobody has changed since."""
    of_this_bundle: frozenset[int]
    """Rosters that this very bundle has brought."""


def standings_of(programme: Programme, schools: Iterable[int], bundle: Bundle) -> Standings:
    """The rosters of some schools, and which of them came by bundle; two queries."""
    found = dict.fromkeys(schools)
    rosters = list(Roster.objects.filter(programme=programme, school__in=found).select_related("school", "programme"))
    still_open = {each.school_id: each for each in rosters if each.state != Roster.State.ACCEPTED}
    versions = {each.pk: each.version for each in still_open.values()}
    parts = BundlePart.objects.filter(roster__in=versions, outcome=BundlePart.Outcome.TAKEN)
    brought = list(parts.values_list("roster_id", "roster_version", "bundle_id"))
    return Standings(
        still_open,
        frozenset(each.school_id for each in rosters if each.state == Roster.State.ACCEPTED),
        frozenset(pk for pk, version, _ in brought if versions[pk] == version),
        frozenset(pk for pk, _, whose in brought if whose == bundle.pk),
    )


def bundles_within(post: Post, programme: Programme) -> BundleQuerySet:
    """The bundles a post may see, with how many schools each brought in and how many parts wait for a decision."""
    rows = Bundle.objects.filter(programme=programme).within(post)
    return rows.select_related("by__account", "division")  # type: ignore[no-any-return]


def counts_of(bundles: Iterable[Bundle]) -> dict[int, dict[str, int]]:
    """Of each bundle: how many parts have which outcome, teachers taken in, and what is still open; one query."""
    rows = BundlePart.objects.filter(bundle__in=[each.pk for each in bundles])
    found: dict[int, dict[str, int]] = {}
    for bundle, outcome, parts, teachers, problems in rows.values_list("bundle_id", "outcome").annotate(
        Count("pk"), Sum("teachers"), Sum("problems")
    ):
        counts = found.setdefault(bundle, {"open": 0, "teachers": 0, "problems": 0})
        counts[outcome] = parts
        counts["open"] += parts if outcome in OPEN_OUTCOMES else 0
        if outcome == BundlePart.Outcome.TAKEN:
            counts["teachers"], counts["problems"] = teachers, problems
    return found


def parts_of(bundle: Bundle, *, outcome: str | None = None, only_open: bool = False) -> QuerySet[BundlePart]:
    """The parts in the order of the file, without their rows."""
    rows = bundle.parts.defer("rows").select_related("school__division", "roster").order_by("position")
    rows = rows.filter(outcome__in=OPEN_OUTCOMES) if only_open else rows
    return rows.filter(outcome=outcome) if outcome else rows  # type: ignore[no-any-return]


def open_parts(post: Post, programme: Programme) -> QuerySet[BundlePart]:
    """The parts of read bundles that wait for a decision by this post."""
    if post.kind not in BRINGERS:
        return BundlePart.objects.none()  # type: ignore[no-any-return]
    read = Bundle.objects.filter(programme=programme, by=post, state=Bundle.State.DONE)
    return BundlePart.objects.filter(bundle__in=read, outcome__in=OPEN_OUTCOMES)  # type: ignore[no-any-return]


def candidates_of(parts: Iterable[BundlePart]) -> dict[int, School]:
    """The schools that any of these parts might be, by key; one query."""
    keys = {key for part in parts for key in part.candidates if part.is_open}
    return School.objects.select_related("division").in_bulk(list(keys))  # type: ignore[no-any-return]


def part_at(bundle: Bundle, position: int) -> BundlePart | None:
    """One part by its place."""
    return bundle.parts.select_related("school__division", "roster").filter(position=position).first()  # type: ignore[no-any-return]


def bundle_of(roster: Roster) -> Bundle | None:
    """The bundle that brought this roster, as long as it is with the school."""
    if not roster.is_with_school:
        return None
    parts = BundlePart.objects.filter(roster=roster, outcome=BundlePart.Outcome.TAKEN)
    part = parts.select_related("bundle__by__account", "bundle__division").order_by("-pk").first()
    latest = RosterStep.objects.filter(roster=roster, kind=RosterStep.Kind.UPLOADED).order_by("-pk").first()
    return part.bundle if part and latest and latest.by_id == part.bundle.by_id else None


def run_of(public_id: str) -> Progress | None:
    """The work in the background that reads a bundle or decides a review."""
    return Progress.objects.filter(public_id=public_id).first() if public_id else None


def county_may_hand_in(programme: Programme) -> bool:
    """Whether a county may hand in for its schools, the head having declared on paper (A05, R43)."""
    return bool(programme.reading("A05", "county_hands_in"))


def sealed_rows(rows: KeptRows) -> str:
    """Rows as the text that is sealed into a part."""
    kept = [[text, rows.problems.get(at, ())] for at, text in enumerate(rows.texts)]
    return json.dumps(kept, ensure_ascii=False)


def teachers_in(part: BundlePart) -> list[Teacher]:
    """The teachers that wait in a part."""
    return [unpacked(cells, problems) for cells, problems in json.loads(part.rows or "[]")]
