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


Word = tuple[str, str]
"""A field and the key of a text."""


class Said(NamedTuple):
    """How many schools of a county meant the same by a word."""

    field: str
    key: str
    value: str
    county: str
    schools: int = 1


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


def words_that_hold(own: Mapping[Word, str], said: Iterable[Said], county: str) -> Mapping[Word, str]:
    """What words mean to one school: its own lessons, else what enough schools agree on without dissent.

    First the schools of its county, then those of the whole city. A school's name is its own affair.
    """
    near: dict[Word, Counter[str]] = {}
    far: dict[Word, Counter[str]] = {}
    for each in said:
        if each.field == "school":
            continue
        word = (each.field, each.key)
        far.setdefault(word, Counter())[each.value] += each.schools
        if each.county == county:
            near.setdefault(word, Counter())[each.value] += each.schools
    return _agreed(far) | _agreed(near) | dict(own)


def _agreed(said: Mapping[Word, Counter[str]]) -> dict[Word, str]:
    return {
        word: value
        for word, values in said.items()
        for value, schools in values.items()
        if len(values) == 1 and schools >= SCHOOLS_TO_AGREE
    }
