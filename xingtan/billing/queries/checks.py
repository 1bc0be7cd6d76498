"""Proving the sums: what `xingtan verify` says about money (I1 to I3)."""

from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from xingtan.billing.models import (
    ENDED_WITHOUT_MONEY,
    HALF_FEN,
    NOTHING,
    Allocation,
    BankLine,
    Bill,
    BillChange,
    CountyBill,
    LineStanding,
    LineState,
    Refund,
    RefundStep,
    Statement,
    WriteOff,
    WriteOffStep,
    yuan_field,
)
from xingtan.billing.payment_code import code_for
from xingtan.billing.queries.figures import figures_breaches
from xingtan.billing.rules import fee_for
from xingtan.foundation.proofs import Breach


def ledger_breaches() -> list[Breach]:
    """Everything in the money rows that does not add up; empty when all sums are right."""
    return [
        *_bills_off_their_fee(),
        *_bills_off_their_history(),
        *_codes_off_their_serial(),
        *_lines_off_their_rows(),
        *_undone_otherwise(),
        *_one_person_in_two_parts(),
        *_proofs_of_another_sum(),
        *_payers_off_their_history(),
        *_statements_off_their_lines(),
        *_yuan_lost(),
        *figures_breaches(),
    ]


def _bills_off_their_fee() -> list[Breach]:
    rows = Bill.objects.select_related("programme")
    return [
        Breach("bill_amount", bill.code)
        for bill in rows
        if fee_for(bill.headcount, bill.programme.fee_yuan) != bill.amount
    ]


def _bills_off_their_history() -> list[Breach]:
    """Each change begins where the one before ended, and the last one ends at the bill."""
    found, stood = set(), {bill.pk: (bill.headcount, bill.amount, bill.code) for bill in Bill.objects.all()}
    for change in BillChange.objects.order_by("-pk"):
        heads, amount, code = stood[change.bill_id]
        if (change.headcount_after, change.amount_after) != (heads, amount):
            found.add(code)
        stood[change.bill_id] = (change.headcount_before, change.amount_before, code)
    return [Breach("bill_history", code) for code in sorted(found)]


def _codes_off_their_serial() -> list[Breach]:
    rows = [*Bill.objects.values_list("serial", "code"), *CountyBill.objects.values_list("serial", "code")]
    return [Breach("payment_code", code) for serial, code in rows if code != code_for(serial)]


def _one_person_in_two_parts() -> list[Breach]:
    """Asked and approved by one and the same, or above the limit in force without a second person."""
    decided = RefundStep.objects.filter(kind__in=["approved", "refused"], person=F("refund__asker"))
    found = [Breach("refund_by_one", step.refund.public_id) for step in decided.select_related("refund")]
    own = WriteOffStep.objects.filter(kind__in=["approved", "refused"], person=F("write_off__asker"))
    found += [Breach("write_off_by_one", step.write_off.public_id) for step in own.select_related("write_off")]
    alone = WriteOff.objects.filter(needs_second=False, amount__gt=F("limit") + HALF_FEN)
    return found + [Breach("write_off_above_limit", row.public_id) for row in alone]


def _proofs_of_another_sum() -> list[Breach]:
    rows = RefundStep.objects.filter(proof__isnull=False).select_related("refund", "proof")
    return [
        Breach("refund_proof", step.refund.public_id)
        for step in rows
        if step.proof is None or step.proof.is_incoming or step.proof.amount != step.refund.amount
    ]


def _payers_off_their_history() -> list[Breach]:
    found = []
    for bill in CountyBill.objects.prefetch_related("switches"):
        switches = list(bill.switches.all())
        if not switches or switches[-1].is_paying != bill.is_paying:
            found.append(Breach("payer", bill.code))
    return found


def _allocated() -> QuerySet[LineStanding]:
    sums = (
        Allocation.objects.filter(line=OuterRef("pk"))
        .order_by()
        .values("line")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    return LineStanding.objects.annotate(rows=Coalesce(Subquery(sums), NOTHING, output_field=yuan_field()))


def _going_back() -> QuerySet[Refund]:
    """Of each line the sum of the refunds that hold money."""
    live = Refund.objects.with_state().exclude(state__in=ENDED_WITHOUT_MONEY).filter(line=OuterRef("pk"))
    return live.order_by().values("line").annotate(sum=Sum("amount")).values("sum")  # type: ignore[no-any-return]


def _lines_off_their_rows() -> list[Breach]:
    rows = _allocated().select_related("line")
    differs = rows.filter(Q(rows__gt=F("allocated") + HALF_FEN) | Q(rows__lt=F("allocated") - HALF_FEN))
    outside = rows.filter(Q(rows__lt=-HALF_FEN) | Q(rows__gt=F("amount") + HALF_FEN, amount__gt=0))
    outgoing = rows.filter(line__is_incoming=False, line__allocations__isnull=False).distinct()
    copied = rows.exclude(amount=F("line__amount"))
    going_back = _going_back()
    held = rows.annotate(back=Coalesce(Subquery(going_back), NOTHING, output_field=yuan_field()))
    held_otherwise = held.filter(Q(back__gt=F("refunding") + HALF_FEN) | Q(back__lt=F("refunding") - HALF_FEN))
    aside = rows.annotate(net=Count("line__asides", filter=Q(line__asides__is_release=False), distinct=True)
        - Count("line__asides", filter=Q(line__asides__is_release=True), distinct=True))  # fmt: skip
    not_so = aside.exclude(net=1, state=LineState.ASIDE).exclude(~Q(state=LineState.ASIDE), net=0)
    without = BankLine.objects.filter(standing__isnull=True)
    named = (
        ("line_sum", differs),
        ("line_outside", outside),
        ("line_outgoing", outgoing),
        ("line_amount", copied),
        ("line_aside", not_so),
        ("line_refunding", held_otherwise),
    )
    found = [Breach(code, standing.line.identity) for code, lines in named for standing in lines]
    return found + [Breach("line_without_standing", line.identity) for line in without]


def _undone_otherwise() -> list[Breach]:
    rows = Allocation.objects.filter(undoes__isnull=False).select_related("undoes")
    wrong = rows.exclude(line=F("undoes__line"), bill=F("undoes__bill"), amount=-F("undoes__amount"))
    return [Breach("undone_otherwise", row.public_id) for row in wrong]


def _statements_off_their_lines() -> list[Breach]:
    found = []
    came_in = Sum("lines__amount", filter=Q(lines__is_incoming=True))
    for statement in Statement.objects.annotate(stored=Count("lines"), in_lines=came_in):
        if not statement.lines_known and abs((statement.in_lines or NOTHING) - statement.came_in) > HALF_FEN:
            found.append(Breach("statement_sum", statement.name))
        if statement.stored != statement.lines_new:
            found.append(Breach("statement_lines", statement.name))
        if statement.opening is not None and statement.closing is not None:
            closing = statement.opening + statement.came_in - statement.went_out
            if closing != statement.closing:
                found.append(Breach("statement_total", statement.name))
    return found


def _yuan_lost() -> list[Breach]:
    """Received by bills = allocated from lines."""
    to_bills = Bill.objects.with_received().aggregate(sum=Sum("received"))["sum"] or Decimal()
    from_lines = LineStanding.objects.aggregate(sum=Sum("allocated"))["sum"] or Decimal()
    return [] if abs(to_bills - from_lines) < HALF_FEN else [Breach("yuan_lost", f"{to_bills} / {from_lines}")]
