"""How a roster's cells are shown: doubtful ones as typed, sound numbers masked."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from xingtan.foundation.text import masked_id, masked_mobile
from xingtan.rosters.sentences import IGNORED, field_name, sentence_of
from xingtan.rosters.sheet import FIELDS, Teacher

register = template.Library()

SHOWN = (*FIELDS[:3], "mobile", "id_number", "county", "school")
NUMBERS = {"mobile": masked_mobile, "id_number": masked_id}


@dataclass(frozen=True)
class ShownCell:
    """One cell on the page."""

    field: str
    label: str
    text: str
    problems: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        """Whether its digits should stand in line."""
        return self.field in NUMBERS


@register.filter
def cells(teacher: Teacher) -> list[ShownCell]:
    """The cells of a row, each with what is wrong with it in words."""
    found: dict[str, list[str]] = {}
    for problem in teacher.problems:
        found.setdefault(problem.field, []).append(sentence_of(problem))
    return [
        ShownCell(field, field_name(field), _text(teacher, field, field in found), tuple(found.get(field, ())))
        for field in SHOWN
    ]


def _text(teacher: Teacher, field: str, is_doubtful: bool) -> str:  # noqa: FBT001
    if is_doubtful:
        return teacher.shown(field)
    value: str = getattr(teacher, field)
    return NUMBERS[field](value) if field in NUMBERS else value


@register.filter
def roster_labels(_nothing: str) -> list[str]:
    """The headings of the grid."""
    return [field_name(field) for field in SHOWN]


@register.filter
def field_named(form: Form, name: str) -> BoundField:
    """A form's field by its name."""
    return form[name]


@register.filter
def in_words(teacher: Teacher) -> str:
    """A row in one line, for comparing."""
    return " · ".join(teacher.shown(field) or "–" for field in SHOWN)


@register.filter
def why_ignored(reason: str) -> str:
    """Why a row was passed over."""
    return str(IGNORED.get(reason, _("No teacher")))
