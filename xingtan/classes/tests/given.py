"""Classes with members and tutors, made as the house makes them."""

from itertools import count
from typing import Any

from xingtan.accounts.actions import Person
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.classes import actions
from xingtan.classes.actions import About
from xingtan.classes.models import OnlineClass, Tenure, Tutor
from xingtan.classes.queries import tutors_of
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

_numbers = count(1)


def county(division: str = organisations.WUTAI) -> Post:
    """Who appoints tutors and keeps the classes of a county."""
    organisations.xinzhou()
    return keeper(division)


def keeper(division: str) -> Post:
    """Who keeps the classes of any division: its county, or the city for the schools directly under it."""
    row = Division.objects.get(pk=division)
    kind = Kind.COUNTY_ADMIN if row.kind == Division.Kind.COUNTY else Kind.CITY_SUPERVISOR
    return people.post(kind, division=row)


def programme(**classes: Any) -> Programme:
    """The 2020 programme with other figures for its classes; pass it on, for ``programme_2020`` sets them back."""
    found = programmes.programme_2020()
    found.facts = {**found.facts, "classes": {**found.facts["classes"], **classes}}
    found.save(update_fields=["facts"])
    return found


def tutor(
    name: str = "赵建国",
    *,
    programme: Programme | None = None,
    division: str = organisations.WUTAI,
    holder: Account | None = None,
    about: About | None = None,
    by: Post | None = None,
) -> Tutor:
    """A tutor of a county with an activated account (another person each time, or ``holder``)."""
    programme = programme or programmes.programme_2020()
    holder = holder or people.account(name)
    return actions.appoint_tutor(
        programme=programme, division=Division.objects.get(pk=division), person=Person(holder.name, holder.mobile),
        about=about or About("五台县教师进修学校", "小学", "语文"), by=by or keeper(division), now=clock.now(),
    )  # fmt: skip


def a_class(
    members: int = 3,
    *,
    programme: Programme | None = None,
    school: School | None = None,
    rows: list[Enrolment] | None = None,
    tutor: Tutor | None = None,
    is_tutored: bool = True,
    name: str = "",
) -> OnlineClass:
    """A class of one school's newly enrolled teachers (or of ``rows``), with a tutor of its county unless not wanted."""
    programme = programme or programmes.programme_2020()
    rows = rows if rows is not None else enrolments.enrolments(members, programme=programme, school=school)
    division = rows[0].school.division if rows else (school or organisations.school()).division
    by = keeper(division.pk)
    made = actions.open_class(
        programme=programme, division=division, name=name or f"{division.short_name}小学语文{next(_numbers)}班",
        stage=rows[0].stage if rows else "小学", subjects=[rows[0].subject if rows else "语文"], by=by, now=clock.now(),
    )  # fmt: skip
    if rows:
        actions.place_members(online_class=made, enrolments=rows, by=by, now=clock.now())
    if is_tutored:
        tutor_given(made, tutor, by=by)
    return made


def tutor_given(online_class: OnlineClass, whom: Tutor | None = None, *, by: Post | None = None) -> Tenure:
    """A class handed to a tutor, by default a new one of the county."""
    by = by or keeper(online_class.division_id)
    whom = whom or tutor(programme=online_class.programme, division=online_class.division_id, by=by)
    return actions.give_class(online_class=online_class, tutor=whom, by=by, now=clock.now())


def tutor_post(online_class: OnlineClass) -> Post:
    """The post of who tutors a class: sign in with ``people.signed_in``."""
    return tutors_of(online_class)[0].post
