"""From an uploaded file to what the heart reads."""

from collections.abc import Sequence

from xingtan.foundation.sheets import Workbook
from xingtan.rosters.sheet import Grid


def grids_of(book: Workbook) -> Sequence[Grid]:
    """Every sheet of a file, also hidden ones: the reading offers these instead of reading them silently."""
    return [
        Grid(sheet.name, sheet.rows, sheet.merges, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)
        for sheet in book.sheets
    ]
