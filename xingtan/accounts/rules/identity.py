"""What a name and an identity number must look like (GB 11643); rosters judge theirs by the same figures."""

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_NAME = re.compile(r"[^\W\d_]+(?:[·. '-][^\W\d_]+)*")
YOUNGEST_YEARS, OLDEST_YEARS = 18, 70
SHORTEST_NAME, LONGEST_NAME = 2, 60


def check_character(body: str) -> str:
    """The eighteenth character of an identity number, from the seventeen digits before it (GB 11643)."""
    return CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def age_on(birth: date, on: date) -> int:
    """Full years lived on a day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def is_sound_id(number: str, *, on: date) -> bool:
    """Whether a number has 18 characters, the right check character, and the birth date of a working teacher.

    >>> is_sound_id("999999198001010011", on=date(2020, 12, 1))
    True
    >>> is_sound_id("999999198001010012", on=date(2020, 12, 1))
    False
    """
    if not _ID.fullmatch(number):
        return False
    if check_character(number[:17]) != number[17]:
        return False
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return YOUNGEST_YEARS <= age_on(birth, on) <= OLDEST_YEARS


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: letters of any script, ``·`` between the parts of one.

    >>> is_name("买买提·艾力"), is_name("张三2"), is_name("张")
    (True, False, False)
    """
    return SHORTEST_NAME <= len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None
