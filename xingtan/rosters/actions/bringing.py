"""Puts the rows of many schools on their drafts at once: the same checks as one upload, a handful of statements for all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.foundation import bulk_rows
from xingtan.foundation.fields import new_public_id
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters import queries
from xingtan.rosters.actions.aside import keep_offers
from xingtan.rosters.actions.bulk import Checked, add_rows
from xingtan.rosters.actions.checking import refuse_unless_changeable
from xingtan.rosters.models import Roster, RosterRow, RosterStep
from xingtan.rosters.queries import Taken
from xingtan.rosters.sheet import KeptRows, Offer, Problem

_LONGEST_FILE_NAME = 200
_BATCH = 200
_NEW_FIELDS = (
    "public_id", "programme", "school", "state", "version", "file_name", "teachers", "open_problems", "ignored",
    "declared_by", "changed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Bringing:
    """One school's rows on their way to its draft. ``roster``: the draft they replace, None for a new one."""

    school_id: int
    rows: KeptRows
    file_name: str
    ignored: Sequence[Sequence[object]] = ()
    roster: Roster | None = None
    offers: Sequence[Offer] = ()
    """Rows to be laid beside the draft; a standing draft keeps its own."""


@transaction.atomic
def bring_in(
    *, programme: Programme, sheets: Sequence[Bringing], by: Post, now: datetime, taken: Taken | None = None
) -> list[Roster]:
    """Store each school's rows as its draft, in place of those on the draft named; answers the drafts in this order.

    The caller has judged that each may be brought in, and records it. ``taken``: numbers that are somebody's already,
    asked for when not given. Raises ``RosterClosed`` or ``NotWithTheSchool``
    for a draft that may not be replaced.
    """
    schools = School.objects.select_for_update().filter(pk__in=[each.school_id for each in sheets])
    list(schools.order_by("pk").values_list("pk"))
    checked = _checked(programme, sheets, taken)
    rosters = _rosters(programme, sheets, checked, now)
    add_rows(zip(rosters, checked, strict=True))
    for each, roster in zip(sheets, rosters, strict=True):
        if each.offers:
            keep_offers(roster, each.offers, now)
    kind, at = RosterStep.Kind.UPLOADED.value, bulk_rows.kept_moment(now)
    steps = ((roster.pk, kind, at, by.pk, roster.file_name) for roster in rosters)
    bulk_rows.add_rows(RosterStep, ("roster", "kind", "at", "by", "words"), steps)
    return rosters


def _rosters(
    programme: Programme, sheets: Sequence[Bringing], checked: Sequence[Checked], now: datetime
) -> list[Roster]:
    """The drafts, new ones made and standing ones emptied, with what is counted of the rows to come."""
    standing = [each.roster for each in sheets if each.roster is not None]
    for roster in standing:
        refuse_unless_changeable(roster, now)
    RosterRow.objects.filter(roster__in=standing).delete()
    counted = list(zip(sheets, checked, strict=True))
    for each, rows in counted:
        if each.roster is not None:
            each.roster.file_name = each.file_name[-_LONGEST_FILE_NAME:]
            each.roster.ignored = [list(row) for row in each.ignored]
            each.roster.teachers, each.roster.open_problems = len(rows.rows), rows.rows.problem_total
            each.roster.changed_at = now
            each.roster.version += 1
    changed = ["file_name", "ignored", "teachers", "open_problems", "changed_at", "version"]
    Roster.objects.bulk_update(standing, changed, batch_size=_BATCH)
    new = iter(_added(programme, [pair for pair in counted if pair[0].roster is None], now))
    return [each.roster or next(new) for each in sheets]


def _added(programme: Programme, sheets: Sequence[tuple[Bringing, Checked]], now: datetime) -> list[Roster]:
    """New drafts, stored and read back in this order."""
    at = bulk_rows.kept_moment(now)
    rows = [
        (
            new_public_id(), programme.pk, each.school_id, Roster.State.DRAFT.value, 1, each.file_name[-_LONGEST_FILE_NAME:],
            len(rows.rows), rows.rows.problem_total, json.dumps(each.ignored), "", at,
        )
        for each, rows in sheets
    ]  # fmt: skip
    bulk_rows.add_rows(Roster, _NEW_FIELDS, rows)
    added = Roster.objects.in_bulk([row[0] for row in rows], field_name="public_id")
    return [added[row[0]] for row in rows]


def _checked(programme: Programme, sheets: Sequence[Bringing], taken: Taken | None) -> list[Checked]:
    """The rows with the marks of whose numbers are somebody's already (A24)."""
    bare = [Checked.of(each.rows) for each in sheets]
    if taken is None:
        ids = [number for each in bare for number in each.ids]
        mobiles = [number for each in bare for number in each.mobiles]
        taken = queries.taken_numbers(programme, ids, mobiles)
    if not (taken.enrolled or taken.handed_in or taken.owners):
        return bare
    return [_marked(rows, each.school_id, taken) for each, rows in zip(sheets, bare, strict=True)]


def _marked(rows: Checked, school: int, taken: Taken) -> Checked:
    more = {}
    for at, (number, mobile) in enumerate(zip(rows.ids, rows.mobiles, strict=True)):
        problems = []
        if number and taken.enrolled.get(number, school) != school:
            problems.append(Problem("id_number", "duplicate", "enrolled_elsewhere"))
        elif number and taken.handed_in.get(number, frozenset()) - {school}:
            problems.append(Problem("id_number", "duplicate", "handed_in_elsewhere"))
        if number and mobile and taken.owners.get(mobile, number) != number:
            problems.append(Problem("mobile", "duplicate", "mobile_taken"))
        if problems:
            more[at] = tuple(problems)
    return Checked(rows.rows.having(more), rows.ids, rows.mobiles)
