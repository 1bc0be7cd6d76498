"""The tax platform's workbook for issuing in batches: the provider's own template, filled by the names of its columns.

The template changes several times a year, so nothing is fixed but words: sheets are known by the columns they
have, the header is the row that has them, data begins below it, every cell is text. What is not ours is kept as
it is (openpyxl). Bytes in, bytes out; the caller has looked at the archive before.
"""

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SERIAL = "发票流水号"
SHOW_BUYER = ("是否展示购买方地址电话银行账号", "是否展示购买方银行账号")
REQUIRED: dict[str, tuple[str, ...]] = {
    "invoice": (SERIAL, "发票类型", "是否含税", "购买方名称", "购买方纳税人识别号"),
    "item": (SERIAL, "项目名称", "商品和服务税收编码", "金额", "税率"),
}
"""Columns without which a sheet is not the one: invoices, and their items."""
KNOWN_LIMITS = {
    SERIAL: 20, "购买方名称": 100, "购买方纳税人识别号": 20, "购买方地址": 100, "购买方电话": 100, "购买方开户银行": 100,
    "购买方银行账号": 100, "备注": 230, "购买方邮箱": 72, "项目名称": 100, "商品和服务税收编码": 19, "收款人": 16, "复核人": 16,
}  # fmt: skip
HEADER_WITHIN = 12
MOST_COLUMNS = 200
_VERSION_SHEET = "excelVersion"


class Unfit(ValueError):
    """A template that cannot be filled; ``code`` says why, ``about`` names the sheet or column."""

    def __init__(self, code: str, about: str = "") -> None:
        self.code, self.about = code, about
        super().__init__(code, about)


@dataclass(frozen=True)
class SheetPlan:
    """A sheet of the template: its name, the row of its header, and its columns by name."""

    title: str
    header_row: int
    columns: dict[str, int]
    limits: dict[str, int]
    must: frozenset[str]
    """Columns that row 2 calls required."""


@dataclass(frozen=True)
class TemplatePlan:
    """What was understood of a template."""

    invoice: SheetPlan
    item: SheetPlan
    version: str
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words the template itself offers for a column of the invoices' sheet."""


def header_word(value: Any) -> str:
    """A header as it is compared: without white space, stars, and what stands in brackets behind it."""
    text = unicodedata.normalize("NFKC", str(value or ""))
    text = re.sub(r"[\s*]+", "", text)
    return re.sub(r"\(.*\)$", "", text)


def plan_of(content: bytes) -> TemplatePlan:
    """Find sheets and columns of a template; raises ``Unfit`` naming what is missing."""
    return _planned(_opened(content))


def _opened(content: bytes) -> Workbook:
    try:
        return openpyxl.load_workbook(io.BytesIO(content))
    except Exception as error:  # whatever openpyxl stumbles over, the file is no template
        raise Unfit("unreadable") from error


def _planned(book: Workbook) -> TemplatePlan:
    found = {kind: _sheet(book, kind) for kind in REQUIRED}
    version = ""
    if _VERSION_SHEET in book.sheetnames:
        cells = [cell.value for row in book[_VERSION_SHEET].iter_rows(max_row=10, max_col=5) for cell in row]
        version = next((str(value) for value in cells if value and ":" in str(value)), "")
    sheet = book[found["invoice"].title]
    options = {
        name: _options(book, sheet, found["invoice"].columns[name])
        for name in SHOW_BUYER
        if name in found["invoice"].columns
    }
    return TemplatePlan(found["invoice"], found["item"], version, options)


def _sheet(book: Workbook, kind: str) -> SheetPlan:
    """The sheet with most of the wanted columns; refused when one of them is missing."""
    wanted = REQUIRED[kind]
    best: tuple[int, Worksheet | None, int, dict[str, int]] = (1, None, 0, {})
    for sheet in book.worksheets:
        for row in range(1, min(HEADER_WITHIN, sheet.max_row or 0) + 1):
            columns = _columns(sheet, row)
            hits = sum(name in columns for name in wanted)
            if hits > best[0] and _told_apart(kind, columns):
                best = (hits, sheet, row, columns)
    _hits, sheet, row, columns = best
    if sheet is None:
        raise Unfit("no_sheet", "、".join(wanted))
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise Unfit("no_column", "、".join(missing))
    limits, must = _row_two(sheet, row, columns)
    return SheetPlan(sheet.title, row, columns, limits, must)


