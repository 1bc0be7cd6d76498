"""The mailroom's timers: fetching and sorting mails, forgetting old ones."""

from datetime import datetime

import structlog
from django.conf import settings
from django.utils.translation import override

from xingtan.foundation import clock
from xingtan.mailroom import actions, queries
from xingtan.mailroom.actions import Found
from xingtan.mailroom.models import Letter
from xingtan.outbox.mailboxes import Mailbox, MailboxTrouble, Waiting, account_from_settings, trouble_of
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import current_programme

log = structlog.get_logger(__name__)


def collect() -> None:
    """Fetch what is new, then sort what is not sorted; off while no mailbox is named or no programme is loaded."""
    now = clock.now()
    account, programme = account_from_settings(), current_programme(now)
    if account is not None and programme is not None:
        try:
            with Mailbox.opened(account) as mailbox:
                fetch(mailbox, programme, now)
            actions.note_look(mailbox=account.name, trouble="", now=now)
        except Mailbox.TROUBLE as error:
            log.warning("mailbox not reached", error=type(error).__name__, why=_why(error))
            actions.note_look(mailbox=account.name, trouble=trouble_of(error), now=now)
    sort_all(now)
    tell_all(now)


def _why(error: Exception) -> str:
    """Our own words for what went wrong; what others say may hold a password or a name and is not logged."""
    return str(error) if isinstance(error, MailboxTrouble) else ""


def fetch(mailbox: Mailbox, programme: Programme, now: datetime) -> int:
    """Store every message that is not stored yet and only then mark it; one that fails stops no other."""
    count = 0
    for waiting in mailbox.waiting(queries.known_uids(mailbox.name, mailbox.uidvalidity)):
        try:
            _take(mailbox, waiting, programme, now)
            count += 1
        except Mailbox.TROUBLE:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one message does, the next has its turn
            log.warning("a message was not stored", uid=waiting.uid, error=type(error).__name__)
    return count


def _take(mailbox: Mailbox, waiting: Waiting, programme: Programme, now: datetime) -> None:
    place = (mailbox.name, mailbox.uidvalidity, waiting.uid)
    if queries.arrival_at(*place) is None:
        is_whole = waiting.size <= settings.MAILBOX_MAX_BYTES
        most = settings.MAILBOX_MAX_BYTES
        raw = mailbox.whole(waiting.uid, most_bytes=most) if is_whole else mailbox.head(waiting.uid)
        found = Found(*place, raw, waiting.size, is_whole)
        actions.keep(found=found, programme=programme, now=now)
    mailbox.put_away(waiting.uid)
    actions.note_put_away(found=Found(*place, b""))


def sort_all(now: datetime) -> None:
    """Sort every stored mail; one that fails is tried again in the next turn, at last laid before a clerk."""
    with override(settings.LANGUAGE_CODE):
        for letter in queries.unsettled():
            sort_one(letter, now)


def sort_one(letter: Letter, now: datetime) -> None:
    """Sort one mail; whatever it does, the next has its turn."""
    try:
        actions.sort(letter=letter, now=now)
    except Exception as error:  # noqa: BLE001 - a poisoned mail may break anything
        log.warning("a mail was not sorted", letter=letter.public_id, error=type(error).__name__)


def tell_all(now: datetime) -> None:
    """Answer the senders of mails with many schools, as soon as all of them are read."""
    with override(settings.LANGUAGE_CODE):
        for letter in queries.letters_to_tell():
            actions.tell_what_was_read(letter=letter, now=now)


def tidy() -> None:
    """Forget the mails whose days are over."""
    actions.forget_sources(now=clock.now())
