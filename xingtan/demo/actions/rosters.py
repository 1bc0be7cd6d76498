"""Rosters in every state, each brought there by handing it in and deciding on it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from xingtan.accounts.models import Kind, Post
from xingtan.demo import logins, people
from xingtan.demo.plan import Roster as Stand
from xingtan.demo.plan import SchoolPlan, plan_for
from xingtan.foundation.clock import standing_at
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters import actions
from xingtan.rosters.sheet import Grid

COLUMNS = ("序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注")


@dataclass(frozen=True)
class Class:
    """A school with its contact, its plan and its invented teachers."""

    school: School
    contact: Post
    plan: SchoolPlan
    teachers: tuple[people.Teacher, ...]


def classes(
    programme: Programme, schools: list[School], contacts: dict[int, Post], *, teachers: int, chance: random.Random
) -> Iterator[Class]:
    """The schools with ``teachers`` people spread over them."""
    serial, left = logins.TEACHER_SERIALS, teachers
    for position, school in enumerate(schools):
        share = max(1, left // (len(schools) - position))
        count = (
            left if position == len(schools) - 1 else min(left, max(1, share + chance.randint(-share // 3, share // 3)))
        )
        stages = [stage for stage in school.stages if stage in programme.stages] or ["小学"]
        members = [
            people.teacher(
                serial + n, stage=chance.choice(stages), subjects=programme.subjects[stages[0]], chance=chance
            )
            for n in range(count)
        ]
        members = [_teaching(each, programme, chance) for each in members]
        if contacts[school.pk].account.mobile == logins.mobile_of(Kind.SCHOOL_CONTACT):
            members = [_known(logins.LEARNER, members[0]), *members[1:-1], _known(logins.NEWCOMER, members[-1])]
        serial, left = serial + count, left - count
        yield Class(school, contacts[school.pk], plan_for(position), tuple(members))


def _known(login: logins.Login, teacher: people.Teacher) -> people.Teacher:
    """The same teacher as a person with a login of the table."""
    return people.Teacher(login.name, login.mobile, people.id_number(login.serial), teacher.stage, teacher.subject)


def _teaching(teacher: people.Teacher, programme: Programme, chance: random.Random) -> people.Teacher:
    subject = chance.choice(programme.subjects[teacher.stage])
    return people.Teacher(teacher.name, teacher.mobile, teacher.id_number, teacher.stage, subject)


def bring_in(each: Class, *, programme: Programme, reviewers: dict[str, Post], city: Post, day: datetime) -> None:
    """Take one school's roster as far as its plan says."""
    if each.plan.roster is Stand.NONE or not each.teachers:
        return
    with standing_at(day):
        roster = actions.take_in(
            programme=programme,
            school=each.school,
            grids=[_sheet(each)],
            file_name="参训教师报名表.xlsx",
            by=each.contact,
            now=day,
        )
    if each.plan.roster is Stand.DRAFT:
        return
    with standing_at(day + timedelta(hours=2)) as at:
        roster = actions.hand_in(
            roster=roster, declared_by=each.contact.account.name, version=roster.version, by=each.contact, now=at
        )
    if each.plan.roster is Stand.SUBMITTED:
        return
    by = city if each.school.is_city_direct else reviewers.get(each.school.division_id, city)
    with standing_at(day + timedelta(days=1)) as at:
        if each.plan.roster is Stand.RETURNED:
            actions.send_back(roster=roster, reason="请补上新调入的两位教师后再报。", by=by, now=at)
        else:
            roster = actions.accept(roster=roster, by=by, now=at)
    if each.plan.roster is Stand.ACCEPTED and roster.state == roster.State.PASSED:
        with standing_at(day + timedelta(days=1, hours=3)) as at:
            actions.accept(roster=roster, by=city, now=at)


def _sheet(each: Class) -> Grid:
    """The school's Annex 1 as it was filled in; a draft has two cells still to be mended."""
    county = "市直" if each.school.is_city_direct else each.school.division.name
    rows: list[tuple[object, ...]] = [COLUMNS]
    for number, teacher in enumerate(each.teachers, start=1):
        rows.append(
            (number, teacher.name, teacher.stage, teacher.subject, teacher.mobile, teacher.id_number,
             county, each.school.full_name, "")
        )  # fmt: skip
    if each.plan.roster is Stand.DRAFT:
        first, last = list(rows[1]), list(rows[-1])
        first[4], last[5] = str(first[4])[:10], str(last[5])[:17] + "0"
        rows[1], rows[-1] = tuple(first), tuple(last)
    return Grid(name="Sheet1", rows=rows)  # type: ignore[arg-type]
