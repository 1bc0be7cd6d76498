"""Enrolled teachers, made as the house makes them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment import actions
from xingtan.enrolment.actions import Entrant, asking, deciding, full_lists
from xingtan.enrolment.models import ChangeRequest, Enrolment, FullList
from xingtan.enrolment.rules import Change
from xingtan.foundation import clock
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

_numbers = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BEGINNING = date(1965, 1, 1)
IN_TERM = clock.moment(2021, 1, 4, 10)
LAST_SECOND = clock.moment(2021, 4, 12, 23, 59, 59)
AFTER_TERM = clock.moment(2021, 4, 13)


def id_number(serial: int | None = None) -> str:
    """A well-formed identity number of a division that is nowhere (999999), so that it is nobody's."""
    serial = next(_numbers) if serial is None else serial
    birth = _BEGINNING + timedelta(days=serial // 999 % 9_000)
    digits = f"999999{birth:%Y%m%d}{serial % 999 + 1:03d}"
    return digits + "10X98765432"[sum(int(each) * weight for each, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def entrant(
    name: str = "王秀英",
    *,
    mobile: str | None = None,
    number: str | None = None,
    stage: str = "小学",
    subject: str = "语文",
) -> Entrant:
    """Someone to enrol; each call another person unless numbers are given."""
    serial = next(_numbers)
    return Entrant(name, mobile or f"1980000{serial:04d}", number or id_number(serial), stage, subject)


def enrolments(
    teachers: int = 3,
    *,
    programme: Programme | None = None,
    school: School | None = None,
    entrants: Sequence[Entrant] | None = None,
) -> list[Enrolment]:
    """Teachers enrolled by one school, with accounts and learner posts."""
    people = entrants if entrants is not None else [entrant(f"王秀{'英兰梅芳珍'[n % 5]}") for n in range(teachers)]
    return actions.enrol_many(
        programme=programme or programmes.programme_2020(),
        school=school or organisations.school(),
        entrants=people,
        by=None,
        now=clock.now(),
    )


def enrolment(*, programme: Programme | None = None, school: School | None = None) -> Enrolment:
    """One enrolled teacher."""
    return enrolments(1, programme=programme, school=school)[0]


PICTURE = asking.File("身份证.jpg", b"\xff\xd8\xff\xe0" + b"picture" * 20)
PAPER = asking.File("证明.pdf", b"%PDF-1.4 paper")


def contact(school: School) -> Post:
    """Who speaks for a school."""
    return people.post(Kind.SCHOOL_CONTACT, school=school)


def county_clerk(division: str = organisations.WUTAI) -> Post:
    """Who decides for a county."""
    return people.post(Kind.COUNTY_ADMIN, division=organisations.division(division))


def city_clerk() -> Post:
    """Who decides for the city."""
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def change(
    kind: Change = Change.WITHDRAWAL,
    *,
    row: Enrolment | None = None,
    to: School | None = None,
    by: Post | None = None,
    at: datetime | None = None,
    **values: Any,
) -> ChangeRequest:
    """A request of a teacher's own school."""
    row = row or enrolment()
    asked = asking.Asked(kind, "因工作调动", values, [PICTURE])
    return asking.ask_for_change(enrolment=row, asked=asked, by=by or contact(row.school), now=at or IN_TERM, to=to)


def claim(wanted: Entrant, *, by: Post, programme: Programme | None = None) -> ChangeRequest:
    """A school asks for a teacher whom another one has enrolled."""
    return asking.claim_teacher(
        programme=programme or programmes.programme_2020(), name=wanted.name, id_number=wanted.id_number,
        asked=asking.Asked(Change.TRANSFER, "已调入我校", {}, [PAPER]), by=by, now=IN_TERM,
    )  # fmt: skip


def grant(request: ChangeRequest, *, by: Post, at: datetime | None = None, right_mobile: str = "") -> ChangeRequest:
    """A yes, carried out."""
    return deciding.grant_change(change=request, words="同意", by=by, now=at or IN_TERM, right_mobile=right_mobile)


FOR = "报送省厅教师信息系统核验"


def asked_full_list(
    *, by: Post, programme: Programme | None = None, teachers: int = 500, at: datetime | None = None, **filters: str
) -> FullList:
    """A list with full numbers that waits for a second person, of whom there is one: the head of the school, or the city."""
    if by.school is not None:
        people.post(Kind.SCHOOL_HEAD, school=by.school)
    else:
        city_clerk()
    return full_lists.ask_full_list(
        programme=programme or programmes.programme_2020(), filters=filters, teachers=teachers, reason=FOR, by=by,
        now=at or clock.now(),
    )  # fmt: skip
