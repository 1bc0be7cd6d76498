"""Adding to the chain."""

import json
from dataclasses import asdict
from datetime import UTC
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from xingtan.audit.models import Entry, Head
from xingtan.audit.rules import Link, fingerprint
from xingtan.foundation import clock

_HEAD = "SELECT number, fingerprint FROM audit_head WHERE id = 1"
_MOVE = "UPDATE audit_head SET number = %s, fingerprint = %s WHERE id = 1"
_ADD = (
    'INSERT INTO audit_entry (number, at, facts, verb, "by", by_words, about, previous, fingerprint) '
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


class Actor(Protocol):
    """Whoever acts: a post, as this room sees it."""

    @property
    def public_id(self) -> str: ...
    def __str__(self) -> str: ...


def name_of(subject: models.Model | str) -> str:
    """``room.model:public_id``, the name by which entries find what they are about."""
    if isinstance(subject, str):
        return subject
    return f"{subject._meta.label_lower}:{getattr(subject, 'public_id', None) or subject.pk}"


@transaction.atomic(savepoint=False)
def record(verb: str, *, by: Actor | None, about: models.Model | str = "", **facts: Any) -> Entry:
    """Add one entry in the caller's transaction: what is undone leaves no trace, what is done does.

    ``facts`` are JSON values and never personal numbers. The head is locked until the transaction
    ends, so call it last. In plain SQL: every sign-in and every decision comes through here.
    """
    at = clock.now()
    with connection.cursor() as cursor:
        number, previous = _locked_head(cursor)
        link = Link(
            number=number + 1,
            at=at.astimezone(UTC).isoformat(),
            verb=verb,
            by=by.public_id if by else "",
            by_words=str(by)[:200] if by else "",
            about=name_of(about),
            facts=facts,
            previous=previous,
        )
        entry = Entry(**asdict(link) | {"at": at}, fingerprint=fingerprint(link))
        kept = [connection.ops.adapt_datetimefield_value(at), json.dumps(facts)]
        words = [link.verb, link.by, link.by_words, link.about, link.previous, entry.fingerprint]
        cursor.execute(_ADD, [link.number, *kept, *words])
        cursor.execute(_MOVE, [link.number, entry.fingerprint])
    return entry


def _locked_head(cursor: CursorWrapper) -> tuple[int, str]:
    """The end of the chain, locked until the transaction ends (SQLite has locked the file already)."""
    cursor.execute(_HEAD + (" FOR UPDATE" if connection.features.has_select_for_update else ""))
    row = cursor.fetchone()
    if row is None:
        head = Head.objects.create(pk=1)
        return head.number, head.fingerprint
    return row
