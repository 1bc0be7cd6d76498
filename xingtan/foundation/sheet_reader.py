"""Reads the cells of a workbook or a text table. Runs in a child process with bounded memory and time.

Knows no Django, so that the child starts fast: ``python -m xingtan.foundation.sheet_reader xlsx < file``
answers with one JSON object on standard output. Many files of one upload: ``reading_child``.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

import python_calamine

from xingtan.foundation import old_workbooks
from xingtan.foundation.cells import Faulty, Sheet
from xingtan.foundation.packages import Package
from xingtan.foundation.sheet_marks import Marks, marks_of

MOST_ROWS = 100_000
MOST_COLUMNS = 256
LONGEST_CELL = 4_000
MOST_CHARACTERS = 48 * 1024 * 1024
MOST_SHEETS = 50
MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 20
SNIFFED_LINES = 20
_DELIMITERS = ",\t;|"

Cells = list[list[Any]]


def read_cells(content: bytes, kind: str, package: Package | None = None) -> list[Sheet]:
    """The sheets of a file. ``kind`` is csv, or any workbook; ``package``: the file opened, where that is done."""
    if kind == "csv":
        return [Sheet("", hidden=False, rows=_table(content))]
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise Faulty("password") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faulty("unreadable") from error
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise Faulty("too_many_sheets", most=MOST_SHEETS)
    worksheets = [meta for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    marks = marks_of(package or Package(content)) if kind == "xlsx" else {}
    if kind == "xls":
        found = old_workbooks.marks_of(content)
        marks = dict(zip(book.sheet_names, found, strict=True)) if len(found) == len(book.sheet_names) else {}
    return [_sheet(book, meta, marks.get(meta.name, Marks())) for meta in worksheets]


def _sheet(book: Any, meta: Any, marks: Marks) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(meta.name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faulty("unreadable") from error
    last_row, last_column = sheet.end or (-1, -1)
    if last_row >= MOST_ROWS or last_column >= MOST_COLUMNS:
        raise Faulty("too_wide", sheet=meta.name, rows=last_row + 1, columns=last_column + 1)
    rows: Cells = sheet.to_python(skip_empty_area=False) if sheet.end else []
    for (row, column), formula in marks.uncalculated.items():
        _put_formula(rows, row, column, formula)
    is_hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    unseen = frozenset(marks.hidden_rows), frozenset(marks.hidden_columns)
    return Sheet(meta.name, is_hidden, rows, list(sheet.merged_cell_ranges or ()), *unseen)


def _put_formula(rows: Cells, row: int, column: int, formula: str) -> None:
    """Show a formula that has no result as it was typed, in place of an empty cell that would say nothing."""
    if row >= MOST_ROWS or column >= MOST_COLUMNS:
        return
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = rows[row][column] or formula


def _table(content: bytes) -> Cells:
    text = decoded(content)
    csv.field_size_limit(MOST_CHARACTERS)
    try:
        rows: Cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    except csv.Error as error:
        raise Faulty("unreadable") from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise Faulty("too_wide", sheet="", rows=len(rows), columns=max(map(len, rows)))
    return rows


def decoded(content: bytes) -> str:
    """The text of a table: by its byte order mark, else strict UTF-8, else GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, (encoding,))
    return _decoded(content, ("utf-8", "gb18030"))


def _decoded(content: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(character) < 32 and character not in "\t\r\n\f\x1a" for character in text[:100_000]):
            break
        return text
    raise Faulty("unreadable")


def delimiter_of(text: str) -> str:
    """The delimiter that divides the first lines into most cells; a comma when in doubt."""
    lines = [line for line in text.splitlines()[:SNIFFED_LINES] if line.strip()]

    def columns(delimiter: str) -> int:
        return sum(len(row) - 1 for row in csv.reader(lines, delimiter=delimiter))

    return max(_DELIMITERS, key=columns) if lines else ","


def plain(value: Any) -> Any:
    """A cell as JSON can carry it: dates as ISO text."""
    if isinstance(value, str):
        return value[:LONGEST_CELL]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, timedelta) else ""


def bounded(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets with plain cells; raises ``Faulty`` when there is too much text in them."""
    found, characters = [], 0
    for sheet in sheets:
        rows, more = _plain_rows(sheet.rows)
        characters += more
        if characters > MOST_CHARACTERS:
            raise Faulty("too_much_text")
        found.append(replace(sheet, rows=rows))
    return found


def _plain_rows(rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Sequence[Any]], int]:
    """The rows with plain cells, and how many characters of text they hold. Most sheets are text throughout."""
    cells = list(chain.from_iterable(rows))
    if set(map(type, cells)) == {str} and max(map(len, cells)) <= LONGEST_CELL:
        return rows, sum(map(len, cells))
    plain_rows = [[plain(value) for value in row] for row in rows]
    return plain_rows, sum(len(value) for row in plain_rows for value in row if isinstance(value, str))


def _answer(content: bytes, kind: str) -> str:
    try:
        answer: dict[str, Any] = {"sheets": [_told(sheet) for sheet in bounded(read_cells(content, kind))]}
    except Faulty as fault:
        answer = {"fault": fault.code, "facts": fault.facts}
    except MemoryError:
        answer = {"fault": "too_much_text", "facts": {}}
    return json.dumps(answer, ensure_ascii=True)


def _told(sheet: Sheet) -> dict[str, Any]:
    return vars(sheet) | {
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
    }


def main() -> None:
    """Read standard input as the kind of file named in the first argument, within bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.write(_answer(sys.stdin.buffer.read(), sys.argv[1]))


if __name__ == "__main__":
    main()
