"""What calamine does not tell of an .xlsx: hidden rows and columns, and formulas that were never calculated.

Reads the parts of a package that ``packages`` has looked through before. Knows no Django, as ``sheet_reader``.
"""

import html
import posixpath
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from xingtan.foundation.packages import BROKEN, Package

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*?)/?>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FROM, _TO = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
LONGEST_FORMULA = 200
MOST_COLUMNS = 16_384


@dataclass(frozen=True)
class Marks:
    """Of one sheet, all counted from 0."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncalculated: dict[tuple[int, int], str] = field(default_factory=dict)
    """Formulas without a stored result, by row and column, each as it is typed: ``=VLOOKUP(…)``."""


def marks_of(package: Package) -> dict[str, Marks]:
    """The marks of every sheet of an .xlsx by its name; nothing for a package that is built otherwise."""
    try:
        parts = {name: package.read(name) for name in package.by_name if _is_sheet(name)}
        if not any(map(_may_be_marked, parts.values())):
            return {}
        return {name: _marks(parts[member]) for name, member in _members(package) if member in parts}
    except (KeyError, ElementTree.ParseError, *BROKEN):
        return {}


def _is_sheet(member: str) -> bool:
    return "worksheets" in member and "_rels" not in member


def _may_be_marked(part: bytes) -> bool:
    return b"hidden=" in part or _may_calculate(part)


def _may_calculate(part: bytes) -> bool:
    return b"<f" in part or b":f" in part


def _members(package: Package) -> list[tuple[str, str]]:
    """Each sheet's name and the member that holds it."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD, see uploads
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - the same
    sheets = [each for each in book.iter() if each.tag.endswith("}sheet")]
    return [(each.get("name", ""), _member(targets.get(each.get(_RELATION), ""))) for each in sheets]


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _marks(part: bytes) -> Marks:
    has_hidden = b"hidden=" in part and _HIDDEN.search(part) is not None
    rows = _hidden_rows(part) if has_hidden else []
    columns = _hidden_columns(part) if has_hidden else []
    return Marks(rows, columns, _formulas(part) if _may_calculate(part) else {})


def _hidden_rows(part: bytes) -> list[int]:
    found, number = [], 0
    for attributes in _ROW.findall(part):
        stated = _NUMBER.search(attributes)
        number = int(stated[1]) if stated else number + 1
        if _HIDDEN.search(attributes):
            found.append(number - 1)
    return found


def _hidden_columns(part: bytes) -> list[int]:
    found: list[int] = []
    for attributes in _COLUMN.findall(part):
        first, last = _FROM.search(attributes), _TO.search(attributes)
        if first and last and _HIDDEN.search(attributes):
            found += range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS))
    return found


def _formulas(part: bytes) -> dict[tuple[int, int], str]:
    return {
        (int(row) - 1, _column_of(letters)): "=" + html.unescape(formula.decode("utf-8", "replace"))[:LONGEST_FORMULA]
        for letters, row, formula in _UNCALCULATED.findall(part)
    }


def _column_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
