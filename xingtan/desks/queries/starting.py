"""What is left to do before an area starts: the notice, the meeting, the plan, registration; and what one was reminded of."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import overdue_kind, until_words
from xingtan.foundation.clock import ZONE
from xingtan.notices.queries import meeting_of, open_for, received_at
from xingtan.organisations.models import School
from xingtan.oversight.queries import open_reminder, registration_of, unanswered
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import plan_of, plan_states
from xingtan.programmes.rules import PlanState, term_is_over
from xingtan.ui import days
from xingtan.ui.counts import thousands

SIGNERS = (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)


def open_notices(post: Post, now: datetime) -> list[Todo | None]:
    """The notices that wait to be passed on or signed for, the latest two."""
    return [
        Todo(
            (_("Sign for “%(title)s”") if post.kind in SIGNERS else _("Forward “%(title)s” to your schools"))
            % {"title": notice.title},
            since=_("Published %(day)s") % {"day": days.short(notice.published_at or now)},
            href=href_of("notices:notice", notice=notice.public_id),
            button=_("Sign") if post.kind in SIGNERS else _("Forward"),
        )
        for notice in open_for(post)[:2]
    ]


def own_meeting(school: School, programme: Programme, now: datetime) -> Todo | None:
    """The mobilisation meeting, until it is recorded (R40)."""
    if term_is_over(programme.calendar, now) or meeting_of(school, programme.code) is not None:
        return None
    received, within_days = received_at(programme.notice, school), programme.reading("A26", "meeting_within_days")
    due_on = received.astimezone(ZONE).date() + timedelta(days=within_days) if received and within_days else None
    return Todo(
        _("The mobilisation meeting is not recorded yet"),
        kind=overdue_kind(due_on, now) if due_on else "wait",
        since=until_words(due_on) if due_on else "",
        href=href_of("notices:own_meeting"),
        button=_("Record"),
    )


def own_plan(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """A county's plan, until the city has filed it (R13)."""
    if post.division is None or term_is_over(programme.calendar, now):
        return None
    plan, due_on = plan_of(programme, post.division), programme.registration_due_on
    href = href_of("programmes:plan", division=post.division.code)
    if plan is None:
        kind = overdue_kind(due_on, now)
        return Todo(_("Your plan is not handed in yet"), kind, until_words(due_on), href, _("Hand in"))
    if plan.state == PlanState.RETURNED:
        return Todo(_("The city has returned your plan"), "stop", until_words(due_on), href, _("Mend and hand in"))
    return None


def plans_to_file(programme: Programme) -> Todo | None:
    """The plans that wait for the city."""
    count = sum(state is PlanState.SUBMITTED for state in plan_states(programme).values())
    if not count:
        return None
    sentence = ngettext("%(count)s plan waits to be filed", "%(count)s plans wait to be filed", count)
    return Todo(sentence % {"count": count}, href=f"{href_of('programmes:plans')}?state=submitted", button=_("Look"))


def registration(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """How many teachers are still without an account before the day on which all should have one (R31)."""
    if term_is_over(programme.calendar, now):
        return None
    found, due_on = registration_of(post, programme), programme.registration_due_on
    if not found.missing:
        return None
    sentence = ngettext("%(count)s teacher has no account yet", "%(count)s teachers have no account yet", found.missing)
    return Todo(
        sentence % {"count": thousands(found.missing)},
        kind=overdue_kind(due_on, now),
        since=until_words(due_on),
        href=href_of("oversight:registration"),
        button=_("Look"),
    )


def reminded_of(school: School, programme: Programme, now: datetime) -> list[Todo | None]:
    """What the school was reminded of in the last days and has not done yet."""
    return [
        Todo(
            _("Reminder: %(what)s") % {"what": each.title},
            kind="stop",
            since=_("%(moment)s by %(sender)s")
            % {"moment": days.moment(each.sent_at), "sender": _sender(each.by, programme)},
            href=href_of(each.page),
            button=_("Do it now"),
        )
        for each in unanswered(school, programme, now.astimezone(ZONE).date())
    ]


def county_reminded(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """What the city reminded a county of in the last days, while it is still behind with rosters."""
    reminder = open_reminder(post, programme, now.astimezone(ZONE).date())
    if reminder is None:
        return None
    facts = {"moment": days.moment(reminder.sent_at), "sender": _sender(reminder.sent_by, programme)}
    return Todo(
        _("Reminder: %(what)s") % {"what": _("rosters of your schools")},
        kind="stop",
        since=_("%(moment)s by %(sender)s") % facts,
        href=href_of("oversight:chase", subject="roster"),
        button=_("Do it now"),
    )


def _sender(post: Post, programme: Programme) -> str:
    return post.division.bureau or post.division.name if post.division else programme.undertaking_institution
