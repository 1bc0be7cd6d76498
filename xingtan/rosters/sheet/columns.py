"""Takes the seven columns out of a sheet and fills what stands for the cell above: merged cells, 同上.

Column by column, so that a sheet of 50,000 rows costs a few passes in C and none in Python.
"""

from collections.abc import Sequence

from xingtan.rosters.sheet.cells import text_of
from xingtan.rosters.sheet.header import Header
from xingtan.rosters.sheet.parts import FIELDS, Grid, Value

_SHARED_FIELDS = ("county", "school")
_DITTO = frozenset({"同上", "〃", "″", "＂", '"', "〞", "”", "“", "''", "同前", "如上"})
_BLANK = frozenset({"", None})


def filled_columns(grid: Grid, header: Header, start: int) -> tuple[list[list[Value]], list[Value]]:
    """The columns from row ``start`` on in the order of ``FIELDS``, and that of the notes."""
    columns = {field: _column(grid, column, start) for field, column in header.columns.items()}
    _fill_merged(grid, header, start, columns)
    for field in FIELDS:
        if field in columns and not _DITTO.isdisjoint(columns[field]):
            _fill_ditto(columns[field])
    for field in _SHARED_FIELDS:
        if field in columns:
            _fill_shared(columns[field], columns["name"])
    nothing: list[Value] = [""] * (len(grid.rows) - start)
    return [columns.get(field, nothing) for field in FIELDS], columns.get("note", nothing)


def _column(grid: Grid, column: int, start: int) -> list[Value]:
    return [row[column] if column < len(row) else "" for row in grid.rows[start:]]


def _fill_merged(grid: Grid, header: Header, start: int, columns: dict[str, list[Value]]) -> None:
    """Every cell of a vertical merged range says what its first cell says."""
    fields = {column: field for field, column in header.columns.items()}
    for (top, left), (bottom, _) in grid.merges:
        if left not in fields or top < start or bottom <= top or top >= len(grid.rows):
            continue
        cells = columns[fields[left]]
        end = min(bottom, len(grid.rows) - 1) - start
        cells[top - start : end + 1] = [cells[top - start]] * (end - top + start + 1)


def _fill_ditto(cells: list[Value]) -> None:
    above: Value = ""
    for index, value in enumerate(cells):
        if isinstance(value, str) and value in _DITTO:
            cells[index] = above
        elif value not in _BLANK:
            above = value


def _fill_shared(cells: list[Value], names: Sequence[Value]) -> None:
    """Written once, on the first person's row, it holds for all beneath (a merged cell saved as CSV)."""
    if cells.count("") + cells.count(None) < len(cells) // 2:
        return
    people = [index for index, name in enumerate(names) if text_of(name)]
    if people and [index for index in people if text_of(cells[index])] == people[:1]:
        cells[people[0] :] = [value or cells[people[0]] for value in cells[people[0] :]]
