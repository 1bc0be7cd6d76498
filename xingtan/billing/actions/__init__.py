"""What can be done about money."""

from xingtan.billing.actions.deciding import allocate, set_aside, undo
from xingtan.billing.actions.drawing import Drawn, draw_bills
from xingtan.billing.actions.importing import (
    PreparedStatement,
    content_of,
    import_statement,
    keep_upload,
    prepare_statement,
)
from xingtan.billing.actions.matching import Matched, match_lines
from xingtan.billing.demand import Demand

__all__ = [
    "Demand",
    "Drawn",
    "Matched",
    "PreparedStatement",
    "allocate",
    "content_of",
    "draw_bills",
    "import_statement",
    "keep_upload",
    "match_lines",
    "prepare_statement",
    "set_aside",
    "undo",
]
