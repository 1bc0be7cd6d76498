"""The city reminds its counties of the wages' share (R29): by mail, once a day; it stands on their desk besides."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.funding.errors import NothingToRemind
from xingtan.funding.models import CountyReminder
from xingtan.funding.queries import counties_owing
from xingtan.outbox import actions as outbox
from xingtan.outbox.models import Message
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import sends_at


@transaction.atomic
def remind_counties(*, programme: Programme, year: int, by: Post, now: datetime) -> int:
    """Remind every county that has not declared or falls short, unless it was today; says how many.

    Raises ``NothingToRemind``. A second call on the same day sends nothing twice.
    """
    today = now.astimezone(ZONE).date()
    told = CountyReminder.objects.filter(year=year, sent_on=today).values("division")
    counties = list(counties_owing(programme, year).exclude(pk__in=told))
    if not counties:
        raise NothingToRemind()
    posts = Post.objects.filter(kind=Kind.COUNTY_ADMIN, division__in=counties, is_active=True)
    people = list(posts.select_related("account"))
    for county in counties:
        reminder, is_new = CountyReminder.objects.get_or_create(
            division=county, year=year, sent_on=today, defaults={"sent_at": now, "sent_by": by}
        )
        if is_new:
            _tell(reminder, [each for each in people if each.division_id == county.pk], programme, by, now)
    audit.record("remind_counties", by=by, about=programme, year=year, counties=[each.code for each in counties])
    return len(counties)


def _tell(reminder: CountyReminder, people: list[Post], programme: Programme, by: Post, now: datetime) -> None:
    page = settings.PUBLIC_URL.rstrip("/") + reverse("funding:index")
    sender = by.division.bureau or by.division.name if by.division else programme.owner
    body = _(
        "Please declare the %(year)s wages of your teachers and the training money set aside, and make up what is "
        "missing to the norm: %(page)s\n%(sender)s"
    ) % {"year": reminder.year, "page": page, "sender": sender}
    for person in people:
        if person.account.mail:
            outbox.send(
                channel=Message.Channel.MAIL, to=person.account.mail,
                subject=_("Reminder: training money %(year)s") % {"year": reminder.year}, body=body,
                dedup_key=f"funding:{reminder.pk}:{person.pk}", now=now, not_before=sends_at(programme, now),
            )  # fmt: skip
