"""Money: Decimal yuan with two places, never float."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
_CLUTTER = re.compile(r"[\s,，¥￥元圆]")


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

    Raises ``NotMoney`` for anything else, also for more than two places: a fen is never guessed.
    """
    cleaned = _CLUTTER.sub("", text)
    try:
        amount = Decimal(cleaned)
        whole_fen = amount.quantize(CENT)
    except InvalidOperation as error:
        raise NotMoney(text) from error
    if not amount.is_finite() or amount != whole_fen:
        raise NotMoney(text)
    return whole_fen


def shown(amount: Decimal) -> str:
    """The amount as people read it: ¥4,440.00, a minus in front when owed back."""
    sign = "-" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"
