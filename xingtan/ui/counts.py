"""Counts and shares in figures, the same in templates, sentences and exports."""

from decimal import Decimal


def thousands(number: float | Decimal) -> str:
    """1,204."""
    return f"{number:,}"


def percent(part: int | Decimal, whole: int | Decimal) -> str:
    """The share in percent with one place; 100.0 only when it is all, 0.0 only when it is none."""
    tenths = part * 1000 / whole
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{round(tenths) / 10:.1f}"
