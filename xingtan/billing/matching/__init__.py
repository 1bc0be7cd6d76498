"""Heart 2: whose money a transfer is, decided from evidence, each with its reason.

Pure: bills and transfers in, decisions out. A wrong booking is worse than a thousand reviews, so
``auto`` needs one bill whose name (or code, or contact) is certain, something independent that
agrees with it, and nothing that speaks against it. The names people give are looked up in an
index (`index`), what a text says is read once (`reading`), what speaks for and against a bill
is weighed (`evidence`), and `deciding` draws the line.
"""

from xingtan.billing.matching.deciding import Matcher
from xingtan.billing.matching.learning import Decided, with_lessons
from xingtan.billing.matching.returns import may_send_back, pairs_of
from xingtan.billing.matching.terms import (
    Against,
    Candidate,
    Claim,
    Decision,
    For,
    Ledger,
    Outcome,
    Psbc,
    Reason,
    Share,
    Transfer,
    Voucher,
)

__all__ = [
    "Against",
    "Candidate",
    "Claim",
    "Decided",
    "Decision",
    "For",
    "Ledger",
    "Matcher",
    "Outcome",
    "Psbc",
    "Reason",
    "Share",
    "Transfer",
    "Voucher",
    "may_send_back",
    "pairs_of",
    "with_lessons",
]
