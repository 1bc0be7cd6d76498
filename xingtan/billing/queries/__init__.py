"""What can be asked about money."""

from xingtan.billing.queries.bills import (
    arrivals_of,
    bill_of,
    bills_of,
    changes_of,
    demands_of,
    payer_totals,
    remitter_of,
    standing_by_school,
    totals,
    totals_by_county,
)
from xingtan.billing.queries.checks import Breach, ledger_breaches
from xingtan.billing.queries.claims import claims_of, ledger_of
from xingtan.billing.queries.transfers import (
    OPEN,
    bills_found_by,
    bills_named,
    candidates_of,
    decided_lines,
    history_of,
    line_counts,
    live_shares,
    next_in_queue,
    statements_of,
    transfers,
    transfers_named,
)

__all__ = [
    "OPEN",
    "Breach",
    "arrivals_of",
    "bill_of",
    "bills_found_by",
    "bills_named",
    "bills_of",
    "candidates_of",
    "changes_of",
    "claims_of",
    "decided_lines",
    "demands_of",
    "history_of",
    "ledger_breaches",
    "ledger_of",
    "line_counts",
    "live_shares",
    "next_in_queue",
    "payer_totals",
    "remitter_of",
    "standing_by_school",
    "statements_of",
    "totals",
    "totals_by_county",
    "transfers",
    "transfers_named",
]
