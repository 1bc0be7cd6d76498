"""Two clerks at one transfer, 500 times, each in a thread on a connection of its own (`security.md` A12).

Every pair of match, unmatch, split and refund. Whatever wins: no sum breaks (I2, I3), at most one of both
had its way, and the other was told so in words.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import combinations_with_replacement
from threading import Barrier
from typing import Any

from django.db import connections, transaction

from xingtan.accounts.models import Post
from xingtan.billing import actions, queries
from xingtan.billing.models import Allocation, Bill, LineStanding
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tests.racing import commits, connection_like
from xingtan.organisations.tests import given as organisations

__all__ = ["commits"]
ROUNDS = 500
Deed = Callable[[LineStanding, int, Post, list[Bill]], Any]


def _match(standing: LineStanding, version: int, by: Post, bills: list[Bill]) -> Any:
    return actions.allocate(
        line=standing.line, shares=[(bills[0], Decimal("120"))], version=version, by=by, now=clock.now()
    )


def _split(standing: LineStanding, version: int, by: Post, bills: list[Bill]) -> Any:
    shares = [(bill, Decimal("60")) for bill in bills]
    return actions.allocate(line=standing.line, shares=shares, version=version, by=by, now=clock.now())


def _unmatch(standing: LineStanding, version: int, by: Post, _bills: list[Bill]) -> Any:
    return actions.undo(line=standing.line, version=version, by=by, now=clock.now())


def _refund(standing: LineStanding, version: int, by: Post, _bills: list[Bill]) -> Any:
    return given.refund(standing, "120.00", by=by, version=version)


DEEDS: dict[str, Deed] = {"match": _match, "split": _split, "unmatch": _unmatch, "refund": _refund}
PAIRS = list(combinations_with_replacement(DEEDS, 2))


def test_500_races_of_two_clerks_break_no_sum_and_the_loser_is_told(commits: None) -> None:
    """Each line has 240 yuan, 120 of them booked: each deed alone is possible, no two of them together."""
    first = given.bill(heads=2_000)
    bills = [first, given.bill(organisations.school("茹村乡中心小学"), heads=2_000)]
    clerks = [given.finance_clerk(), given.finance_clerk()]
    standings = _lines(first, clerks[0])

    came = _race(standings, clerks, bills)

    for pair, both in zip(PAIRS * (ROUNDS // len(PAIRS)), came, strict=True):
        refused = [each for each in both if isinstance(each, Exception)]
        assert len(refused) == 1, (pair, both)
        assert isinstance(refused[0], Refusal), (pair, refused)
        assert "Finance clerk" in str(refused[0]) or "财务" in str(refused[0])
    assert {standing.version for standing in LineStanding.objects.all()} == {3}
    assert queries.ledger_breaches() == []


def _lines(bill: Bill, clerk: Post) -> list[LineStanding]:
    """As many lines as rounds, half of each booked: the first by the action, the others are its like."""
    given.statement(*(given.row("240.00", "某单位", "培训费") for _round in range(ROUNDS)))
    first, *others = LineStanding.objects.select_related("line").order_by("pk")
    given.paid(first, bill, "120.00", clerk)
    row, alike = (
        Allocation.objects.get(),
        {"state": first.state, "version": first.version, "allocated": first.allocated},
    )
    kept = {name: getattr(row, name) for name in ("bill", "amount", "is_automatic", "reasons", "by", "by_words", "at")}
    with transaction.atomic():
        Allocation.objects.bulk_create([Allocation(line=each.line, **kept) for each in others])
        LineStanding.objects.exclude(pk=first.pk).update(**alike)
    assert queries.ledger_breaches() == []
    return [first, *others]


def _race(standings: list[LineStanding], clerks: list[Post], bills: list[Bill]) -> list[tuple[Any, Any]]:
    """Both clerks go through all lines side by side, one barrier before each."""
    start = Barrier(2, timeout=60)
    kept = dict(connections["default"].settings_dict)

    def go(clerk: int) -> list[Any]:
        connections["default"] = connection_like(kept)
        try:
            return [_once(place, standing, clerk) for place, standing in enumerate(standings)]
        finally:
            connections["default"].close()

    def _once(place: int, standing: LineStanding, clerk: int) -> Any:
        deed = DEEDS[PAIRS[place % len(PAIRS)][clerk]]
        start.wait()
        try:
            return deed(standing, 2, clerks[clerk], bills)
        except Exception as error:  # noqa: BLE001 - what was raised is the outcome
            return error

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(go, (0, 1))
    return list(zip(one, other, strict=True))
