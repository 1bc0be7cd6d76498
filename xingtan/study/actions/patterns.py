"""What was found unusual is kept, and what people do about it: asked, answered, closed, decided, appealed. Nothing is erased."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.study.errors import PatternMovedOn, SamePersonDecides, WordsMissing
from xingtan.study.models import Pattern, PatternStep
from xingtan.study.rules import Found, Move, Sitting, may_move

TWO_PEOPLE = {Move.DECIDE: Move.REFER, Move.SETTLE: Move.DECIDE}
"""Who does the one has not done the other."""


@transaction.atomic
def keep_patterns(*, found: Iterable[Found], now: datetime) -> int:
    """Keep what is unusual for a person to look at; found again it is kept once. Returns how many are new."""
    rows = [
        Pattern(
            enrolment_id=each.enrolment,
            cause=each.cause.value,
            day=each.day,
            facts=each.facts,
            sittings=[_told(sitting) for sitting in each.sittings],
            found_at=now,
        )
        for each in found
    ]
    before = Pattern.objects.count()
    Pattern.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    return Pattern.objects.count() - before


def _told(sitting: Sitting) -> dict[str, object]:
    return {
        "lesson": sitting.lesson,
        "began_at": sitting.began_at.astimezone(ZONE).isoformat(timespec="seconds"),
        "earned_at": sitting.earned_at.astimezone(ZONE).isoformat(timespec="seconds"),
        "seconds": sitting.seconds,
        "brought": sitting.brought,
        "device": sitting.device,
        "place": sitting.place,
    }


@transaction.atomic
def move_pattern(*, pattern: Pattern, move: Move, words: str, by: Post, now: datetime) -> PatternStep:
    """Ask, answer, close, open a decision, decide, appeal or settle, always with words.

    No study time changes by it: what follows from a decision somebody enters in the ledger of results, with this as
    the reason. Raises ``WordsMissing``, ``PatternMovedOn``, and ``SamePersonDecides`` where two people are needed.
    """
    if not words.strip():
        raise WordsMissing
    row: Pattern = Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    after = may_move(move, state=row.state, kind=by.kind)
    if after is None:
        raise PatternMovedOn(state=row.get_state_display())
    _refuse_same_person(row, move, by)
    row.state = after
    row.save(update_fields=["state"])
    step: PatternStep = PatternStep.objects.create(
        pattern=row, move=move.value, words=words.strip(), by=by, by_name=by.account.name, at=now
    )
    audit.record(f"{move.value}_pattern", by=by, about=row)
    return step


def _refuse_same_person(row: Pattern, move: Move, by: Post) -> None:
    earlier = TWO_PEOPLE.get(move)
    if earlier and row.steps.filter(move=earlier.value, by__account=by.account_id).exists():
        raise SamePersonDecides
