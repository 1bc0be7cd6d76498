"""Stores a roster's rows by the fastest way of each database: COPY on PostgreSQL, executemany on SQLite."""

import json
from collections.abc import Iterator, Sequence

from django.db import connection

from xingtan.foundation.sealing import digests, seals
from xingtan.rosters.models import ROW_PURPOSE, Roster, RosterRow, packed
from xingtan.rosters.sheet import Teacher

_COLUMNS = ("roster_id", "position", "version", "cells", "id_hash", "mobile_hash", "problems", "problem_count")
_COLUMN_LIST = ", ".join(_COLUMNS)
_TABLE = RosterRow._meta.db_table
StoredRow = tuple[int, int, int, bytes, str, str, str, int]


def replace_rows(*, roster: Roster, teachers: Sequence[Teacher]) -> None:
    """Put these teachers in place of whoever is on the roster. Within the caller's transaction."""
    RosterRow.objects.filter(roster=roster).delete()
    rows = _stored(roster, teachers)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({_COLUMN_LIST}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(_COLUMNS))
        # an iterator will do, whatever the stubs say: 50,000 rows need not stand in memory at once
        cursor.executemany(f"INSERT INTO {_TABLE} ({_COLUMN_LIST}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 - constants


def _stored(roster: Roster, teachers: Sequence[Teacher]) -> Iterator[StoredRow]:
    """The columns of each row, in the order of the table's insert."""
    sealed = seals(map(packed, teachers), purpose=ROW_PURPOSE)
    parts = zip(teachers, sealed, id_hashes(teachers), mobile_hashes(teachers), strict=True)
    for position, (teacher, cells, number, mobile) in enumerate(parts, 1):
        problems = json.dumps(teacher.problems) if teacher.problems else "[]"
        yield roster.pk, position, 1, cells, number, mobile, problems, len(teacher.problems)


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
