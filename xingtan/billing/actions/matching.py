"""Letting the heart decide the lines that no person has decided."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.returning import earlier_lines, take_back_returned
from xingtan.billing.actions.vouchers import settle_vouchers
from xingtan.billing.findings import to_json
from xingtan.billing.matching import Decision, Matcher, Outcome, Psbc, Transfer, pairs_of
from xingtan.billing.models import Allocation, BankLine, Bill, LineStanding, LineState
from xingtan.billing.queries.claims import claims_of, county_codes_of, ledger_of, region_of, vouchers_of_claims
from xingtan.foundation.bulk_rows import add_rows, change_rows, kept_moment, kept_yuan
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.tasks import Reporter
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

BATCH = 500


class NewAllocation(NamedTuple):
    """An allocation as it is kept."""

    public_id: str
    line: int
    bill: int
    amount: Any
    is_automatic: bool
    reasons: str
    by: str
    by_words: str
    at: Any


@dataclass(frozen=True)
class Matched:
    """What a round of matching did, in lines."""

    booked: int
    review: int
    ignored: int


@transaction.atomic
def match_lines(
    *, programme: Programme, by: Post | None, now: datetime, again: bool = False, report: Reporter | None = None
) -> Matched:
    """Decide new lines in booking order, and with ``again`` also those that wait for review.

    What is certain is allocated; nothing a person decided or undid is touched. What matching booked itself and a new
    line sends back is taken off its bill again and waits for a person. One transaction.
    """
    states = [LineState.NEW, LineState.REVIEW] if again else [LineState.NEW]
    rows = LineStanding.objects.select_for_update().filter(programme=programme, state__in=states)
    standings = list(rows.order_by("line__booked_at", "line__row", "pk"))
    list(Bill.objects.select_for_update().filter(programme=programme).order_by("pk").values_list("pk"))
    lines = _lines([standing.pk for standing in standings])
    transfers = [_transfer(lines[standing.pk]) for standing in standings]
    earlier = [_transfer(line) for line in earlier_lines(programme, transfers)]
    take_back_returned(programme=programme, pairs=pairs_of([*earlier, *transfers]), by=by, now=now)
    matcher = Matcher(
        claims_of(programme),
        fee=programme.fee_yuan,
        region=region_of(programme),
        psbc=Psbc(programme.reading("A12", "psbc_policy")),
        vouchers=vouchers_of_claims(programme),
        counties=county_codes_of(programme),
    )
    if report:
        report.expect(len(standings))
    allocations: list[NewAllocation] = []
    at = kept_moment(now)
    undone = _undone_lines(standings)
    decided = matcher.decide_all(transfers, ledger_of(programme), earlier, held=undone)
    for standing, (_, decision) in zip(standings, decided, strict=True):
        allocations += _allocations(lines[standing.pk], decision, at)
        _stand(standing, decision, now)
        if report:
            report.step()
    return _store(programme, standings, allocations, by, now)


def _lines(keys: Sequence[int]) -> dict[int, BankLine]:
    found: dict[int, BankLine] = {}
    for start in range(0, len(keys), BATCH):
        found.update(BankLine.objects.in_bulk(keys[start : start + BATCH]))
    return found


def _undone_lines(standings: Sequence[LineStanding]) -> frozenset[str]:
    """Lines that a person took back: these are never booked by themselves again."""
    keys = [standing.pk for standing in standings if standing.version > 1]
    if not keys:
        return frozenset()
    rows = Allocation.objects.filter(amount__lt=0, line__standing__state=LineState.REVIEW)
    return frozenset(map(str, rows.values_list("line_id", flat=True)))


def _transfer(line: BankLine) -> Transfer:
    return Transfer(
        key=str(line.pk),
        amount=line.amount,
        payer_name=line.payer_name,
        payer_account=line.payer_account_hash,
        payer_bank=line.payer_bank,
        remark=line.remark,
        is_incoming=line.is_incoming,
        serial=line.serial,
        booked_on=line.booked_at.astimezone(ZONE).date(),
    )


def _allocations(line: BankLine, decision: Decision, at: Any) -> list[NewAllocation]:
    reasons = {c.bill: [str(reason.code) for reason in c.reasons] for c in decision.candidates}
    general = [str(reason.code) for reason in decision.reasons]
    return [
        NewAllocation(
            public_id=new_public_id(), line=line.pk, bill=int(share.bill), amount=kept_yuan(share.amount),
            is_automatic=True, reasons=json.dumps(reasons.get(share.bill, general)), by="", by_words="", at=at,
        )
        for share in decision.shares
    ]  # fmt: skip


def _stand(standing: LineStanding, decision: Decision, now: datetime) -> None:
    standing.allocated = sum((share.amount for share in decision.shares), Decimal())
    standing.findings = to_json(decision)
    if decision.outcome is Outcome.IGNORE:
        standing.state = LineState.IGNORED
    elif decision.outcome is Outcome.REVIEW:
        standing.state = LineState.REVIEW
    else:
        standing.state = LineState.PART if standing.rest else LineState.BOOKED
    standing.touched_at = now


def _store(
    programme: Programme,
    standings: list[LineStanding],
    allocations: list[NewAllocation],
    by: Post | None,
    now: datetime,
) -> Matched:
    at = kept_moment(now)
    add_rows(Allocation, NewAllocation._fields, allocations)
    change_rows(
        LineStanding,
        ("state", "allocated", "findings", "touched_at"),
        ((str(each.state), kept_yuan(each.allocated), json.dumps(each.findings), at, each.pk) for each in standings),
    )
    settle_vouchers(programme=programme, now=now)
    states = [standing.state for standing in standings]
    matched = Matched(
        booked=states.count(LineState.BOOKED) + states.count(LineState.PART),
        review=states.count(LineState.REVIEW),
        ignored=states.count(LineState.IGNORED),
    )
    if standings:
        schools = Bill.objects.in_bulk({each.bill for each in allocations}).values()
        organisations.note_change([bill.school_id for bill in schools], now)
        audit.record(
            "match_lines", by=by, about=programme, booked=matched.booked, review=matched.review, ignored=matched.ignored
        )
    return matched
