"""What matching booked and the bank then sent back: taken off its bill, never silently kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.findings import with_reason
from xingtan.billing.matching import Against, Reason, Transfer, may_send_back
from xingtan.billing.models import Allocation, BankLine, LineStanding, LineState
from xingtan.foundation.clock import ZONE
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

_CHUNK = 400


def earlier_lines(programme: Programme, transfers: Sequence[Transfer]) -> list[BankLine]:
    """Lines decided before that one of these may send back, in booking order: of the same sum."""
    amounts = sorted({abs(transfer.amount) for transfer in transfers if may_send_back(transfer)})
    new = {int(transfer.key) for transfer in transfers}
    found: list[BankLine] = []
    for start in range(0, len(amounts), _CHUNK):
        sums = amounts[start : start + _CHUNK]
        rows = BankLine.objects.filter(programme=programme).filter(
            Q(amount__in=sums) | Q(amount__in=[-s for s in sums])
        )
        found += [line for line in rows if line.pk not in new]
    return sorted(found, key=lambda line: (line.booked_at, line.row, line.pk))


def take_back_returned(*, programme: Programme, pairs: Mapping[str, str], by: Post | None, now: datetime) -> None:
    """Undo what matching itself booked of lines that others send back; what a person booked stays a person's.

    ``pairs``: key of the line that sends back → key of the line sent back. The line waits for review, the pair named.
    """
    back = {int(sent): int(key) for key, sent in pairs.items()}
    rows = LineStanding.objects.select_for_update().filter(
        programme=programme, pk__in=back, state__in=[LineState.BOOKED, LineState.PART], refunding=0
    )
    standings = [row for row in rows.select_related("line").order_by("pk") if _is_automatic(row)]
    lines = BankLine.objects.in_bulk([back[standing.pk] for standing in standings])
    for standing in standings:
        _take_back(standing, lines[back[standing.pk]], by, now)


def _is_automatic(standing: LineStanding) -> bool:
    return not standing.line.allocations.filter(is_automatic=False).exists()


def _take_back(standing: LineStanding, returned: BankLine, by: Post | None, now: datetime) -> None:
    live = list(Allocation.objects.filter(line=standing.line).live().select_related("bill"))
    Allocation.objects.bulk_create(_undoing(live, now))
    day = returned.booked_at.astimezone(ZONE).date().isoformat()
    reason = Reason(Against.SENT_BACK, {"day": day, "amount": str(abs(returned.amount)), "payer": returned.payer_name})
    standing.findings = with_reason(standing.findings, reason)
    standing.state, standing.allocated = LineState.REVIEW, Decimal("0.00")
    standing.version += 1
    standing.touched_at = now
    standing.save()
    organisations.note_change([row.bill.school_id for row in live], now)
    audit.record(
        "take_back_returned", by=by, about=standing.line, returned_by=returned.public_id,
        amounts={row.bill.code: str(row.amount) for row in live},
    )  # fmt: skip


def _undoing(live: Iterable[Allocation], now: datetime) -> list[Allocation]:
    return [
        Allocation(line=row.line, bill=row.bill, amount=-row.amount, undoes=row, is_automatic=True, at=now)
        for row in live
    ]
