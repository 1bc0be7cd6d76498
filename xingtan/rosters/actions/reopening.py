"""Receiving one school's roster once more: one person asks, another decides (A04, R47)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import enrolment_is_open
from xingtan.rosters import queries
from xingtan.rosters.errors import (
    LateEnrolmentOff,
    NotReopeningNow,
    NotTheReviewer,
    ReasonNeeded,
    ReopeningAsked,
    ReopeningDecided,
    SecondPersonNeeded,
    UntilTooFar,
)
from xingtan.rosters.models import Reopening
from xingtan.rosters.rules import NEWLY_HIRED, why_not_reopen, why_not_until
from xingtan.ui.days import moment as shown_moment

_LONGEST = 500


@transaction.atomic
def ask_reopening(
    *, programme: Programme, school: School, cause: str, reason: str, until: date, by: Post, now: datetime
) -> Reopening:
    """Ask for one school's roster to be received until the end of a day.

    Raises ``NotReopeningNow`` while enrolment is open anyhow, ``LateEnrolmentOff`` for newly hired
    teachers where the programme does not take them late (A04), ``ReopeningAsked`` when one waits
    already, ``UntilTooFar``, ``ReasonNeeded``.
    """
    School.objects.select_for_update().get(pk=school.pk)
    if enrolment_is_open(programme.calendar, now):
        raise NotReopeningNow(deadline=shown_moment(programme.enrol_closes_at))
    if cause == NEWLY_HIRED and not programme.reading("A04", "late_enrolment_by_city"):
        raise LateEnrolmentOff()
    if why_not_until(until, today=now.astimezone(ZONE).date(), term_ends_on=programme.term_ends_on):
        raise UntilTooFar(term_end=programme.term_ends_on.isoformat())
    if not reason.strip():
        raise ReasonNeeded()
    standing = queries.open_request(programme, school)
    if standing is not None:
        raise ReopeningAsked(by=standing.asker.name)
    reopening: Reopening = Reopening.objects.create(
        programme=programme, school=school, cause=cause, reason=reason.strip()[:_LONGEST], until=until,
        asked_by=by, asker=by.account, asked_at=now,
    )  # fmt: skip
    audit.record("ask_reopening", by=by, about=reopening, school=school.code, until=until.isoformat(), cause=cause)
    return reopening


@transaction.atomic
def decide_reopening(*, reopening: Reopening, granted: bool, words: str, by: Post, now: datetime) -> Reopening:
    """Grant or refuse, as another person than who asked.

    Raises ``NotTheReviewer``, ``SecondPersonNeeded``, ``ReopeningDecided``; ``ReasonNeeded`` for a refusal without words.
    """
    rows = Reopening.objects.select_for_update(of=("self",)).select_related("decider", "programme", "school")
    reopening = rows.get(pk=reopening.pk)
    if by.kind not in queries.DECIDERS:
        raise NotTheReviewer(reviewer=_("the city's training centre"))
    is_open = reopening.state == Reopening.State.ASKED
    why = why_not_reopen(asker=reopening.asker_id, decider=by.account_id, is_open=is_open)
    if why == "decided":
        raise ReopeningDecided(state=reopening.get_state_display(), by=str(reopening.decider))
    if why:
        raise SecondPersonNeeded()
    if not granted and not words.strip():
        raise ReasonNeeded()
    reopening.state = Reopening.State.GRANTED if granted else Reopening.State.REFUSED
    reopening.decided_by, reopening.decider, reopening.decided_at = by, by.account, now
    reopening.words = words.strip()[:_LONGEST]
    reopening.save()
    audit.record("decide_reopening", by=by, about=reopening, granted=granted)
    return reopening
