"""The county draws a random sample of what schools signed, and says what it found (R65)."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme
from xingtan.schoolbased.actions.ground import locked, note_step
from xingtan.schoolbased.errors import FindingStands, NothingToDraw, ReasonMissing
from xingtan.schoolbased.models import Activity, Check, Sample
from xingtan.schoolbased.queries import unchecked
from xingtan.schoolbased.rules import drawn, sample_size


@transaction.atomic
def draw_sample(
    *, programme: Programme, division: Division, percent: int, by: Post, now: datetime, seed: str = ""
) -> Sample:
    """Draw a share of the signed activities that were never drawn; seed and population are kept with it.

    Raises ``NothingToDraw``.
    """
    Division.objects.select_for_update(no_key=True).get(pk=division.pk)
    activities = {each.public_id: each for each in unchecked(by, programme)}
    size = sample_size(len(activities), percent)
    if not size:
        raise NothingToDraw
    row: Sample = Sample.objects.create(
        programme=programme, division=division, seed=seed or token_hex(16), population=sorted(activities),
        percent=percent, drawn_at=now, by=by,
    )  # fmt: skip
    chosen = drawn(row.seed, activities, size)
    Check.objects.bulk_create([Check(sample=row, activity=activities[name]) for name in chosen])
    audit.record("draw_sample", by=by, about=row, drawn=size, of=len(activities), seed=row.seed)
    return row


@transaction.atomic
def find(*, check: Check, is_good: bool, words: str, by: Post, now: datetime) -> Check:
    """Say what was found of a drawn activity; one that is not in order goes back to the school with the reason.

    What goes back counts no longer until it is mended and signed anew. Raises ``FindingStands``, ``ReasonMissing``.
    """
    row: Check = Check.objects.select_for_update(of=("self",)).select_related("activity").get(pk=check.pk)
    if row.finding:
        raise FindingStands
    if not is_good and not words.strip():
        raise ReasonMissing
    row.finding = Check.Finding.GOOD if is_good else Check.Finding.RETURNED
    row.words, row.found_at, row.by = words.strip(), now, by
    row.save()
    activity = locked(row.activity)
    if not is_good:
        activity.state = Activity.State.RETURNED
        activity.save(update_fields=["state"])
        organisations.note_change([activity.school_id], now)
    note_step(activity, "checked" if is_good else "returned", by=by, now=now, words=row.words)
    audit.record("check_activity", by=by, about=activity, finding=row.finding)
    return row
