"""What the school does before handing in: upload a sheet, mend a row, remove a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters import queries
from xingtan.rosters.actions.aside import keep_offers, set_aside
from xingtan.rosters.actions.bulk import replace_rows
from xingtan.rosters.actions.checking import (
    OF_OTHER_ROWS,
    locked,
    mark_clashes,
    recheck,
    refuse_unless_changeable,
    touch,
)
from xingtan.rosters.actions.mending import mend_cells
from xingtan.rosters.errors import NoHeader, NoRows, RosterChanged, RowGone
from xingtan.rosters.models import Roster, RosterRow, RosterStep, SetAside
from xingtan.rosters.sheet import Grid, KeptRows, Reading, Teacher, read_grids, with_own_school

_LONGEST_FILE_NAME = 200


def take_in(
    *,
    programme: Programme,
    school: School,
    grids: Sequence[Grid],
    file_name: str,
    by: Post | None,
    now: datetime,
    version: int | None = None,
) -> Roster:
    """Read and check a sheet and keep it as the school's draft, in place of the rows of an earlier one.

    ``version``: that of the roster the page showed, ``None`` when it showed none. Raises ``NoHeader``,
    ``NoRows``, ``RosterClosed``, ``NotWithTheSchool``, ``RosterChanged``; then nothing is stored.
    """
    words = queries.words_for(programme, school)
    reading = read_grids(grids, words.vocabulary, now.astimezone(ZONE).date())
    if reading.file_error:
        raise NoRows() if reading.file_error == "no_rows" else NoHeader()
    own = words.own
    teachers = with_own_school(reading.teachers, own.county, own.is_meant_by)
    offers = [
        replace(offer, teachers=with_own_school(offer.teachers, own.county, own.is_meant_by))
        for offer in reading.offers
    ]
    return _store(programme, school, teachers, replace(reading, offers=offers), (file_name, by, now, version))


@transaction.atomic
def _store(
    programme: Programme,
    school: School,
    teachers: Sequence[Teacher],
    reading: Reading,
    upload: tuple[str, Post | None, datetime, int | None],
) -> Roster:
    file_name, by, now, version = upload
    roster = _draft(programme, school, now, version)
    refuse_unless_changeable(roster, now)
    rows = KeptRows.of(teachers)
    replace_rows(roster=roster, rows=rows)
    keep_offers(roster, reading.offers, now)
    roster.file_name = file_name[-_LONGEST_FILE_NAME:]
    roster.ignored = [list(each) for each in reading.ignored if each.reason != "blank"]
    roster.teachers, roster.open_problems = len(rows), rows.problem_total
    mark_clashes(roster)
    touch(roster, now)
    RosterStep.objects.create(roster=roster, kind=RosterStep.Kind.UPLOADED, at=now, by=by, words=roster.file_name)
    audit.record("upload_roster", by=by, about=roster, teachers=roster.teachers, problems=roster.open_problems)
    return roster


def _draft(programme: Programme, school: School, now: datetime, version: int | None) -> Roster:
    """The school's open roster, locked, or a new one."""
    School.objects.select_for_update().get(pk=school.pk)
    standing = queries.open_roster(school, programme)
    if standing is None:
        if version is not None:
            raise RosterChanged()
        return Roster.objects.create(programme=programme, school=school, changed_at=now)  # type: ignore[no-any-return]
    return locked(standing, version)


@transaction.atomic
def change_row(
    *,
    roster: Roster,
    position: int,
    cells: Mapping[str, str],
    row_version: int,
    by: Post | None,
    now: datetime,
) -> RosterRow:
    """Put new text into the cells of one row and check it again, with all that depends on it.

    ``cells`` by field (those of ``FIELDS`` and note). Raises ``RosterChanged`` when the row was
    changed since ``row_version`` was read.
    """
    mend_cells(roster=roster, position=position, cells=cells, row_version=row_version, by=by, now=now)
    changed = queries.row_at(roster, position)
    if changed is None:
        raise RowGone()
    return changed


@transaction.atomic
def remove_row(*, roster: Roster, position: int, row_version: int, by: Post | None, now: datetime) -> Roster:
    """Take one row off the roster and set it aside; removing it twice does nothing more."""
    roster = locked(roster)
    refuse_unless_changeable(roster, now)
    row = queries.row_at(roster, position)
    if row is None:
        return roster
    if row.version != row_version:
        raise RosterChanged()
    set_aside(roster, SetAside.Kind.REMOVED, [(position, row.teacher.without(OF_OTHER_ROWS))], now)
    row.delete()
    recheck(roster)
    touch(roster, now)
    audit.record("remove_roster_row", by=by, about=roster, row=position)
    return roster
