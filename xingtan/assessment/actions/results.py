"""Judging learners, and settling what they reached when the term is over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.assessment import queries, rules
from xingtan.assessment.errors import NotRecommendable, ResultsFrozen, SchemeMissing, TermNotOver
from xingtan.assessment.models import HoursEntry, Recommendation, Result, Scheme
from xingtan.assessment.scheme import Judgement, Outcome, judge
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import term_is_over

BATCH = 500
SETTLEMENT = "settlement"


def scheme_for(programme: Programme) -> Scheme:
    """The scheme a programme assesses by; raises ``SchemeMissing``."""
    scheme: Scheme | None = Scheme.objects.select_related("programme").filter(programme=programme).first()
    if scheme is None:
        raise SchemeMissing()
    return scheme


def refuse_when_frozen(programme: Programme, now: datetime) -> None:
    """Raise ``ResultsFrozen`` once the term is over (R64)."""
    if term_is_over(programme.calendar, now):
        raise ResultsFrozen(ended_on=programme.term_ends_on.isoformat())


@transaction.atomic
def assess(*, enrolments: Sequence[Enrolment], scheme: Scheme, now: datetime) -> int:
    """Judge these learners of one programme from their records; returns how many results changed.

    Derived from what is recorded elsewhere and repeatable, so it leaves no audit entry. Settled results stay.
    """
    fresh = judged(enrolments, scheme, now)
    Result.objects.bulk_create(
        fresh.values(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["enrolment"],
        update_fields=[
            "score", "outcome", "points", "watched_seconds", "online_hours", "school_based_hours", "judged_at"
        ],
    )  # fmt: skip
    return len(fresh)


def judged(enrolments: Sequence[Enrolment], scheme: Scheme, now: datetime) -> dict[int, Result]:
    """The results these learners have now, unsaved, where they differ from those stored; by enrolment."""
    ids = [enrolment.pk for enrolment in enrolments]
    records = queries.records_of(ids, queries.seconds_of(ids), scheme)
    stored = queries.results_of(ids)
    rulebook, demand = scheme.rules, scheme.demand
    changed = {}
    for pk in ids:
        before = stored.get(pk)
        if before is not None and before.settled_at is not None:
            continue
        result = _result(pk, judge(rulebook, demand, records[pk]), records[pk].watched_seconds, now)
        if before is None or _figures(before) != _figures(result):
            changed[pk] = result
    return changed


def _result(enrolment_id: int, judgement: Judgement, seconds: int, now: datetime) -> Result:
    return Result(
        enrolment_id=enrolment_id,
        score=judgement.score,
        outcome=judgement.outcome.value,
        points={each.part.key: str(each.points) for each in judgement.parts},
        watched_seconds=seconds,
        online_hours=judgement.online_hours,
        school_based_hours=judgement.school_based_hours,
        judged_at=now,
    )


def _figures(result: Result) -> tuple[object, ...]:
    """What makes two results the same."""
    hours = (result.online_hours, result.school_based_hours)
    return (result.score, result.outcome, result.points, result.watched_seconds, *hours)


@transaction.atomic
def recommend_excellent(*, enrolment: Enrolment, reason: str, by: Post | None, now: datetime) -> Recommendation:
    """Recommend someone who has the score as excellent; the first recommendation stays."""
    scheme = scheme_for(enrolment.programme)
    refuse_when_frozen(enrolment.programme, now)
    least = scheme.rules.excellent_score
    if not Result.objects.filter(enrolment=enrolment, score__gte=least).exclude(outcome=Result.Outcome.SHORT).exists():
        raise NotRecommendable(score=least)
    row, _created = Recommendation.objects.get_or_create(
        enrolment=enrolment, defaults={"reason": reason.strip()[:200], "recommended_by": by, "recommended_at": now}
    )
    audit.record("recommend_excellent", by=by, about=enrolment)
    return row


@transaction.atomic
def settle_division(*, programme: Programme, division_code: str, by: Post | None, now: datetime) -> int:
    """Settle the results of the schools of one division and enter their hours; returns how many were settled.

    Judges all of them once more, grants excellence within the division's places, freezes each result and adds its
    hours to the ledger. Again it finds nothing to do. Raises ``TermNotOver`` before the term has ended.
    """
    if not term_is_over(programme.calendar, now):
        raise TermNotOver(ends_on=programme.term_ends_on.isoformat())
    scheme = scheme_for(programme)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    enrolments = queries.accepted_in_division(programme, division_code)
    assess(enrolments=enrolments, scheme=scheme, now=now)
    ids = [enrolment.pk for enrolment in enrolments]
    open_results = [result for result in queries.results_of(ids).values() if result.settled_at is None]
    excellent = _excellent(scheme, ids)
    for result in open_results:
        result.settled_at = now
        if result.enrolment_id in excellent:
            result.outcome = Outcome.EXCELLENT.value
    Result.objects.bulk_update(open_results, ["settled_at", "outcome"], batch_size=BATCH)
    _enter_hours(open_results, by, now)
    if open_results:
        organisations.note_change({each.school_id for each in enrolments}, now)
        audit.record("settle_results", by=by, about=programme, division=division_code, settled=len(open_results))
    return len(open_results)


def _excellent(scheme: Scheme, ids: Sequence[int]) -> frozenset[int]:
    """Who of a division is excellent; the same whenever it is asked, since scores no longer change."""
    rulebook = scheme.rules
    rows = Recommendation.objects.filter(
        enrolment__programme=scheme.programme, enrolment__result__score__gte=rulebook.excellent_score
    ).exclude(enrolment__result__outcome=Outcome.SHORT.value)
    facts = rows.values_list("enrolment_id", "enrolment__result__score", "recommended_at")
    among = set(ids)
    candidates = [rules.Candidate(ref, score, at) for ref, score, at in facts if ref in among]
    return rules.choose_excellent(candidates, rules.excellent_places(len(ids), rulebook.excellent_share))


def _enter_hours(results: Iterable[Result], by: Post | None, now: datetime) -> None:
    entries = [
        HoursEntry(
            enrolment_id=result.enrolment_id, kind=kind, hours=hours, cause=SETTLEMENT, entered_by=by, entered_at=now
        )
        for result in results
        for kind, hours in _hours(result).items()
        if hours
    ]
    HoursEntry.objects.bulk_create(entries, batch_size=BATCH)


def _hours(result: Result) -> Mapping[str, Decimal]:
    kinds = HoursEntry.Kind
    return {kinds.ONLINE: result.online_hours, kinds.SCHOOL_BASED: result.school_based_hours}


@transaction.atomic
def finish_settlement(*, programme: Programme, by: Post | None, now: datetime) -> None:
    """Note that all of a programme is settled; from then on certificates can be issued."""
    scheme = Scheme.objects.select_for_update().get(programme=programme)
    if scheme.settled_at is None:
        scheme.settled_at = now
        scheme.save(update_fields=["settled_at"])
        audit.record("finish_settlement", by=by, about=programme)
