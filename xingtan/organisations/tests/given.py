"""Xinzhou and its schools, made as the house makes them."""

from itertools import count

from xingtan.foundation import clock
from xingtan.organisations import actions
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import SchoolRecord
from xingtan.organisations.tests.region import XINZHOU

CITY, XINFU, WUTAI, WUTAISHAN, YUANPING = "140900", "140902", "140922", "140971", "140981"
_serials = count(900001)


def xinzhou() -> Division:
    """The city with its counties in the register; twice is the same."""
    actions.load_region(region=XINZHOU, by=None)
    return Division.objects.get(code=CITY)


def division(code: str = WUTAI) -> Division:
    """One of Xinzhou's divisions."""
    xinzhou()
    return Division.objects.get(code=code)


def school(
    name: str = "五台县实验小学",
    *,
    division: str = WUTAI,
    full_name: str = "",
    stages: tuple[str, ...] = ("小学",),
    aliases: tuple[str, ...] = (),
    is_city_direct: bool = False,
    code: str = "",
    teachers_on_register: int | None = None,
) -> School:
    """A school in the register; the same name and code again is the same school."""
    xinzhou()
    standing = School.objects.filter(registered_name=name, division=division).first()
    if standing is not None and code in ("", standing.code):
        return standing
    record = SchoolRecord(
        code=code or f"2114{next(_serials):06d}", registered_name=name, full_name=full_name, division=division,
        is_city_direct=is_city_direct, stages=stages, aliases=aliases, teachers_on_register=teachers_on_register,
    )  # fmt: skip
    return actions.register_school(record=record, by=None, now=clock.now())


def city_direct_school(name: str = "忻州市第一中学") -> School:
    """A school directly under the city (市直)."""
    return school(name, division=CITY, is_city_direct=True, stages=("高中",))
