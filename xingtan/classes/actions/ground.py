"""What every change of classes shares: who may, the lock of a county, learners put into classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.classes.errors import ClassFull, ClassGivenUp, NotYourCounty
from xingtan.classes.models import ClassChange, Membership, MemberStep, OnlineClass
from xingtan.classes.queries import heads_of, setting_of
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

BATCH = 500


def hold_counties(divisions: Iterable[Division | str]) -> None:
    """Lock these counties' classes until the transaction ends, in one order: one change of them at a time."""
    codes = sorted({each.pk if isinstance(each, Division) else each for each in divisions})
    list(Division.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk").values_list("pk"))


def refuse_unless_in_charge(by: Post | None, division: Division) -> None:
    """Raises ``NotYourCounty`` for a county that the post does not stand over; the house itself (None) may."""
    if by is None:
        return
    if by.division_id is None or not within(Division.objects.all(), by).filter(pk=division.pk).exists():
        raise NotYourCounty(place=division.name)


def standing(online_class: OnlineClass) -> OnlineClass:
    """The class as it is now; raises ``ClassGivenUp``."""
    row: OnlineClass = OnlineClass.objects.select_related("programme", "division").get(pk=online_class.pk)
    if not row.is_standing:
        raise ClassGivenUp(name=row.name)
    return row


@dataclass(frozen=True)
class Done:
    """Who did something, and when."""

    by: Post | None
    now: datetime


def note(kind: str, programme: Programme, division: Division, done: Done, **facts: object) -> ClassChange:
    """A new line of the history."""
    words = str(done.by)[:200] if done.by else ""
    change: ClassChange = ClassChange.objects.create(
        kind=kind, programme=programme, division=division, at=done.now, by=done.by, by_words=words, **facts
    )
    return change


def refuse_overfull(online_class: OnlineClass, more: int) -> None:
    """Raises ``ClassFull`` when so many more do not fit."""
    largest = setting_of(online_class.programme).largest
    heads = heads_of([online_class]).get(online_class.pk, 0)
    if heads + more > largest:
        raise ClassFull(name=online_class.name, heads=heads, largest=largest, more=more)


def put(rows: Sequence[Enrolment], to: OnlineClass | None, change: ClassChange) -> int:
    """Put learners into a class, or out of any; returns how many were not there already. Their way is kept.

    The caller holds the counties and asked whether they fit. ``rows`` come with their schools.
    """
    count = 0
    for start in range(0, len(rows), BATCH):
        count += _put(rows[start : start + BATCH], to, change)
    return count


def _put(rows: Sequence[Enrolment], to: OnlineClass | None, change: ClassChange) -> int:
    standing = {each.enrolment_id: each for each in Membership.objects.filter(enrolment__in=list(rows))}
    to_key = to.pk if to else None
    moved = [row for row in rows if (standing[row.pk].online_class_id if row.pk in standing else None) != to_key]
    MemberStep.objects.bulk_create(
        MemberStep(
            enrolment=row, change=change, to_class=to, at=change.at,
            from_class_id=standing[row.pk].online_class_id if row.pk in standing else None,
        )
        for row in moved
    )  # fmt: skip
    if to is None:
        Membership.objects.filter(enrolment__in=[row.pk for row in moved]).delete()
        return len(moved)
    seats = [_seat(standing.get(row.pk), row, to, change.at) for row in rows]
    Membership.objects.bulk_update(
        [seat for seat in seats if seat.pk], ["online_class", "joined_at", "division", "stage", "subject"]
    )
    Membership.objects.bulk_create([seat for seat in seats if not seat.pk])
    return len(moved)


def _seat(held: Membership | None, row: Enrolment, to: OnlineClass, now: datetime) -> Membership:
    seat = held or Membership(enrolment=row)
    if seat.online_class_id != to.pk:
        seat.online_class, seat.joined_at = to, now
    seat.division_id, seat.stage, seat.subject = row.school.division_id, row.stage, row.subject
    return seat
