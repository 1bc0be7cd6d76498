"""Deciding about a roster: accept it, which enrols its teachers, or return it with a reason (A05)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.enrolment import actions as enrolment
from xingtan.enrolment.actions import Entrant
from xingtan.organisations import actions as organisations
from xingtan.rosters import queries
from xingtan.rosters.actions.checking import locked
from xingtan.rosters.errors import NotTheReviewer, NotUnderReview, ReasonNeeded
from xingtan.rosters.models import Roster, RosterStep
from xingtan.ui.days import moment as shown_moment

_LONGEST_REASON = 500


@transaction.atomic
def accept(*, roster: Roster, by: Post, now: datetime) -> Roster:
    """Accept a handed-in roster: accounts, learner posts and enrolments in the same transaction.

    Raises ``NotTheReviewer``, ``NotUnderReview``, and what enrolling refuses
    (``EnrolledElsewhere``, ``MobileTaken``); then nothing has changed.
    """
    roster = locked(roster)
    _refuse_unless_reviewing(roster, by)
    teachers = queries.teachers_of(roster)
    entrants = [Entrant(each.name, each.mobile, each.id_number, each.stage, each.subject) for each in teachers]
    enrolment.enrol_many(programme=roster.programme, school=roster.school, entrants=entrants, by=by, now=now)
    _decide(roster, Roster.State.ACCEPTED, now)
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.ACCEPTED, at=now, by=by)
    audit.record("accept_roster", by=by, about=roster, teachers=roster.teachers)
    return roster


@transaction.atomic
def send_back(*, roster: Roster, reason: str, by: Post, now: datetime) -> Roster:
    """Return a handed-in roster to its school, which can mend it while enrolment is open."""
    roster = locked(roster)
    _refuse_unless_reviewing(roster, by)
    if not reason.strip():
        raise ReasonNeeded()
    _decide(roster, Roster.State.RETURNED, now)
    words = reason.strip()[:_LONGEST_REASON]
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.RETURNED, at=now, by=by, words=words)
    organisations.note_change([roster.school_id], now)
    audit.record("return_roster", by=by, about=roster)
    return roster


def _refuse_unless_reviewing(roster: Roster, by: Post) -> None:
    if not queries.is_reviewer(by, roster):
        is_county = by.kind == Kind.CITY_SUPERVISOR
        raise NotTheReviewer(reviewer=_("the county") if is_county else _("the city's training centre"))
    if roster.state != Roster.State.SUBMITTED:
        raise NotUnderReview(
            state=roster.get_state_display(), since=shown_moment(roster.decided_at or roster.changed_at)
        )


def _decide(roster: Roster, state: str, now: datetime) -> None:
    roster.state, roster.decided_at, roster.changed_at = state, now, now
    roster.version += 1
    roster.save()
