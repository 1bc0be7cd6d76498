"""Reading a file that is a bank's message rather than a sheet."""

from xingtan.billing.errors import MessageUnreadable
from xingtan.billing.statement.camt import KIND as CAMT
from xingtan.billing.statement.camt import read_camt
from xingtan.billing.statement.lines import StatementRead
from xingtan.billing.statement.messages import kind_of_message
from xingtan.billing.statement.mt940 import KIND as MT940
from xingtan.billing.statement.mt940 import read_mt940
from xingtan.foundation.cells import Faulty
from xingtan.foundation.sheet_reader import decoded


def read_message(content: bytes) -> StatementRead | None:
    """The statement in an MT940 or CAMT.053 file; None for a file that is neither. Raises a ``StatementRefused``."""
    kind = kind_of_message(content)
    if not kind:
        return None
    try:
        text = decoded(content)
    except Faulty as fault:
        raise MessageUnreadable(kind=CAMT if kind == "camt" else MT940, why=fault.code) from fault
    return read_camt(text) if kind == "camt" else read_mt940(text)
