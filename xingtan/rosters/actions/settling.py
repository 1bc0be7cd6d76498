"""Deciding about the parts of a bundle that could not simply come in: whose they are, or that nobody needs them."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.audit import actions as audit
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import School
from xingtan.rosters import queries
from xingtan.rosters.actions.bringing import Bringing, bring_in
from xingtan.rosters.actions.bundles import Outcome, mark_taken, refuse_unless_read
from xingtan.rosters.actions.checking import OF_OTHER_ROWS, locked, refuse_unless_changeable
from xingtan.rosters.actions.handing_in import hand_in
from xingtan.rosters.errors import CountyMayNotHandIn, PartDecided, ReasonNeeded, SchoolOutside
from xingtan.rosters.models import Bundle, BundlePart, Roster
from xingtan.rosters.sheet import KeptRows, Teacher, with_duplicates, with_own_school
from xingtan.rosters.sheet.belonging import KnownSchool, filled

How = Literal["ask", "replace", "add"]
_LONGEST_WORDS = 500


@transaction.atomic
def assign_part(
    *, bundle: Bundle, position: int, school: School, by: Post, now: datetime, how: How = "ask"
) -> BundlePart:
    """Bring a part's rows in as this school's, and remember the name it was called by.

    ``how``: what becomes of a draft the school has of its own — ask first, replace it, or add to it. A draft that
    this very bundle brought is added to. Raises ``PartDecided``, ``SchoolOutside``, ``NotReadYet``,
    ``RosterClosed`` or ``NotWithTheSchool``; then nothing has changed.
    """
    part = _locked_part(bundle, position)
    if not within(School.objects.filter(pk=school.pk), by).exists():
        raise SchoolOutside()
    _remember_name(part, school, by)
    School.objects.select_for_update().get(pk=school.pk)
    standing = queries.open_roster(school, bundle.programme)
    part.school, part.decided_by, part.decided_at = school, by, now
    how = _as_meant(how, bundle, standing)
    if standing is not None:
        standing = locked(standing)
        refuse_unless_changeable(standing, now)
    if standing is not None and how == "ask":
        part.outcome = Outcome.STANDING
    else:
        _bring(part, school, standing, how, by, now)
    part.save()
    audit.record("assign_bundle_part", by=by, about=bundle, part=position, school=school.code, outcome=part.outcome)
    return part


def _as_meant(how: How, bundle: Bundle, standing: Roster | None) -> How:
    """The way to go where nobody was asked: drafts brought by bundle need no question."""
    if standing is None or how != "ask":
        return how
    found = queries.standings_of(bundle.programme, [standing.school_id], bundle)
    if standing.pk in found.of_this_bundle:
        return "add"
    return "replace" if standing.pk in found.untouched else "ask"


def _bring(part: BundlePart, school: School, standing: Roster | None, how: How, by: Post, now: datetime) -> None:
    own = queries.own_school(school)
    known = KnownSchool(school.pk, own.full_name, own.county)
    teachers = with_own_school(filled(queries.teachers_in(part), known), own.county, own.is_meant_by)
    ignored = part.ignored
    if standing is not None and how == "add":
        teachers = _joined(queries.teachers_of(standing), teachers)
        ignored = [*standing.ignored, *ignored]
    bringing = Bringing(school.pk, KeptRows.of(teachers), part.file_name, ignored, standing)
    (roster,) = bring_in(programme=part.bundle.programme, sheets=[bringing], by=by, now=now)
    mark_taken(part, roster)


def _joined(standing: list[Teacher], more: list[Teacher]) -> list[Teacher]:
    """Both, each person on the very same row only once, what depends on other rows marked anew."""
    bare = [teacher.without(OF_OTHER_ROWS) for teacher in (*standing, *more)]
    once = {(each.name, each.id_number, each.mobile, each.stage, each.subject): each for each in reversed(bare)}
    return list(with_duplicates(list(reversed(once.values()))))


def _remember_name(part: BundlePart, school: School, by: Post) -> None:
    """Keep the name as an alias, unless it is the very name of some school already."""
    text = part.school_text
    own = queries.own_school(school)
    if not text or own.is_meant_by(text) or queries.is_known_name(text):
        return
    organisations.add_alias(school=school, text=text, source="roster bundle", by=by)


def _locked_part(bundle: Bundle, position: int) -> BundlePart:
    parts = BundlePart.objects.select_for_update(of=("self",)).select_related("bundle__programme")
    part = parts.filter(bundle=bundle, position=position).first()
    if part is None or not part.is_open:
        raise PartDecided()
    refuse_unless_read(part.bundle)
    return part  # type: ignore[no-any-return]


@transaction.atomic
def dismiss_part(*, bundle: Bundle, position: int, reason: str, by: Post, now: datetime) -> BundlePart:
    """Set a part aside for a reason; its rows are let go of. Raises ``PartDecided``, ``ReasonNeeded``, ``NotReadYet``."""
    part = _locked_part(bundle, position)
    if not reason.strip():
        raise ReasonNeeded()
    part.outcome, part.words, part.rows = Outcome.DISMISSED, reason.strip()[:_LONGEST_WORDS], None
    part.decided_by, part.decided_at = by, now
    part.save()
    audit.record("dismiss_bundle_part", by=by, about=bundle, part=position)
    return part


def hand_in_for(*, roster: Roster, declared_by: str, version: int, by: Post, now: datetime) -> Roster:
    """Hand in for a school what the county brought in, its head having declared on paper (R43 A05).

    Raises ``CountyMayNotHandIn`` where the programme does not let it or the school's own draft is meant, and what
    ``hand_in`` raises.
    """
    if not queries.county_may_hand_in(roster.programme) or queries.bundle_of(roster) is None:
        raise CountyMayNotHandIn()
    return hand_in(roster=roster, declared_by=declared_by, version=version, by=by, now=now)
