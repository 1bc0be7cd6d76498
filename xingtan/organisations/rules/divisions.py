"""Division codes as scopes, and counties as people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from xingtan.foundation.text import compact

CODE_LENGTH = 6
_PROVINCE = "山西省"
_AUTHORITIES = ("教育管理中心", "教育科技局", "教育和科技局", "教育体育局", "教育科学技术局", "教科局", "教育局")


class CodeSystem(StrEnum):
    """Whose code it is: the national standard's, or the statisticians' alone (140971)."""

    GB = "GB"
    NBS = "NBS"


class DivisionKind(StrEnum):
    """Its level; 县, 区, 县级市 and the scenic area are all of county level."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True)
class DivisionRecord:
    """One division as the data file gives it."""

    code: str
    name: str
    short_name: str
    kind: DivisionKind
    code_system: CodeSystem = CodeSystem.GB
    parent: str | None = None
    bureau: str = ""
    aliases: tuple[str, ...] = ()
    """Other ways to write it; of the city itself: the words for 市直."""
    townships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a school belongs: a division, and whether it stands directly under the city (市直, R02)."""

    code: str
    is_city_direct: bool = False


def is_division_code(code: str) -> bool:
    """Whether the text has the form of a GB/T 2260 code: six ASCII digits."""
    return bool(re.fullmatch(r"[0-9]{6}", code))


def prefix_of(code: str) -> str:
    """The prefix that all codes within a division share.

    >>> [prefix_of(code) for code in ("140000", "140900", "140922", "000000")]
    ['14', '1409', '140922', '']
    """
    while code.endswith("00"):
        code = code[:-2]
    return code


def contains(outer: str, inner: str) -> bool:
    """Whether the division ``outer`` holds ``inner``; every division holds itself."""
    return inner.startswith(prefix_of(outer))


def above(code: str) -> list[str]:
    """The codes of a division and of every division it lies in, the widest first.

    >>> above("140922")
    ['000000', '140000', '140900', '140922']
    """
    prefixes = (code[:length] for length in range(0, CODE_LENGTH + 1, 2))
    return list(dict.fromkeys(prefix.ljust(CODE_LENGTH, "0") for prefix in prefixes))


class Gazetteer:
    """The divisions of one city with everything people call them.

    Names are compared whole, so that 五台 (county) and 五台山 (scenic area) never meet.
    """

    def __init__(self, divisions: Iterable[DivisionRecord]) -> None:
        self._divisions = tuple(divisions)
        self._city = next(d for d in self._divisions if d.kind == DivisionKind.CITY)
        self._city_direct = frozenset(compact(text) for text in self._city.aliases)
        self._places = {
            compact(name): Place(division.code)
            for division in self._divisions
            if division is not self._city
            for name in (division.name, division.short_name, *division.aliases)
        }
        self._counties = sorted((d for d in self._divisions if d is not self._city), key=lambda d: -len(d.name))

    def place(self, text: str) -> Place | None:
        """The unit a cell such as 忻州市忻府区, 原平县, 景区 or 市直 means; None when it is not certain.

        Prefixes of province and city and the name of the authority behind are dropped (A20).
        忻州市 alone is not certain: it may mean the city, 市直 or, as before 2000, 忻府区.
        """
        for spelling in self._spellings(compact(text)):
            if spelling in self._city_direct:
                return Place(self._city.code, is_city_direct=True)
            if spelling in self._places:
                return self._places[spelling]
        return None

    def _spellings(self, text: str) -> Iterable[str]:
        text = text.removeprefix(_PROVINCE)
        for ending in ("", *_AUTHORITIES):
            if text.endswith(ending):
                bare = text.removesuffix(ending)
                yield bare
                yield bare.removeprefix(self._city.name)
                yield bare.removeprefix(self._city.short_name)

    def shortened(self, school_name: str) -> str:
        """A school's name without province and needless city, its county in the short form.

        忻州市原平市第一中学校 → 原平第一中学校; 山西省忻州市第一中学 → 忻州第一中学;
        a county that is not at the front stays as it is.
        """
        text = school_name.removeprefix(_PROVINCE)
        tail = text.removeprefix(self._city.name)
        for county in self._counties:
            if tail.startswith(county.name):
                return county.short_name + tail.removeprefix(county.name)
        for county in self._counties:
            if tail != text and tail.startswith(county.short_name):
                return tail
        return self._city.short_name + tail if tail != text else text
