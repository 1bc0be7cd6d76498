"""Checks a stored roster against the other rows, the other rosters and the accounts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Sum

from xingtan.rosters import queries
from xingtan.rosters.actions.bulk import hashes_of
from xingtan.rosters.errors import NotWithTheSchool, RosterChanged, RosterClosed
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.rules import why_not_change
from xingtan.rosters.sheet import Problem, Teacher, packed, with_duplicates
from xingtan.ui.days import moment as shown_moment

CLASHES = frozenset({"enrolled_elsewhere", "handed_in_elsewhere", "mobile_taken"})
OF_OTHER_ROWS = CLASHES | {"duplicate_id_number", "duplicate_mobile"}
BATCH = 500


def locked(roster: Roster, version: int | None = None) -> Roster:
    """The roster as it stands now, locked until the end of the transaction.

    Raises ``RosterChanged`` when the page that asks showed another version.
    """
    rows = Roster.objects.select_for_update(of=("self",)).select_related("programme", "school__division")
    found: Roster = rows.get(pk=roster.pk)
    if version is not None and version != found.version:
        raise RosterChanged()
    return found


def refuse_unless_changeable(roster: Roster, now: datetime) -> None:
    """Raise what keeps the school from changing its roster now."""
    why = why_not_change(queries.standing_of(roster, now))
    if why == "closed":
        raise RosterClosed(deadline=shown_moment(roster.programme.enrol_closes_at))
    if why:
        raise NotWithTheSchool()


def touch(roster: Roster, now: datetime) -> None:
    """Save the roster as a new version."""
    roster.version += 1
    roster.changed_at = now
    roster.save()


def store_changes(rows: Sequence[RosterRow], before: Sequence[Teacher], after: Sequence[Teacher]) -> None:
    """Write the rows that read differently from before."""
    changed = []
    for row, old, new in zip(rows, before, after, strict=True):
        if old != new:
            row.cells = packed(new)
            row.problems = [list(problem) for problem in new.problems]
            row.problem_count = len(new.problems)
            row.id_hash, row.mobile_hash = hashes_of(new)
            row.version += old[:8] != new[:8]
            changed.append(row)
    fields = ["cells", "problems", "problem_count", "id_hash", "mobile_hash", "version"]
    RosterRow.objects.bulk_update(changed, fields, batch_size=BATCH)


def recheck(roster: Roster, replaced: dict[int, Teacher] | None = None) -> None:
    """Read all rows anew, some of them replaced, and mark again what depends on the others; then count."""
    rows = list(queries.rows_of(roster))
    before = [row.teacher for row in rows]
    bare = [teacher.without(OF_OTHER_ROWS) for teacher in before]
    bare = [(replaced or {}).get(row.position, teacher) for row, teacher in zip(rows, bare, strict=True)]
    store_changes(rows, before, with_duplicates(bare))
    mark_clashes(roster)
    count(roster)


def mark_clashes(roster: Roster) -> None:
    """Mark the rows whose numbers are somebody else's already (A24), without saying whose."""
    found: dict[int, list[Problem]] = {}
    for clash in queries.clashes(roster):
        found.setdefault(clash.position, []).append(Problem(clash.field, "duplicate", clash.why))
    positions = sorted(found)
    for start in range(0, len(positions), BATCH):
        _mark(roster.rows.filter(position__in=positions[start : start + BATCH]), found)


def _mark(rows: Iterable[RosterRow], found: dict[int, list[Problem]]) -> None:
    rows = list(rows)
    before = [row.teacher for row in rows]
    after = [teacher.having(*found[row.position]) for row, teacher in zip(rows, before, strict=True)]
    store_changes(rows, before, after)


def count(roster: Roster) -> None:
    """Count teachers and problems anew; one query."""
    roster.teachers = roster.rows.count()
    roster.open_problems = roster.rows.aggregate(total=Sum("problem_count"))["total"] or 0
