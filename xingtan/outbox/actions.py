"""Writing messages and delivering those that are due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from django.db import transaction

from xingtan.outbox.gateways import hand_over
from xingtan.outbox.models import Message
from xingtan.outbox.rules import wait_before

log = structlog.get_logger(__name__)


def send(
    *,
    channel: str,
    to: str,
    body: str,
    dedup_key: str,
    now: datetime,
    subject: str = "",
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Put a message into the outbox, in the caller's transaction.

    The same ``dedup_key`` again returns the message already there: one effect, however often asked.
    ``headers``: further headers of a mail, such as ``In-Reply-To``. ``not_before``: it waits until then.
    """
    message, _created = Message.objects.get_or_create(
        dedup_key=dedup_key,
        defaults={
            "channel": channel, "to": to, "subject": subject, "body": body, "headers": dict(headers or {}),
            "due_at": max(now, not_before or now), "created_at": now,
        },
    )  # fmt: skip
    return message


def enclose(*, message: Message, files: Sequence[Mapping[str, str]]) -> None:
    """Put stored files into a mail, in the transaction that wrote it: ``{"name", "file", "type"}`` each."""
    message.enclosures = [dict(each) for each in files]
    message.save(update_fields=["enclosures"])


def deliver_due(*, now: datetime, limit: int = 200) -> int:
    """Deliver the messages that are due; returns how many went out.

    Each is tried in its own transaction with its row locked, so that two workers never send one twice.
    """
    due = Message.objects.filter(state=Message.State.WAITING, due_at__lte=now).order_by("due_at")
    return sum(_deliver(pk, now) for pk in list(due.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _deliver(pk: int, now: datetime) -> bool:
    rows = Message.objects.select_for_update(skip_locked=True)
    message = rows.filter(pk=pk, state=Message.State.WAITING).first()
    if message is None:
        return False
    message.attempts += 1
    try:
        hand_over(message)
    except Exception as error:  # noqa: BLE001 - any gateway may fail in any way; the message stays
        wait = wait_before(message.attempts)
        message.last_error = f"{type(error).__name__}: {error}"[:300]
        message.state = Message.State.WAITING if wait else Message.State.GIVEN_UP
        message.due_at = now + wait if wait else message.due_at
        log.warning("message not sent", key=message.dedup_key, attempt=message.attempts)
    else:
        message.state, message.sent_at, message.last_error = Message.State.SENT, now, ""
    message.save()
    return message.state == Message.State.SENT
