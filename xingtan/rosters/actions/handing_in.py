"""Handing a roster in (R41 R43 R47)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions as organisations
from xingtan.rosters import queries
from xingtan.rosters.actions.checking import locked, recheck, refuse_unless_changeable
from xingtan.rosters.errors import HeadMustDeclare, NobodyOnRoster, NotDeclared, ProblemsRemain
from xingtan.rosters.models import Roster, RosterStep
from xingtan.rosters.rules import why_not_hand_in


def hand_in(*, roster: Roster, declared_by: str, version: int, by: Post | None, now: datetime) -> Roster:
    """Hand the roster in for review, declared true by name. Whoever is elsewhere by now is marked first (A24).

    Raises ``RosterClosed``, ``NotWithTheSchool``, ``RosterChanged``, ``NobodyOnRoster``,
    ``ProblemsRemain``, ``NotDeclared`` or ``HeadMustDeclare`` (A21); new marks stay, the roster stays with the school.
    """
    if by is not None and by.kind != Kind.SCHOOL_HEAD and roster.programme.reading("A21", "head_declares_in_person"):
        raise HeadMustDeclare()
    with transaction.atomic():
        standing = locked(roster, version)
        refuse_unless_changeable(standing, now)
        recheck(standing)
        standing.save(update_fields=["teachers", "open_problems"])
    return _hand_in(roster, declared_by.strip(), version, by, now)


@transaction.atomic
def _hand_in(roster: Roster, declared_by: str, version: int, by: Post | None, now: datetime) -> Roster:
    roster = locked(roster, version)
    refuse_unless_changeable(roster, now)
    why = why_not_hand_in(queries.standing_of(roster, now), declared=bool(declared_by))
    if why:
        raise _refusal(why, roster)
    roster.state = Roster.State.SUBMITTED
    roster.declared_by, roster.handed_in_at, roster.changed_at, roster.decided_at = declared_by, now, now, None
    roster.version += 1
    roster.save()
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.HANDED_IN, at=now, by=by, words=declared_by)
    organisations.note_change([roster.school_id], now)
    audit.record("hand_in_roster", by=by, about=roster, teachers=roster.teachers)
    return roster


def _refusal(why: str, roster: Roster) -> Refusal:
    if why == "nobody":
        return NobodyOnRoster()
    return ProblemsRemain(count=roster.open_problems) if why == "problems" else NotDeclared()
