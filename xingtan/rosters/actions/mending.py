"""Mends a roster cell by cell: one cell, the same text in many rows, a teacher added by hand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.rosters import queries
from xingtan.rosters.actions.bulk import new_row
from xingtan.rosters.actions.checking import locked, recheck, refuse_unless_changeable, touch
from xingtan.rosters.actions.learning import learn, lessons_of
from xingtan.rosters.errors import NobodyTyped, RosterChanged, RowGone
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.sheet import FIELDS, RowReader, Teacher, with_own_school
from xingtan.rosters.sheet.learning import LEARNED_FIELDS


@transaction.atomic
def mend_cells(
    *,
    roster: Roster,
    position: int,
    cells: Mapping[str, str],
    row_version: int,
    by: Post | None,
    now: datetime,
    alike: bool = False,
) -> list[int]:
    """Put new text into some cells of one row and check it again, with all that depends on it; what a word meant is learnt.

    ``cells`` by field (those of ``FIELDS`` and note), the others stay. ``alike``: also in every other row where
    the same doubtful text stands in the same closed column. Answers the places of the rows changed. Raises
    ``RowGone``, ``RosterChanged`` when the row was changed since ``row_version`` was read, and what keeps a
    school from changing its roster.
    """
    roster = locked(roster)
    refuse_unless_changeable(roster, now)
    row = queries.row_at(roster, position)
    if row is None:
        raise RowGone()
    if row.version != row_version:
        raise RosterChanged()
    before = {position: row.teacher}
    if alike:
        before |= _rows_alike(roster, row.teacher, [field for field in cells if field in LEARNED_FIELDS])
    words = queries.words_for(roster.programme, roster.school)
    reader = words.reader(now.astimezone(ZONE).date())
    read = [read_again(reader, teacher, cells) for teacher in before.values()]
    after = dict(zip(before, with_own_school(read, words.own.county, words.own.is_meant_by), strict=True))
    recheck(roster, after)
    lessons = [lesson for place, old in before.items() for lesson in lessons_of(old, after[place])]
    names = [teacher.name for teacher in queries.teachers_of(roster)] if lessons else []
    learnt = learn(school=roster.school, lessons=lessons, names=names, by=by, now=now)
    touch(roster, now)
    audit.record("change_roster_row", by=by, about=roster, row=position, rows=len(after), learnt=learnt)
    return sorted(after)


def read_again(reader: RowReader, teacher: Teacher, cells: Mapping[str, str]) -> Teacher:
    """A row with some cells typed anew."""
    typed = [cells.get(field, teacher.shown(field)) for field in FIELDS]
    return reader.read(typed, cells.get("note", teacher.note), teacher.sheet, teacher.row)


def _rows_alike(roster: Roster, meant: Teacher, fields: list[str]) -> dict[int, Teacher]:
    """The rows with the same doubtful text in all of some columns as the row that is meant."""
    if not fields:
        return {}
    rows = ((row.position, row.teacher) for row in queries.rows_of(roster, only_problems=True))
    return {
        position: teacher
        for position, teacher in rows
        if {field for field in fields if teacher.shown(field) == meant.shown(field)} == set(fields)
        and set(fields) <= {problem.field for problem in teacher.problems}
    }


@transaction.atomic
def add_row(*, roster: Roster, cells: Mapping[str, str], by: Post | None, now: datetime) -> RosterRow:
    """Put a teacher typed by hand at the end of the roster, checked like every other row.

    Raises ``NobodyTyped`` when neither name, mobile nor ID number is there.
    """
    roster = locked(roster)
    refuse_unless_changeable(roster, now)
    if not any(cells.get(field, "").strip() for field in ("name", "mobile", "id_number")):
        raise NobodyTyped()
    words = queries.words_for(roster.programme, roster.school)
    reader = words.reader(now.astimezone(ZONE).date())
    read = reader.read([cells.get(field, "") for field in FIELDS], cells.get("note", ""))
    [teacher] = with_own_school([read], words.own.county, words.own.is_meant_by)
    position = queries.last_position(roster) + 1
    new_row(roster, position, teacher).save()
    recheck(roster)
    touch(roster, now)
    audit.record("add_roster_row", by=by, about=roster, row=position)
    added = queries.row_at(roster, position)
    if added is None:
        raise RowGone()
    return added
