"""What the bank itself says of the whole, above or below the lines: balances, sums, numbers of lines."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from xingtan.billing.errors import StatedTotalDiffers
from xingtan.billing.statement.cells import amount_of, text_of
from xingtan.billing.statement.columns import Header
from xingtan.billing.statement.lines import ReadLine
from xingtan.billing.statement.words import Column
from xingtan.foundation.yuan import NotMoney, shown

Stated = dict[str, tuple[int, Decimal]]
"""What is stated (opening, closing, came_in, went_out, count, count_in, count_out): row and value."""
_VALUE = r"[^\d+\-]{0,12}([+-]?\d[\d,]*(?:\.\d+)?)"
_LABELS: dict[str, str] = {
    "opening": r"(?:期初|承前|上期|起始)余额",
    "closing": r"期末余额",
    "came_in": r"(?:贷方发生|贷方|收入|存入|收方发生)(?:总额|合计金额|总金额|合计)|总收入(?:金额)?",
    "went_out": r"(?:借方发生|借方|支出|取出|付方发生)(?:总额|合计金额|总金额|合计)|总支出(?:金额)?",
    "count_in": r"(?:贷方发生|贷方|收入)(?:总笔数|笔数)",
    "count_out": r"(?:借方发生|借方|支出)(?:总笔数|笔数)",
    "count": r"(?<![方发生收入支出])总笔数",
}
_PATTERNS = {what: re.compile(f"(?:{label}){_VALUE}") for what, label in _LABELS.items()}
_COUNTED = re.compile(r"(\d+)\s*笔?\s*([收支])\s*(\d[\d,]*\.\d\d)")
_SUM_ROW = re.compile(r"(?:人民币)?(?:合计|总计)")
_BALANCE_ROW = {"opening": re.compile("期初余额|承前页?|上期余额"), "closing": re.compile("期末余额|本期余额|结转下页")}
_BRACKETS = re.compile(r"\[.*?\]")


def stated_in(rows: Iterable[tuple[int, Sequence[Any]]], header: Header) -> Stated:
    """What the rows that are no lines state. ``rows`` with their number counted from 1."""
    found: Stated = {}
    sums = []
    for number, row in rows:
        text = unicodedata.normalize("NFKC", _BRACKETS.sub("", " ".join(filter(None, map(text_of, row)))))
        for what, value in (_in_words(text) | _counted(row) | _in_balance_column(row, text, header)).items():
            found.setdefault(what, (number, value))
        if number > header.row + 1 and any(_SUM_ROW.fullmatch(text_of(cell)) for cell in row):
            sums.append((number, row))
    if len(sums) == 1:
        number, row = sums[0]
        for what, value in _in_sum_columns(row, header).items():
            found.setdefault(what, (number, value))
    return found


def _in_balance_column(row: Sequence[Any], text: str, header: Header) -> dict[str, Decimal]:
    value = _amount(row, header, Column.BALANCE)
    return {} if value is None else {what: value for what, words in _BALANCE_ROW.items() if words.search(text)}


def _in_sum_columns(row: Sequence[Any], header: Header) -> dict[str, Decimal]:
    columns = (("came_in", Column.CAME_IN), ("went_out", Column.WENT_OUT))
    values = ((what, _amount(row, header, column)) for what, column in columns)
    return {what: value for what, value in values if value is not None}


def _in_words(text: str) -> dict[str, Decimal]:
    found = {}
    for what, pattern in _PATTERNS.items():
        match = pattern.search(text)
        if match:
            found[what] = Decimal(match.group(1).replace(",", ""))
    return found


def _counted(row: Sequence[Any]) -> dict[str, Decimal]:
    """Number and sum in one cell: ``5 收 91,007,497.02``."""
    found = {}
    for match in filter(None, (_COUNTED.fullmatch(text_of(cell)) for cell in row)):
        is_in = match.group(2) == "收"
        found["count_in" if is_in else "count_out"] = Decimal(match.group(1))
        found["came_in" if is_in else "went_out"] = Decimal(match.group(3).replace(",", ""))
    return found


def _amount(row: Sequence[Any], header: Header, column: Column) -> Decimal | None:
    at = header.places.get(column)
    if at is None or at >= len(row):
        return None
    try:
        return amount_of(row[at])
    except NotMoney:
        return None


_COMPUTED: dict[str, Callable[[Sequence[ReadLine]], Decimal]] = {
    "came_in": lambda lines: sum((line.amount for line in lines if line.is_incoming), Decimal()),
    "went_out": lambda lines: sum((line.amount for line in lines if not line.is_incoming), Decimal()),
    "count_in": lambda lines: Decimal(sum(line.is_incoming for line in lines)),
    "count_out": lambda lines: Decimal(sum(not line.is_incoming for line in lines)),
    "count": lambda lines: Decimal(len(lines)),
}
ENOUGH = ({"came_in", "went_out"}, {"opening", "closing"}, {"count"}, {"count_in", "count_out"})
"""Any of these proves that the file is whole."""


def check_stated(stated: Stated, lines: Sequence[ReadLine], ends: tuple[Decimal, Decimal] | None) -> bool:
    """Whether what is stated proves the lines whole; raises ``StatedTotalDiffers`` where it contradicts them."""
    for what, compute in _COMPUTED.items():
        if what in stated:
            _compare(what, stated[what], compute(lines))
    if ends is None and "opening" in stated and "closing" in stated:
        total = stated["opening"][1] + sum((line.signed for line in lines), Decimal())
        _compare("closing", stated["closing"], total)
    if ends is not None:
        for what, computed in zip(("opening", "closing"), ends, strict=True):
            if what in stated:
                _compare(what, stated[what], computed)
    return any(each <= stated.keys() for each in ENOUGH)


def _compare(what: str, stated: tuple[int, Decimal], computed: Decimal) -> None:
    row, value = stated
    if value != computed:
        show = str if what.startswith("count") else shown
        raise StatedTotalDiffers(
            what=what, row=row, stated=show(value), computed=show(computed), difference=show(abs(value - computed))
        )
