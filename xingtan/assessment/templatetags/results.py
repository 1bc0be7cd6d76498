"""How figures of a result are written."""

from decimal import Decimal

from django import template

from xingtan.assessment.wording import number

register = template.Library()


@register.filter
def plain(value: Decimal | None) -> str:
    """17.5, 20: a figure without idle zeros; a dash when there is none."""
    return number(value) if isinstance(value, Decimal) else "–"
