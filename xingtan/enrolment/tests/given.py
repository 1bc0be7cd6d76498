"""Enrolled teachers, made as the house makes them."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from xingtan.enrolment import actions
from xingtan.enrolment.actions import Entrant
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

_numbers = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BEGINNING = date(1965, 1, 1)


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
