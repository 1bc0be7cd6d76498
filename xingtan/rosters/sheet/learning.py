"""What may be remembered of a clerk's mending: words of closed columns and the school's names, never people or numbers."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from xingtan.rosters.sheet.cells import is_formula, key_of

LEARNED_FIELDS = frozenset({"stage", "subject", "county", "school"})
LONGEST_WORD = 40
MOST_DIGITS = 4
"""A text with more digits may be a number that slipped into the wrong column."""
SCHOOLS_TO_AGREE = 3
"""So many schools must have said the same before it holds for a whole county or city."""


class Lesson(NamedTuple):
    """One school's mending of a word: what was typed (as a key), what it means, where the school is."""

    field: str
    key: str
    value: str
    school: int
    county: str


def is_learnable(field: str, typed: str, value: str, names: Collection[str]) -> bool:
    """Whether a mending teaches a word. ``names``: the people of the roster, whose names are never learnt.

    >>> is_learnable("subject", "语文老师", "语文", ["王秀英"]), is_learnable("subject", "王秀英", "语文", ["王秀英"])
    (True, False)
    """
    key = key_of(typed)
    if field not in LEARNED_FIELDS or not key or key == key_of(value) or is_formula(typed):
        return False
    digits = sum(map(str.isdigit, key))
    return (
        len(typed) <= LONGEST_WORD and digits <= MOST_DIGITS and not any(key_of(name) in key for name in names if name)
    )


def words_that_hold(lessons: Iterable[Lesson], *, school: int, county: str) -> Mapping[tuple[str, str], str]:
    """What ``(field, key)`` means to one school: its own lesson, else what enough schools agree on without dissent.

    A school's name is its own affair and is never taken over from another school.
    """
    own: dict[tuple[str, str], str] = {}
    near: dict[tuple[str, str], Counter[str]] = {}
    far: dict[tuple[str, str], Counter[str]] = {}
    for lesson in lessons:
        word = (lesson.field, lesson.key)
        if lesson.school == school:
            own[word] = lesson.value
        if lesson.field != "school":
            far.setdefault(word, Counter())[lesson.value] += 1
            if lesson.county == county:
                near.setdefault(word, Counter())[lesson.value] += 1
    return _agreed(far) | _agreed(near) | own


def _agreed(said: Mapping[tuple[str, str], Counter[str]]) -> dict[tuple[str, str], str]:
    return {
        word: value
        for word, values in said.items()
        for value, schools in values.items()
        if len(values) == 1 and schools >= SCHOOLS_TO_AGREE
    }
