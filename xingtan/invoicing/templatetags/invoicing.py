"""Badges of invoicing in templates."""

from django import template

from xingtan.invoicing import wording

register = template.Library()


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
