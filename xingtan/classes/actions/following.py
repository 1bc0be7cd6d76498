"""Classes follow what became of the enrolments: later ones placed, moved ones moved, withdrawn ones taken out.

An earlier room never calls this one; a timer asks whether something is to be done (R63, R71).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from xingtan.audit import actions as audit
from xingtan.classes import rules
from xingtan.classes.actions.ground import Done, hold_counties, note, put
from xingtan.classes.models import ClassChange, Membership, OnlineClass
from xingtan.classes.queries import placed_among, places_of, setting_of, unplaced
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

_OTHER = (
    ~Q(stage=F("enrolment__stage"))
    | ~Q(subject=F("enrolment__subject"))
    | ~Q(division=F("enrolment__school__division"))
)


def follow_enrolments(*, programme: Programme, now: datetime) -> int:
    """Bring the classes of a programme up to date; returns how many learners came, went or moved. Twice does it once.

    One transaction a county. Who finds no room stays without a class, for the county to see.
    """
    changed = Membership.objects.filter(online_class__programme=programme)
    changed = changed.filter(_OTHER | ~Q(enrolment__status=Enrolment.Status.ACCEPTED))
    stale = set(changed.values_list("online_class__division", flat=True))
    count = sum(_take_out(programme, code, now) for code in sorted(stale))
    standing = OnlineClass.objects.standing().filter(programme=programme)
    waiting = unplaced(programme).filter(school__division__in=standing.values("division"))
    return count + sum(
        _place(programme, code, now) for code in sorted(set(waiting.values_list("school__division", flat=True)))
    )


@transaction.atomic
def _take_out(programme: Programme, code: str, now: datetime) -> int:
    """Whoever withdrew, and whose class does not fit any more: out of the class; those who moved are placed anew."""
    division = Division.objects.get(pk=code)
    hold_counties([division])
    rows = Membership.objects.filter(online_class__programme=programme, online_class__division=division)
    rows = rows.filter(_OTHER | ~Q(enrolment__status=Enrolment.Status.ACCEPTED))
    leaving: dict[int, list[Enrolment]] = defaultdict(list)
    staying: dict[int, list[Enrolment]] = defaultdict(list)
    places = places_of(programme, [code])[code]
    for seat in rows.select_related("enrolment__school").order_by("pk"):
        (staying if _fits_still(seat, places) else leaving)[seat.online_class_id].append(seat.enrolment)
    count = _carry(programme, division, leaving, now, is_leaving=True)
    _carry(programme, division, staying, now, is_leaving=False)
    return count


def _fits_still(seat: Membership, places: Iterable[rules.Place]) -> bool:
    row = seat.enrolment
    if row.status != Enrolment.Status.ACCEPTED:
        return False
    who = rules.Latecomer(row.school.division_id, row.school_id, row.stage, row.subject)
    own = [each for each in places if each.key == seat.online_class_id]
    return rules.place_for(who, own, largest=0, now_in=seat.online_class_id) is not None


def _carry(
    programme: Programme, division: Division, by_class: dict[int, list[Enrolment]], now: datetime, *, is_leaving: bool
) -> int:
    """Out of these classes; or, for who stays, only noted as looked at."""
    count = 0
    for row in OnlineClass.objects.filter(pk__in=list(by_class)).order_by("pk"):
        who = by_class[row.pk]
        if not is_leaving:
            _look_at(who)
            continue
        change = note(ClassChange.Kind.PLACED, programme, division, Done(None, now), other_class=row, heads=len(who))
        count += put(who, None, change)
        audit.record("leave_class", by=None, about=row, heads=len(who))
    return count


def _look_at(rows: list[Enrolment]) -> None:
    for row in rows:
        Membership.objects.filter(enrolment=row).update(
            division=row.school.division_id, stage=row.stage, subject=row.subject
        )


@transaction.atomic
def _place(programme: Programme, code: str, now: datetime) -> int:
    """Whoever has no class in a county with classes, as far as there is room."""
    division = Division.objects.get(pk=code)
    hold_counties([division])
    rows = list(unplaced(programme).filter(school__division=division).select_related("school").order_by("pk"))
    joining, _rest = placed_among(rows, places_of(programme, [code])[code], setting_of(programme).largest)
    by_key, by_class = {row.pk: row for row in rows}, defaultdict(list)
    for key, to in joining:
        by_class[to].append(by_key[key])
    for row in OnlineClass.objects.filter(pk__in=list(by_class)).order_by("pk"):
        who = by_class[row.pk]
        change = note(ClassChange.Kind.PLACED, programme, division, Done(None, now), online_class=row, heads=len(who))
        put(who, row, change)
        audit.record("join_class", by=None, about=row, heads=len(who))
    return len(joining)
