"""From the cells of a sheet to the lines of a statement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from xingtan.billing.errors import (
    ControlTotalDiffers,
    NoStatementHeader,
    NoStatementLines,
    UnclearDirection,
    UnreadableAmount,
    UnreadableDate,
)
from xingtan.billing.rules import control_difference
from xingtan.billing.statement.cells import account_of, amount_of, moment_of, text_of
from xingtan.billing.statement.columns import Column, Header, header_in
from xingtan.foundation.yuan import NotMoney, shown

_TOTALS = re.compile("合计|总计|小计|本页|累计|笔数|仅供参考|打印|第.页")
_OWN_ACCOUNT = re.compile(r"(?:账号|账户|帐号|卡号)[^\d]{0,40}([\d][\d\-* ]{7,})")
_IN = re.compile("^(?:贷|来账|收|转入|存入|C|credit|cr)", re.IGNORECASE)
_OUT = re.compile("^(?:借|往账|支|付|转出|取|D|debit|dr)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as the bank tells it. ``amount`` is positive; a negative one is a reversal in its direction."""

    row: int
    """Row of the sheet, counted from 1."""
    booked: datetime
    is_incoming: bool
    amount: Decimal
    balance: Decimal | None
    payer_name: str
    payer_account: str
    payer_bank: str
    remark: str
    serial: str

    @property
    def signed(self) -> Decimal:
        """What it does to the balance."""
        return self.amount if self.is_incoming else -self.amount

    @property
    def fingerprint(self) -> str:
        """Everything but the serial and the free text, as one text."""
        parts = (self.booked.isoformat(), str(self.signed), str(self.balance), self.payer_account)
        return "|".join(parts)


@dataclass(frozen=True, slots=True)
class StatementRead:
    """A statement as read: its lines in booking order, and what was left out and why."""

    lines: tuple[ReadLine, ...]
    ignored: tuple[tuple[int, str], ...]
    """Rows below the header that are no lines, with their text."""
    header_row: int
    titles: tuple[tuple[str, str], ...]
    """Column and the header's word for it."""
    own_account: str
    opening: Decimal | None
    closing: Decimal | None

    @property
    def came_in(self) -> Decimal:
        """Sum of incoming lines."""
        return sum((line.amount for line in self.lines if line.is_incoming), Decimal())

    @property
    def went_out(self) -> Decimal:
        """Sum of outgoing lines."""
        return sum((line.amount for line in self.lines if not line.is_incoming), Decimal())


def read_statement(rows: Sequence[Sequence[Any]]) -> StatementRead:
    """Read a statement from a sheet. Raises a ``StatementRefused`` that names row and cell; nothing is guessed."""
    rows = _unfolded(rows)
    header = header_in(rows)
    if header is None:
        raise NoStatementHeader()
    reader = _Reader(header)
    lines, ignored = [], []
    for number, row in enumerate(rows[header.row + 1 :], start=header.row + 2):
        line = reader.line(number, row)
        if line:
            lines.append(line)
        elif any(text_of(cell) for cell in row):
            ignored.append((number, " ".join(filter(None, map(text_of, row)))[:200]))
    if not lines:
        raise NoStatementLines(row=header.row + 1)
    lines, opening, closing = _in_order(lines)
    titles = tuple((column.value, header.title(column)) for column in header.places)
    own = reader.own_account or _account_above(rows[: header.row])
    return StatementRead(tuple(lines), tuple(ignored), header.row + 1, titles, own, opening, closing)


