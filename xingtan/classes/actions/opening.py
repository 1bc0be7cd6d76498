"""A class opened by hand, and learners without a class placed into one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.classes.actions.ground import (
    Done,
    hold_counties,
    note,
    put,
    refuse_overfull,
    refuse_unless_in_charge,
    standing,
)
from xingtan.classes.errors import NameTaken, NobodyChosen
from xingtan.classes.models import ClassChange, OnlineClass
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


def refuse_taken(programme: Programme, division: Division, name: str, but: OnlineClass | None = None) -> None:
    """Raises ``NameTaken``."""
    rows = OnlineClass.objects.standing().filter(programme=programme, division=division, name=name)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise NameTaken(name=name)


@transaction.atomic
def open_class(
    *,
    programme: Programme,
    division: Division,
    name: str,
    stage: str,
    subjects: Sequence[str],
    by: Post | None,
    now: datetime,
) -> OnlineClass:
    """An empty class of a county. Raises ``NameTaken``, ``NotYourCounty``."""
    hold_counties([division])
    refuse_unless_in_charge(by, division)
    refuse_taken(programme, division, name)
    row: OnlineClass = OnlineClass.objects.create(
        programme=programme, division=division, name=name, stage=stage, subjects=list(subjects), made_at=now
    )
    note(ClassChange.Kind.OPENED, programme, division, Done(by, now), online_class=row)
    audit.record("open_class", by=by, about=row)
    return row


@transaction.atomic
def place_members(*, online_class: OnlineClass, enrolments: Sequence[Enrolment], by: Post | None, now: datetime) -> int:
    """Put learners of the county who have no class into one; returns how many. Raises ``ClassFull``, ``NobodyChosen``."""
    hold_counties([online_class.division_id])
    row = standing(online_class)
    refuse_unless_in_charge(by, row.division)
    free = Enrolment.objects.accepted().filter(
        pk__in=[each.pk for each in enrolments],
        programme=row.programme,
        school__division=row.division,
        membership__isnull=True,
    )
    rows = list(free.select_related("school"))
    if not rows:
        raise NobodyChosen()
    refuse_overfull(row, len(rows))
    change = note(ClassChange.Kind.MOVED, row.programme, row.division, Done(by, now), online_class=row, heads=len(rows))
    put(rows, row, change)
    audit.record("place_members", by=by, about=row, heads=len(rows))
    return len(rows)
