"""A roster read, checked and stored, against calamine + bare validation + bulk upsert of plain values.

``python bench/roster.py [--rows 2000]``; ``DATABASE_URL`` chooses the database.
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
    digits = f"999999{born:%Y%m%d}{serial // 13_000:03d}"
    return digits + CHECK[sum(int(each) * weight for each, weight in zip(digits, WEIGHTS, strict=True)) % 11]


def sheet_of(rows: int) -> list[list[str]]:
    """Sound rows of one school."""
    chance = random.Random(5)
    names = [a + b + c for a in "张王李赵陈刘杨黄" for b in "秀英丽春建国晓文" for c in "兰梅芳军明华红平"]
    subjects = ["语文", "数学", "英语", "科学", "体育", "音乐", "美术"]
    return [
        [str(n), chance.choice(names), "小学", chance.choice(subjects), f"19{n:09d}", identity(n), COUNTY, SCHOOL, ""]
        for n in range(1, rows + 1)
    ]


def write_sheet(path: Path, rows: int) -> None:
    """The file that both ways read."""
    from xingtan.foundation.sheets import write_workbook  # noqa: PLC0415

    path.write_bytes(write_workbook(HEADER, sheet_of(rows)))


def bare(path: Path, table: str) -> None:
    """The floor: read, look at mobile, number and repetition, upsert plain values."""
    import python_calamine  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    cells = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]
    values = [(row[1], row[2], row[3], row[4], row[5], row[6], row[7], _fault(row)) for row in cells]
    if len({value[4] for value in values}) != len(values):
        raise SystemExit("the sheet has duplicates")
    columns = "name, stage, subject, mobile, id_number, county, school, fault"
    update = "name=excluded.name, mobile=excluded.mobile"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TEMP TABLE staged (LIKE {table}) ON COMMIT DROP")
            with cursor.copy(f"COPY staged ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM staged ON CONFLICT (id_number) DO UPDATE SET {update}"
            )
            return
        marks = ", ".join(["%s"] * 8)
        upsert = f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT (id_number) DO UPDATE SET {update}"
        cursor.executemany(upsert, values)  # type: ignore[arg-type]


def _fault(row: Sequence[Any]) -> str:
    number = row[5]
    total = sum(int(each) * weight for each, weight in zip(number[:17], WEIGHTS, strict=True))
    return "" if MOBILE.fullmatch(row[4]) and CHECK[total % 11] == number[17] else "fault"


def run(bench: Bench, rows: int, folder: Path) -> None:  # noqa: PLR0915 - one stage, told in order
    """Time both ways over one file."""
    from django.db import connection  # noqa: PLC0415

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

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare_rows (name text, stage text, subject text, mobile text, id_number text PRIMARY KEY,"
            " county text, school text, fault text)"
        )
    floors, whole_runs = [], []
    for _ in range(RUNS):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM bare_rows")
        Roster.objects.all().delete()
        floors.append(seconds(lambda: bare(path, "bare_rows")))
        whole_runs.append(seconds(whole))
    floor, took = min(floors), min(whole_runs)
    if stored != [rows] * RUNS:
        raise SystemExit(f"{stored} of {rows} rows read without a problem")
    bench.report(n=rows, value=rows / took, unit="rows/s", floor=rows / floor, seconds=round(took, 3))


def main() -> None:
    """Parse the size, run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000)
    rows = parser.parse_args().rows
    with stage("roster") as bench, tempfile.TemporaryDirectory() as folder:
        run(bench, rows, Path(folder))


if __name__ == "__main__":
    main()
