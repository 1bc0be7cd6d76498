"""Proving the sums of every room: what ``xingtan verify`` runs, and a timer once a day (security: invariants)."""

from collections.abc import Callable, Iterator

import structlog

from xingtan.assessment.queries import hours_breaches
from xingtan.audit.queries import chain_breaches
from xingtan.billing.queries import ledger_breaches
from xingtan.foundation.proofs import Breach
from xingtan.funding.queries import declaration_breaches
from xingtan.invoicing.queries import invoice_breaches
from xingtan.programmes.queries import payee_breaches
from xingtan.rosters.queries.proofs import roster_breaches
from xingtan.study.queries import coverage_breaches

log = structlog.get_logger(__name__)

PROOFS: dict[str, Callable[[], list[Breach]]] = {
    "audit": chain_breaches,
    "programmes": payee_breaches,
    "rosters": roster_breaches,
    "funding": declaration_breaches,
    "billing": ledger_breaches,
    "invoicing": invoice_breaches,
    "study": coverage_breaches,
    "assessment": hours_breaches,
}
"""By room, in the order of the house."""


def prove() -> Iterator[tuple[str, list[Breach]]]:
    """Each room with what does not add up in it."""
    for room, breaches in PROOFS.items():
        yield room, breaches()


def prove_nightly() -> None:
    """Say in the log whatever does not add up; nothing is changed by itself."""
    for room, breaches in prove():
        for breach in breaches:
            log.error("does not add up", room=room, code=breach.code, about=breach.about)
