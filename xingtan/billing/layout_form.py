"""Saying of each column of an unknown statement what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.billing.statement import HEADER_WITHIN_ROWS, Column, Header, guessed, header_in
from xingtan.billing.wording import COLUMNS
from xingtan.ui.forms import Form

Rows = Sequence[Sequence[Any]]
SAMPLES = 3
FEWEST_WORDS = 3
NOTHING = "nothing"
SHOWN = 40
"""Characters of a cell."""


@dataclass(frozen=True)
class Shown:
    """A row of the file, for choosing the header."""

    number: int
    """Counted from 0."""
    cells: list[str]
    is_likely: bool


def rows_to_choose(rows: Rows) -> list[Shown]:
    """The rows in which a header can stand, the likeliest marked; empty ones left out."""
    shown = [(number, _texts(row)) for number, row in enumerate(rows[:HEADER_WITHIN_ROWS])]
    likely = _likely_row(rows)
    return [Shown(number, [each for each in cells if each], number == likely) for number, cells in shown if any(cells)]


def _likely_row(rows: Rows) -> int:
    """The row a header is known in, else the first with most words that are no numbers."""
    header = header_in(rows)
    if header:
        return header.row
    words = [sum(bool(text) and not text[0].isdigit() for text in _texts(row)) for row in rows[:HEADER_WITHIN_ROWS]]
    return words.index(max(words)) if words else 0


def _texts(row: Sequence[Any]) -> list[str]:
    return [str(cell if cell is not None else "").strip()[:SHOWN] for cell in row]


class LayoutForm(Form):
    """One choice for each column that has a word in the header row or anything beneath it."""

    def __init__(self, data: Any = None, *, rows: Rows, row: int, known: Header | None = None) -> None:
        super().__init__(data)
        titles, beneath = _texts(rows[row]), [_texts(each) for each in rows[row + 1 : row + 1 + SAMPLES]]
        width = max(map(len, [titles, *beneath]))
        meant = _meant(known or guessed(row, rows[row]))
        for at in range(width):
            below = [each[at] for each in beneath if at < len(each) and each[at]]
            title = titles[at] if at < len(titles) else ""
            if title or below:
                self.fields[f"column_{at}"] = forms.ChoiceField(
                    label=title or _("Column %(number)s") % {"number": at + 1},
                    help_text=" · ".join(below),
                    choices=[(NOTHING, _("Not needed")), *((column.value, COLUMNS[column]) for column in Column)],
                    initial=meant.get(at, NOTHING),
                )

    @property
    def meanings(self) -> dict[int, Column]:
        """What was chosen: column, from 0, and what it holds."""
        chosen = ((int(name.removeprefix("column_")), value) for name, value in self.cleaned_data.items())
        return {at: Column(value) for at, value in chosen if value != NOTHING}


def _meant(header: Header) -> dict[int, str]:
    return {at: column.value for column, at in header.places.items()} | dict.fromkeys(header.texts, Column.TEXT.value)
