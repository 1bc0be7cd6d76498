"""Rows as they are kept: for each the text that is sealed, and beside it what stays open to look-up and counting.

The reading child packs, so that whoever stores 40,000 rows neither builds a teacher of each nor takes it apart again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xingtan.rosters.sheet.parts import Problem, Teacher

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring
Told = dict[str, Any]
Problems = tuple[Problem, ...]


def packed(teacher: Teacher) -> str:
    """A row's cells as the text that is sealed, in one line; its problems are kept beside it."""
    cells = ",".join(map(_quoted, teacher[:9]))
    return f"[{cells},{teacher.row},{_as_json(teacher.typed) if teacher.typed else '[]'}]"


def unpacked(cells: str, problems: Iterable[Sequence[str]]) -> Teacher:
    """The teacher that was packed."""
    *values, typed = json.loads(cells)
    named = tuple(Problem(*each) for each in problems)
    return Teacher._make((*values, named, tuple((field, text) for field, text in typed)))


@dataclass(frozen=True)
class KeptRows:
    """The rows of one roster, in order. ``problems``: of those rows that have any, by their place from 0."""

    texts: Sequence[str]
    ids: Sequence[str]
    mobiles: Sequence[str]
    """As read, also those that cannot be right."""
    problems: Mapping[int, Problems] = field(default_factory=dict)

    @classmethod
    def of(cls, teachers: Sequence[Teacher]) -> "KeptRows":
        """Teachers, packed."""
        return cls(
            list(map(packed, teachers)),
            [teacher.id_number for teacher in teachers],
            [teacher.mobile for teacher in teachers],
            {at: teacher.problems for at, teacher in enumerate(teachers) if teacher.problems},
        )

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def teachers(self) -> list[Teacher]:
        """The teachers, unpacked."""
        return [self.teacher_at(at) for at in range(len(self.texts))]

    @property
    def problem_total(self) -> int:
        """How many cells are to be mended."""
        return sum(map(len, self.problems.values())) if self.problems else 0

    def teacher_at(self, at: int) -> Teacher:
        """One of them, by its place from 0."""
        return unpacked(self.texts[at], self.problems.get(at, ()))

    def having(self, more: Mapping[int, Problems]) -> "KeptRows":
        """The same rows with more problems; a cell that has one already keeps its first."""
        if not more:
            return self
        changed = {at: self.teacher_at(at).having(*problems) for at, problems in more.items()}
        texts = [packed(changed[at]) if at in changed else text for at, text in enumerate(self.texts)]
        named = {at: teacher.problems for at, teacher in changed.items()}
        return KeptRows(texts, self.ids, self.mobiles, {**self.problems, **named})

    def told(self) -> Told:
        """As JSON can carry it: a packed row, an identity number and a mobile have no line break in them."""
        return {
            "count": len(self.texts),
            "texts": "\n".join(self.texts),
            "ids": "\n".join(map(_one_line, self.ids)),
            "mobiles": "\n".join(map(_one_line, self.mobiles)),
            "problems": self.problems,
        }


def _one_line(cell: str) -> str:
    """A number as typed; one with a line break is never found again by it, and its row holds what was typed."""
    return cell.replace("\n", " ") if "\n" in cell else cell


def rows_told(told: Told) -> KeptRows:
    """The rows that were told."""
    if not told["count"]:
        return KeptRows((), (), ())
    problems = {int(at): tuple(Problem(*each) for each in found) for at, found in told["problems"].items()}
    return KeptRows(told["texts"].split("\n"), told["ids"].split("\n"), told["mobiles"].split("\n"), problems)
