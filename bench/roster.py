"""A roster read, checked and stored, against calamine + bare validation + bulk upsert of plain values.

``python bench/roster.py [--rows 2000]``; ``DATABASE_URL`` chooses the database. ``--zip [--schools 60 --teachers 1600]``
reads a packed folder of sheets, in this process against the floor and again by the embedded server's worker while three
pages are asked for; the city's size is ``--zip --schools 1500 --teachers 40000``. ``--growth [--largest 40000]`` reads
ever more schools from 4,000 teachers on, ten times as many each time; the whole is ``--growth --largest 400000``.
"""

import argparse
import multiprocessing
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import Bench, seconds, stage

HEADER = ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
SCHOOL, COUNTY = "五台县实验小学", "五台县"
RUNS = 2
MOBILE = re.compile(r"1[3-9]\d{9}")


def identity(serial: int) -> str:
    """A well-formed number of a division that is nowhere."""
    born = date(1962, 1, 1) + timedelta(days=serial % 13_000)
    digits = f"999999{born:%Y%m%d}{serial // 13_000 % 1_000:03d}"
    return digits + CHECK[sum(int(each) * weight for each, weight in zip(digits, WEIGHTS, strict=True)) % 11]


def sheet_of(rows: int, *, first: int = 1, county: str = COUNTY, school: str = SCHOOL) -> list[list[str]]:
    """Sound rows of one school."""
    chance = random.Random(5)
    names = [a + b + c for a in "张王李赵陈刘杨黄" for b in "秀英丽春建国晓文" for c in "兰梅芳军明华红平"]
    subjects = ["语文", "数学", "英语", "科学", "体育", "音乐", "美术"]
    return [
        [str(n), chance.choice(names), "小学", chance.choice(subjects), f"19{n:09d}", identity(n), county, school, ""]
        for n in range(first, first + rows)
    ]


def write_sheet(path: Path, rows: int) -> None:
    """The file that both ways read."""
    from xingtan.foundation.sheets import write_workbook  # noqa: PLC0415

    path.write_bytes(write_workbook(HEADER, sheet_of(rows)))


def bare(path: Path) -> None:
    """The floor: read, look at mobile, number and repetition, upsert plain values."""
    import python_calamine  # noqa: PLC0415

    from bench.parts.roster_zip import upsert  # noqa: PLC0415

    cells = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]
    values = [(row[1], row[2], row[3], row[4], row[5], row[6], row[7], _fault(row)) for row in cells]
    if len({value[4] for value in values}) != len(values):
        raise SystemExit("the sheet has duplicates")
    upsert(values)


def _fault(row: Sequence[Any]) -> str:
    number = row[5]
    total = sum(int(each) * weight for each, weight in zip(number[:17], WEIGHTS, strict=True))
    return "" if MOBILE.fullmatch(row[4]) and CHECK[total % 11] == number[17] else "fault"


