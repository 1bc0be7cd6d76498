"""Reads the cells of a workbook or a text table. Runs in a child process with bounded memory and time.

Knows no Django, so that the child starts fast: ``python -m xingtan.foundation.sheet_reader xlsx < file``
answers with one JSON object on standard output. ``… many`` answers file after file, each announced by a line
``kind size`` before its bytes, each answer by its length in eight bytes.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

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


class Faulty(Exception):
    """A file that cannot be read: code and the facts that go into the sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)


def read_cells(content: bytes, kind: str) -> list[dict[str, Any]]:
    """The sheets of a file, each with name, cells, merges and what is hidden. ``kind`` is csv, or any workbook."""
    if kind == "csv":
        return [_read("", _table(content), [], Marks(), hidden=False)]
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise Faulty("password") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faulty("unreadable") from error
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise Faulty("too_many_sheets", most=MOST_SHEETS)
    worksheets = [meta for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    marks = marks_of(content) if kind == "xlsx" else {}
    return [_sheet(book, meta, marks.get(meta.name, Marks())) for meta in worksheets]


def _sheet(book: Any, meta: Any, marks: Marks) -> dict[str, Any]:
    try:
        sheet = book.get_sheet_by_name(meta.name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faulty("unreadable") from error
    last_row, last_column = sheet.end or (-1, -1)
    if last_row >= MOST_ROWS or last_column >= MOST_COLUMNS:
        raise Faulty("too_wide", sheet=meta.name, rows=last_row + 1, columns=last_column + 1)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end else []
    is_hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    return _read(meta.name, rows, list(sheet.merged_cell_ranges or ()), marks, hidden=is_hidden)


def _read(name: str, rows: Cells, merges: list[Any], marks: Marks, *, hidden: bool) -> dict[str, Any]:
    for (row, column), formula in marks.uncalculated.items():
        _put_formula(rows, row, column, formula)
    return {
        "name": name,
        "hidden": hidden,
        "rows": rows,
        "merges": merges,
        "hidden_rows": marks.hidden_rows,
        "hidden_columns": marks.hidden_columns,
    }


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


def _bounded(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    characters = 0
    for sheet in sheets:
        sheet["rows"] = rows = [[plain(value) for value in row] for row in sheet["rows"]]
        characters += sum(len(value) for row in rows for value in row if isinstance(value, str))
        if characters > MOST_CHARACTERS:
            raise Faulty("too_much_text")
    return sheets


def _answer(content: bytes, kind: str) -> str:
    try:
        answer: dict[str, Any] = {"sheets": _bounded(read_cells(content, kind))}
    except Faulty as fault:
        answer = {"fault": fault.code, "facts": fault.facts}
    except MemoryError:
        answer = {"fault": "too_much_text", "facts": {}}
    return json.dumps(answer, ensure_ascii=True)


def _serve() -> None:
    """Answer file after file until standard input ends; each has its own seconds."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    for line in iter(source.readline, b""):
        kind, size = line.decode().split()
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        answer = _answer(source.read(int(size)), kind).encode()
        out.write(len(answer).to_bytes(8, "big") + answer)
        out.flush()


def main() -> None:
    """Read standard input as the kind of file named in the first argument, within bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.argv[1] == "many":
        _serve()
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.write(_answer(sys.stdin.buffer.read(), sys.argv[1]))


if __name__ == "__main__":
    main()
