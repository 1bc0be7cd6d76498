"""Classes changed by hand: teachers moved, classes merged, split, renamed (R63)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.classes import errors, rules
from xingtan.classes.actions.ground import (
    Done,
    hold_counties,
    note,
    put,
    refuse_overfull,
    refuse_unless_in_charge,
    standing,
)
from xingtan.classes.actions.opening import refuse_taken
from xingtan.classes.actions.tutors import end_tenure
from xingtan.classes.models import ClassChange, Membership, OnlineClass, Tenure
from xingtan.classes.queries import members, setting_of
from xingtan.enrolment.models import Enrolment

Kinds = ClassChange.Kind


def _opened(online_class: OnlineClass, by: Post | None) -> OnlineClass:
    """The class as it is now, its county held; raises ``ClassGivenUp``, ``NotYourCounty``."""
    hold_counties([online_class.division_id])
    row = standing(online_class)
    refuse_unless_in_charge(by, row.division)
    return row


def _enrolments(online_class: OnlineClass) -> list[Enrolment]:
    return [seat.enrolment for seat in members(online_class)]


@transaction.atomic
def move_members(*, seats: Sequence[Membership], to: OnlineClass, by: Post | None, now: datetime) -> int:
    """Move learners of the county into another of its classes; returns how many.

    Raises ``ClassFull``, ``NobodyChosen``, ``ClassGivenUp``, ``NotYourCounty``.
    """
    row = _opened(to, by)
    chosen = Membership.objects.filter(pk__in=[seat.pk for seat in seats], online_class__division=row.division)
    chosen = chosen.filter(online_class__programme=row.programme, enrolment__status=Enrolment.Status.ACCEPTED)
    moving = list(chosen.exclude(online_class=row).select_related("enrolment__school"))
    if not moving:
        raise errors.NobodyChosen()
    refuse_overfull(row, len(moving))
    sources = {seat.online_class_id for seat in moving}
    change = note(
        Kinds.MOVED, row.programme, row.division, Done(by, now), online_class=row, heads=len(moving),
        other_class_id=sources.pop() if len(sources) == 1 else None,
    )  # fmt: skip
    put([seat.enrolment for seat in moving], row, change)
    audit.record("move_members", by=by, about=row, heads=len(moving))
    return len(moving)


@transaction.atomic
def merge_classes(*, into: OnlineClass, given_up: OnlineClass, by: Post | None, now: datetime) -> OnlineClass:
    """Put all learners of one class into another, which keeps its tutor; the first is given up.

    Raises ``ClassFull``, ``DifferentStages``, ``ClassGivenUp``, ``NotYourCounty``.
    """
    row, leaving = _opened(into, by), standing(given_up)
    same = (row.programme_id, row.division_id, row.stage) == (leaving.programme_id, leaving.division_id, leaving.stage)
    if not same or row.pk == leaving.pk:
        raise errors.DifferentStages(name=row.name, other=leaving.name)
    moving = _enrolments(leaving)
    refuse_overfull(row, len(moving))
    held = Tenure.objects.filter(online_class=leaving, ended_at__isnull=True).first()
    change = note(
        Kinds.MERGED, row.programme, row.division, Done(by, now), online_class=row, other_class=leaving,
        heads=len(moving), before={"subjects": row.subjects, "tutor": held.tutor_id if held else None},
    )  # fmt: skip
    put(moving, row, change)
    end_tenure(held, now)
    row.subjects = [*row.subjects, *(subject for subject in leaving.subjects if subject not in row.subjects)]
    row.save(update_fields=["subjects"])
    leaving.closed_at = now
    leaving.save(update_fields=["closed_at"])
    audit.record("merge_classes", by=by, about=row, given_up=leaving.public_id, heads=len(moving))
    return row


@transaction.atomic
def split_class(
    *, online_class: OnlineClass, name: str, seats: Sequence[Membership] | None, by: Post | None, now: datetime
) -> OnlineClass:
    """Open a second class with some of the learners (by rule half of them, schools together, when None are named).

    The new class has no tutor yet. Raises ``WouldBeEmpty``, ``NameTaken``, ``ClassGivenUp``, ``NotYourCounty``.
    """
    row = _opened(online_class, by)
    refuse_taken(row.programme, row.division, name)
    present = _enrolments(row)
    wanted = _half(present, row) if seats is None else {seat.enrolment_id for seat in seats}
    moving = [each for each in present if each.pk in wanted]
    if not moving or len(moving) == len(present):
        raise errors.WouldBeEmpty()
    subjects = [subject for subject in row.subjects if any(each.subject == subject for each in moving)]
    made = OnlineClass.objects.create(
        programme=row.programme, division=row.division, name=name, stage=row.stage,
        subjects=subjects or row.subjects, made_at=now,
    )  # fmt: skip
    change = note(
        Kinds.SPLIT, row.programme, row.division, Done(by, now), online_class=made, other_class=row, heads=len(moving)
    )
    put(moving, made, change)
    audit.record("split_class", by=by, about=row, new=made.public_id, heads=len(moving))
    return made


def _half(present: Sequence[Enrolment], row: OnlineClass) -> set[int]:
    candidates = [rules.Candidate(each.pk, each.school_id, each.stage, each.subject) for each in present]
    shares, _divided = rules.by_school(candidates, 2, setting_of(row.programme))
    return {each.enrolment for each in shares[1]}


@transaction.atomic
def rename_class(*, online_class: OnlineClass, name: str, by: Post | None, now: datetime) -> OnlineClass:
    """Call a class otherwise. Raises ``NameTaken``, ``ClassGivenUp``, ``NotYourCounty``."""
    row = _opened(online_class, by)
    refuse_taken(row.programme, row.division, name, but=row)
    if row.name == name:
        return row
    before = {"name": row.name, "now": name}
    note(Kinds.RENAMED, row.programme, row.division, Done(by, now), online_class=row, before=before)
    row.name = name
    row.save(update_fields=["name"])
    audit.record("rename_class", by=by, about=row, was=before["name"])
    return row
