"""Reading a bank's statement from its cells, whatever the bank: header by its words, never by position.

Pure: a grid in, lines out. Nothing is guessed: an amount that cannot be read refuses the file.
"""

from xingtan.billing.statement.grid import ReadLine, StatementRead, read_statement
from xingtan.billing.statement.identity import identities

__all__ = ["ReadLine", "StatementRead", "identities", "read_statement"]
