"""How lessons of a draft, which are no rows yet, are named and drawn."""

from django import template

from xingtan.courses.models import Lesson
from xingtan.courses.rules.drafting import PLAYED

register = template.Library()


@register.filter
def lesson_icon(kind: str) -> str:
    """The sign of a kind of lesson."""
    return Lesson.ICONS[kind]


@register.filter
def kind_words(kind: str) -> str:
    """What a kind of lesson is called."""
    return str(Lesson.Kind(kind).label)


@register.filter
def is_played(kind: str) -> bool:
    """Whether lessons of this kind play a file."""
    return kind in PLAYED
