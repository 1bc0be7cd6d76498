"""Files that the city and a county brought in for many schools, with nearly every outcome such a file can have."""

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from xingtan.accounts.models import Post
from xingtan.demo import people
from xingtan.demo.actions.rosters import COLUMNS, Class
from xingtan.foundation.clock import standing_at
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.tasks import Reporter
from xingtan.programmes.models import Programme
from xingtan.rosters import actions, jobs
from xingtan.rosters.models import Bundle

FIRST_SERIAL = 700_000
TEACHERS = 4
FILE_NAME = "各校报名表.zip"


def bring_bundles(
    members: Sequence[Class], *, programme: Programme, reviewers: Mapping[str, Post], city: Post, day: datetime
) -> None:
    """Let the city bring in one school of each standing, and a county its own and one that is not."""
    chance = random.Random(day.day)  # noqa: S311 - invented names, no secret
    chosen = {each.plan.roster: each for each in reversed(members)}
    _bring(programme, list(chosen.values()), city, day, chance)
    left = [each for each in members if each not in chosen.values() and not each.school.is_city_direct]
    own = [each for each in left if each.school.division_id in reviewers]
    if own:
        county = own[0].school.division_id
        others = [each for each in left if each.school.division_id != county]
        _bring(programme, [own[0], *others[:1]], reviewers[county], day + timedelta(hours=3), chance)


def _bring(programme: Programme, classes: Sequence[Class], by: Post, day: datetime, chance: random.Random) -> None:
    division = by.division or programme.owner_division
    with standing_at(day) as at:
        bundle = actions.keep_bundle(
            programme=programme, division=division, content=_packed(classes, chance),
            file_name=f"{division.name}{FILE_NAME}", by=by, now=at,
        )  # fmt: skip
        run = Progress.objects.create(job="demo", title=FILE_NAME, owner="", created_at=at)
        jobs.read_bundle(Reporter(run.pk), bundle=bundle.pk)
        _set_one_aside(bundle, by, at)


def _packed(classes: Sequence[Class], chance: random.Random) -> bytes:
    """A sheet for each school, names that are no school's, and what does not belong there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        for number, each in enumerate(classes):
            county, name = _county_of(each), each.school.full_name
            folder.writestr(f"{name}.xlsx", _sheet(number, county, name, each.school.stages[0], chance))
        county, stage = _county_of(classes[0]), classes[0].school.stages[0]
        unsure = classes[0].school.full_name[:-2] + "分校"
        folder.writestr("新建表格.xlsx", _sheet(len(classes), county, unsure, stage, chance))
        folder.writestr("已撤并.xlsx", _sheet(len(classes) + 1, county, "撤并前的教学点", stage, chance))
        folder.writestr("填表说明.pdf", b"%PDF-1.4 demo")
        folder.writestr("~$新建表格.xlsx", b"left by the program")
    return buffer.getvalue()


def _county_of(each: Class) -> str:
    return "市直" if each.school.is_city_direct else str(each.school.division.name)


def _sheet(number: int, county: str, school: str, stage: str, chance: random.Random) -> bytes:
    first = FIRST_SERIAL + number * TEACHERS
    teachers = [
        people.teacher(serial, stage=stage, subjects=["语文", "数学"], chance=chance)
        for serial in range(first, first + TEACHERS)
    ]
    rows = [
        [str(n), each.name, each.stage, each.subject, each.mobile, each.id_number, county, school, ""]
        for n, each in enumerate(teachers, start=1)
    ]
    return write_workbook(COLUMNS, rows)


def _set_one_aside(bundle: Bundle, by: Post, at: datetime) -> None:
    part = bundle.parts.get(file_name="已撤并.xlsx")
    actions.dismiss_part(
        bundle=Bundle.objects.get(pk=bundle.pk),
        position=part.position,
        reason="学校已撤并，教师由中心校上报",
        by=by,
        now=at,
    )
