"""Finds the header of Annex 1 by its words, in one row or joined from two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xingtan.rosters.sheet.cells import key_of, text_of
from xingtan.rosters.sheet.parts import FIELDS, Grid, Value
from xingtan.rosters.sheet.synonyms import COLUMN_HINTS, COLUMN_WORDS, FOREIGN_HEADING_WORDS

ROWS_SEARCHED = 30
FEWEST_FIELDS = 3
LONGEST_HEADING = 30
_FEWEST_DIGITS = 7
"""A cell with so many is no heading but somebody's number."""
_EXACT, _HINT = 0, 1
_WHOLE = {word: field for field, words in COLUMN_WORDS.items() for word in words}
_ALL_FIELDS = len(FIELDS)
_MOST_FIELDS = len({*COLUMN_WORDS, *(field for field, _ in COLUMN_HINTS)})
"""A header with all of them cannot be bettered, so that most sheets are searched no further."""


@dataclass(frozen=True)
class Header:
    """Where the header stands (row ``top`` to ``bottom``) and which column holds which field."""

    top: int
    bottom: int
    columns: Mapping[str, int]


def find_header(grid: Grid) -> Header | None:
    """The best header among the first rows, or ``None``: it must name a person and two more fields.

    A header repeated at a page break may say more than the first one; the first still holds for the rows between.
    """
    found: list[Header] = []
    searched = min(len(grid.rows), ROWS_SEARCHED)
    for index in range(searched):
        header = header_at(grid, index)
        if header:
            found.append(header)
            if _fields_named(header) == _ALL_FIELDS:
                searched = index + 1  # no row below can name more
                break
    found += [joined for index in range(searched) if (joined := _joined(grid, index))]
    best = None
    while found:
        best = max(found, key=_fields_named)
        found = [
            each for each in found if each.bottom + 1 < best.top and _fields_named(each) >= _fields_named(best) - 2
        ]
    return best


def _fields_named(header: Header) -> int:
    return len(header.columns.keys() - {"index", "note"})


def header_at(grid: Grid, index: int) -> Header | None:
    """The header that this one row is, or ``None``."""
    row = tuple(grid.rows[index])
    columns = _columns(row) if any(map(_is_number, row)) else _known_columns(row)
    return Header(index, index, columns) if columns else None


def _columns(row: tuple[Value, ...]) -> Mapping[str, int] | None:
    header = _header(0, 0, [(key_of(value),) for value in row])
    return header.columns if header else None


_known_columns = lru_cache(maxsize=64)(_columns)
"""The same headings stand over hundreds of sheets; a row with a number is somebody's and is not remembered."""


def _is_number(value: Value) -> bool:
    return sum(map(str.isdigit, text_of(value))) >= _FEWEST_DIGITS


def _joined(grid: Grid, index: int) -> Header | None:
    if index + 1 >= len(grid.rows) or any(map(_is_number, grid.rows[index + 1])):
        return None
    upper = [key_of(value) for value in _spread(grid, index)]
    lower = [key_of(value) for value in grid.rows[index + 1]]
    if any(map(_is_number, lower)):
        return None
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    pairs = zip(upper, lower, strict=True)
    return _header(index, index + 1, [(low, up + low, up) for up, low in pairs])


def _spread(grid: Grid, index: int) -> Sequence[Value]:
    """A header row with the heading of each merged range repeated over its columns."""
    row = list(grid.rows[index])
    for (top, left), (bottom, right) in grid.merges:
        if top <= index <= bottom and left < len(row) and top < len(grid.rows) and left < len(grid.rows[top]):
            row[left : right + 1] = [grid.rows[top][left]] * (min(right, len(row) - 1) - left + 1)
    return row


def _header(top: int, bottom: int, headings: Sequence[tuple[str, ...]]) -> Header | None:
    found: dict[str, tuple[tuple[int, int], int]] = {}
    for column, texts in enumerate(headings):
        field, rank = _best_field(texts)
        if field and (field not in found or rank < found[field][0]):
            found[field] = (rank, column)
    columns = {field: column for field, (_, column) in found.items()}
    told = len(columns.keys() - {"index", "note"})
    return Header(top, bottom, columns) if "name" in columns and told >= FEWEST_FIELDS else None


def _best_field(texts: tuple[str, ...]) -> tuple[str | None, tuple[int, int]]:
    for text in texts:
        if text in _WHOLE:
            return _WHOLE[text], (_EXACT, 0)
    for text in texts:
        field, place = _hinted(text)
        if field:
            return field, (_HINT, place)
    return None, (_HINT, 0)


def _hinted(text: str) -> tuple[str | None, int]:
    """The field a heading hints at, and how strongly (lower is stronger)."""
    is_heading = 0 < len(text) <= LONGEST_HEADING and sum(map(str.isdigit, text)) < 4
    if not is_heading or any(word in text for word in FOREIGN_HEADING_WORDS):
        return None, 0
    for field, words in COLUMN_HINTS:
        for place, word in enumerate(words):
            if word in text:
                return field, place
    return None, 0


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Which field stands in which column under some headings."""
    header = _header(0, 0, [(key_of(heading),) for heading in headings])
    return dict(header.columns) if header else {}
