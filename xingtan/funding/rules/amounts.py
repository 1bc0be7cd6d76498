"""Amounts as a bookkeeper types them: commas, ¥, full-width figures, 万元. Pure; a fen is never guessed."""

import re
from decimal import Decimal
from enum import StrEnum

from xingtan.foundation.text import compact

LARGEST = Decimal("999999999999.99")
"""The largest amount in yuan that is kept."""
UNITS = {"亿": Decimal(100_000_000), "千万": Decimal(10_000_000), "百万": Decimal(1_000_000), "万": Decimal(10_000)}
_SHAPE = re.compile(
    r"(?P<sign>[-−–+]?)(?:RMB|CNY|人民币|[¥￥])*(?P<sign2>[-−–]?)(?P<figures>[0-9][0-9,，]*(?:\.[0-9]*)?)"
    r"(?P<unit>亿|千万|百万|万)?(?:人民币)?[元圆]?(?:整|RMB|CNY)?",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]+")
"""Grouped by thousands, or by ten thousands as some write in China; a comma anywhere else may be meant as a point."""


class AmountFault(StrEnum):
    """Why a text is no amount."""

    UNREADABLE = "unreadable"
    NEGATIVE = "negative"
    COMMAS = "commas"
    FEN = "fen"
    TOO_LARGE = "too_large"


class AmountFaulty(ValueError):
    """A text that is no amount of yuan; ``fault`` says why."""

    def __init__(self, fault: AmountFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def read_amount(text: str) -> Decimal:
    """The yuan a text means, with two places; raises ``AmountFaulty``.

    >>> [str(read_amount(text)) for text in ("1,234.5", "￥１２０００元", "123.45万元", "1,2345,6789", "0")]
    ['1234.50', '12000.00', '1234500.00', '123456789.00', '0.00']
    """
    typed = compact(text)
    is_bracketed = typed.startswith("(") and typed.endswith(")")
    found = _SHAPE.fullmatch(typed[1:-1] if is_bracketed else typed)
    if found is None:
        raise AmountFaulty(AmountFault.UNREADABLE)
    amount = _figures(found["figures"].replace("，", ",")) * UNITS.get(found["unit"] or "", Decimal(1))
    is_minus = is_bracketed or {found["sign"], found["sign2"]} & set("-−–")
    if is_minus and amount:
        raise AmountFaulty(AmountFault.NEGATIVE)
    if amount > LARGEST:
        raise AmountFaulty(AmountFault.TOO_LARGE)
    in_fen = amount * 100
    if in_fen != in_fen.to_integral_value():
        raise AmountFaulty(AmountFault.FEN)
    return amount.quantize(Decimal("0.01"))


def _figures(text: str) -> Decimal:
    whole, _, places = text.partition(".")
    if not _GROUPS.fullmatch(whole):
        raise AmountFaulty(AmountFault.COMMAS)
    if len(whole) > 40 or len(places) > 20:
        raise AmountFaulty(AmountFault.TOO_LARGE if len(whole) > 40 else AmountFault.FEN)
    return Decimal(f"{whole.replace(',', '')}.{places or 0}")
