"""How a text goes wrong between a school and its bank: by ear, by hand, by the length a bank admits."""

import random
from collections import defaultdict
from functools import cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

_TO_TRADITIONAL = OpenCC("s2t")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_GREAT = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_DIGITS = "零一二三四五六七八九"


@cache
def _by_sound() -> dict[str, list[str]]:
    """The everyday characters (GB 2312, first level) by syllable."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD7):
        for cell in range(0xA1, 0xFF):
            sign = bytes((row, cell)).decode("gb2312")
            found[lazy_pinyin(sign)[0]].append(sign)
    return dict(found)


def by_ear(chance: random.Random, text: str, places: range) -> str:
    """One character within ``places`` replaced by another of the same sound; raises ``LookupError`` where none has one."""
    for at in chance.sample(places, k=len(places)):
        others = [sign for sign in _by_sound().get(lazy_pinyin(text[at])[0], ()) if sign != text[at]]
        if others:
            return text[:at] + chance.choice(others) + text[at + 1 :]
    raise LookupError


def traditional(text: str) -> str:
    """In traditional characters."""
    return str(_TO_TRADITIONAL.convert(text))


def wide(text: str) -> str:
    """In full width."""
    return text.translate(_WIDE)


def numeral(number: int) -> str:
    """43 as 四十三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def great_numeral(number: int) -> str:
    """43 as 肆拾叁."""
    return numeral(number).translate(_GREAT)


def cut(text: str, length: int, *, as_bytes: bool) -> str:
    """As a bank cuts it: by characters, or by bytes of GB18030."""
    return text.encode("gb18030")[:length].decode("gb18030", "ignore") if as_bytes else text[:length]


def slipped(chance: random.Random, digits: str) -> str:
    """A number with one wrong digit, two swapped, one left out or one too many."""
    at = chance.randrange(3, len(digits) - 1)
    match chance.randrange(4):
        case 0:
            return digits[:at] + str((int(digits[at]) + chance.randrange(1, 10)) % 10) + digits[at + 1 :]
        case 1:
            return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        case 2:
            return digits[:at] + digits[at + 1 :]
    return digits[:at] + digits[at] + digits[at:]


def perturbed(chance: random.Random, text: str, times: int) -> str:
    """A text with so many characters lost, doubled, swapped or taken from elsewhere in it."""
    for _ in range(times):
        if len(text) < 3:
            return text
        at = chance.randrange(len(text) - 1)
        match chance.randrange(5):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + text[at] + text[at:]
            case 2:
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case 3:
                text = text[:at] + chance.choice(text + "一二三四东西上下大小中新0123456789") + text[at + 1 :]
            case _:
                text = text[: max(2, at)]
    return text
