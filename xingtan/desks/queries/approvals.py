"""What about money waits for a second person, and an account that is about to change."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.billing.queries import refunds_to_approve, write_offs_to_approve
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.enrolment.queries import full_lists_to_decide, full_lists_to_take
from xingtan.foundation.clock import ZONE
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import payee_changes


def to_approve(post: Post, programme: Programme) -> list[Todo | None]:
    """Refunds, write-offs and accounts that another person asked for."""
    refunds = refunds_to_approve(programme, post).count()
    written_off = write_offs_to_approve(programme, post).count()
    return [
        _waiting(ngettext("%(count)s refund waits for your approval", "%(count)s refunds wait for your approval", refunds), refunds, "billing:refunds"),
        _waiting(ngettext("%(count)s write-off waits for your approval", "%(count)s write-offs wait for your approval", written_off), written_off, "billing:write_offs"),
        _account(post, programme),
    ]  # fmt: skip


def full_lists(post: Post, programme: Programme, now: datetime) -> list[Todo | None]:
    """Lists with full numbers: those that wait for this person's approval, and those approved for it."""
    to_decide = full_lists_to_decide(post, programme).count()
    to_take = full_lists_to_take(post, programme, now).count()
    return [
        _waiting(ngettext("%(count)s list with full numbers waits for your approval", "%(count)s lists with full numbers wait for your approval", to_decide), to_decide, "enrolment:full_lists"),
        _waiting(ngettext("%(count)s list with full numbers was approved for you; take it out within the day", "%(count)s lists with full numbers were approved for you; take them out within the day", to_take), to_take, "enrolment:full_lists"),
    ]  # fmt: skip


def _waiting(sentence: str, count: int, name: str) -> Todo | None:
    return Todo(sentence % {"count": count}, href=href_of(name), button=_("Look")) if count else None


def _account(post: Post, programme: Programme) -> Todo | None:
    """Everybody who keeps the money sees a change of the account from the first moment on (`security.md` A14)."""
    change = next((each for each in payee_changes(programme, post) if each.is_open), None)
    if change is None:
        return None
    since = ""
    if change.effective_at:
        since = _("in force from %(when)s") % {"when": f"{change.effective_at.astimezone(ZONE):%m-%d %H:%M}"}
    words = (
        _("Another collecting account waits for a second person")
        if not since
        else _("The collecting account is about to change")
    )
    return Todo(words, since=since, href=href_of("programmes:payee"), button=_("Look"))
