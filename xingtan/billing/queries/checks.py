"""Proving the sums: what `xingtan verify` says about money (I2, I3)."""

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
    LineStanding,
    LineState,
    Refund,
    Statement,
    yuan_field,
)
from xingtan.billing.rules import fee_for
from xingtan.foundation.proofs import Breach


def ledger_breaches() -> list[Breach]:
    """Everything in the money rows that does not add up; empty when all sums are right."""
    return [
        *_bills_off_their_fee(),
        *_lines_off_their_rows(),
        *_undone_otherwise(),
        *_statements_off_their_lines(),
        *_yuan_lost(),
    ]


def _bills_off_their_fee() -> list[Breach]:
    rows = Bill.objects.select_related("programme")
    return [
        Breach("bill_amount", bill.code)
        for bill in rows
        if fee_for(bill.headcount, bill.programme.fee_yuan) != bill.amount
    ]


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
    for statement in Statement.objects.annotate(stored=Count("lines")):
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
