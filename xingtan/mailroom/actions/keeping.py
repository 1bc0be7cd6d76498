"""Keeping a mail before anything else is done with it: once, however often and wherever it is found."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from xingtan.audit import actions as audit
from xingtan.foundation.sealing import digest
from xingtan.mailroom.models import Arrival, Letter, LetterSource, LetterStep, MailboxLook
from xingtan.mailroom.rules import ReadLetter, identity_of, kind_of, read_letter, without_numbers
from xingtan.outbox.mailboxes import own_addresses
from xingtan.programmes.models import Programme

log = structlog.get_logger(__name__)
_SUBJECT, _NAME = 300, 100


@dataclass(frozen=True)
class Found:
    """A message as it was found in a mailbox: where, how large it is there, and what was fetched of it."""

    mailbox: str
    uidvalidity: int
    uid: int
    raw: bytes = field(repr=False)
    size: int = 0
    is_whole: bool = True


@transaction.atomic
def keep(*, found: Found, programme: Programme, now: datetime) -> Letter:
    """Store a message with where it was found; one that is known is only noted to be there too."""
    letter, is_new = Letter.objects.get_or_create(
        identity=identity_of(found.raw), defaults=_fields(found, programme, now)
    )
    Arrival.objects.get_or_create(
        mailbox=found.mailbox, uidvalidity=found.uidvalidity, uid=found.uid, defaults={"letter": letter}
    )
    if is_new:
        LetterSource.objects.create(letter=letter, raw=found.raw.decode("latin-1"))
        LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.CAME, at=now)
        audit.record("keep_letter", by=None, about=letter, bytes=letter.size)
    return letter  # type: ignore[no-any-return]


def _fields(found: Found, programme: Programme, now: datetime) -> dict[str, object]:
    read = _safely_read(found.raw)
    kind = kind_of(
        read.headers, sender=read.sender, subject=read.subject, own=own_addresses(), has_sheets=bool(read.enclosures)
    )
    return {
        "programme": programme,
        "division_id": programme.owner_division_id,
        "kind": kind.value,
        "sender": read.sender[:_SUBJECT],
        "sender_name": read.sender_name[:_NAME],
        "sender_hash": digest(read.sender.lower(), purpose="letter.sender"),
        "subject": without_numbers(read.subject)[:_SUBJECT],
        "message_id": read.message_id,
        "text": without_numbers(read.text),
        "size": max(found.size, len(found.raw)),
        "is_whole": found.is_whole,
        "written_at": read.written_at,
        "came_at": now,
    }


def _safely_read(raw: bytes) -> ReadLetter:
    """The message read; whatever a poisoned one does to the reader, it is stored all the same."""
    try:
        return read_letter(raw)
    except Exception as error:  # noqa: BLE001 - the standard library's parser may fail in any way
        log.warning("a message cannot be read", error=type(error).__name__)
        return ReadLetter(is_broken=True)


@transaction.atomic
def note_put_away(*, found: Found) -> None:
    """Note that the mailbox has marked the message; it need not be looked at again. No audit: nothing is decided."""
    rows = Arrival.objects.filter(mailbox=found.mailbox, uidvalidity=found.uidvalidity, uid=found.uid)
    rows.update(is_put_away=True)


@transaction.atomic
def note_look(*, mailbox: str, trouble: str, now: datetime) -> None:
    """Note that a mailbox was read, or what kept it from being read and since when. No audit: nothing is decided."""
    look, _is_new = MailboxLook.objects.select_for_update().get_or_create(mailbox=mailbox)
    if trouble:
        look.failing_since, look.trouble = look.failing_since or now, trouble
    else:
        look.reached_at, look.failing_since, look.trouble = now, None, ""
    look.save()


@transaction.atomic
def forget_sources(*, now: datetime) -> int:
    """Delete the mails themselves when they are settled and their days are over; their history stays."""
    before = now - timedelta(days=settings.MAILBOX_KEEP_DAYS)
    old = LetterSource.objects.filter(letter__settled_at__lt=before).exclude(letter__state=Letter.State.WAITING)
    count, _per_model = old.delete()
    if count:
        audit.record("forget_letters", by=None, letters=count)
    return count
