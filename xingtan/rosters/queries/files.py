"""From an uploaded file to what the heart reads."""

from collections.abc import Sequence

from xingtan.foundation.sheets import Workbook
from xingtan.rosters.sheet import Grid
from xingtan.rosters.sheet.dividing import grid_of


def grids_of(book: Workbook) -> Sequence[Grid]:
    """Every sheet of a file, also hidden ones: the reading offers these instead of reading them silently."""
    return list(map(grid_of, book.sheets))
