"""Passing a notice on, and signing for it (R39)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.notices.errors import NotForwardedYet, NotToBeForwarded
from xingtan.notices.models import Forwarding, Notice, Receipt
from xingtan.notices.queries import forwarding_for
from xingtan.organisations.models import Division, School
from xingtan.outbox import actions as outbox
from xingtan.outbox.models import Message


@transaction.atomic
def forward_notice(*, notice: Notice, division: Division, by: Post | None, now: datetime) -> Forwarding:
    """Pass a notice on to everything that hangs on a division; a second time it stays as it is.

    Who receives it is told by mail where an address is known; the desk says it to everybody.
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state != Notice.State.PUBLISHED or not notice.wants_receipt:
        raise NotToBeForwarded(title=notice.title)
    forwarding, is_new = Forwarding.objects.get_or_create(
        notice=notice, division=division, defaults={"by": by, "at": now}
    )
    if is_new:
        _tell(forwarding, now)
        audit.record("forward_notice", by=by, about=notice, division=division.code)
    return forwarding


def _tell(forwarding: Forwarding, now: datetime) -> None:
    """A mail to each school contact of the division, and from a city to its counties."""
    posts = Post.objects.filter(is_active=True, school__division=forwarding.division, kind=Kind.SCHOOL_CONTACT)
    posts |= Post.objects.filter(is_active=True, division__parent=forwarding.division, kind=Kind.COUNTY_ADMIN)
    notice = forwarding.notice
    path = reverse("notices:notice", kwargs={"notice": notice.public_id})
    facts = {"sender": forwarding.division.bureau or forwarding.division.name, "title": notice.title, "path": path}
    said = _("%(sender)s has forwarded the notice “%(title)s”. Please sign for it: %(path)s") % facts
    for post in posts.select_related("account"):
        if post.account.mail:
            outbox.send(
                channel=Message.Channel.MAIL, to=post.account.mail, subject=notice.title[:200], body=said,
                dedup_key=f"forward:{forwarding.pk}:{post.pk}", now=now,
            )  # fmt: skip


@transaction.atomic
def sign_for_notice(*, notice: Notice, school: School, by: Post | None, now: datetime) -> Receipt:
    """Note that a school received a notice; the first signature counts and stays.

    Raises ``NotForwardedYet`` before the school's division has passed it on.
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state != Notice.State.PUBLISHED or not notice.wants_receipt:
        raise NotToBeForwarded(title=notice.title)
    if forwarding_for(notice, school) is None:
        raise NotForwardedYet(division=school.division.name, title=notice.title)
    receipt, is_new = Receipt.objects.get_or_create(notice=notice, school=school, defaults={"by": by, "at": now})
    if is_new:
        audit.record("sign_for_notice", by=by, about=notice, school=school.public_id)
    return receipt
