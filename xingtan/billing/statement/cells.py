"""Single cells of a statement: amounts, dates, account numbers, texts."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

from xingtan.foundation.yuan import CENT, NotMoney, read_yuan

MOST = 10**12
"""Yuan that no line of ours reaches: a serial number in the amount's column is no amount."""
_DATE = re.compile(r"^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T-]*(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2}))?)?")
_NOTHING = re.compile(r"^[-—–\s]*$")
_CLUTTER = re.compile(r"(?i)CNY|RMB|人民币|[\s¥元圆]")
_MINUS = str.maketrans("−﹣–", "---")
_IN_BRACKETS = re.compile(r"\((.+)\)")
_AMOUNT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(-?)")


def text_of(cell: Any) -> str:
    """A cell as text: no tabs or quotes at its ends, whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip().strip("\t'\"= ").strip()
    return "" if _NOTHING.match(text) else text


def amount_of(cell: Any) -> Decimal | None:
    """The amount in a cell; None when it is empty or only dashes. Raises ``NotMoney``.

    Signs before and behind, thousands' commas where they belong, ¥, 元, full-width digits and accountants'
    brackets for minus are understood. Powers of ten are not: a sheet that shows them has lost the fen.
    """
    if isinstance(cell, bool):
        raise NotMoney(str(cell))
    if isinstance(cell, int | float):
        return _number(cell)
    text = unicodedata.normalize("NFKC", text_of(cell)).translate(_MINUS)
    if not text:
        return None
    plain = _CLUTTER.sub("", text)
    bracketed = _IN_BRACKETS.fullmatch(plain)
    read = _AMOUNT.fullmatch(bracketed.group(1) if bracketed else plain)
    if read is None or not (read.group(2) or read.group(3)) or (read.group(1) and read.group(4)):
        raise NotMoney(text)
    amount = read_yuan((read.group(2) or "0") + (read.group(3) or ""))
    if amount >= MOST:
        raise NotMoney(text)
    return -amount if (read.group(1) == "-") ^ bool(read.group(4)) ^ bool(bracketed) else amount


def _number(cell: float) -> Decimal:
    if not -MOST < cell < MOST:
        raise NotMoney(str(cell))
    amount = Decimal(str(round(cell, 6)))
    if amount != amount.quantize(CENT):
        raise NotMoney(str(cell))
    return amount.quantize(CENT)


def moment_of(cell: Any, clock_cell: Any = None) -> datetime | None:
    """The date, and the time where one is given, of a line; None when the cell holds no date."""
    match = _DATE.match(unicodedata.normalize("NFKC", text_of(cell)))
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    if not (hour or minute or second) and clock_cell is not None:
        hour, minute, second = _clock(text_of(clock_cell))
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the bank's wall clock, stored as date and text
    except ValueError:
        return None


def _clock(text: str) -> tuple[int, int, int]:
    digits = re.sub(r"\D", "", text)[-6:]
    if len(digits) not in {4, 5, 6}:
        return 0, 0, 0
    digits = digits.zfill(6) if len(digits) == 5 else digits.ljust(6, "0")
    return int(digits[:2]), int(digits[2:4]), int(digits[4:])


def account_of(text: str) -> str:
    """An account number without spaces and dashes; leading zeros stay."""
    return re.sub(r"[\s\-]", "", text)
