"""School names and codes: one key for all ways of writing a name, popular names, faults of a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xingtan.foundation.text import compact
from xingtan.organisations.rules.divisions import Gazetteer, is_division_code

CATEGORIES = {
    "11": "幼儿园",
    "21": "小学",
    "31": "普通初中",
    "34": "普通高中",
    "36": "中等职业学校",
    "37": "工读学校",
    "51": "特殊教育学校",
}
"""First two digits of the ten-digit school code and what they say (domain.md §4.3)."""

_CHINESE = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
_ORDINAL = re.compile(r"第([0-9]{1,2})")
_REMARK = re.compile(r"\((?:备案名称|备案名|全称|盖章|公章|章)\)")
_NUMBERED = re.compile(r"^(?P<place>.*?)第(?P<number>[一二三四五六七八九十]+)(?P<what>中学|小学|幼儿园)$")
_POPULAR = {"中学": "中", "小学": "小", "幼儿园": "幼"}


def _chinese_number(digits: str) -> str:
    """1 to 99 in Chinese figures: 3 → 三, 10 → 十, 12 → 十二, 20 → 二十."""
    number = int(digits)
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[str(ones)]
    head = "" if tens == 1 else _CHINESE[str(tens)]
    return head + "十" + (_CHINESE[str(ones)] if ones else "")


def school_key(name: str, gazetteer: Gazetteer) -> str:
    """The form in which two ways of writing one school's name are equal.

    Full-width and white space, province and needless city, long and short county, 第1 and 第一,
    中学校 and 中学, 联合学校 and 联校 fall together; what tells schools apart (校区, 分校) stays.
    Equal keys are the same name; a similar key is only a proposal (R34).
    """
    text = gazetteer.shortened(_REMARK.sub("", compact(name)))
    text = _ORDINAL.sub(lambda found: "第" + _chinese_number(found[1]), text)
    text = text.replace("(", "").replace(")", "").replace("联合学校", "联校")
    return re.sub(r"(中学|小学)校$", r"\1", text)


def popular_names(name: str, gazetteer: Gazetteer) -> list[str]:
    """What people call a school: 原平市第一中学校 → 原平一中; 五台县实验小学 → 五台实小.

    They are offered as proposals on a roster and as evidence on a transfer, never taken silently.
    """
    key = school_key(name, gazetteer)
    found = [key]
    if numbered := _NUMBERED.match(key):
        found.append(numbered["place"] + numbered["number"] + _POPULAR[numbered["what"]])
    for long, short in (("实验小学", "实小"), ("实验中学", "实中"), ("职业中学", "职中"), ("特殊教育学校", "特校")):
        if key.endswith(long):
            found.append(key.removesuffix(long) + short)
    return [each for each in found if each != name]


def is_school_code(code: str) -> bool:
    """Whether a text is a school code: ten ASCII digits, the first two a known category."""
    return bool(re.fullmatch(r"[0-9]{10}", code)) and code[:2] in CATEGORIES


@dataclass(frozen=True)
class SchoolRecord:
    """One school as it is to be entered in the register."""

    code: str
    registered_name: str
    division: str
    full_name: str = ""
    is_city_direct: bool = False
    stages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    teachers_on_register: int | None = None


FaultCode = Literal["missing", "code_form", "code_category", "division_form", "too_many_teachers"]


@dataclass(frozen=True)
class SchoolFault:
    """What keeps a school record out of the register: the field and a code for the sentence."""

    field: str
    code: FaultCode
    value: str = ""


MOST_TEACHERS = 5000
"""More teachers than any school has: a slipped column, not a school."""


def faults_of(record: SchoolRecord) -> Iterator[SchoolFault]:
    """Everything wrong with a record by itself, in the order of its fields."""
    if not record.code:
        yield SchoolFault("code", "missing")
    elif not re.fullmatch(r"[0-9]{10}", record.code):
        yield SchoolFault("code", "code_form", record.code)
    elif record.code[:2] not in CATEGORIES:
        yield SchoolFault("code", "code_category", record.code[:2])
    for field in ("registered_name", "division", "stages"):
        if not getattr(record, field):
            yield SchoolFault(field, "missing")
    if record.division and not is_division_code(record.division):
        yield SchoolFault("division", "division_form", record.division)
    if record.teachers_on_register is not None and not 0 <= record.teachers_on_register <= MOST_TEACHERS:
        yield SchoolFault("teachers_on_register", "too_many_teachers", str(record.teachers_on_register))
