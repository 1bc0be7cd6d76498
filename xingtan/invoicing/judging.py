"""Whose invoice a returned file is, and whether it says what was asked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xingtan.foundation.text import compact
from xingtan.invoicing.einvoice import ReadInvoice


class Trouble(StrEnum):
    """Why a file is not filed."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    AMOUNT = "amount"
    BUYER = "buyer"
    BUYER_UNREAD = "buyer_unread"
    AMOUNT_UNREAD = "amount_unread"
    OTHER_NUMBER = "other_number"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Wanted:
    """A request that an invoice may be for."""

    key: int
    serial: str
    amount: Decimal
    """Negative for a red letter that was asked for."""
    buyer_name: str
    buyer_tax: str
    number: str = ""
    """Of the invoice filed already, if one is."""


@dataclass(frozen=True)
class Verdict:
    """The request, or why none."""

    wanted: Wanted | None
    trouble: Trouble | None = None


def judge(read: ReadInvoice, requests: Iterable[Wanted]) -> Verdict:
    """The request a file belongs to: by the invoice's number, by our serial, else by amount and buyer; then checked."""
    rows = list(requests)
    same = [row for row in rows if row.number and row.number == read.number]
    same = same or [row for row in rows if read.serial and row.serial == read.serial]
    by_name = bool(same)
    if not same:
        same = [row for row in rows if not row.number and row.amount == read.total and _same_buyer(read, row)]
    if not same:
        return Verdict(None, Trouble.UNKNOWN)
    if len(same) > 1:
        return Verdict(None, Trouble.SEVERAL)
    return Verdict(same[0], _differs(read, same[0], is_named=by_name))


def _same_buyer(read: ReadInvoice, row: Wanted) -> bool:
    return bool(read.buyer_tax) and read.buyer_tax == row.buyer_tax


def _differs(read: ReadInvoice, row: Wanted, *, is_named: bool) -> Trouble | None:
    if row.number and row.number != read.number:
        return Trouble.OTHER_NUMBER
    is_known = bool(row.number)
    if read.total is None:
        return None if is_known else Trouble.AMOUNT_UNREAD
    if read.total != row.amount:
        return Trouble.AMOUNT
    if read.buyer_tax and read.buyer_tax != row.buyer_tax:
        return Trouble.BUYER
    if read.buyer_name and compact(read.buyer_name) != compact(row.buyer_name):
        return Trouble.BUYER
    if is_named and not (read.buyer_tax or read.buyer_name) and not is_known:
        return Trouble.BUYER_UNREAD
    return None
