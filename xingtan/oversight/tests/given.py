"""Figures, counted as the house counts them."""

from datetime import datetime

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.notices.models import Notice
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.oversight.jobs import count_changed
from xingtan.oversight.models import Tally
from xingtan.programmes.actions import issue_notice
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

MID_TERM = clock.moment(2021, 1, 20, 10)


def school(name: str = "五台县实验小学", teachers: int = 3, **facts: object) -> School:
    """A school with enrolled teachers."""
    found = organisations.school(name, **facts)  # type: ignore[arg-type]
    if teachers:
        enrolment.enrolments(teachers, programme=programmes.programme_2020(), school=found)
    return found


def counted(now: datetime = MID_TERM) -> None:
    """The figures brought up to date."""
    programmes.programme_2020()
    with clock.standing_at(now):
        count_changed()


def tally(school: School) -> Tally:
    """A school's figures."""
    return Tally.objects.get(school=school)


def teachers(school: School) -> list[Enrolment]:
    """A school's teachers, in the order of their enrolment."""
    return list(Enrolment.objects.filter(school=school).order_by("pk"))


def city_supervisor() -> Post:
    """Who oversees the whole city."""
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division("140900"))


def county_admin(code: str = "140922") -> Post:
    """Who oversees one county."""
    return people.post(Kind.COUNTY_ADMIN, division=organisations.division(code))


def contact(school: School) -> Post:
    """The contact of a school, with a mail address."""
    holder = people.account("联系人")
    holder.mail = "contact@example.invalid"
    holder.save()
    return people.post(Kind.SCHOOL_CONTACT, school=school, holder=holder)


def programme_with_notice() -> Programme:
    """The programme of 2020 with its notice issued."""
    programme = programmes.programme_2020()
    issue_notice(programme=programme, document=programmes.DOCUMENT, by=None, now=clock.moment(2020, 11, 16, 9))
    programme.refresh_from_db()
    return programme


def notice_of(programme: Programme) -> Notice:
    """The notice of a programme that has one."""
    assert programme.notice is not None
    return programme.notice
