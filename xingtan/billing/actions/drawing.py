"""Drawing bills from who is enrolled: again and again, changing only what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.demand import Demand
from xingtan.billing.models import Bill, BillChange
from xingtan.billing.payment_code import code_for
from xingtan.billing.rules import fee_for
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

BATCH = 500


@dataclass(frozen=True)
class Drawn:
    """What a round of drawing did."""

    new: int
    changed: int


@transaction.atomic
def draw_bills(*, programme: Programme, demands: Iterable[Demand], by: Post | None, now: datetime) -> Drawn:
    """Draw a bill for each school with enrolled teachers; a changed head count changes it, with history (A22).

    Doing it twice does it once. A school whose teachers all left keeps its bill, over nothing.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    wanted = {demand.school_id: demand for demand in demands}
    standing = {bill.school_id: bill for bill in Bill.objects.filter(programme=programme)}
    new = _draw_new(programme, [d for d in wanted.values() if d.school_id not in standing and d.headcount], now)
    pairs = [(bill, wanted.get(school_id, Demand(school_id, 0))) for school_id, bill in standing.items()]
    changed = [pair for pair in pairs if pair[0].headcount != pair[1].headcount]
    _change(programme, changed, now)
    _ask_others([(bill, demand) for bill, demand in pairs if demand.headcount])
    if new or changed:
        touched = [bill.school_id for bill in new] + [bill.school_id for bill, _ in changed]
        organisations.note_change(touched, now)
        audit.record("draw_bills", by=by, about=programme, new=len(new), changed=len(changed))
    return Drawn(len(new), len(changed))


def _draw_new(programme: Programme, demands: list[Demand], now: datetime) -> list[Bill]:
    last = Bill.objects.aggregate(last=Max("serial"))["last"] or 0
    bills = [
        Bill(
            programme=programme, school_id=demand.school_id, serial=serial, code=code_for(serial),
            headcount=demand.headcount, amount=fee_for(demand.headcount, programme.fee_yuan),
            contact=demand.contact, contact_mobile=demand.mobile, drawn_at=now,
        )
        for serial, demand in enumerate(demands, start=last + 1)
    ]  # fmt: skip
    return list(Bill.objects.bulk_create(bills, batch_size=BATCH))


def _change(programme: Programme, pairs: list[tuple[Bill, Demand]], now: datetime) -> None:
    """Bring head counts and amounts up to date and keep what they were."""
    changes = []
    for bill, demand in pairs:
        amount = fee_for(demand.headcount, programme.fee_yuan)
        changes.append(
            BillChange(
                bill=bill, headcount_before=bill.headcount, headcount_after=demand.headcount,
                amount_before=bill.amount, amount_after=amount, at=now,
            )
        )  # fmt: skip
        bill.headcount, bill.amount = demand.headcount, amount
    BillChange.objects.bulk_create(changes, batch_size=BATCH)
    Bill.objects.bulk_update([bill for bill, _ in pairs], ["headcount", "amount"], batch_size=BATCH)


def _ask_others(pairs: list[tuple[Bill, Demand]]) -> None:
    """Another contact of a school is another contact on its bill."""
    moved = []
    for bill, demand in pairs:
        if (bill.contact, bill.contact_mobile) != (demand.contact, demand.mobile):
            bill.contact, bill.contact_mobile = demand.contact, demand.mobile
            moved.append(bill)
    Bill.objects.bulk_update(moved, ["contact", "contact_mobile"], batch_size=BATCH)
