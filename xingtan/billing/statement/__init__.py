"""Reading a bank's statement, whatever the bank: from a sheet by its header's words, or from MT940 and CAMT.053.

Pure: cells or bytes in, lines out. Nothing is guessed: an amount that cannot be read refuses the file, and so do
balances or sums that the lines do not give.
"""

from xingtan.billing.statement.columns import (
    HEADER_WITHIN_ROWS,
    Header,
    Layout,
    as_said,
    guessed,
    header_fingerprint,
    header_in,
)
from xingtan.billing.statement.grid import read_statement
from xingtan.billing.statement.identity import identities
from xingtan.billing.statement.lines import Proof, ReadLine, StatementRead
from xingtan.billing.statement.reading import read_message
from xingtan.billing.statement.retold import Told, retold, told
from xingtan.billing.statement.words import Column

__all__ = [
    "HEADER_WITHIN_ROWS",
    "Column",
    "Header",
    "Layout",
    "Proof",
    "ReadLine",
    "StatementRead",
    "Told",
    "as_said",
    "guessed",
    "header_fingerprint",
    "header_in",
    "identities",
    "read_message",
    "read_statement",
    "retold",
    "told",
]
