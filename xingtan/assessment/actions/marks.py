"""Recording and voiding marks, one by one or from an uploaded sheet."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.assessment import queries
from xingtan.assessment.actions.results import assess, refuse_when_frozen, scheme_for
from xingtan.assessment.errors import AlreadyVoided
from xingtan.assessment.mark_sheet import SheetRow
from xingtan.assessment.marking import MOST_EVIDENCE, NewMark, check_mark
from xingtan.assessment.models import MarkSheet, MarkVoid, RecordedMark, Scheme
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import counting_span

BATCH = 500


@transaction.atomic
def record_mark(*, enrolment: Enrolment, new: NewMark, by: Post | None, now: datetime) -> RecordedMark:
    """Record one mark and judge the learner anew; the same mark again is the one already there.

    Raises a ``MarkRefused`` naming the input to mend, or ``ResultsFrozen`` after the term.
    """
    programme = enrolment.programme
    scheme = scheme_for(programme)
    refuse_when_frozen(programme, now)
    _check(new, scheme, now)
    mark, created = RecordedMark.objects.get_or_create(
        enrolment=enrolment, part=new.part, done_on=new.done_on, evidence=new.evidence.strip()[:MOST_EVIDENCE],
        defaults={"score": new.score, "minutes": new.minutes, "recorded_by": by, "recorded_at": now},
    )  # fmt: skip
    if created:
        _follow(scheme, [enrolment], now)
        audit.record("record_mark", by=by, about=mark, part=new.part, score=str(new.score))
    return mark  # type: ignore[no-any-return]


@transaction.atomic
def void_mark(*, mark: RecordedMark, reason: str, by: Post | None, now: datetime) -> MarkVoid:
    """Say that a mark does not count after all, and why; the mark itself stays to be seen."""
    enrolment = mark.enrolment
    scheme = scheme_for(enrolment.programme)
    refuse_when_frozen(enrolment.programme, now)
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if MarkVoid.objects.filter(mark=mark).exists():
        raise AlreadyVoided()
    void = MarkVoid.objects.create(mark=mark, reason=reason.strip()[:200], voided_by=by, voided_at=now)
    _follow(scheme, [enrolment], now)
    audit.record("void_mark", by=by, about=mark, reason=void.reason)
    return void


@transaction.atomic
def read_mark_sheet(
    *, programme: Programme, file_name: str, rows: Iterable[SheetRow], by: Post | None, now: datetime
) -> MarkSheet:
    """Keep an uploaded sheet as it was read: each row good, or with the sentence that says what to mend.

    Nothing is recorded yet. People are found by learner number or mobile within the programme, and the name must agree.
    """
    scheme = scheme_for(programme)
    refuse_when_frozen(programme, now)
    listed = list(rows)
    people = queries.enrolled_by_sign(programme, [row.who for row in listed])
    good: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    for row in listed:
        enrolment = people.get(row.who)
        try:
            new = row.mark_for(enrolment.account.name if enrolment else None, scheme.rules)
            _check(new, scheme, now)
        except Refusal as refusal:
            faults.append({"row": row.number, "name": row.name, "sentence": str(refusal)})
        else:
            good.append({"row": row.number, "enrolment": enrolment.pk, "name": row.name, **_stored(new)})  # type: ignore[union-attr]
    sheet: MarkSheet = MarkSheet.objects.create(
        programme=programme, file_name=file_name[:120], rows=good, faults=faults, uploaded_by=by, uploaded_at=now
    )
    audit.record("read_mark_sheet", by=by, about=sheet, good=len(good), faults=len(faults))
    return sheet


@transaction.atomic
def record_sheet(*, sheet: MarkSheet, by: Post | None, now: datetime) -> int:
    """Record the good rows of a sheet, all or none; returns how many were new. A second time finds nothing to do."""
    row: MarkSheet = MarkSheet.objects.select_for_update().select_related("programme").get(pk=sheet.pk)
    if row.recorded_at is not None:
        return 0
    scheme = scheme_for(row.programme)
    refuse_when_frozen(row.programme, now)
    ids = {each["enrolment"] for each in row.rows}
    before = RecordedMark.objects.filter(enrolment__programme=row.programme).count()
    RecordedMark.objects.bulk_create(
        (_mark(each, by, now) for each in row.rows), batch_size=BATCH, ignore_conflicts=True
    )
    recorded: int = RecordedMark.objects.filter(enrolment__programme=row.programme).count() - before
    row.recorded_at = now
    row.save(update_fields=["recorded_at"])
    _follow(scheme, queries.accepted_among(row.programme, ids), now)
    audit.record("record_mark_sheet", by=by, about=row, recorded=recorded)
    return recorded


def _check(new: NewMark, scheme: Scheme, now: datetime) -> None:
    first, _end = counting_span(scheme.programme.calendar)
    last = min(scheme.programme.term_ends_on, now.astimezone(ZONE).date())
    check_mark(new, scheme=scheme.rules, opens_on=first.date(), last_day=last)


def _follow(scheme: Scheme, enrolments: list[Enrolment], now: datetime) -> None:
    """What every change of marks brings about: the learners are judged anew, their schools counted anew."""
    assess(enrolments=enrolments, scheme=scheme, now=now)
    organisations.note_change({each.school_id for each in enrolments}, now)


def _stored(new: NewMark) -> dict[str, Any]:
    return {key: value if isinstance(value, int) else str(value) for key, value in asdict(new).items()}


def _mark(row: dict[str, Any], by: Post | None, now: datetime) -> RecordedMark:
    return RecordedMark(
        enrolment_id=row["enrolment"],
        part=row["part"],
        score=Decimal(row["score"]),
        minutes=row["minutes"],
        done_on=date.fromisoformat(row["done_on"]),
        evidence=row["evidence"].strip()[:MOST_EVIDENCE],
        recorded_by=by,
        recorded_at=now,
    )
