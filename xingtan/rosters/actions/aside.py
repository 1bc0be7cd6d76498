"""Rows beside a roster: offered by the reading or removed by hand, kept until somebody decides."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.rosters import queries
from xingtan.rosters.actions.bulk import new_row
from xingtan.rosters.actions.checking import locked, recheck, refuse_unless_changeable, touch
from xingtan.rosters.errors import AsideGone
from xingtan.rosters.models import Roster, RosterRow, SetAside
from xingtan.rosters.sheet import Offer, Teacher, packed

LONGEST_SHEET_NAME = 100


def keep_offers(roster: Roster, offers: Iterable[Offer], now: datetime) -> None:
    """Set the offers of a new sheet aside, in place of those of the sheet before. Within the caller's transaction."""
    roster.aside.all().delete()
    for offer in offers:
        set_aside(roster, offer.kind.value, [(0, teacher) for teacher in offer.teachers], now, sheet=offer.sheet)


def set_aside(
    roster: Roster, kind: str, rows: Sequence[tuple[int, Teacher]], now: datetime, *, sheet: str = ""
) -> SetAside:
    """Keep some rows beside the roster. Within the caller's transaction."""
    cells = json.dumps([[position, packed(teacher), teacher.problems] for position, teacher in rows])
    kept: SetAside = SetAside.objects.create(
        roster=roster, kind=kind, sheet=sheet[:LONGEST_SHEET_NAME], teachers=len(rows), rows=cells, at=now
    )
    return kept


@transaction.atomic
def take_aside(*, roster: Roster, aside: int, by: Post | None, now: datetime) -> Roster:
    """Put rows that were set aside on the roster: at their old place if it is free, else at the end.

    Raises ``AsideGone`` when they are no longer there, and what keeps a school from changing its roster.
    """
    roster, stored = _found(roster, aside, now)
    last = queries.last_position(roster)
    taken = set(roster.rows.values_list("position", flat=True))
    rows = []
    for position, teacher in queries.opened(stored):
        if not position or position in taken:
            position = last = last + 1
        taken.add(position)
        rows.append(new_row(roster, position, teacher))
    RosterRow.objects.bulk_create(rows)
    stored.delete()
    recheck(roster)
    touch(roster, now)
    audit.record("take_rows_in", by=by, about=roster, kind=stored.kind, rows=len(rows))
    return roster


@transaction.atomic
def leave_aside(*, roster: Roster, aside: int, by: Post | None, now: datetime) -> Roster:
    """Decide that rows set aside do not belong on the roster; they stay where they can be taken in."""
    roster, stored = _found(roster, aside, now)
    if stored.left_at is None:
        stored.left_at = now
        stored.save(update_fields=["left_at"])
        audit.record("leave_rows_out", by=by, about=roster, kind=stored.kind, rows=stored.teachers)
    return roster


def _found(roster: Roster, aside: int, now: datetime) -> tuple[Roster, SetAside]:
    roster = locked(roster)
    refuse_unless_changeable(roster, now)
    stored = roster.aside.filter(pk=aside).first()
    if stored is None:
        raise AsideGone()
    return roster, stored
