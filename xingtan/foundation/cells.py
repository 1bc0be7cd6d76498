"""What is asked of a reader and what it gives: files by name, sheets of plain cells, or a fault. Knows no Django, as ``sheet_reader``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from the very first, each a list of cells; dates as ISO text."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    hidden_rows: frozenset[int] = frozenset()
    """Rows that whoever opens the file does not see, hidden or filtered away, from 0. Told of .xlsx and .xls."""
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Asked:
    """One file that is to be read: its name, the folder it lies in, its place in the packed folder (None: not packed)."""

    name: str
    folder: str = ""
    index: int | None = None


class Faulty(Exception):
    """A file that cannot be read: code and the facts that go into the sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)
