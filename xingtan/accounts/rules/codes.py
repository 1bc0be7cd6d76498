"""One-time codes and mobile numbers as people type them."""

import re
from enum import StrEnum

from xingtan.foundation.text import compact

SLIP_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
"""No 0 O, 1 I L, 2 Z, 5 S, 8 B: what is printed is read right."""
SLIP_LENGTH = 8
SMS_LENGTH = 6
RECOVERY_LENGTH = 10
TRIES = 5
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CLUTTER = re.compile(r"[-\s.·—–]")


class Channel(StrEnum):
    """How a code reaches its person."""

    SMS = "sms"
    SLIP = "slip"


def read_mobile(text: str) -> str | None:
    """The mobile number meant, 11 digits; None when it is none.

    >>> read_mobile("+86 199-0000-0001")
    '19900000001'
    """
    digits = _CLUTTER.sub("", compact(text))
    digits = digits.removeprefix("+86").removeprefix("0086")
    return digits if _MOBILE.fullmatch(digits) else None


def read_code(text: str) -> str:
    """A code as it is compared: capitals, without hyphens and spaces.

    >>> read_code(" acde-3467 ")
    'ACDE3467'
    """
    return _CLUTTER.sub("", compact(text)).upper()


def channel_of(code: str) -> Channel:
    """Which way a code came, told by its form: six digits by text message, all else on a slip."""
    return Channel.SMS if len(code) == SMS_LENGTH and code.isdigit() else Channel.SLIP


def spaced(code: str) -> str:
    """The code as it is printed.

    >>> spaced("ACDE3467")
    'ACDE-3467'
    """
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
