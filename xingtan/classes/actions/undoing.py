"""Taking back what was done to classes, as long as nothing was built upon it."""

from collections import defaultdict
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
)
from xingtan.classes.actions.opening import refuse_taken
from xingtan.classes.actions.tutors import end_tenure, refuse_too_much
from xingtan.classes.errors import ChangedSince
from xingtan.classes.models import ClassChange, Membership, MemberStep, OnlineClass, Tenure, Tutor
from xingtan.classes.queries import heads_of
from xingtan.classes.rules import UNDOABLE
from xingtan.enrolment.models import Enrolment

Kinds = ClassChange.Kind
NAMES_TOLD = 3


@transaction.atomic
def undo_change(*, change: ClassChange, by: Post | None, now: datetime) -> ClassChange:
    """Put everything back as it stood before a change; all of it or nothing. Returns the line of the history.

    Raises ``ChangedSince`` when any of it was changed again or taken back already, ``ClassFull``,
    ``NameTaken``, ``TutorFull``, ``NotYourCounty``.
    """
    hold_counties([change.division_id])
    row: ClassChange = ClassChange.objects.select_related("programme", "division").get(pk=change.pk)
    refuse_unless_in_charge(by, row.division)
    if row.kind not in UNDOABLE or ClassChange.objects.filter(undoes=row).exists():
        raise ChangedSince(what=row.get_kind_display())
    done = Done(by, now)
    line = note(
        Kinds.UNDONE, row.programme, row.division, done, undoes=row, heads=row.heads,
        online_class=row.online_class, other_class=row.other_class,
    )  # fmt: skip
    if row.kind == Kinds.RENAMED:
        _name_back(row)
    elif row.kind == Kinds.TUTOR:
        _tutor_back(row, row.online_class, row.before["now"], done)
    else:
        _learners_back(row, line, done)
    audit.record("undo_class_change", by=by, about=row, kind=row.kind)
    return line


def _name_back(row: ClassChange) -> None:
    named = row.online_class
    if named is None or not named.is_standing or named.name != row.before["now"]:
        raise ChangedSince(what=Kinds.RENAMED.label)
    refuse_taken(row.programme, row.division, row.before["name"], but=named)
    named.name = row.before["name"]
    named.save(update_fields=["name"])


def _tutor_back(row: ClassChange, online_class: OnlineClass | None, expected: str, done: Done) -> None:
    """Who had the class before has it again; nobody where nobody had it, or that person is no tutor any more."""
    held = Tenure.objects.filter(online_class=online_class, ended_at__isnull=True).select_related(
        "tutor__post__account"
    ).first()  # fmt: skip
    if online_class is None or not online_class.is_standing or (held.tutor.name if held else "") != expected:
        raise ChangedSince(what=Kinds.TUTOR.label)
    former = Tutor.objects.serving().filter(pk=row.before["tutor"]).select_related("post__account").first()
    if former is not None:
        refuse_too_much(former, online_class)
    end_tenure(held, done.now)
    if former is not None:
        Tenure.objects.create(online_class=online_class, tutor=former, began_at=done.now)


def _learners_back(row: ClassChange, line: ClassChange, done: Done) -> None:
    steps = list(row.steps.select_related("enrolment__school", "enrolment__account"))
    _refuse_changed(steps)
    if row.kind == Kinds.MERGED:
        _stand_again(row)
    _seat_back(steps, line)
    if row.kind == Kinds.MERGED:
        _tutor_back(row, row.other_class, "", done)
    if row.kind in {Kinds.MADE, Kinds.SPLIT}:
        _give_up({step.to_class_id for step in steps}, done)


def _stand_again(row: ClassChange) -> None:
    """The class given up stands again, and the other has its own subjects."""
    if row.other_class is None or row.online_class is None:
        return
    refuse_taken(row.programme, row.division, row.other_class.name)
    row.other_class.closed_at = None
    row.other_class.save(update_fields=["closed_at"])
    row.online_class.subjects = row.before["subjects"]
    row.online_class.save(update_fields=["subjects"])


def _seat_back(steps: list[MemberStep], line: ClassChange) -> None:
    """Everybody still enrolled goes where they came from."""
    back: dict[int | None, list[Enrolment]] = defaultdict(list)
    for step in steps:
        if step.enrolment.status == Enrolment.Status.ACCEPTED:
            back[step.from_class_id].append(step.enrolment)
    classes = OnlineClass.objects.select_related("programme").in_bulk([key for key in back if key])
    for key, rows in back.items():
        if key is not None:
            if not classes[key].is_standing:
                raise ChangedSince(what=classes[key].name)
            refuse_overfull(classes[key], len(rows))
        put(rows, classes[key] if key else None, line)


def _refuse_changed(steps: list[MemberStep]) -> None:
    """Everybody still enrolled must be where the change put them."""
    seats: dict[int, int] = {}
    keys = [step.enrolment_id for step in steps]
    for start in range(0, len(keys), 500):
        seats.update(
            Membership.objects.filter(enrolment__in=keys[start : start + 500]).values_list("enrolment", "online_class")
        )
    names = [
        step.enrolment.account.name
        for step in steps
        if step.enrolment.status == Enrolment.Status.ACCEPTED and seats.get(step.enrolment_id) != step.to_class_id
    ]
    if names:
        raise ChangedSince(what="、".join(names[:NAMES_TOLD]))


def _give_up(keys: set[int | None], done: Done) -> None:
    """The classes that a change had made are closed again; one that someone else joined since keeps it from being so."""
    classes = list(OnlineClass.objects.filter(pk__in=[key for key in keys if key]))
    crowded = heads_of(classes)
    if crowded:
        raise ChangedSince(what=next(each.name for each in classes if each.pk in crowded))
    for each in classes:
        end_tenure(Tenure.objects.filter(online_class=each, ended_at__isnull=True).first(), done.now)
        each.closed_at = done.now
        each.save(update_fields=["closed_at"])
