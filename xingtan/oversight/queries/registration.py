"""Progress towards the day by which the institution has opened all accounts (R31), and who is not registered yet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.organisations.models import Division
from xingtan.organisations.rules import prefix_of
from xingtan.oversight.models import DivisionTally, Tally
from xingtan.oversight.queries.chasing import area_schools
from xingtan.oversight.rules import Counts, Registration
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Roster
from xingtan.rosters.queries import schools_without_roster

State = Roster.State
CAME_IN = (State.SUBMITTED, State.PASSED, State.RETURNED)
"""Handed in and not accepted: its teachers have no account yet."""


@dataclass(frozen=True)
class RegistrationRow:
    """One county, or the city's own schools, with how far registration is."""

    division: Division
    is_direct: bool
    registration: Registration
    activated: int
    silent_schools: int
    """Schools that have handed in nothing: nobody knows yet how many teachers they have."""


def registration_rows(post: Post, programme: Programme) -> list[RegistrationRow]:
    """Every division with schools that a post sees; four queries."""
    area = Division.objects.filter(code__startswith=prefix_of(programme.owner_division_id), schools__isnull=False)
    tallies = {each.division_id: each.counts for each in DivisionTally.objects.filter(programme=programme)}
    came = Roster.objects.filter(programme=programme, state__in=CAME_IN).order_by().values_list("school__division")
    waiting: dict[str, int] = dict(came.annotate(Sum("teachers")))
    silent = schools_without_roster(area_schools(post, programme), programme).order_by().values_list("division")
    unknown: dict[str, int] = dict(silent.annotate(Count("pk")))
    return [
        RegistrationRow(
            each, each.kind != Division.Kind.COUNTY,
            _registration(tallies.get(each.code, Counts()), waiting.get(each.code, 0)),
            tallies.get(each.code, Counts()).activated,
            unknown.get(each.code, 0),
        )
        for each in within(area.distinct().order_by("code"), post)
    ]  # fmt: skip


def _registration(counts: Counts, waiting: int) -> Registration:
    return Registration(counts.on_register, counts.enrolled, waiting)


def registration_of(post: Post, programme: Programme) -> Registration:
    """The whole of what a post sees, for its desk."""
    rows = [row.registration for row in registration_rows(post, programme)]
    return Registration(
        sum(row.on_register for row in rows), sum(row.enrolled for row in rows), sum(row.waiting for row in rows)
    )


def not_registered(post: Post, programme: Programme) -> "QuerySet[Any]":
    """The schools with teachers who may have no account: nothing handed in, or a roster that is not accepted."""
    rosters = Roster.objects.filter(programme=programme, school=OuterRef("pk"))
    nothing_came, is_open = ~Exists(rosters.exclude(state=State.DRAFT)), Exists(rosters.filter(state__in=CAME_IN))
    return every_school(post, programme).filter(Q(nothing_came) | Q(is_open))


def every_school(post: Post, programme: Programme) -> "QuerySet[Any]":
    """Every school a post sees, by county, for the report of the day.

    Each with ``roster_state`` and ``roster_teachers`` of its last roster, ``enrolled`` and ``activated`` as counted.
    """
    rosters = Roster.objects.filter(programme=programme, school=OuterRef("pk")).order_by("-pk")
    tally = Tally.objects.filter(programme=programme, school=OuterRef("pk"))
    rows = area_schools(post, programme).select_related("division").order_by("division", "registered_name", "pk")
    return rows.annotate(
        roster_state=Subquery(rosters.values("state")[:1]),
        roster_teachers=Coalesce(Subquery(rosters.values("teachers")[:1]), Value(0)),
        enrolled=Coalesce(Subquery(tally.values("enrolled")[:1], output_field=IntegerField()), Value(0)),
        activated=Coalesce(Subquery(tally.values("activated")[:1], output_field=IntegerField()), Value(0)),
    )
