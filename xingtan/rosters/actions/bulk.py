"""Stores a roster's rows, sealed, many at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xingtan.foundation import bulk_rows
from xingtan.foundation.sealing import digests, seals
from xingtan.rosters.models import ROW_PURPOSE, Roster, RosterRow
from xingtan.rosters.sheet import KeptRows, Teacher, packed

_FIELDS = ("roster", "position", "version", "cells", "id_hash", "mobile_hash", "problems", "problem_count")
StoredRow = tuple[int, int, int, bytes, str, str, str, int]


@dataclass(frozen=True)
class Checked:
    """Rows with their look-up hashes, ready to be stored."""

    rows: KeptRows
    ids: Sequence[str]
    mobiles: Sequence[str]

    @classmethod
    def of(cls, rows: KeptRows) -> "Checked":
        """The rows with their hashes worked out."""
        return cls(rows, _hashes(rows.ids, "id_number", rows), _hashes(rows.mobiles, "mobile", rows))


def replace_rows(*, roster: Roster, rows: KeptRows) -> None:
    """Put these rows in place of those on the roster. Within the caller's transaction."""
    RosterRow.objects.filter(roster=roster).delete()
    add_rows([(roster, Checked.of(rows))])


def add_rows(sheets: Iterable[tuple[Roster, Checked]]) -> None:
    """Store the rows of rosters that have none. Within the caller's transaction."""
    rows = (row for roster, checked in sheets for row in _stored(roster, checked))
    bulk_rows.add_rows(RosterRow, _FIELDS, rows)


def _stored(roster: Roster, checked: Checked) -> Iterator[StoredRow]:
    """Each row as it is kept, in the order of the fields."""
    key, sealed, problems = roster.pk, seals(checked.rows.texts, purpose=ROW_PURPOSE), checked.rows.problems
    for at, (cells, number, mobile) in enumerate(zip(sealed, checked.ids, checked.mobiles, strict=True)):
        if at in problems:
            found = problems[at]
            yield key, at + 1, 1, cells, number, mobile, json.dumps(found), len(found)
        else:
            yield key, at + 1, 1, cells, number, mobile, "[]", 0


def new_row(roster: Roster, position: int, teacher: Teacher) -> RosterRow:
    """One row ready to be stored at a place of the roster."""
    number, mobile = hashes_of(teacher)
    problems = [list(problem) for problem in teacher.problems]
    return RosterRow(
        roster=roster, position=position, cells=packed(teacher), id_hash=number, mobile_hash=mobile,
        problems=problems, problem_count=len(problems),
    )  # fmt: skip


def hashes_of(teacher: Teacher) -> tuple[str, str]:
    """The look-up hashes of identity number and mobile; empty for one that cannot be right."""
    checked = Checked.of(KeptRows.of([teacher]))
    return checked.ids[0], checked.mobiles[0]


def _hashes(numbers: Sequence[str], field: str, rows: KeptRows) -> list[str]:
    hashes = digests(numbers, purpose=field)
    for at, problems in rows.problems.items():
        if any(each.field == field and each.code != "duplicate" for each in problems):
            hashes[at] = ""
    return hashes
