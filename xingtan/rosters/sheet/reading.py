"""Reads the sheets of one file: header, blocks of rows, duplicates."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

from xingtan.rosters.sheet.cells import folded, text_of
from xingtan.rosters.sheet.columns import filled_columns
from xingtan.rosters.sheet.header import Header, find_header, header_at
from xingtan.rosters.sheet.offers import told_apart
from xingtan.rosters.sheet.parts import FIELDS, Grid, Ignored, Offer, Problem, Reading, Teacher, Value, Vocabulary
from xingtan.rosters.sheet.rows import RowReader, why_no_teacher

UNIQUE_FIELDS = ("id_number", "mobile")
_MOST_LAYOUTS = 20
_LONGEST_IGNORED = 120


@dataclass
class _Found:
    """What one sheet gives."""

    reader: RowReader
    ignored: list[Ignored]
    teachers: list[Teacher] = dataclasses.field(default_factory=list)
    examples: list[Teacher] = dataclasses.field(default_factory=list)
    """Rows that call themselves an example."""


def read_grids(grids: Iterable[Grid], vocabulary: Vocabulary, on: date) -> Reading:
    """All teachers of all sheets that have a header of Annex 1, checked as of a day.

    Sheets without a header are passed over when another has one. Hidden sheets and rows, and sample rows, are offered.
    """
    return read_with(RowReader(vocabulary, on), grids)


def read_with(reader: RowReader, grids: Iterable[Grid]) -> Reading:
    """The same with a reader that has read other files before, and remembers the words it met there."""
    teachers: list[Teacher] = []
    ignored: list[Ignored] = []
    offers: list[Offer] = []
    headers = [(grid, find_header(grid)) for grid in grids]
    for grid, header in headers:
        if header:
            found = _Found(reader, [] if grid.is_hidden else ignored)
            _read_grid(grid, header, found)
            meant, offered = told_apart(grid, found.teachers, found.examples)
            teachers += meant
            offers += offered
        elif not grid.is_hidden and any(any(map(text_of, row)) for row in grid.rows):
            ignored.append(Ignored(grid.name, 0, "other_sheet", ""))
    if not any(header for _, header in headers):
        return Reading(file_error="no_header")
    error = None if teachers or offers else "no_rows"
    return Reading(with_duplicates(teachers), ignored, offers, file_error=error)


def with_duplicates(teachers: Sequence[Teacher]) -> Sequence[Teacher]:
    """The teachers with every cell marked whose number stands more than once among them."""
    for field in UNIQUE_FIELDS:
        place = Teacher._fields.index(field)
        numbers = [str(teacher[place]) for teacher in teachers]
        if len(set(numbers)) < len(numbers):
            teachers = _marked(teachers, field, numbers)
    return teachers


def _marked(teachers: Sequence[Teacher], field: str, numbers: Sequence[str]) -> list[Teacher]:
    sound = [all(problem.field != field for problem in teacher.problems) for teacher in teachers]
    counts = Counter(compress(numbers, sound))
    twice = Problem(field, "duplicate", f"duplicate_{field}")
    return [
        teacher.having(twice) if is_sound and counts[number] > 1 else teacher
        for teacher, number, is_sound in zip(teachers, numbers, sound, strict=True)
    ]


def with_own_school(teachers: Sequence[Teacher], county: str, is_own: Callable[[str], bool]) -> list[Teacher]:
    """The teachers with county and school marked where they are not those of the school that enrols (R43)."""
    strangers = strangers_among(teachers, county, is_own)
    return [each.having(*strangers[at]) if at in strangers else each for at, each in enumerate(teachers)]


def strangers_among(
    teachers: Sequence[Teacher], county: str, is_own: Callable[[str], bool]
) -> dict[int, tuple[Problem, ...]]:
    """Of some teachers those whose county or school is another one, by their place, with what is wrong."""
    known = {text: not text or is_own(text) for text in {teacher.school for teacher in teachers}}
    own_counties = ("", county)
    return {
        at: tuple(_strange(teacher, known[teacher.school], own_counties))
        for at, teacher in enumerate(teachers)
        if teacher.county not in own_counties or not known[teacher.school]
    }


def _strange(teacher: Teacher, is_own: bool, own_counties: tuple[str, str]) -> Iterator[Problem]:  # noqa: FBT001
    if teacher.county not in own_counties:
        yield Problem("county", "unknown", "other_county")
    if not is_own:
        yield Problem("school", "unknown", "other_school")


def _read_grid(grid: Grid, header: Header, found: _Found) -> None:
    for index in range(header.top):
        _ignore(grid, index, "title", found.ignored)
    for column in sorted(grid.hidden_columns & set(header.columns.values())):
        heading = " ".join(
            text_of(row[column]) for row in grid.rows[header.top : header.bottom + 1] if column < len(row)
        )
        found.ignored.append(Ignored(grid.name, 0, "hidden_column", heading.strip()[:_LONGEST_IGNORED]))
    start = header.bottom + 1
    for _ in range(_MOST_LAYOUTS):
        start = _read_block(grid, header, start, found)
        if start == len(grid.rows):
            return
        header = header_at(grid, start) or header
        _ignore(grid, start, "header", found.ignored)
        start += 1
    for index in range(start, len(grid.rows)):
        _ignore(grid, index, "header", found.ignored)


def _read_block(grid: Grid, header: Header, start: int, found: _Found) -> int:
    """Read rows from ``start`` until the end or a header of another layout; answers where it stopped."""
    note_column = header.columns.get("note")
    columns, notes = filled_columns(grid, header, start)
    for index, teacher in enumerate(found.reader.read_columns(columns, notes, grid.name, start + 1), start):
        if teacher.problems:
            again = header_at(grid, index)
            if again and again.columns != header.columns and len(again.columns) >= len(FIELDS):
                return index
            reason = "header" if again else why_no_teacher(teacher, _texts(grid.rows[index], note_column))
            if reason:
                _ignore(grid, index, reason, found.ignored)
                if reason == "example" and teacher.name:
                    found.examples.append(teacher)
                continue
        found.teachers.append(teacher)
    return len(grid.rows)


def _texts(row: Sequence[Value], note_column: int | None) -> list[str]:
    return [folded(value) for column, value in enumerate(row) if column != note_column]


def _ignore(grid: Grid, index: int, reason: str, ignored: list[Ignored]) -> None:
    text = " ".join(text for text in map(text_of, grid.rows[index]) if text)
    ignored.append(Ignored(grid.name, index + 1, reason if text else "blank", text[:_LONGEST_IGNORED]))
