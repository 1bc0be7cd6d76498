"""Money: Decimal yuan with two places, never float."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
_CLUTTER = re.compile(r"[\s¥元圆]")
_AMOUNT = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)")
"""Grouped by thousands or ten thousands, if at all; no powers of ten."""


class NotMoney(ValueError):
    """A text that cannot be read as an amount of yuan with at most two places."""


def yuan(value: Decimal | int | str) -> Decimal:
    """The amount with exactly two places, rounded half up.

    Floats are not taken: a float has already lost its fen.
    """
    if isinstance(value, float):
        raise TypeError("money is never a float")
    return Decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)


def read_yuan(text: str) -> Decimal:
    """The amount written in a text such as ``¥12,000.00``, sign kept.

    Raises ``NotMoney`` for anything else, also for more than two places, and for a comma that may be meant as a
    point: a fen is never guessed.
    """
    cleaned = _CLUTTER.sub("", unicodedata.normalize("NFKC", text))
    if not _AMOUNT.fullmatch(cleaned):
        raise NotMoney(text)
    cleaned = cleaned.replace(",", "")
    try:
        amount = Decimal(cleaned)
        whole_fen = amount.quantize(CENT)
    except InvalidOperation as error:
        raise NotMoney(text) from error
    if not amount.is_finite() or amount != whole_fen:
        raise NotMoney(text)
    return whole_fen


_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def in_capitals(amount: Decimal) -> str:
    """The amount in Chinese capitals as a bank wants it on a slip.

    >>> in_capitals(Decimal("4440.00")), in_capitals(Decimal("10020.05"))
    ('肆仟肆佰肆拾元整', '壹万零贰拾元零伍分')
    """
    if amount < 0 or amount >= Decimal(10) ** 12:
        raise ValueError(f"no capitals for {amount}")
    whole, fen = divmod(int(yuan(amount) * 100), 100)
    jiao, fen = divmod(fen, 10)
    if not (whole or jiao or fen):
        return "零元整"
    words = f"{_whole(whole)}元" if whole else ""
    if not (jiao or fen):
        return f"{words}整"
    words += f"{_FIGURES[jiao]}角" if jiao else "零" * bool(whole)
    return words + (f"{_FIGURES[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    """A whole number in capitals, one 零 for each run of noughts within."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    for place, group in reversed(list(enumerate(groups))):
        if not group:
            continue
        words += "零" * bool(words and group < 1000) + _group(group) + _GROUPS[place]
    return words


def _group(number: int) -> str:
    words, skipped = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            words += "零" * (skipped and bool(words)) + _FIGURES[figure] + _PLACES[place]
        skipped = not figure
    return words


def shown(amount: Decimal) -> str:
    """The amount as people read it: ¥4,440.00, a minus in front when owed back."""
    sign = "-" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"
