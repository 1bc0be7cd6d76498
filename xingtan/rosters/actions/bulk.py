"""Stores a roster's rows by the fastest way of each database: COPY on PostgreSQL, executemany on SQLite."""

import json
from collections.abc import Sequence

from django.db import connection

from xingtan.accounts.models import id_hash, mobile_hash
from xingtan.foundation.sealing import seal
from xingtan.rosters.models import ROW_PURPOSE, Roster, RosterRow, packed
from xingtan.rosters.sheet import Problem, Teacher

_COLUMNS = ("roster_id", "position", "version", "cells", "id_hash", "mobile_hash", "problems", "problem_count")
_COLUMN_LIST = ", ".join(_COLUMNS)
_TABLE = RosterRow._meta.db_table
StoredRow = tuple[int, int, int, bytes, str, str, str, int]


def replace_rows(*, roster: Roster, teachers: Sequence[Teacher]) -> None:
    """Put these teachers in place of whoever is on the roster. Within the caller's transaction."""
    RosterRow.objects.filter(roster=roster).delete()
    rows = (stored(roster, position, teacher) for position, teacher in enumerate(teachers, 1))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({_COLUMN_LIST}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(_COLUMNS))
        # an iterator will do, whatever the stubs say: 50,000 rows need not stand in memory at once
        cursor.executemany(f"INSERT INTO {_TABLE} ({_COLUMN_LIST}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 - constants


def stored(roster: Roster, position: int, teacher: Teacher, version: int = 1) -> StoredRow:
    """The columns of one row, in the order of the table's insert."""
    number, mobile = hashes(teacher)
    problems = json.dumps(teacher.problems) if teacher.problems else "[]"
    cells = seal(packed(teacher), purpose=ROW_PURPOSE)
    return roster.pk, position, version, cells, number, mobile, problems, len(teacher.problems)


def hashes(teacher: Teacher) -> tuple[str, str]:
    """The look-up hashes of identity number and mobile; empty for a number that cannot be right."""
    if not teacher.problems:
        return id_hash(teacher.id_number), mobile_hash(teacher.mobile)
    doubtful = {problem.field for problem in teacher.problems if _is_unreadable(problem)}
    return (
        "" if "id_number" in doubtful else id_hash(teacher.id_number),
        "" if "mobile" in doubtful else mobile_hash(teacher.mobile),
    )


def _is_unreadable(problem: Problem) -> bool:
    return problem.code != "duplicate"


def problem_total(teachers: Sequence[Teacher]) -> int:
    """How many cells are to be mended."""
    return sum(len(teacher.problems) for teacher in teachers)
