"""How a roster's cells are shown: doubtful ones as typed, sound numbers masked."""

from collections import Counter
from dataclasses import dataclass

from django import template
from django.forms import BoundField, Form
from django.template import Context
from django.utils.translation import gettext as _

from xingtan.foundation.text import masked_id, masked_mobile
from xingtan.rosters.models import RosterRow
from xingtan.rosters.sentences import IGNORED, REASONS, field_name, sentence_of
from xingtan.rosters.sheet import FIELDS, Teacher
from xingtan.rosters.sheet.suggestions import Suggestion

register = template.Library()

SHOWN = (*FIELDS[:3], "mobile", "id_number", "county", "school")
NUMBERS = {"mobile": masked_mobile, "id_number": masked_id}

WAYS_ON = {"enrolled_elsewhere": "enrolment:claim", "mobile_taken": "enrolment:dispute"}
"""Clashes with other people's records: the way on is a request, not another value (A24, R71)."""


@dataclass(frozen=True)
class Hint:
    """A value proposed for a doubtful cell, with its reason in words."""

    value: str
    reason: str


@dataclass(frozen=True)
class ShownCell:
    """One cell on the page."""

    field: str
    label: str
    text: str
    problems: tuple[str, ...]
    hints: tuple[Hint, ...] = ()
    others_alike: int = 0
    """In how many other rows the same doubtful text stands."""
    way_on: str = ""
    """The page of ``enrolment`` where a school asks for what no mending can solve."""

    @property
    def is_number(self) -> bool:
        """Whether its digits should stand in line."""
        return self.field in NUMBERS

    @property
    def first_hint(self) -> str:
        """The best proposal."""
        return self.hints[0].value if self.hints else ""


@register.simple_tag(takes_context=True)
def cells_of(context: Context, row: RosterRow) -> list[ShownCell]:
    """The cells of a row, each with what is wrong with it in words and what it may have meant."""
    hints: dict[int, dict[str, list[Suggestion]]] = context.get("hints") or {}
    alike: Counter[tuple[str, str]] = context.get("alike") or Counter()
    teacher = row.teacher
    found: dict[str, list[str]] = {}
    for problem in teacher.problems:
        found.setdefault(problem.field, []).append(sentence_of(problem))
    return [
        ShownCell(
            field,
            field_name(field),
            _text(teacher, field, field in found),
            tuple(found.get(field, ())),
            tuple(Hint(each.value, str(REASONS[each.reason])) for each in hints.get(row.position, {}).get(field, ())),
            max(0, alike[field, teacher.shown(field)] - 1),
            next((WAYS_ON[each.why] for each in teacher.problems if each.field == field and each.why in WAYS_ON), ""),
        )
        for field in SHOWN
    ]


def _text(teacher: Teacher, field: str, is_doubtful: bool) -> str:  # noqa: FBT001
    if is_doubtful:
        return teacher.shown(field)
    value: str = getattr(teacher, field)
    return NUMBERS[field](value) if field in NUMBERS else value


@register.simple_tag
def cell_key(row: RosterRow, cell: ShownCell) -> str:
    """The name of a cell on the page."""
    return f"{row.position}-{cell.field}"


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
