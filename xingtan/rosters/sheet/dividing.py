"""From the sheets of one file to the shares of schools, told so that it can go from one process to another.

The reading child of ``foundation.reading_ahead`` makes ``divider`` once for a bundle and asks it file after file;
whoever stores the shares opens what it told with ``divided``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingtan.foundation.cells import Asked, Sheet
from xingtan.organisations.rules import Gazetteer
from xingtan.rosters.sheet.belonging import KnownSchool, Register, Share, shares_of
from xingtan.rosters.sheet.keeping import KeptRows, rows_told
from xingtan.rosters.sheet.parts import Grid, Offer, Offered, Problem, Reading, Teacher, Vocabulary
from xingtan.rosters.sheet.reading import read_with
from xingtan.rosters.sheet.rows import RowReader

WORK = f"{__name__}:divider"
Told = dict[str, Any]
_STEM_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".ods", ".et")


@dataclass(frozen=True)
class Known:
    """What is known when the files of a bundle are read: words, the day, the register of schools."""

    vocabulary: Vocabulary
    on: date
    schools: Sequence[KnownSchool]
    gazetteer: Gazetteer


@dataclass(frozen=True)
class SchoolRows:
    """The share of one school, or of one name that is no school's, ready to be kept."""

    text: str
    county: str
    school: KnownSchool | None
    candidates: tuple[KnownSchool, ...]
    rows: KeptRows
    """As they stand in the file."""
    own: KeptRows
    """As they stand on the school's own roster: those that say another school or county are marked (R43)."""
    offers: Sequence[Offer] = ()
    meant: tuple[int, ...] = ()
    """Keys of the schools that have this very name, in the county if one is named."""


@dataclass(frozen=True)
class Divided:
    """One file divided by school. ``flaw``: no_header or no_rows when there is nobody in it."""

    shares: Sequence[SchoolRows] = ()
    ignored: Sequence[Sequence[object]] = ()
    flaw: str = ""


def divider(known: Known) -> Callable[[Sequence[Sheet], Asked], Told]:
    """What divides file after file, and remembers the words it meets."""
    reader = RowReader(known.vocabulary, known.on)
    register = Register(known.schools, known.gazetteer)

    def told(sheets: Sequence[Sheet], asked: Asked) -> Told:
        reading = read_with(reader, map(grid_of, sheets))
        if reading.file_error or not reading.teachers:
            return {"flaw": "no_header" if reading.file_error == "no_header" else "no_rows"}
        shares = shares_of(reading, (_stem(asked.name), asked.folder), register)
        return {"shares": list(map(_share_told, shares)), "ignored": _ignored(reading) if len(shares) == 1 else []}

    return told


def grid_of(sheet: Sheet) -> Grid:
    """A sheet as the reading takes it, also a hidden one: the reading offers it instead of reading it silently."""
    return Grid(sheet.name, sheet.rows, sheet.merges, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)


def _stem(name: str) -> str:
    for ending in _STEM_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _ignored(reading: Reading) -> list[list[object]]:
    return [list(each) for each in reading.ignored if each.reason != "blank"]


def _share_told(share: Share) -> Told:
    return {
        "text": share.text,
        "county": share.county,
        "school": share.school.key if share.school else None,
        "candidates": [school.key for school in share.candidates],
        "meant": share.meant,
        "strangers": share.strangers,
        "rows": KeptRows.of(share.teachers).told(),
        "offers": share.offers and [(each.kind, each.sheet, each.teachers) for each in share.offers],
    }


def divided(told: Told, schools: Mapping[int, KnownSchool]) -> Divided:
    """What the divider told of one file. ``schools``: those it knew, by key."""
    shares = [_share(each, schools) for each in told.get("shares", ())]
    return Divided(shares, told.get("ignored", ()), told.get("flaw", ""))


def _share(told: Told, schools: Mapping[int, KnownSchool]) -> SchoolRows:
    rows = rows_told(told["rows"])
    strangers = {int(index): _problems(each) for index, each in told["strangers"].items()}
    return SchoolRows(
        told["text"],
        told["county"],
        schools[told["school"]] if told["school"] is not None else None,
        tuple(schools[key] for key in told["candidates"]),
        rows,
        rows.having(strangers),
        [Offer(Offered(kind), sheet, _teachers(rows)) for kind, sheet, rows in told["offers"]],
        tuple(told["meant"]),
    )


def _teachers(rows: Sequence[Sequence[Any]]) -> list[Teacher]:
    if not rows:
        return []
    *values, problems, typed = zip(*rows, strict=True)
    return list(map(Teacher, *values, map(_problems, problems), map(_typed, typed)))


def _problems(told: Iterable[Sequence[str]]) -> tuple[Problem, ...]:
    return tuple(Problem(*each) for each in told)


def _typed(told: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((field, text) for field, text in told)
