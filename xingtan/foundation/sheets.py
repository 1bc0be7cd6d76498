"""Sheets in and out: reading any workbook in safety, and the one writer of exports.

No other module writes .xlsx or .csv: here every cell is text, or an amount as a number, and no cell is a formula.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.cells import Faulty, Sheet
from xingtan.foundation.children import environment
from xingtan.foundation.file_kinds import FileKind
from xingtan.foundation.packages import Unsafe
from xingtan.foundation.sheet_reader import read_cells
from xingtan.foundation.uploads import (
    PasswordProtected,
    UploadRefused,
    check_sheet,
    check_size,
    no_sheet,
    refusal_of,
)

READING_SECONDS = 30
_LIVE = frozenset("=+-@\t\r\n＝＋－＠")
_LONGEST_XLSX_CELL = 32_767
_WIDEST = 40
MARK_COLOUR = "#FFE8B3"
_NARROWEST = 8
Written = str | int | Decimal | None


class SheetUnreadable(UploadRefused):
    """A file of the right type whose cells cannot be read."""

    code = "sheet_unreadable"
    sentence = _(
        "The sheet cannot be read; the file may be damaged. Please open it in Excel or WPS, save as .xlsx, and upload that."
    )


class SheetTooWide(UploadRefused):
    """Content far outside of any table."""

    code = "sheet_too_wide"
    sentence = _(
        "Sheet “%(sheet)s” reaches to row %(rows)s and column %(columns)s. Please delete the cells outside of the table "
        "(select them, “Delete”), save, and upload again."
    )


class SheetTooMuch(UploadRefused):
    """More than a sheet may hold."""

    code = "sheet_too_much"
    sentence = _(
        "The workbook holds more than can be read at once. Please keep only the sheet that is wanted, or split it."
    )


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file, in order."""

    sheets: Sequence[Sheet]

    @property
    def visible(self) -> list[Sheet]:
        """Those that whoever opens the file sees."""
        return [sheet for sheet in self.sheets if not sheet.hidden]


def read_workbook(source: Path | str | bytes, *, name: str = "", most_bytes: int | None = None) -> Workbook:
    """The cells of an uploaded .xlsx, .xls, .ods or .csv, parsed in a child process with bounded memory and time.

    ``name`` is the file's name as uploaded. Raises an ``UploadRefused`` that says what to do.
    """
    content, name = _content(source, name, most_bytes)
    kind = check_sheet(content, name, most_bytes=most_bytes)
    told: dict[str, Any] = json.loads(_answer(content, kind))
    if "fault" in told:
        raise refusal_for(told["fault"], told["facts"])
    return Workbook([_sheet(sheet) for sheet in told["sheets"]])


def read_workbook_here(source: Path | str | bytes, *, name: str = "", most_bytes: int | None = None) -> Workbook:
    """The same in this process: for files that we made, and for a worker that has bounds of its own."""
    content, name = _content(source, name, most_bytes)
    kind = check_sheet(content, name, most_bytes=most_bytes)
    try:
        return Workbook(read_cells(content, kind))
    except Faulty as fault:
        raise refusal_for(fault.code, fault.facts) from fault


def _content(source: Path | str | bytes, name: str, most_bytes: int | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name
    path = Path(source)
    check_size(path.stat().st_size, most_bytes)
    return path.read_bytes(), name or path.name


def _sheet(read: dict[str, Any]) -> Sheet:
    merges = [((top, left), (bottom, right)) for (top, left), (bottom, right) in read["merges"]]
    unseen = frozenset(read["hidden_rows"]), frozenset(read["hidden_columns"])
    return Sheet(read["name"], read["hidden"], read["rows"], merges, *unseen)


def _answer(content: bytes, kind: str) -> bytes:
    command = [sys.executable, "-m", "xingtan.foundation.sheet_reader", kind]
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            command, input=content, capture_output=True, timeout=READING_SECONDS, check=False, env=environment()
        )
    except subprocess.TimeoutExpired as error:
        raise SheetTooMuch() from error
    if child.returncode < 0:
        raise SheetTooMuch()
    if child.returncode:
        raise SheetUnreadable()
    return child.stdout


