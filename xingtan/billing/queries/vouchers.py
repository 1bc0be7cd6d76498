"""Asking about vouchers: a bill's own, the clerk's pile, the lines one may be about, and what matching takes as evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.billing.models import Allocation, BankLine, Bill, LineStanding, Voucher, VoucherState
from xingtan.billing.voucher_reading import plain_number
from xingtan.billing.vouching import DAYS_APART, LineSeen, Paper
from xingtan.foundation.clock import ZONE
from xingtan.programmes.models import Programme

_POSSIBLE = 8
_CHUNK = 400


@dataclass(frozen=True)
class VoucherEvidence:
    """What a voucher says to matching: this bill was paid by a transfer like this."""

    bill: str
    """The bill's key, as claims name it."""
    receipt_number: str
    serial: str
    amount: Decimal
    at: datetime | None
    payer_account_hash: str
    is_read: bool
    """Read from the bank's own text, not typed by a person."""


def voucher_evidence(programme: Programme) -> tuple[VoucherEvidence, ...]:
    """The vouchers that speak for a bill: figures known, not taken back, not doubted, handed in once only."""
    rows = Voucher.objects.live().with_twin().filter(bill__programme=programme, amount__isnull=False)
    rows = rows.exclude(state=VoucherState.DIFFERS).filter(has_twin=False)
    rows = rows.filter(Q(is_read=True) | Q(confirmed_at__isnull=False))
    return tuple(
        VoucherEvidence(
            str(row.bill_id),
            row.receipt_number,
            row.serial,
            row.amount,
            row.paid_at,
            row.payer_account_hash,
            row.is_read,
        )
        for row in rows.order_by("pk")
    )


def vouchers_of(bill: Bill) -> Any:
    """A bill's vouchers that were not taken back, the latest first."""
    return (
        Voucher.objects.live().filter(bill=bill).with_twin().select_related("line").order_by("-brought_at", "position")
    )


def vouchers_in(programme: Programme | None, post: Post, state: str) -> Any:
    """The vouchers within scope in one state, the oldest first; ``twins`` are those handed in more than once."""
    rows = Voucher.objects.within(post).live().filter(bill__programme=programme).with_twin()
    rows = rows.filter(has_twin=True) if state == "twins" else rows.filter(state=state)
    return rows.select_related("bill__school__division").order_by("brought_at", "pk")


def voucher_counts(programme: Programme | None, post: Post) -> dict[str, int]:
    """How many vouchers there are in each state, and how many were handed in more than once."""
    rows = Voucher.objects.within(post).live().filter(bill__programme=programme)
    found = {row["state"]: row["n"] for row in rows.order_by().values("state").annotate(n=Count("pk"))}
    return found | {"twins": rows.with_twin().filter(has_twin=True).count()}


def twins_of(voucher: Voucher) -> Any:
    """The other vouchers with the same number, or of the same file."""
    same = Q(source_sha256=voucher.source_sha256) & ~Q(bill=voucher.bill_id)
    if voucher.receipt_number:
        same |= Q(receipt_number=voucher.receipt_number)
    if voucher.serial:
        same |= Q(serial=voucher.serial, amount=voucher.amount, paid_at=voucher.paid_at)
    return Voucher.objects.live().filter(same).exclude(pk=voucher.pk).select_related("bill__school__division")


def paper_of(voucher: Voucher) -> Paper:
    """A voucher as it is judged."""
    on = voucher.paid_at.astimezone(ZONE).date() if voucher.paid_at else None
    return Paper(
        voucher.bill_id, voucher.amount, on, voucher.serial, voucher.payer_account_hash, voucher.payee_account or ""
    )


class LinesSeen:
    """The lines some vouchers may be about, asked once for all of them."""

    def __init__(self, lines: Iterable[LineSeen]) -> None:
        self._by_serial: defaultdict[str, list[LineSeen]] = defaultdict(list)
        self._by_amount: defaultdict[Decimal, list[LineSeen]] = defaultdict(list)
        for line in lines:
            self._by_serial[line.serial].append(line)
            self._by_amount[line.amount].append(line)

    def near(self, voucher: Voucher) -> Iterator[LineSeen]:
        """Those with the voucher's serial, then those of its amount."""
        yield from self._by_serial.get(voucher.serial, ()) if voucher.serial else ()
        yield from self._by_amount.get(voucher.amount, ()) if voucher.amount is not None else ()


def lines_seen(vouchers: Sequence[Voucher]) -> LinesSeen:
    """The incoming lines with the serial or the amount of one of these vouchers, with the bills that hold them."""
    if not vouchers:
        return LinesSeen(())
    programmes = Bill.objects.filter(pk__in={row.bill_id for row in vouchers}).values("programme")
    lines = BankLine.objects.filter(standing__programme__in=programmes, is_incoming=True, amount__gt=0)
    serials = sorted({row.serial for row in vouchers if row.serial})
    amounts = sorted({row.amount for row in vouchers if row.amount is not None})
    found: dict[int, BankLine] = {}
    for start in range(0, max(len(serials), len(amounts)), _CHUNK):
        cut = slice(start, start + _CHUNK)
        rows = lines.filter(Q(serial__in=serials[cut]) | Q(amount__in=amounts[cut]))
        found.update((row.pk, row) for row in rows.only("pk", "amount", "booked_at", "serial", "payer_account_hash"))
    holders = _holders(list(found))
    return LinesSeen(_seen(line, frozenset(holders.get(pk, ()))) for pk, line in found.items())


def _holders(lines: list[int]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for start in range(0, len(lines), _CHUNK):
        rows = Allocation.objects.live().filter(line__in=lines[start : start + _CHUNK])
        for line, bill in rows.values_list("line_id", "bill_id"):
            found[line].add(bill)
    return found


def _seen(line: BankLine, bills: frozenset[int]) -> LineSeen:
    day: date = line.booked_at.astimezone(ZONE).date()
    return LineSeen(line.pk, line.amount, day, plain_number(line.serial), line.payer_account_hash, bills)


def possible_lines(voucher: Voucher) -> QuerySet[LineStanding]:
    """The lines a voucher may be about, for a clerk who looks at both: same serial, amount or account; the nearest first."""
    lines = BankLine.objects.filter(standing__programme=voucher.bill.programme_id, is_incoming=True, amount__gt=0)
    near = Q(pk__in=[])
    if voucher.serial:
        near |= Q(serial=voucher.serial)
    if voucher.amount is not None:
        near |= Q(amount=voucher.amount, **_around(voucher.paid_at))
    if voucher.payer_account_hash:
        near |= Q(payer_account_hash=voucher.payer_account_hash)
    if voucher.amount is None and not voucher.serial:
        near |= Q(amount=voucher.bill.amount)
    rows = LineStanding.objects.filter(line__in=lines.filter(near)).select_related("line__statement")
    return rows.order_by("-line__booked_at", "pk")[:_POSSIBLE]


def _around(moment: datetime | None) -> dict[str, datetime]:
    if moment is None:
        return {}
    days = timedelta(days=DAYS_APART + 1)
    return {"booked_at__gte": moment - days, "booked_at__lte": moment + days}
