"""Invented teachers: names as they are heard in Shanxi, numbers that belong to nobody."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from xingtan.accounts.rules.identity import check_character

NOWHERE = "999999"
UNASSIGNED = "161"
_SURNAMES = "王张李刘赵杨郭郝韩高武任梁段田贾白康樊智邢薄温翟尹续阎蔚弓"
_GIVEN = "秀英建国海燕志强丽萍俊杰晓红玉兰文斌雪梅永胜爱琴子轩春花瑞芳宏伟慧敏彦青喆堃荣华"
_OLDEST = date(1966, 1, 1)
_BIRTH_DAYS = 32 * 365
_PER_DAY = 999


@dataclass(frozen=True)
class Teacher:
    """One invented teacher."""

    name: str
    mobile: str
    id_number: str
    stage: str
    subject: str


def id_number(serial: int) -> str:
    """A well-formed identity number with a right check character and a division that is nowhere."""
    birth = _OLDEST + timedelta(days=serial * 37 % _BIRTH_DAYS)
    body = f"{NOWHERE}{birth:%Y%m%d}{serial // _BIRTH_DAYS % _PER_DAY + 1:03d}"
    return body + check_character(body)


def mobile(serial: int) -> str:
    """An eleven-digit number of a range that is given to nobody."""
    return f"{UNASSIGNED}{serial:08d}"


def name(chance: random.Random) -> str:
    """A surname and one or two given characters."""
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))


def teacher(serial: int, *, stage: str, subjects: list[str], chance: random.Random) -> Teacher:
    """Teacher number ``serial``; the same number is always the same numbers."""
    return Teacher(name(chance), mobile(serial), id_number(serial), stage, chance.choice(subjects))
