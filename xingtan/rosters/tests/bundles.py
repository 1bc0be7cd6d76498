"""Bundles for the tests: workbooks of many schools, packed folders, and a worker that reads them."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.models import Division, School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, jobs
from xingtan.rosters.models import Bundle, BundlePart, Review, Roster
from xingtan.rosters.sheet import Value
from xingtan.rosters.tests import given
from xingtan.rosters.tests.sheets import HEADER

Rows = Sequence[Sequence[Value]]


def county_post(code: str = organisations.WUTAI) -> Post:
    """The administrator of a county."""
    return people.post(Kind.COUNTY_ADMIN, division=organisations.division(code))


def city_post() -> Post:
    """The training centre."""
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def sheet(rows: Rows, *, title: str = "", header: Sequence[str] = HEADER, name: str = "Sheet1") -> bytes:
    """One workbook."""
    return write_workbook(header, [[str(cell or "") for cell in row] for row in rows], title=title, sheet=name)


def school_sheet(school: School, teachers: int = 2, *, first: int = 1) -> bytes:
    """The workbook of one school."""
    county = "市直" if school.is_city_direct else school.division.name
    return sheet(given.rows(teachers, school=school, county=county, first=first))


def folder(*files: tuple[str, bytes]) -> bytes:
    """A packed folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files:
            package.writestr(name, content)
    return buffer.getvalue()


def kept(
    content: bytes, name: str = "全县.zip", *, by: Post | None = None, programme: Programme | None = None
) -> Bundle:
    """A bundle uploaded and not read yet."""
    by = by or county_post()
    assert by.division is not None
    return actions.keep_bundle(
        programme=programme or programmes.programme_2020(), division=by.division, content=content, file_name=name,
        by=by, now=given.IN_TIME,
    )  # fmt: skip


def reporter() -> Reporter:
    """Somebody to report to."""
    return Reporter(Progress.objects.create(job="read", title="", owner="", created_at=given.IN_TIME).pk)


def read(
    content: bytes, name: str = "全县.zip", *, by: Post | None = None, programme: Programme | None = None
) -> Bundle:
    """A bundle uploaded and read to its end."""
    bundle = kept(content, name, by=by, programme=programme)
    with clock.standing_at(given.IN_TIME):
        jobs.read_bundle(reporter(), bundle=bundle.pk)
    bundle.refresh_from_db()
    return bundle


def outcomes(bundle: Bundle) -> list[tuple[str, str, int]]:
    """School or file, outcome, teachers of each part."""
    parts: Iterable[BundlePart] = bundle.parts.select_related("school").order_by("position")
    return [
        (each.school.full_name if each.school else each.school_text or each.file_name, each.outcome, each.teachers)
        for each in parts
    ]


def undecided(*, programme: Programme, division: Division, at: datetime) -> Bundle:
    """A read bundle of a county with one part that waits for a decision."""
    kind = Kind.CITY_SUPERVISOR if division.kind == Division.Kind.CITY else Kind.COUNTY_ADMIN
    by = people.post(kind, division=division)
    rows = [[*row[:7], "查无此校", ""] for row in given.rows(1)]
    bundle = actions.keep_bundle(
        programme=programme, division=division, content=sheet(rows), file_name="一.xlsx", by=by, now=at
    )
    jobs.read_bundle(reporter(), bundle=bundle.pk)
    bundle.refresh_from_db()
    return bundle


def review(*, programme: Programme, division: Division, at: datetime) -> Review:
    """A review of the roster of a school of its own, not carried out yet."""
    is_direct = division.kind == Division.Kind.CITY
    school = organisations.school(f"{division.name}待审小学", division=division.pk, is_city_direct=is_direct)
    county = "市直" if is_direct else division.name
    sheet_ = given.rows(2, school=school, county=county, first=5_000 + 10 * school.pk)
    roster = given.submitted_roster(programme=programme, school=school, sheet=sheet_, at=at)
    by = given.reviewer(school)
    assert by.division is not None
    return actions.begin_review(
        programme=programme, division=by.division, rosters=Roster.objects.filter(pk=roster.pk), verdict="accept",
        reason="", by=by, now=at,
    )  # fmt: skip
