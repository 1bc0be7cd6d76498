"""How a reminder reaches a person."""

from datetime import datetime

from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.outbox import actions as outbox
from xingtan.outbox.gateways import sms_is_set_up
from xingtan.outbox.models import Message
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import sends_at


def send_reminder(programme: Programme, person: Post, *, what: str, said: str, key: str, now: datetime) -> None:
    """By mail where an address is known, by SMS where a gateway is set up; either way it stands on the desk.

    What is written at night goes out in the morning. ``key``: the same reminder to the same person goes once.
    """
    not_before, account = sends_at(programme, now), person.account
    if account.mail:
        outbox.send(
            channel=Message.Channel.MAIL, to=account.mail, subject=_("Reminder: %(what)s") % {"what": what},
            body=said, dedup_key=f"{key}:mail", now=now, not_before=not_before,
        )  # fmt: skip
    if sms_is_set_up():
        outbox.send(
            channel=Message.Channel.SMS, to=account.mobile, body=said, dedup_key=f"{key}:sms", now=now,
            not_before=not_before,
        )  # fmt: skip