def make_bare_table() -> None:
    """The floor's table, empty."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_rows")
        cursor.execute(
            "CREATE TABLE bare_rows (name text, stage text, subject text, mobile text, id_number text PRIMARY KEY,"
            " county text, school text, fault text)"
        )


def run_zip(bench: Bench, schools: int, teachers: int) -> None:
    """A packed folder against the floor, then by the worker beside a server that is asked for pages."""
    from bench.parts import roster_zip as parts  # noqa: PLC0415
    from xingtan.enrolment.tests import given as enrolments  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.rosters.tests.bundles import city_post  # noqa: PLC0415

    each = teachers // schools
    programme = programmes.programme_2020(today=clock.today())
    parts.register(schools)
    content = parts.packed(0, schools, each, HEADER, sheet_of)
    by = city_post()
    floor = took = float("inf")
    for _ in range(RUNS):
        make_bare_table()
        floor = min(floor, seconds(lambda: parts.bare(content, _fault)))
        parts.forget()
        bundle = parts.kept(programme, content, by)
        took = min(took, seconds(lambda bundle=bundle: parts.read(bundle)))  # type: ignore[misc]
        parts.check(schools * each)
    parts.forget()
    visitor = enrolments.entrant(mobile="16100000001", number=identity(12_345_678))
    learner = enrolments.enrolments(programme=programme, entrants=[visitor])[0].account.posts.get()
    meanwhile = parts.usable_meanwhile(lambda: parts.kept(programme, content, by), learner)
    parts.check(schools * each)
    count = schools * each
    bench.report(
        n=count, value=count / took, unit="rows/s", floor=count / floor, schools=schools, megabytes=len(content) >> 20,
        seconds=round(took, 2), **meanwhile,
    )  # fmt: skip


def run_growth(bench: Bench, largest: int) -> None:
    """Rates from 4,000 teachers on, ten times as many each time, many schools in many files."""
    from bench.parts import roster_zip as parts  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.rosters.tests.bundles import city_post  # noqa: PLC0415

    programme, each = programmes.programme_2020(), 27
    sizes = [size for size in (4_000, 40_000, 400_000) if size <= largest]
    parts.register(sizes[-1] // each)
    by, rates = city_post(), []
    for size in sizes:
        schools, took = size // each, 0.0
        parts.forget()
        for first in range(0, schools, parts.SCHOOLS_IN_A_FILE):
            some = min(parts.SCHOOLS_IN_A_FILE, schools - first)
            bundle = parts.kept(programme, parts.packed(first, some, each, HEADER, sheet_of), by)
            took += seconds(lambda bundle=bundle: parts.read(bundle))  # type: ignore[misc]
        parts.check(schools * each)
        rates.append(schools * each / took)
    bench.report(
        n=sizes[-1] // each * each, value=rates[-1], unit="rows/s", floor=rates[0], sizes=sizes,
        rates=[round(rate) for rate in rates],
    )  # fmt: skip


def run(bench: Bench, rows: int, folder: Path) -> None:
    """Time both ways over one file."""
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.foundation.sheets import read_workbook_here  # noqa: PLC0415
    from xingtan.organisations.tests import given as organisations  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.rosters import actions  # noqa: PLC0415
    from xingtan.rosters.models import Roster  # noqa: PLC0415
    from xingtan.rosters.sheet import Grid  # noqa: PLC0415

    path = folder / "roster.xlsx"
    writer = multiprocessing.get_context("fork").Process(target=write_sheet, args=(path, rows))
    writer.start()  # in a process of its own, so that its memory is not counted
    writer.join()
    programme, school = programmes.programme_2020(), organisations.school(SCHOOL)
    stored: list[int] = []

    def whole() -> None:
        book = read_workbook_here(path)
        grids = [Grid(sheet.name, sheet.rows, sheet.merges) for sheet in book.visible]
        at = clock.moment(2020, 11, 25)
        roster = actions.take_in(programme=programme, school=school, grids=grids, file_name=path.name, by=None, now=at)
        stored.append(roster.teachers - roster.open_problems)

    floors, whole_runs = [], []
    for _ in range(RUNS):
        make_bare_table()
        Roster.objects.all().delete()
        floors.append(seconds(lambda: bare(path)))
        whole_runs.append(seconds(whole))
    floor, took = min(floors), min(whole_runs)
    if stored != [rows] * RUNS:
        raise SystemExit(f"{stored} of {rows} rows read without a problem")
    bench.report(n=rows, value=rows / took, unit="rows/s", floor=rows / floor, seconds=round(took, 3))


def main() -> None:
    """Parse the size, run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--zip", action="store_true", help="a packed folder of sheets, and the pages meanwhile")
    parser.add_argument("--schools", type=int, default=60)
    parser.add_argument("--teachers", type=int, default=1_600)
    parser.add_argument("--growth", action="store_true", help="the same rate at any size")
    parser.add_argument("--largest", type=int, default=40_000)
    chosen = parser.parse_args()
    with stage("roster") as bench, tempfile.TemporaryDirectory() as folder:
        if chosen.zip:
            run_zip(bench, chosen.schools, chosen.teachers)
        elif chosen.growth:
            run_growth(bench, chosen.largest)
        else:
            run(bench, chosen.rows, Path(folder))


if __name__ == "__main__":
    main()
