"""Words of billing in templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from xingtan.billing import kinds, wording
from xingtan.billing.models import WriteOffState

register = template.Library()


@register.filter
def reason(found: Mapping[str, Any]) -> str:
    """A reason in words."""
    return wording.sentence_of(found)


@register.filter
def bill_kind(state: str) -> str:
    """The kind of badge of a bill's state."""
    return wording.BILL_STATES[state][0]


@register.filter
def bill_word(state: str) -> str:
    """A bill's state in a word."""
    return str(wording.BILL_STATES[state][1])


@register.filter
def line_kind(state: str) -> str:
    """The kind of badge of a bank line's state."""
    return wording.LINE_STATES[state]


@register.filter
def column_word(column: str) -> str:
    """What a column of a statement holds, in a word."""
    return str(wording.COLUMNS[column])


@register.filter
def voucher_kind(state: str) -> str:
    """The kind of badge of a voucher's state."""
    return wording.VOUCHER_STATES[state]


@register.filter
def voucher_difference(why: str) -> str:
    """Why a voucher does not agree, in a sentence."""
    return str(wording.VOUCHER_DIFFERENCES[why])


@register.filter
def write_off_kind(state: str) -> str:
    """The kind of badge of a write-off's state."""
    return wording.WRITE_OFF_STATES[state]


@register.filter
def write_off_word(state: str) -> str:
    """A write-off's state in a word."""
    return str(WriteOffState(state).label)


@register.filter
def evidence(codes: Iterable[str]) -> str:
    """Kinds of evidence in words."""
    return kinds.evidence_in_words(codes)
