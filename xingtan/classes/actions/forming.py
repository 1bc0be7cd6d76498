"""Classes made by rule, just as the preview showed them (R63)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.classes.actions.ground import Done, hold_counties, note, put, refuse_unless_in_charge
from xingtan.classes.errors import PlanOutdated
from xingtan.classes.models import ClassChange, OnlineClass, Tenure
from xingtan.classes.queries import Forming, forming_of
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

BATCH = 500


@transaction.atomic
def make_classes(
    *, programme: Programme, division: Division, digest: str, by: Post | None, now: datetime
) -> list[OnlineClass]:
    """Make the classes of a county and place whoever fits into standing ones; all of it or nothing.

    ``digest`` is that of the preview: raises ``PlanOutdated`` when something else would be done now,
    so that what is made is what was looked at. Raises ``NotYourCounty``.
    """
    hold_counties([division])
    refuse_unless_in_charge(by, division)
    plan = next(iter(forming_of(programme, [division])), None)
    if plan is None or plan.digest != digest:
        raise PlanOutdated()
    rows = _rows(plan)
    _join(plan, rows, programme, Done(None, now))
    made = OnlineClass.objects.bulk_create(
        OnlineClass(
            programme=programme, division=division, name=each.name, stage=each.planned.stage,
            subjects=list(each.planned.subjects), reasons=[list(reason) for reason in each.planned.reasons], made_at=now,
        )
        for each in plan.classes
    )  # fmt: skip
    if made:
        change = note(ClassChange.Kind.MADE, programme, division, Done(by, now), heads=plan.heads)
        for row, each in zip(made, plan.classes, strict=True):
            put([rows[member.enrolment] for member in each.planned.members], row, change)
    Tenure.objects.bulk_create(
        Tenure(online_class=row, tutor=each.tutor, began_at=now)
        for row, each in zip(made, plan.classes, strict=True)
        if each.tutor
    )
    audit.record("make_classes", by=by, about=division, programme=programme.code, classes=len(made), heads=plan.heads)
    return list(made)


def _rows(plan: Forming) -> dict[int, Enrolment]:
    keys = [key for key, _to in plan.joining]
    keys += [member.enrolment for each in plan.classes for member in each.planned.members]
    found: dict[int, Enrolment] = {}
    for start in range(0, len(keys), BATCH):
        rows = Enrolment.objects.filter(pk__in=keys[start : start + BATCH]).select_related("school")
        found.update({row.pk: row for row in rows})
    return found


def _join(plan: Forming, rows: dict[int, Enrolment], programme: Programme, done: Done) -> None:
    """Into the standing classes with room."""
    by_class: dict[int, list[Enrolment]] = {}
    for key, to in plan.joining:
        by_class.setdefault(to, []).append(rows[key])
    for row in OnlineClass.objects.filter(pk__in=list(by_class)):
        who = by_class[row.pk]
        change = note(ClassChange.Kind.PLACED, programme, plan.division, done, online_class=row, heads=len(who))
        put(who, row, change)
