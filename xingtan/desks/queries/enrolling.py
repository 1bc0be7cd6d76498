"""What is left to do about enrolment: by the school that hands in, by who reviews."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import until_words, waited_words
from xingtan.enrolment.queries import headcount_of
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import enrolment_is_open
from xingtan.rosters.models import Roster
from xingtan.rosters.queries import (
    WAITS,
    bundle_of,
    open_parts,
    open_roster,
    received_until,
    reopenings_to_decide,
    schools_without_roster,
    waiting_for,
)


def to_review(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """Rosters that wait for this post."""
    waiting = waiting_for(post, programme)
    if not waiting.count or waiting.oldest_at is None:
        return None
    sentence = ngettext("%(count)s roster waits for review", "%(count)s rosters wait for review", waiting.count)
    return Todo(
        sentence % {"count": waiting.count},
        since=waited_words(waiting.oldest_at, now),
        href=href_of("rosters:index"),
        button=_("Review"),
    )


def schools_missing(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """Schools of the area that have handed in nothing, while it can still be done."""
    if not enrolment_is_open(programme.calendar, now):
        return None
    count = schools_without_roster(within(School.objects.all(), post), programme).count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)s school has not handed in a roster", "%(count)s schools have not handed in a roster", count
    )
    return Todo(
        sentence % {"count": count},
        since=until_words(programme.enrol_closes_at),
        href=href_of("oversight:chase", subject="roster"),
        button=_("Look and remind"),
    )


def late_rosters(post: Post, programme: Programme) -> Todo | None:
    """Requests to receive a school late that wait for this post as the second person (A04)."""
    count = reopenings_to_decide(post, programme).count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)s request to receive a roster late waits for a second person",
        "%(count)s requests to receive a roster late wait for a second person",
        count,
    )
    return Todo(sentence % {"count": count}, href=href_of("rosters:reopenings"), button=_("Decide"))


def parts_to_decide(post: Post, programme: Programme) -> Todo | None:
    """Rows of files brought in for many schools that could not simply become a draft."""
    count = open_parts(post, programme).count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)s part of a file you brought in waits for your decision",
        "%(count)s parts of files you brought in wait for your decision",
        count,
    )
    return Todo(sentence % {"count": count}, href=href_of("rosters:bundles"), button=_("Decide"))


def own_roster(school: School, programme: Programme, now: datetime) -> Todo | None:
    """Where the school's own roster stands and what to do with it."""
    roster = open_roster(school, programme)
    last = received_until(programme, school, now)
    is_open, until = last is not None, until_words(last) if last else ""
    href = href_of("rosters:index")
    if roster is None:
        if headcount_of(programme, school):
            return None
        if not is_open:
            return Todo(_("Enrolment has closed and your school has enrolled nobody"), "info")
        return Todo(_("Your school has not enrolled anybody yet"), since=until, href=href, button=_("Start the roster"))
    if roster.state in WAITS:
        return Todo(_("Your roster is being reviewed"), "info", href=href, button=_("Look"))
    if roster.state == Roster.State.RETURNED:
        return Todo(_("Your roster was returned"), "stop", since=until, href=href, button=_("Mend and hand in"))
    if bundle_of(roster):
        words = _("Your county has brought in your roster: please check it and hand it in")
        return Todo(words, since=until, href=href, button=_("Check"))
    if roster.open_problems:
        sentence = ngettext(
            "%(count)s cell of your roster is to be mended",
            "%(count)s cells of your roster are to be mended",
            roster.open_problems,
        )
        return Todo(sentence % {"count": roster.open_problems}, since=until, href=href, button=_("Mend"))
    return Todo(_("Your roster is ready to be handed in"), since=until, href=href, button=_("Hand in"))
