"""Stores a roster's rows, sealed, many at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xingtan.foundation import bulk_rows
from xingtan.foundation.sealing import digests, seals
from xingtan.rosters.models import ROW_PURPOSE, Roster, RosterRow, packed
from xingtan.rosters.sheet import Teacher

_FIELDS = ("roster", "position", "version", "cells", "id_hash", "mobile_hash", "problems", "problem_count")
StoredRow = tuple[int, int, int, bytes, str, str, str, int]


@dataclass(frozen=True)
class Checked:
    """Teachers with their look-up hashes, ready to be stored."""

    teachers: Sequence[Teacher]
    ids: Sequence[str]
    mobiles: Sequence[str]

    @classmethod
    def of(cls, teachers: Sequence[Teacher]) -> "Checked":
        """The teachers with their hashes worked out."""
        return cls(teachers, id_hashes(teachers), mobile_hashes(teachers))


def replace_rows(*, roster: Roster, teachers: Sequence[Teacher]) -> None:
    """Put these teachers in place of whoever is on the roster. Within the caller's transaction."""
    RosterRow.objects.filter(roster=roster).delete()
    add_rows([(roster, Checked.of(teachers))])


def add_rows(sheets: Iterable[tuple[Roster, Checked]]) -> None:
    """Store the rows of rosters that have none. Within the caller's transaction."""
    rows = (row for roster, checked in sheets for row in _stored(roster, checked))
    bulk_rows.add_rows(RosterRow, _FIELDS, rows)


def _stored(roster: Roster, checked: Checked) -> Iterator[StoredRow]:
    """Each row as it is kept, in the order of the fields."""
    sealed = seals(map(packed, checked.teachers), purpose=ROW_PURPOSE)
    parts = zip(checked.teachers, sealed, checked.ids, checked.mobiles, strict=True)
    for position, (teacher, cells, number, mobile) in enumerate(parts, 1):
        problems = json.dumps(teacher.problems) if teacher.problems else "[]"
        yield roster.pk, position, 1, cells, number, mobile, problems, len(teacher.problems)


def new_row(roster: Roster, position: int, teacher: Teacher) -> RosterRow:
    """One row ready to be stored at a place of the roster."""
    (number,), (mobile,) = id_hashes([teacher]), mobile_hashes([teacher])
    problems = [list(problem) for problem in teacher.problems]
    return RosterRow(
        roster=roster, position=position, cells=packed(teacher), id_hash=number, mobile_hash=mobile,
        problems=problems, problem_count=len(problems),
    )  # fmt: skip


def id_hashes(teachers: Sequence[Teacher]) -> list[str]:
    """The look-up hashes of the identity numbers; empty for one that cannot be right."""
    return _hashes(teachers, "id_number", [teacher.id_number for teacher in teachers])


def mobile_hashes(teachers: Sequence[Teacher]) -> list[str]:
    """The look-up hashes of the mobiles; empty for one that cannot be right."""
    return _hashes(teachers, "mobile", [teacher.mobile for teacher in teachers])


def _hashes(teachers: Sequence[Teacher], field: str, numbers: list[str]) -> list[str]:
    hashes = digests(numbers, purpose=field)
    for index, teacher in enumerate(teachers):
        if teacher.problems and any(each.field == field and each.code != "duplicate" for each in teacher.problems):
            hashes[index] = ""
    return hashes


def problem_total(teachers: Sequence[Teacher]) -> int:
    """How many cells are to be mended."""
    return sum(len(teacher.problems) for teacher in teachers)
