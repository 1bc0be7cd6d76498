"""How spans of a lesson are written and drawn."""

from django import template

from xingtan.study.coverage import Spans, size, to_text
from xingtan.study.rules import clock_face

register = template.Library()


@register.filter
def timecode(seconds: int) -> str:
    """12:05, or 1:02:05 from an hour on."""
    return clock_face(seconds)


@register.filter
def timecodes(seconds: Spans) -> str:
    """0:00–0:45、1:00–1:10."""
    return "、".join(f"{timecode(first)}–{timecode(end)}" for first, end in seconds)


@register.filter
def seconds_in(seconds: Spans) -> int:
    """How many seconds a set holds."""
    return size(seconds)


@register.filter
def as_data(seconds: Spans) -> str:
    """The set for a data attribute, as ``coverage.to_text`` writes it."""
    return to_text(seconds)


@register.filter
def whole_minutes(seconds: int) -> int:
    """Whole minutes: 32 of 45."""
    return seconds // 60


@register.filter
def widths(seconds: Spans) -> list[dict[str, int]]:
    """Where each piece begins and how long it is, for drawing."""
    return [{"x": first, "width": end - first} for first, end in seconds]


@register.filter
def clock_hours(seconds: int) -> str:
    """6, or 1.5: hours of the clock, not class hours."""
    return f"{seconds / 3600:g}"


@register.filter
def times(percent: int) -> str:
    """1.5 for 150 percent."""
    return f"{percent / 100:g}"
