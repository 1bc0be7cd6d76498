"""Deciding about a roster: pass it on, accept it, which enrols its teachers, or return it with reasons (A05)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.enrolment import actions as enrolment
from xingtan.enrolment.actions import Entrant
from xingtan.organisations import actions as organisations
from xingtan.rosters import queries
from xingtan.rosters.actions.checking import locked
from xingtan.rosters.errors import NotTheReviewer, NotUnderReview, ReasonNeeded, RowGone
from xingtan.rosters.models import Roster, RosterRow, RosterStep
from xingtan.rosters.rules import Reviewer
from xingtan.ui.days import moment as shown_moment

LONGEST_REMARK = 200
_LONGEST_REASON = 500


@transaction.atomic
def accept(*, roster: Roster, by: Post, now: datetime) -> Roster:
    """Say yes to a roster: the county passes it on to the training centre, the last reviewer's yes enrols.

    Accounts, learner posts and enrolments are made in the same transaction. Raises ``NotTheReviewer``, ``NotUnderReview``, and what enrolling refuses
    (``EnrolledElsewhere``, ``MobileTaken``); then nothing has changed.
    """
    roster = locked(roster)
    _refuse_unless_reviewing(roster, by)
    if queries.way_of(roster).after_yes(roster.state) == Roster.State.PASSED:
        return _pass_on(roster, by, now)
    teachers = queries.teachers_of(roster)
    entrants = [Entrant(each.name, each.mobile, each.id_number, each.stage, each.subject) for each in teachers]
    enrolment.enrol_many(programme=roster.programme, school=roster.school, entrants=entrants, by=by, now=now)
    _decide(roster, Roster.State.ACCEPTED, now)
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.ACCEPTED, at=now, by=by)
    audit.record("accept_roster", by=by, about=roster, teachers=roster.teachers)
    return roster


def _pass_on(roster: Roster, by: Post, now: datetime) -> Roster:
    _decide(roster, Roster.State.PASSED, now)
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.PASSED, at=now, by=by)
    organisations.note_change([roster.school_id], now)
    audit.record("pass_roster_on", by=by, about=roster, teachers=roster.teachers)
    return roster


@transaction.atomic
def remark_row(*, roster: Roster, position: int, words: str, by: Post, now: datetime) -> RosterRow:
    """Say beside one row what the school should mend; empty words take the remark away.

    The school sees it once the roster is returned. Raises ``NotTheReviewer``, ``NotUnderReview``, ``RowGone``.
    """
    roster = locked(roster)
    _refuse_unless_reviewing(roster, by)
    row = queries.row_at(roster, position)
    if row is None:
        raise RowGone()
    row.remark = words.strip()[:LONGEST_REMARK] or None
    row.remarked_version = row.version if row.remark else None
    row.save(update_fields=["remark", "remarked_version"])
    roster.changed_at = now
    roster.save(update_fields=["changed_at"])
    audit.record("remark_roster_row", by=by, about=roster, row=position)
    return row


@transaction.atomic
def send_back(*, roster: Roster, reason: str, by: Post, now: datetime) -> Roster:
    """Return a handed-in roster to its school, which can mend it while enrolment is open.

    Raises ``ReasonNeeded`` without a reason as a whole or a remark beside a row.
    """
    roster = locked(roster)
    _refuse_unless_reviewing(roster, by)
    if not reason.strip() and not queries.remarked_rows(roster).exists():
        raise ReasonNeeded()
    _decide(roster, Roster.State.RETURNED, now)
    words = reason.strip()[:_LONGEST_REASON]
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.RETURNED, at=now, by=by, words=words)
    organisations.note_change([roster.school_id], now)
    audit.record("return_roster", by=by, about=roster)
    return roster


def _refuse_unless_reviewing(roster: Roster, by: Post) -> None:
    reviewer = queries.way_of(roster).reviewer(roster.state)
    if reviewer is None:
        raise NotUnderReview(
            state=roster.get_state_display(), since=shown_moment(roster.decided_at or roster.changed_at)
        )
    if not queries.is_reviewer(by, roster):
        is_county = reviewer is Reviewer.COUNTY
        raise NotTheReviewer(reviewer=_("the county") if is_county else _("the city's training centre"))


def _decide(roster: Roster, state: str, now: datetime) -> None:
    roster.state, roster.decided_at, roster.changed_at = state, now, now
    roster.version += 1
    roster.save()