def _unfolded(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """A sheet whose lines stand tab-separated in its first column, as one bank exports it."""
    folded = sum(1 for row in rows if row and isinstance(row[0], str) and row[0].count("\t") > 3)
    if folded * 2 < len(rows) or not folded:
        return rows
    return [str(row[0]).split("\t") if row else [] for row in rows]


def _account_above(rows: Sequence[Sequence[Any]]) -> str:
    for row in rows:
        match = _OWN_ACCOUNT.search(" ".join(map(text_of, row)))
        if match:
            return account_of(match.group(1))
    return ""


class _Reader:
    """Reads rows below one header."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self.own_account = ""

    def line(self, number: int, row: Sequence[Any]) -> ReadLine | None:
        """The line in a row; None for blank rows, totals and notes."""
        moment = moment_of(self._cell(row, Column.DATE), self._cell(row, Column.TIME))
        if moment is None:
            self._refuse_lost_line(number, row)
            return None
        is_incoming, amount = self._money(number, row)
        if not amount:
            return None
        self.own_account = self.own_account or account_of(self._text(row, Column.OWN_ACCOUNT))
        payer, account = self._other_side(row, is_incoming=is_incoming)
        return ReadLine(
            row=number,
            booked=moment,
            is_incoming=is_incoming,
            amount=amount,
            balance=self._amount(number, row, Column.BALANCE),
            payer_name=payer,
            payer_account=account,
            payer_bank=self._text(row, Column.PAYER_BANK),
            remark=self._remark(row),
            serial=self._text(row, Column.SERIAL),
        )

    def _cell(self, row: Sequence[Any], column: Column) -> Any:
        at = self._header.places.get(column)
        return row[at] if at is not None and at < len(row) else None

    def _text(self, row: Sequence[Any], column: Column) -> str:
        return text_of(self._cell(row, column))

    def _remark(self, row: Sequence[Any]) -> str:
        texts = (text_of(row[at]) for at in self._header.texts if at < len(row))
        return " ".join(dict.fromkeys(filter(None, texts)))

    def _other_side(self, row: Sequence[Any], *, is_incoming: bool) -> tuple[str, str]:
        """Name and account of the other side: where a bank names payer and payee, the payee of outgoing money."""
        if not is_incoming and Column.PAYEE in self._header.places:
            return self._text(row, Column.PAYEE), account_of(self._text(row, Column.PAYEE_ACCOUNT))
        return self._text(row, Column.PAYER), account_of(self._text(row, Column.PAYER_ACCOUNT))

    def _amount(self, number: int, row: Sequence[Any], column: Column) -> Decimal | None:
        cell = self._cell(row, column)
        try:
            return amount_of(cell)
        except NotMoney as error:
            raise UnreadableAmount(row=number, column=self._header.title(column), value=text_of(cell)) from error

    def _money(self, number: int, row: Sequence[Any]) -> tuple[bool, Decimal]:
        """Direction and amount, from two columns, or one with a sign or a flag."""
        came_in = self._amount(number, row, Column.CAME_IN)
        went_out = self._amount(number, row, Column.WENT_OUT)
        if came_in and went_out:
            raise UnclearDirection(row=number, value=f"{came_in} / {went_out}")
        if came_in or went_out:
            return bool(came_in), came_in or went_out or Decimal()
        amount = self._amount(number, row, Column.AMOUNT)
        if amount is None:
            if came_in is None and went_out is None:
                column = Column.AMOUNT if Column.AMOUNT in self._header.places else Column.CAME_IN
                raise UnreadableAmount(row=number, column=self._header.title(column), value="")
            return True, Decimal()
        return self._directed(number, row, amount)

    def _directed(self, number: int, row: Sequence[Any], amount: Decimal) -> tuple[bool, Decimal]:
        flag = self._text(row, Column.FLAG)
        if _IN.match(flag):
            return True, amount
        if _OUT.match(flag):
            is_signed = amount < 0
            return False, -amount if is_signed else amount
        if Column.FLAG in self._header.places and flag and self._header.title(Column.FLAG) != "交易类型":
            raise UnclearDirection(row=number, value=flag)
        return amount > 0, abs(amount)

    def _refuse_lost_line(self, number: int, row: Sequence[Any]) -> None:
        """A row without a date is no line, unless it has money and a payer: then the file is refused."""
        if any(_TOTALS.search(text_of(cell)) for cell in row):
            return
        has_payer = self._text(row, Column.PAYER) or self._text(row, Column.PAYER_ACCOUNT)
        money = (self._text(row, column) for column in (Column.CAME_IN, Column.WENT_OUT, Column.AMOUNT))
        if has_payer and any(re.search(r"\d", text) for text in money):
            title = self._header.title(Column.DATE)
            raise UnreadableDate(row=number, column=title, value=self._text(row, Column.DATE))


def _in_order(lines: list[ReadLine]) -> tuple[list[ReadLine], Decimal | None, Decimal | None]:
    """The lines oldest first, with opening and closing balance where every line tells its balance.

    Raises ``ControlTotalDiffers`` when the balances do not agree with the lines in either order.
    """
    if any(line.balance is None for line in lines):
        is_newest_first = lines[0].booked > lines[-1].booked
        return (lines[::-1] if is_newest_first else lines), None, None
    differences = []
    for ordered in (lines, lines[::-1]):
        opening = (ordered[0].balance or Decimal()) - ordered[0].signed
        closing = ordered[-1].balance or Decimal()
        difference = control_difference(opening, (line.signed for line in ordered), closing)
        if not difference:
            return ordered, opening, closing
        differences.append((difference, opening, closing))
    is_newest_first = lines[0].booked > lines[-1].booked
    difference, opening, closing = differences[1 if is_newest_first else 0]
    raise ControlTotalDiffers(
        opening=shown(opening),
        closing=shown(closing),
        computed=shown(closing + difference),
        difference=shown(difference),
    )
