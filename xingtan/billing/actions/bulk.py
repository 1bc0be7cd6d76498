"""Accepting many lines for which the same things speak: each its own decision, those that changed are left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.billing.actions.deciding import allocate, locked
from xingtan.billing.alike import best_bill, evidence_of
from xingtan.billing.errors import NoLongerAlike
from xingtan.billing.models import Bill, LineStanding, Question
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import Reporter
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class Pick:
    """A line as the clerk saw it."""

    line: str
    """Public id."""
    version: int


@dataclass
class Accepted:
    """How many lines were booked, and which were left with the reason."""

    booked: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    """Payer and sentence."""


def accept_alike(
    *, programme: Programme, picks: Sequence[Pick], codes: Collection[str], by: Post, now: datetime,
    report: Reporter | None = None,
) -> Accepted:  # fmt: skip
    """Book each picked line wholly to its best bill, if nothing changed since the clerk saw it.

    Each line is a transaction of its own with its own audit entry: one that is refused is left as it is and told,
    the others are booked. Twice the same picks book nothing twice.
    """
    done = Accepted()
    if report:
        report.expect(len(picks))
    rows = LineStanding.objects.filter(programme=programme, line__public_id__in=[pick.line for pick in picks])
    standings = {row.line.public_id: row for row in rows.select_related("line")}
    for pick in picks:
        standing = standings.get(pick.line)
        if standing is not None:
            _accept(standing, pick.version, frozenset(codes), by, now, done)
        if report:
            report.step()
    return done


def _accept(
    standing: LineStanding, version: int, codes: frozenset[str], by: Post, now: datetime, done: Accepted
) -> None:
    try:
        _book(standing, version, codes, by, now)
    except Refusal as refusal:
        done.left.append((standing.line.payer_name, str(refusal)))
    else:
        done.booked += 1


@transaction.atomic
def _book(seen: LineStanding, version: int, codes: frozenset[str], by: Post, now: datetime) -> None:
    standing = locked(seen.line, version)
    if evidence_of(standing.findings) != codes or Question.objects.filter(line=seen.line).exists():
        raise NoLongerAlike()
    key = best_bill(standing.findings)
    Bill.objects.select_for_update().get(pk=key)
    bill = Bill.objects.with_received().get(pk=key)
    if standing.rest > bill.standing.rest:
        raise NoLongerAlike()
    allocate(line=seen.line, shares=[(bill, standing.rest)], version=version, by=by, now=now)