def refusal_for(code: str, facts: dict[str, Any]) -> UploadRefused:
    """What is said about a fault that a reading child tells of."""
    if code == "no_sheet":
        return no_sheet(FileKind(facts["kind"]))
    if code == "unsafe":
        return refusal_of(Unsafe(facts["why"]))
    if code == "too_wide":
        return SheetTooWide(**facts)
    if code == "password":
        return PasswordProtected()
    return SheetTooMuch() if code in {"too_much_text", "too_many_sheets"} else SheetUnreadable()


def write_workbook(
    columns: Sequence[str],
    rows: Iterable[Sequence[Written]],
    *,
    title: str = "",
    sheet: str = "Sheet1",
    blank_rows: int = 0,
    trace: str = "",
    marks: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> bytes:
    """An .xlsx of text cells: a merged title if given, the headings, the rows, then blank rows ready for text.

    ``marks``: cells (row and column, from 0 beneath the headings) that are tinted, each with its comment.
    ``trace``: who took it and why, kept in the file's properties where a form has no room for it.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    if trace:
        book.set_properties({"comments": trace})
    page = book.add_worksheet(sheet)
    text = book.add_format({"num_format": "@", "border": 1})
    heading = book.add_format({"bold": True, "num_format": "@", "border": 1, "align": "center", "text_wrap": True})
    top = 0
    if title:
        centred = book.add_format({"bold": True, "font_size": 14, "align": "center", "num_format": "@"})
        if len(columns) > 1:
            page.merge_range(0, 0, 0, len(columns) - 1, "", centred)
        page.write_string(0, 0, title, centred)
        top = 1
    widths = [_width(column) for column in columns]
    for index, column in enumerate(columns):
        page.write_string(top, index, column, heading)
    tint = book.add_format({"num_format": "@", "border": 1, "bg_color": MARK_COLOUR})
    last = _write_rows(page, rows, top, (text, tint), marks, widths)
    for blank in range(last + 1, last + 1 + blank_rows):
        for index in range(len(columns)):
            page.write_blank(blank, index, None, text)
    for index, width in enumerate(widths):
        page.set_column(index, index, width, book.add_format({"num_format": "@"}))
    page.freeze_panes(top + 1, 0)
    book.close()
    return buffer.getvalue()


def _write_rows(
    page: Any,
    rows: Iterable[Sequence[Written]],
    top: int,
    formats: tuple[Any, Any],
    marks: Mapping[tuple[int, int], str],
    widths: list[int],
) -> int:
    """Write rows of text beneath row ``top``, widen the columns as needed; answers the last row written."""
    text, tint = formats
    last = top
    for last, row in enumerate(rows, top + 1):
        for index, value in enumerate(row):
            shown, why = _shown(value), marks.get((last - top - 1, index))
            page.write_string(last, index, shown, tint if why else text)
            if why:
                page.write_comment(last, index, why, {"x_scale": 2, "author": ""})
            widths[index] = max(widths[index], _width(shown))
    return last


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet of a workbook that goes out: headings and rows beneath."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Written]]


def write_sheets(sheets: Sequence[WrittenSheet]) -> bytes:
    """An .xlsx of several flat sheets for whoever calculates on: amounts are numbers with two places, all else is text."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    text, amount = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0.00"})
    heading = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    for sheet in sheets:
        page, widths = book.add_worksheet(sheet.name), [_width(column) for column in sheet.columns]
        for index, column in enumerate(sheet.columns):
            page.write_string(0, index, column, heading)
        for place, row in enumerate(sheet.rows, 1):
            for index, value in enumerate(row):
                if isinstance(value, Decimal):
                    page.write_number(place, index, value, amount)
                elif value is not None:
                    page.write_string(place, index, _shown(value), text)
                widths[index] = max(widths[index], _width(_shown(value)))
        for index, width in enumerate(widths):
            page.set_column(index, index, width)
        page.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Written]]) -> bytes:
    """A .csv in UTF-8 with byte order mark, as Excel opens it; text that would be live is quoted by ``'``."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([neutral(column) for column in columns])
    for row in rows:
        writer.writerow([neutral(value) if isinstance(value, str) else _shown(value) for value in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also after blanks or in full-width form."""
    is_live = text[:1] in _LIVE or text.lstrip()[:1] in _LIVE
    return f"'{text}" if text and is_live else text


def _shown(value: Written) -> str:
    return "" if value is None else str(value)[:_LONGEST_XLSX_CELL]


def _width(text: str) -> int:
    wide = sum(2 if ord(character) > 0x2E80 else 1 for character in text)
    return max(_NARROWEST, min(_WIDEST, wide + 2))
