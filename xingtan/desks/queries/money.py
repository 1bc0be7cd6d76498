"""What is left to do about money: by the school that pays, by who watches, by who matches transfers."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.billing.queries import (
    Narrowing,
    answered_lines,
    bill_of,
    bills_of,
    questions_for,
    queue,
    sums_of,
    totals,
)
from xingtan.billing.rules import BillState
from xingtan.desks.items import Figure, Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import overdue_kind, until_words
from xingtan.foundation import yuan
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import School
from xingtan.oversight.rules import Counts
from xingtan.programmes.models import Programme
from xingtan.ui import days
from xingtan.ui.counts import percent, thousands


def unpaid_schools(programme: Programme, counts: Counts, now: datetime) -> Todo | None:
    """Schools of an area that have enrolled and not paid in full; expected with the enrolment (A03)."""
    count = counts.schools_enrolled - counts.schools_paid
    if count <= 0:
        return None
    due_on = programme.enrol_closes_at.astimezone(ZONE).date()
    sentence = ngettext("%(count)s school has not paid", "%(count)s schools have not paid", count)
    return Todo(
        sentence % {"count": thousands(count)},
        kind=overdue_kind(due_on, now),
        since=until_words(due_on),
        href=f"{href_of('billing:index')}?state=open",
        button=_("Look"),
    )


def own_bill(school: School, programme: Programme, now: datetime) -> Todo | None:
    """What the school still has to pay; nothing once it is paid."""
    bill = bill_of(programme, school)
    if bill is None or bill.standing.state in (BillState.NOTHING, BillState.PAID):
        return None
    href, rest = href_of("billing:index"), bill.standing.rest
    if bill.standing.state == BillState.OVER:
        words = _("%(amount)s more arrived than was due; the finance office will return it")
        return Todo(words % {"amount": yuan.shown(-rest)}, "info", href=href, button=_("Look"))
    words = _("%(amount)s is still to be paid")
    if bill.standing.state == BillState.UNPAID:
        words = _("The fee of %(amount)s is not paid yet")
    due_on = programme.enrol_closes_at.astimezone(ZONE).date()
    return Todo(
        words % {"amount": yuan.shown(rest)},
        kind=overdue_kind(due_on, now),
        since=until_words(due_on),
        href=href,
        button=_("How to pay"),
    )


def waiting_transfers(post: Post, programme: Programme) -> Todo | None:
    """Bank lines that want a clerk, with their sum: as many as the queue shows, those about which a school is asked left out."""
    sums = sums_of(queue(programme, post, Narrowing(is_asked=False)))
    if not sums.lines:
        return None
    sentence = ngettext("%(count)s transfer waits to be matched", "%(count)s transfers wait to be matched", sums.lines)
    return Todo(
        sentence % {"count": thousands(sums.lines)},
        since=_("%(amount)s in all") % {"amount": yuan.shown(sums.amount)},
        href=href_of("billing:transfers"),
        button=_("Match"),
    )


def questions_to_answer(post: Post, programme: Programme) -> list[Todo | None]:
    """“Was this your transfer?”: what the finance office waits for."""
    return [
        Todo(
            _("Was the transfer of %(amount)s yours?") % {"amount": yuan.shown(question.line.amount)},
            "stop",
            since=_("asked on %(day)s") % {"day": days.short(question.asked_at)},
            href=href_of("billing:question", question=question.public_id),
            button=_("Answer"),
        )
        for question in questions_for(post, programme)
    ]


def answers_to_see(post: Post, programme: Programme) -> Todo | None:
    """Transfers about which a school has answered."""
    count = answered_lines(programme, post).count()
    if not count:
        return None
    sentence = ngettext(
        "A school has answered about %(count)s transfer", "Schools have answered about %(count)s transfers", count
    )
    return Todo(sentence % {"count": thousands(count)}, href=href_of("billing:transfers"), button=_("Look"))


def takings(post: Post, programme: Programme) -> tuple[Figure, ...]:
    """What is owed and what came, for those who keep the money."""
    sums = totals(bills_of(programme, post))
    bills = href_of("billing:index")
    return (
        Figure(_("Bills"), thousands(sums.bills), href=bills),
        Figure(_("Due"), yuan.shown(sums.amount), href=href_of("billing:figures")),
        Figure(
            _("Received"),
            yuan.shown(sums.received),
            _share(sums.received, sums.amount),
            href=href_of("billing:figures"),
        ),
        Figure(_("Paid in full"), thousands(sums.settled), href=f"{bills}?state=settled"),
        Figure(_("Paid too much"), thousands(sums.over), href=f"{bills}?state=over"),
    )


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{percent(part, whole)}%" if whole else ""
