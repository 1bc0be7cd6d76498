"""Badges of invoicing in templates."""

from collections.abc import Iterable

from django import template

from xingtan.invoicing import wording
from xingtan.invoicing.models import FileKind, InvoiceFile

register = template.Library()
_READ_FIRST = (FileKind.PDF, FileKind.XML, FileKind.OFD)


@register.filter
def for_reading(files: Iterable[InvoiceFile]) -> list[InvoiceFile]:
    """Files in the order people want them: what is read first, the red letter's behind."""
    return sorted(files, key=lambda file: (file.is_red, _READ_FIRST.index(file.kind)))


@register.filter
def request_kind(state: str) -> str:
    """The kind of badge of a request's state."""
    return wording.STATES[state]


@register.filter
def outcome_kind(outcome: str) -> str:
    """The kind of badge of what became of a file."""
    return wording.OUTCOMES[outcome]


@register.filter
def mail_kind(state: str) -> str:
    """The kind of badge of a mail's state."""
    return wording.MAILS[state]