def _told_apart(kind: str, columns: Mapping[str, int]) -> bool:
    return ("项目名称" in columns) == (kind == "item")


def _columns(sheet: Worksheet, row: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in range(1, min(MOST_COLUMNS, sheet.max_column or 0) + 1):
        name = header_word(sheet.cell(row, column).value)
        if name:
            found.setdefault(name, column)
    return found


def _row_two(sheet: Worksheet, row: int, columns: Mapping[str, int]) -> tuple[dict[str, int], frozenset[str]]:
    """What the row above the header says: the most characters of a column, and which must be filled."""
    limits, must = {}, set()
    for name, column in columns.items():
        said = unicodedata.normalize("NFKC", str(sheet.cell(row - 1, column).value or "")) if row > 1 else ""
        if found := re.search(r"(?:长度|≤|<=|不超过|最多|限)\D{0,6}(\d{1,3})", said):
            limits[name] = int(found.group(1))
        elif name in KNOWN_LIMITS:
            limits[name] = KNOWN_LIMITS[name]
        if said.strip().startswith("必填"):
            must.add(name)
    return limits, frozenset(must)


def _options(book: Workbook, sheet: Worksheet, column: int) -> tuple[str, ...]:
    letter = openpyxl.utils.get_column_letter(column)
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and any(
            str(part).startswith(letter) and not str(part)[len(letter) :][:1].isalpha() for part in rule.sqref.ranges
        ):
            return _listed(book, str(rule.formula1 or ""))
    return ()


def _listed(book: Workbook, formula: str) -> tuple[str, ...]:
    if formula.startswith('"'):
        return tuple(word.strip() for word in formula.strip('"').split(",") if word.strip())
    name, _mark, cells = formula.lstrip("=").rpartition("!")
    title = name.strip("'")
    if title not in book.sheetnames:
        return ()
    area = book[title][cells.replace("$", "")]
    rows = area if isinstance(area, tuple) else ((area,),)
    return tuple(str(cell.value) for row in rows for cell in row if cell.value)


def show_word(plan: TemplatePlan) -> str:
    """The template's own word for “show the buyer's bank and address”; empty when it offers none."""
    for words in plan.options.values():
        shown = [word for word in words if not word.startswith(("否", "不"))]
        if shown:
            return max(shown, key=lambda word: ("全" in word, len(word)))
    return ""


Row = Mapping[str, str]


def fill(content: bytes, invoices: Sequence[Row], items: Sequence[Row]) -> bytes:
    """The template with these rows; raises ``Unfit`` (``unfilled``, ``too_long``) before anything is written.

    A column that the template does not have is left out; one that it requires and no row fills is refused by name.
    """
    workbook = _opened(content)
    plan = _planned(workbook)
    for part, rows in ((plan.invoice, invoices), (plan.item, items)):
        _check(part, rows)
    for part, rows in ((plan.invoice, invoices), (plan.item, items)):
        _write(workbook[part.title], part, rows)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _check(plan: SheetPlan, rows: Sequence[Row]) -> None:
    for row in rows:
        for name in plan.must:
            if not row.get(name):
                raise Unfit("unfilled", name)
        for name, text in row.items():
            if name in plan.columns and len(text) > plan.limits.get(name, 1_000):
                raise Unfit("too_long", f"{name}：{text}")


def _write(sheet: Worksheet, plan: SheetPlan, rows: Sequence[Row]) -> None:
    """Rows below the header, examples of the template taken out; every cell as text, so that no formula is one."""
    first = plan.header_row + 1
    if sheet.max_row >= first:
        sheet.delete_rows(first, sheet.max_row - first + 1)
    for number, row in enumerate(rows, start=first):
        for name, text in row.items():
            if text and name in plan.columns:
                cell = sheet.cell(number, plan.columns[name])
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
