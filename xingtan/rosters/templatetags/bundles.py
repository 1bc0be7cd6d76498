"""How bundles and reviews in bulk are shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template

from xingtan.foundation.text import masked_id, masked_mobile
from xingtan.organisations.models import School
from xingtan.rosters.models import Bundle, BundlePart, ReviewItem, Roster
from xingtan.rosters.queries import bundle_of
from xingtan.rosters.sentences import field_name
from xingtan.rosters.sheet import FIELDS, Teacher

register = template.Library()

_BUNDLE_KINDS = {"reading": "wait", "done": "ok", "failed": "stop"}
_PART_KINDS = {"taken": "ok", "unreadable": "stop", "dismissed": "off"}
_MASKS = {"mobile": masked_mobile, "id_number": masked_id}
_ITEM_KINDS = {"done": "ok", "refused": "stop", "waiting": "wait"}


@register.filter
def bundle_kind(bundle: Bundle) -> str:
    """The kind of state a bundle is in."""
    return _BUNDLE_KINDS[bundle.state]


@register.filter
def part_kind(part: BundlePart) -> str:
    """The kind of outcome a part has."""
    return _PART_KINDS.get(part.outcome, "wait")


@register.filter
def item_kind(item: ReviewItem) -> str:
    """The kind of state a roster of a review is in."""
    return _ITEM_KINDS[item.state]


@register.filter
def of_bundle(counts: Mapping[int, Mapping[str, int]], bundle: Bundle) -> Mapping[str, int]:
    """The counts of one bundle."""
    return counts.get(bundle.pk, {})


@register.filter
def schools_of(schools: Mapping[int, School], part: BundlePart) -> list[School]:
    """The schools that a part might be, best first."""
    return [schools[key] for key in part.candidates if key in schools]


@dataclass(frozen=True)
class ReadCell:
    """One cell of a row that waits in a bundle."""

    label: str
    text: str
    is_doubtful: bool
    is_number: bool


@register.filter
def read_cells(teacher: Teacher) -> list[ReadCell]:
    """The cells of a row as read: doubtful ones as typed, sound numbers masked."""
    doubtful = {problem.field for problem in teacher.problems}
    return [
        ReadCell(field_name(field), _text(teacher, field, field in doubtful), field in doubtful, field in _MASKS)
        for field in FIELDS
    ]


def _text(teacher: Teacher, field: str, is_doubtful: bool) -> str:  # noqa: FBT001
    text = teacher.shown(field)
    return _MASKS[field](text) if field in _MASKS and not is_doubtful else text


@register.simple_tag
def bringer(roster: Roster | None) -> Bundle | None:
    """The bundle by which a county or the city brought a school's draft in; None for its own."""
    return bundle_of(roster) if roster else None
