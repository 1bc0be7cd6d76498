"""Asking the chain: whether it is whole, and what happened to a thing."""

from datetime import UTC

from django.db import models

from xingtan.audit.models import Entry, Head
from xingtan.audit.rules import GENESIS, Link, fingerprint
from xingtan.foundation.proofs import Breach


def entries_about(subject: str) -> models.QuerySet[Entry]:
    """What was done to one thing, latest first; ``subject`` as in ``actions.name_of``."""
    return Entry.objects.filter(about=subject).order_by("-number")


def first_broken_link() -> int | None:
    """The number of the first entry that was changed, moved or cut out; None when the chain is whole."""
    previous, number = GENESIS, 0
    for entry in Entry.objects.order_by("number").iterator():
        number += 1
        expected = fingerprint(
            Link(
                number=number,
                at=entry.at.astimezone(UTC).isoformat(),
                verb=entry.verb,
                by=entry.by,
                by_words=entry.by_words,
                about=entry.about,
                facts=entry.facts,
                previous=previous,
            )
        )
        if entry.number != number or entry.fingerprint != expected:
            return number
        previous = entry.fingerprint
    head = Head.objects.filter(pk=1).first()
    if head and (head.number, head.fingerprint) != (number, previous):
        return number + 1
    return None


def chain_length() -> int:
    """How many entries the chain has."""
    return Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def chain_breaches() -> list[Breach]:
    """The first link that does not hold; empty when the chain is whole."""
    number = first_broken_link()
    return [] if number is None else [Breach("audit_chain", str(number))]
