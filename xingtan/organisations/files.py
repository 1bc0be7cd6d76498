"""Region files and school lists from disk, with an answer in words when they cannot be read."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.text import compact, folded
from xingtan.organisations.errors import FileFaulty, sentence_of
from xingtan.organisations.queries import SHIPPED
from xingtan.organisations.rules import Gazetteer, Region, RegionFaulty, SchoolRecord, faults_of, read_region

__all__ = ["COLUMNS", "NEEDED", "SHIPPED", "region_from", "schools_from"]

COLUMNS = {
    "code": ("学校标识码", "标识码", "学校代码"),
    "registered_name": ("备案名称", "学校备案名称"),
    "full_name": ("学校全称", "学校名称", "全称"),
    "division": ("县(市、区)", "县(区)", "县区", "所属县区", "所属县"),
    "stages": ("学段",),
    "aliases": ("别名", "又名", "曾用名"),
    "teachers_on_register": ("在册教师数", "教师数", "教师人数"),
}
"""The headings of a school list; the first of each is the one in the template."""

NEEDED = ("code", "registered_name", "division", "stages")


def region_from(path: Path) -> Region:
    """The region in a file; raises ``FileFaulty``."""
    try:
        return read_region(tomllib.loads(path.read_text(encoding="utf-8")))
    except RegionFaulty as fault:
        raise FileFaulty(file=path.name, where=fault.key, what=sentence_of(fault.code, fault.value)) from fault
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileFaulty(file=path.name, where="", what=error) from error


def schools_from(path: Path, gazetteer: Gazetteer) -> Iterator[SchoolRecord]:
    """The schools of a list (.xlsx, .xls, .ods, .csv) whose first row holds the headings.

    Several stages or aliases in one cell are parted by 、 or a comma. Raises ``FileFaulty`` naming
    the row, or an ``UploadRefused`` for a file that is no sheet.
    """
    sheet = read_workbook(path).visible[0]
    rows = [[_words(cell) for cell in row] for row in sheet.rows]
    places = _places(path.name, rows[0] if rows else [])
    for number, row in enumerate(rows[1:], start=2):
        cells = {field: row[at] if at < len(row) else "" for field, at in places.items()}
        if any(cells.values()):
            yield _record(path.name, number, cells, gazetteer)


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return folded(str(cell)) if cell is not None else ""


def _places(file: str, headings: Sequence[str]) -> dict[str, int]:
    found = {compact(heading): at for at, heading in enumerate(headings)}
    places = {}
    for field, names in COLUMNS.items():
        at = next((found[compact(name)] for name in names if compact(name) in found), None)
        if at is not None:
            places[field] = at
    for field in NEEDED:
        if field not in places:
            raise FileFaulty(file=file, where=COLUMNS[field][0], what=sentence_of("missing"))
    return places


def _record(file: str, number: int, cells: Mapping[str, str], gazetteer: Gazetteer) -> SchoolRecord:
    place = gazetteer.place(cells["division"])
    if place is None:
        what = sentence_of("unknown_county", cells["division"])
        raise FileFaulty(file=file, where=f"{number} · {cells['registered_name']}", what=what)
    teachers = cells.get("teachers_on_register", "")
    record = SchoolRecord(
        code=cells["code"], registered_name=cells["registered_name"], full_name=cells.get("full_name", ""),
        division=place.code, is_city_direct=place.is_city_direct,
        stages=_several(cells["stages"]), aliases=_several(cells.get("aliases", "")),
        teachers_on_register=int(teachers) if teachers.isdigit() else None,
    )  # fmt: skip
    for fault in faults_of(record):
        where = f"{number} · {record.registered_name or record.code} · {COLUMNS[fault.field][0]}"
        raise FileFaulty(file=file, where=where, what=sentence_of(fault.code, fault.value))
    return record


def _several(cell: str) -> tuple[str, ...]:
    for mark in (",", ";", "/", " "):
        cell = cell.replace(mark, "、")
    return tuple(part for part in cell.split("、") if part)
