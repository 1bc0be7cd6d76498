"""Rosters in every state, made as the house makes them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment.tests.given import id_number
from xingtan.foundation import clock
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.models import LearnedWord, Reopening, Roster
from xingtan.rosters.rules import Reviewer
from xingtan.rosters.sheet import Grid, Value
from xingtan.rosters.tests.sheets import HEADER

IN_TIME = clock.moment(2020, 11, 25, 10)
CLOSES_AT = clock.moment(2020, 12, 9, 23, 59, 59)


def rows(
    teachers: int = 3, *, school: School | None = None, county: str = "五台县", first: int = 1
) -> list[list[Value]]:
    """Sound rows of a school's teachers."""
    name = school.full_name if school else "五台县实验小学"
    return [
        [
            str(n),
            f"王秀{'英兰梅芳珍'[n % 5]}",
            "小学",
            "语文",
            f"1970000{n:04d}",
            id_number(500_000 + n),
            county,
            name,
            "",
        ]
        for n in range(first, first + teachers)
    ]


def contact(school: School | None = None) -> Post:
    """The school's contact person."""
    return people.post(Kind.SCHOOL_CONTACT, school=school or organisations.school())


def centre() -> Post:
    """Someone of the city's training centre."""
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def reviewer(school: School) -> Post:
    """Whoever decides first about the school's roster."""
    if school.is_city_direct:
        return centre()
    return people.post(Kind.COUNTY_ADMIN, division=school.division)


def draft(
    teachers: int = 3,
    *,
    programme: Programme | None = None,
    school: School | None = None,
    sheet: Sequence[Sequence[Value]] | None = None,
    at: datetime = IN_TIME,
) -> Roster:
    """A sheet taken in; sound unless rows are given."""
    school = school or organisations.school()
    county = "市直" if school.is_city_direct else school.division.name
    return actions.take_in(
        programme=programme or programmes.programme_2020(),
        school=school,
        grids=[
            Grid("Sheet1", [HEADER, *(sheet if sheet is not None else rows(teachers, school=school, county=county))])
        ],
        file_name="报名表.xlsx",
        by=None,
        now=at,
    )


def submitted_roster(teachers: int = 3, *, at: datetime = IN_TIME, **given: object) -> Roster:
    """A roster handed in."""
    roster = draft(teachers, at=at, **given)  # type: ignore[arg-type]
    return actions.hand_in(roster=roster, declared_by="刘校长", version=roster.version, by=None, now=at)


def accepted_roster(teachers: int = 3, *, at: datetime = IN_TIME, **given: object) -> Roster:
    """A roster accepted by its reviewer, its teachers enrolled."""
    return accept(submitted_roster(teachers, at=at, **given), at=at)


def passed_roster(teachers: int = 3, *, at: datetime = IN_TIME, **given: object) -> Roster:
    """A roster that the county has passed on to the training centre."""
    roster = submitted_roster(teachers, at=at, **given)
    return actions.accept(roster=roster, by=reviewer(roster.school), now=at)


def reopening(*, programme: Programme | None = None, school: School | None = None, at: datetime) -> Reopening:
    """A request to receive one school's roster late."""
    school = school or organisations.school()
    return actions.ask_reopening(
        programme=programme or programmes.programme_2020(), school=school, cause="late", reason="大雪封路，停电四天",
        until=at.date() + timedelta(days=3), by=reviewer(school), now=at,
    )  # fmt: skip


def accept(roster: Roster, *, at: datetime = IN_TIME) -> Roster:
    """The yes of every reviewer, one after the other."""
    while roster.state in queries.WAITS:
        is_with_county = queries.way_of(roster).reviewer(roster.state) is Reviewer.COUNTY
        by = reviewer(roster.school) if is_with_county else centre()
        roster = actions.accept(roster=roster, by=by, now=at)
    return roster


def returned_roster(teachers: int = 3, *, reason: str = "缺少两位音乐教师", at: datetime = IN_TIME) -> Roster:
    """A roster sent back to its school."""
    roster = submitted_roster(teachers, at=at)
    return actions.send_back(roster=roster, reason=reason, by=reviewer(roster.school), now=at)


def learned_word(school: School, *, programme: Programme, at: datetime) -> LearnedWord:
    """A stage this school alone writes in its own way, mended once."""
    county = "市直" if school.is_city_direct else school.division.name
    sheet = rows(1, school=school, county=county)
    sheet[0][2] = f"小学{school.pk % 1000}段"
    roster = draft(programme=programme, school=school, sheet=sheet, at=at)
    actions.mend_cells(roster=roster, position=1, cells={"stage": "小学"}, row_version=1, by=None, now=at)
    return LearnedWord.objects.get(school=school)  # type: ignore[no-any-return]
