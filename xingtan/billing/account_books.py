"""The account book: bills, lines, allocations, refunds and days as flat sheets, each closed by its sums."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xingtan.accounts.models import Post
from xingtan.billing import queries
from xingtan.billing.models import Allocation, BankLine, Refund, RefundState
from xingtan.billing.queries.day_book import days_of
from xingtan.billing.wording import BILL_STATES
from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import Written, WrittenSheet, write_sheets
from xingtan.foundation.text import masked
from xingtan.foundation.yuan import yuan
from xingtan.programmes.models import Programme

NOTHING = Decimal("0.00")


def workbook(programme: Programme | None, post: Post) -> bytes:
    """All five sheets; eight queries at any size. Remarks stay inside: they hold names and mobile numbers."""
    return write_sheets([
        _bills(programme, post), _lines(programme, post), _allocations(programme, post), _refunds(programme, post),
        _days(programme, post),
    ])  # fmt: skip


def _summed(name: str, columns: Sequence[str], rows: Iterable[Sequence[Written]]) -> WrittenSheet:
    """A sheet whose last row adds up every column of amounts."""
    kept = [list(row) for row in rows]
    sums: list[Written] = [_("Column sums"), *[None] * (len(columns) - 1)]
    for at in range(1, len(columns)):
        amounts = [value for row in kept if isinstance(value := row[at], Decimal)]
        if amounts:
            sums[at] = sum(amounts, NOTHING)
    return WrittenSheet(name, columns, [*kept, sums])


def _bills(programme: Programme | None, post: Post) -> WrittenSheet:
    columns = [
        _("County"),
        _("School"),
        _("Payment code"),
        _("People"),
        _("To pay"),
        _("Arrived"),
        _("Difference"),
        _("State"),
    ]
    rows = queries.bills_of(programme, post).order_by("school__division_id", "school__registered_name", "pk")
    return _summed(_("Bills"), columns, map(_bill, rows.iterator(chunk_size=2_000)))


def _bill(bill: Any) -> list[Written]:
    amount, received = yuan(bill.amount), yuan(bill.received)
    state = str(BILL_STATES[bill.standing.state][1])
    school = bill.school
    return [
        school.division.name,
        school.registered_name,
        bill.code,
        bill.headcount,
        amount,
        received,
        amount - received,
        state,
    ]


def _lines(programme: Programme | None, post: Post) -> WrittenSheet:
    columns = [
        _("Time"), _("Came in"), _("Went out"), _("Allocated"), _("Going back"), _("Not allocated"), _("State"), _("Payer"),
        _("Payer’s account"), _("Payer’s bank"), _("Bank’s serial number"),
    ]  # fmt: skip
    rows = (
        BankLine.objects.within(post).filter(standing__programme=programme).select_related("standing").defer("remark")
    )
    return _summed(_("Transfers"), columns, map(_line, rows.order_by("booked_at", "pk").iterator(chunk_size=2_000)))


def _line(line: Any) -> list[Written]:
    standing, amount = line.standing, yuan(line.amount)
    came_in, went_out = (amount, NOTHING) if line.is_incoming else (NOTHING, amount)
    rest = yuan(standing.rest) if line.is_incoming else NOTHING
    account = masked(line.payer_account, head=4, tail=4) if line.payer_account else ""
    return [
        _moment(line.booked_at), came_in, went_out, yuan(standing.allocated), yuan(standing.refunding), rest,
        str(standing.get_state_display()), line.payer_name, account, line.payer_bank, line.serial,
    ]  # fmt: skip


def _allocations(programme: Programme | None, post: Post) -> WrittenSheet:
    columns = [
        _("Time"), _("Amount"), _("County"), _("School"), _("Payment code"), _("Payer"), _("Bank’s serial number"), _("Decided by"),
    ]  # fmt: skip
    rows = Allocation.objects.within(post).filter(bill__programme=programme).live()
    rows = rows.select_related("line", "bill__school__division").defer("line__remark", "line__payer_account")
    return _summed(_("Allocations"), columns, map(_allocation, rows.order_by("at", "pk").iterator(chunk_size=2_000)))


def _allocation(row: Any) -> list[Written]:
    school = row.bill.school
    return [
        _moment(row.at), yuan(row.amount), school.division.name, school.registered_name, row.bill.code, row.line.payer_name,
        row.line.serial, _("Matching") if row.is_automatic else row.by_words,
    ]  # fmt: skip


def _refunds(programme: Programme | None, post: Post) -> WrittenSheet:
    columns = [_("Time"), _("Amount"), _("State"), _("Reason"), _("To"), _("Payer"), _("Bank’s serial number")]
    rows = Refund.objects.within(post).filter(programme=programme).with_state().select_related("line")
    return _summed(_("Refunds"), columns, map(_refund, rows.order_by("asked_at", "pk")))


def _refund(row: Any) -> list[Written]:
    return [
        _moment(row.asked_at), yuan(row.amount), str(RefundState(row.state).label), str(row.get_why_display()), row.to_name,
        row.line.payer_name, row.line.serial,
    ]  # fmt: skip


def day_book(programme: Programme | None, post: Post) -> bytes:
    """The sheet of the bank days alone; two queries."""
    return write_sheets([_days(programme, post)])


def _days(programme: Programme | None, post: Post) -> WrittenSheet:
    columns = [
        _("Day"), _("Came in"), _("Went out"), _("Allocated"), _("Set aside"), _("Going back"), pgettext("money", "Open"), _("Other programmes"), _("Lines"),
        _("Balance"), _("Balance by the statement"),
    ]  # fmt: skip
    days = days_of(programme, post)
    rows: list[Sequence[Written]] = [
        [
            day.day.isoformat(), day.came_in, day.went_out, day.allocated, day.aside, day.going_back, day.open, day.elsewhere,
            day.lines_in + day.lines_out, _words(day.running), _words(day.told),
        ]
        for day in days
    ]  # fmt: skip
    return _summed(_("Day book"), columns, rows)


def _words(balance: Decimal | None) -> Written:
    """A balance is no amount to be added up: it is written as text."""
    return None if balance is None else f"{balance:.2f}"


def _moment(at: Any) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"
