"""Finding the header of a statement: by its words wherever it stands, or as a clerk once said."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xingtan.billing.statement.words import NAMES, Column

HEADER_WITHIN_ROWS = 60
FEWEST_TITLES = 3
"""A row with fewer words is a title, never a header."""
_BRACKETS = re.compile(r"\[.*?\]|[\s*:'\"]")
_PARENTHESES = re.compile(r"\(.*?\)")
_MEANING: dict[str, list[Column]] = {}
for _column, _names in NAMES.items():
    for _name in _names:
        _MEANING.setdefault(_name, []).append(_column)


def plain_header(cell: Any) -> str:
    """A header cell without spaces, brackets with English, colons; full width made plain."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", str(cell or ""))).lower()


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and which column holds what; several columns may hold text."""

    row: int
    places: Mapping[Column, int]
    texts: tuple[int, ...]
    titles: tuple[str, ...]

    def title(self, column: Column) -> str:
        """The header's own word for a column."""
        return self.titles[self.places[column]] if column in self.places else ""

    @property
    def is_complete(self) -> bool:
        """Whether it names a date, an amount, and a payer or a text."""
        has = self.places.keys()
        has_money = Column.AMOUNT in has or Column.CAME_IN in has
        return Column.DATE in has and has_money and (bool(self.texts) or Column.PAYER in has)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a clerk said of a header once: which column (from 0) holds what. Several may hold text."""

    fingerprint: str
    meanings: tuple[tuple[int, Column], ...]


def header_fingerprint(row: Sequence[Any]) -> str:
    """A header row by its words, however they are spaced; empty for a row that is none."""
    words = [plain_header(cell) for cell in row]
    while words and not words[-1]:
        words.pop()
    if sum(map(bool, words)) < FEWEST_TITLES:
        return ""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def header_in(rows: Sequence[Sequence[Any]], layouts: Sequence[Layout] = ()) -> Header | None:
    """The header a clerk once explained, else the first row that names all that is needed; None when there is none."""
    said = {layout.fingerprint: layout for layout in layouts}
    for number, row in enumerate(rows[:HEADER_WITHIN_ROWS] if said else ()):
        layout = said.get(header_fingerprint(row))
        if layout:
            return as_said(number, row, layout)
    for number, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
        header = guessed(number, row)
        if header.is_complete:
            return header
    return None


def as_said(number: int, row: Sequence[Any], layout: Layout) -> Header:
    """The header in a row, understood as a clerk said."""
    places: dict[Column, int] = {column: at for at, column in layout.meanings if column is not Column.TEXT}
    texts = tuple(at for at, column in layout.meanings if column is Column.TEXT)
    return Header(number, places, texts, _titles(row, most=max((at for at, _ in layout.meanings), default=0)))


def guessed(number: int, row: Sequence[Any]) -> Header:
    """What the words of a row say, complete or not."""
    places: dict[Column, int] = {}
    ranks: dict[Column, int] = {}
    texts: list[int] = []
    for at, cell in enumerate(row):
        for column, rank in _meanings(cell):
            if column is Column.TEXT:
                texts.append(at)
            elif rank < ranks.get(column, len(NAMES[column])):
                places[column], ranks[column] = at, rank
    if places.get(Column.TIME) == places.get(Column.DATE):
        places.pop(Column.TIME, None)
    return Header(number, places, tuple(dict.fromkeys(texts)), _titles(row))


def _meanings(cell: Any) -> list[tuple[Column, int]]:
    """What a cell's words can mean, each with how sure that word is: 0 the surest."""
    plain = plain_header(cell)
    for name in (plain, _PARENTHESES.sub("", plain)):
        if name in _MEANING:
            return [(column, NAMES[column].index(name)) for column in _MEANING[name]]
    return []


def _titles(row: Sequence[Any], most: int = 0) -> tuple[str, ...]:
    titles = [str(cell or "").strip() for cell in row]
    return tuple(titles + [""] * (most + 1 - len(titles)))
