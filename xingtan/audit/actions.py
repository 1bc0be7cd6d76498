"""Adding to the chain."""

from datetime import UTC
from typing import Any, Protocol

from django.db import models, transaction

from xingtan.audit.models import Entry, Head
from xingtan.audit.rules import Link, fingerprint
from xingtan.foundation import clock


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


@transaction.atomic
def record(verb: str, *, by: Actor | None, about: models.Model | str = "", **facts: Any) -> Entry:
    """Add one entry in the caller's transaction: what is undone leaves no trace, what is done does.

    ``facts`` are JSON values and never personal numbers. The head is locked until the transaction
    ends, so call it last.
    """
    head = Head.objects.select_for_update().filter(pk=1).first() or Head.objects.create(pk=1)
    at = clock.now()
    link = Link(
        number=head.number + 1,
        at=at.astimezone(UTC).isoformat(),
        verb=verb,
        by=by.public_id if by else "",
        by_words=str(by)[:200] if by else "",
        about=name_of(about),
        facts=facts,
        previous=head.fingerprint,
    )
    print_of_link = fingerprint(link)
    entry = Entry.objects.create(
        number=link.number,
        at=at,
        verb=verb,
        by=link.by,
        by_words=link.by_words,
        about=link.about,
        facts=facts,
        previous=link.previous,
        fingerprint=print_of_link,
    )
    Head.objects.filter(pk=1).update(number=link.number, fingerprint=print_of_link)
    return entry
