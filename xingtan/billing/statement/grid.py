"""From the cells of a sheet to the lines of a statement."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xingtan.billing.errors import (
    NoStatementHeader,
    NoStatementLines,
    OtherCurrency,
    SeveralAccounts,
    TornRow,
    UnclearDirection,
    UnreadableAmount,
    UnreadableDate,
    ZeroAmount,
)
from xingtan.billing.statement.balances import in_order
from xingtan.billing.statement.cells import account_of, amount_of, moment_of, text_of
from xingtan.billing.statement.columns import Header, Layout, header_in, plain_header
from xingtan.billing.statement.lines import Proof, ReadLine, StatementRead
from xingtan.billing.statement.totals import check_stated, stated_in
from xingtan.billing.statement.words import TYPE_OF_TRANSACTION, Column
from xingtan.foundation.yuan import NotMoney

Row = Sequence[Any]
_NO_LINE = re.compile("合计|总计|小计|本页|累计|笔数|仅供参考|打印|第.页|下载|导出|制表|期初|期末|承前|上期余额|结转")
_OF_A_DAY = re.compile("(?:本日|当日|本月|本页|本年)?(?:合计|小计|总计|累计)")
_OWN_ACCOUNT = re.compile(r"(?:账\s*号|账\s*户|帐\s*号|卡\s*号)[^\d]{0,40}([\d][\d\-* ]{7,})")
_IN = re.compile(r"(?:贷[方记]?(?:[ (/]*cr\)?)?|来[账帐]|收[入款方]?|转入|存入|入账|c|cr|credit|\+)", re.IGNORECASE)
_OUT = re.compile(
    r"(?:借[方记]?(?:[ (/]*dr\)?)?|往[账帐]|支[出取]?|付[款方]?|转出|取出?|出账|d|dr|debit|-)", re.IGNORECASE
)
_MONEY = (Column.CAME_IN, Column.WENT_OUT, Column.AMOUNT)
_FOREIGN = re.compile("美元|欧元|港[币元]|日元|英镑|澳元|加元|USD|EUR|HKD|JPY|GBP|AUD|CAD")
_ROW_WITHIN_CELL = re.compile(r"\n\s*\"?\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}")


def read_statement(rows: Sequence[Row], layouts: Sequence[Layout] = ()) -> StatementRead:
    """Read a statement from a sheet. Raises a ``StatementRefused`` that names row and cell; nothing is guessed.

    ``layouts``: headers that a clerk explained; they go before what the words of a header say.
    """
    rows = _unfolded(rows)
    header = header_in(rows, layouts)
    if header is None:
        raise NoStatementHeader()
    reader = _Reader(header)
    lines, others = [], [(number, row) for number, row in enumerate(rows[: header.row], start=1)]
    for number, row in enumerate(rows[header.row + 1 :], start=header.row + 2):
        line = reader.line(number, row)
        if line:
            lines.append(line)
        elif any(text_of(cell) for cell in row):
            others.append((number, row))
    if not lines:
        raise NoStatementLines(row=header.row + 1)
    return _proved(lines, others, header, reader.own_account or _account_above(rows[: header.row]))


def _proved(lines: list[ReadLine], others: list[tuple[int, Row]], header: Header, own: str) -> StatementRead:
    ordered, ends = in_order(lines)
    stated = stated_in(others, header)
    is_stated = check_stated(stated, ordered, ends)
    proof = Proof.BALANCES if ends else Proof.TOTALS if is_stated else Proof.NONE
    if ends is None and {"opening", "closing"} <= stated.keys():
        ends = stated["opening"][1], stated["closing"][1]
    below = [(number, row) for number, row in others if number > header.row]
    return StatementRead(
        lines=tuple(ordered),
        ignored=tuple((number, " ".join(filter(None, map(text_of, row)))[:200]) for number, row in below),
        header_row=header.row + 1,
        titles=_titles(header),
        own_account=own,
        opening=ends[0] if ends else None,
        closing=ends[1] if ends else None,
        proof=proof,
    )


def _titles(header: Header) -> tuple[tuple[str, str], ...]:
    words = " + ".join(header.titles[at] for at in header.texts if header.titles[at])
    texts = [(Column.TEXT.value, words)] if words else []
    return (*((column.value, header.title(column)) for column in header.places), *texts)


def _unfolded(rows: Sequence[Row]) -> Sequence[Row]:
    """A sheet whose lines stand tab-separated in its first column, as one bank exports it."""
    folded = sum(1 for row in rows if row and isinstance(row[0], str) and row[0].count("\t") > 3)
    if folded * 2 < len(rows) or not folded:
        return rows
    return [str(row[0]).split("\t") if row else [] for row in rows]


def _account_above(rows: Sequence[Row]) -> str:
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

    def line(self, number: int, row: Row) -> ReadLine | None:
        """The line in a row; None for blank rows, totals and notes."""
        self._refuse_swallowed(number, row)
        moment = moment_of(self._cell(row, Column.DATE), self._cell(row, Column.TIME))
        if moment is None:
            self._refuse_lost_line(number, row)
            return None
        if self._is_note(row):
            return None
        is_incoming, amount = self._money(number, row)
        if not amount:
            raise ZeroAmount(row=number)
        self._refuse_foreign(number, row)
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
            remark=self._remark(row, payer),
            serial=self._text(row, Column.SERIAL),
        )

    def _cell(self, row: Row, column: Column) -> Any:
        at = self._header.places.get(column)
        return row[at] if at is not None and at < len(row) else None

    def _text(self, row: Row, column: Column) -> str:
        return text_of(self._cell(row, column))

    def _remark(self, row: Row, payer: str) -> str:
        """All that is written, each once; on whose behalf it was paid where that is another than the payer."""
        texts = [text_of(row[at]) for at in self._header.texts if at < len(row)]
        nominal = self._text(row, Column.NOMINAL)
        if nominal != payer:
            texts.append(nominal)
        return " ".join(dict.fromkeys(filter(None, texts)))

    def _other_side(self, row: Row, *, is_incoming: bool) -> tuple[str, str]:
        """Name and account of the other side: where a bank names payer and payee, the payee of outgoing money."""
        if not is_incoming and Column.PAYEE in self._header.places:
            return self._text(row, Column.PAYEE), account_of(self._text(row, Column.PAYEE_ACCOUNT))
        return self._text(row, Column.PAYER), account_of(self._text(row, Column.PAYER_ACCOUNT))

    def _amount(self, number: int, row: Row, column: Column) -> Decimal | None:
        cell = self._cell(row, column)
        try:
            return amount_of(cell)
        except NotMoney as error:
            raise UnreadableAmount(row=number, column=self._header.title(column), value=text_of(cell)) from error

    def _money(self, number: int, row: Row) -> tuple[bool, Decimal]:
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

    def _directed(self, number: int, row: Row, amount: Decimal) -> tuple[bool, Decimal]:
        flag = self._text(row, Column.FLAG)
        if _IN.fullmatch(flag):
            return True, amount
        if _OUT.fullmatch(flag):
            return False, abs(amount)
        if flag and plain_header(self._header.title(Column.FLAG)) != TYPE_OF_TRANSACTION:
            raise UnclearDirection(row=number, value=flag)
        return amount > 0, abs(amount)

    def _is_note(self, row: Row) -> bool:
        """A dated row that is no line: a sum of the day, a balance brought forward, when the file was made."""
        filled = [text for text in map(text_of, row) if text]
        if len(filled) < 2 or any(_OF_A_DAY.fullmatch(text) for text in filled):
            return True
        money = (self._text(row, column) for column in _MONEY)
        is_empty = not any(re.search(r"[^\s0.,¥￥元]", text) for text in money)
        return (is_empty or len(filled) < 3) and any(_NO_LINE.search(text) for text in filled)

    def _refuse_lost_line(self, number: int, row: Row) -> None:
        """A row without a date is no line, unless it has money and a payer: then the file is refused."""
        if any(_NO_LINE.search(text_of(cell)) for cell in row):
            return
        has_payer = self._text(row, Column.PAYER) or self._text(row, Column.PAYER_ACCOUNT)
        money = (self._text(row, column) for column in _MONEY)
        if has_payer and any(re.search(r"\d", text) for text in money):
            title = self._header.title(Column.DATE)
            raise UnreadableDate(row=number, column=title, value=self._text(row, Column.DATE))

    def _refuse_swallowed(self, number: int, row: Row) -> None:
        """An open quotation mark makes one cell of many rows."""
        if any(isinstance(cell, str) and _ROW_WITHIN_CELL.search(cell) for cell in row):
            raise TornRow(row=number)

    def _refuse_foreign(self, number: int, row: Row) -> None:
        """One currency and one account: anything else is another statement."""
        currency = self._text(row, Column.CURRENCY)
        if _FOREIGN.search(currency.upper()):
            raise OtherCurrency(row=number, value=currency)
        own = account_of(self._text(row, Column.OWN_ACCOUNT))
        if own and self.own_account and own != self.own_account:
            raise SeveralAccounts(row=number, first=self.own_account, second=own)
        self.own_account = self.own_account or own
