"""Any sequence of what can happen to money: after every step all sums hold, and where one is made wrong `verify` says so."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from xingtan.accounts.models import Post
from xingtan.billing import actions, queries
from xingtan.billing.actions import PreparedStatement
from xingtan.billing.models import Allocation, BankLine, Bill, LineStanding, LineState, Refund, WriteOff
from xingtan.billing.queries import figures
from xingtan.billing.queries.day_book import days_of
from xingtan.billing.tests import given
from xingtan.billing.tests.unguarded import unguarded
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
NOTHING = Decimal("0.00")
NAMED = "五台县东雷乡中心小学30人"


@dataclass
class Ledger:
    """Two schools, two clerks, and files that are still to come."""

    bills: list[Bill]
    clerks: list[Post]
    files: list[PreparedStatement]
    brought: int = 0
    refused: list[str] = field(default_factory=list)

    def standing(self, pick: int) -> LineStanding | None:
        rows = LineStanding.objects.select_related("line").order_by("pk")
        return rows[pick % count] if (count := rows.count()) else None


def files() -> list[PreparedStatement]:
    """A transfer matching books, its return, unknown ones, money that went out, and a file that overlaps."""
    programme = programmes.programme_2020()
    sure = given.row("3600.00", "东雷乡中心小学", NAMED, serial="A1")
    unknown = given.row("1200.55", serial="A2")
    back = given.row("3600.00", "东雷乡中心小学", "退汇", went_out=True, day="2020-11-19", serial="B1")
    others = [given.row(amount, serial=f"C{amount}", day="2020-11-20") for amount in ("0.01", "5000.00", "3600.00")]
    paid_back = given.row("100.00", "某单位", "退款", went_out=True, day="2020-11-21", serial="D1")
    again = given.row("3600.00", "东雷乡中心小学", NAMED, day="2020-11-22", serial="E1")
    contents = [[sure, unknown], others, [back], [unknown, sure, again], [paid_back]]
    return [
        actions.prepare_statement(programme=programme, content=given.statement_file(*rows), name=f"{nth}.csv")
        for nth, rows in enumerate(contents)
    ]


def _bring(ledger: Ledger, *_: Any) -> None:
    prepared, programme = ledger.files[ledger.brought % len(ledger.files)], ledger.bills[0].programme
    ledger.brought += 1
    actions.import_statement(programme=programme, prepared=prepared, by=ledger.clerks[0], now=clock.now())
    actions.match_lines(programme=programme, by=ledger.clerks[0], now=clock.now())


def _share(part: int, whole: Decimal) -> Decimal:
    """All of it, a part of it, or now and then too much."""
    return (whole * part / 3).quantize(Decimal("0.01"))


def _allocate(ledger: Ledger, pick: int, part: int) -> None:
    if row := ledger.standing(pick):
        shares = [(ledger.bills[pick % 2], _share(part, row.rest))]
        actions.allocate(line=row.line, shares=shares, version=row.version, by=ledger.clerks[0], now=clock.now())


def _split(ledger: Ledger, pick: int, part: int) -> None:
    if row := ledger.standing(pick):
        first = _share(part, row.rest)
        shares = [(ledger.bills[0], first), (ledger.bills[1], row.rest - first)]
        actions.allocate(line=row.line, shares=shares, version=row.version, by=ledger.clerks[1], now=clock.now())


def _undo(ledger: Ledger, pick: int, _part: int) -> None:
    if row := ledger.standing(pick):
        actions.undo(line=row.line, version=row.version, by=ledger.clerks[0], now=clock.now())


def _aside(ledger: Ledger, pick: int, _part: int) -> None:
    if row := ledger.standing(pick):
        actions.set_aside(
            line=row.line, why="unknown", note="", version=row.version, by=ledger.clerks[0], now=clock.now()
        )


def _ask_refund(ledger: Ledger, pick: int, part: int) -> None:
    if row := ledger.standing(pick):
        given.refund(row, str(_share(part, row.rest)), by=ledger.clerks[0])


def _decide_refund(ledger: Ledger, pick: int, part: int) -> None:
    if refund := Refund.objects.order_by("-pk").first():
        facts: dict[str, Any] = {"refund": refund, "by": ledger.clerks[pick % 2], "now": clock.now()}
        match part:
            case 0:
                actions.take_back_refund(**facts)
            case 1:
                actions.decide_refund(approved=False, words="不退", **facts)
            case 2:
                actions.decide_refund(approved=True, words="", **facts)
            case _:
                actions.pay_refund(proof=None, words="已付", **facts)


def _write_off(ledger: Ledger, pick: int, part: int) -> None:
    bill = Bill.objects.with_received().get(pk=ledger.bills[pick % 2].pk)
    given.write_off(bill, str(_share(part, max(bill.standing.rest, Decimal("5.00")))), by=ledger.clerks[0])


def _decide_write_off(ledger: Ledger, pick: int, part: int) -> None:
    if row := WriteOff.objects.order_by("-pk").first():
        facts: dict[str, Any] = {"row": row, "by": ledger.clerks[pick % 2], "now": clock.now()}
        if part == 0:
            actions.take_back_write_off(**facts)
        else:
            actions.decide_write_off(approved=part > 1, words="核销", **facts)


def _heads(ledger: Ledger, pick: int, part: int) -> None:
    given.bill(ledger.bills[pick % 2].school, heads=part * 15)


def _surplus(ledger: Ledger, pick: int, _part: int) -> None:
    actions.free_surplus(bill=ledger.bills[pick % 2], by=ledger.clerks[0], now=clock.now())


def _again(ledger: Ledger, *_: Any) -> None:
    programme = ledger.bills[0].programme
    actions.match_lines(programme=programme, by=ledger.clerks[0], now=clock.now(), again=True)


DEEDS: dict[str, Callable[[Ledger, int, int], None]] = {
    "import": _bring, "allocate": _allocate, "split": _split, "undo": _undo, "aside": _aside, "ask_refund": _ask_refund,
    "decide_refund": _decide_refund, "write_off": _write_off, "decide_write_off": _decide_write_off, "heads": _heads,
    "surplus": _surplus, "match": _again,
}  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from([*DEEDS, "import", "allocate"]), st.integers(0, 7), st.integers(0, 4)), max_size=14)  # fmt: skip


def sums_hold(ledger: Ledger) -> None:
    """Σ allocations ≤ line, one state per line, a bill's received = Σ, and the figures tie to the day book."""
    by_line: defaultdict[int, Decimal] = defaultdict(Decimal)
    by_bill: defaultdict[int, Decimal] = defaultdict(Decimal)
    for line, owner, amount in Allocation.objects.values_list("line_id", "bill_id", "amount"):
        by_line[line] += amount
        by_bill[owner] += amount
    for row in LineStanding.objects.select_related("line"):
        assert row.allocated == by_line[row.pk] >= 0
        assert row.line.amount < 0 or row.allocated + row.refunding <= row.line.amount
        is_given = row.state in {LineState.PART, LineState.BOOKED}
        assert is_given or not row.allocated, row.state
        assert (row.state == LineState.BOOKED) == (is_given and not row.rest)
    for bill in Bill.objects.with_received():
        assert bill.standing.received == by_bill[bill.pk]
    programme, clerk = ledger.bills[0].programme, ledger.clerks[0]
    money, days = figures.money_of(figures.incoming(programme, clerk)), days_of(programme, clerk)
    assert money.difference == 0
    told = (money.received, money.allocated, money.refunding, money.open, money.aside + money.ignored)
    book = ("came_in", "allocated", "going_back", "open", "aside")
    assert told == tuple(sum((getattr(day, name) for day in days), NOTHING) for name in book)


def live(ledger: Ledger, steps: list[tuple[str, int, int]]) -> None:
    """One step after the other; what is refused changes nothing."""
    for deed, pick, part in steps:
        with suppress(Refusal), transaction.atomic():
            DEEDS[deed](ledger, pick, part)
        sums_hold(ledger)


@pytest.fixture
def ledger() -> Ledger:
    bills = [given.bill(heads=30), given.bill(organisations.school("茹村乡中心小学"), heads=10)]
    return Ledger(bills, [given.finance_clerk(), given.finance_clerk()], files())


def test_whatever_happens_to_money_all_sums_hold_and_nothing_is_found_wrong(ledger: Ledger) -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @drawn(STEPS)
    def any_life(steps: list[tuple[str, int, int]]) -> None:
        ledger.brought = 0
        with transaction.atomic():
            live(ledger, [("import", 0, 0), *steps])
            assert queries.ledger_breaches() == []
            transaction.set_rollback(True)

    any_life()


LIFE = [("import", 0, 0), ("import", 0, 0), ("allocate", 1, 2), ("ask_refund", 1, 1), ("write_off", 1, 1), ("aside", 2, 0)]  # fmt: skip
PLANTED: dict[str, Callable[[], object]] = {
    "an allocation grew": lambda: Allocation.objects.filter(amount__gt=1).update(amount=F("amount") + 1),
    "an allocation is gone": lambda: Allocation.objects.latest("pk").delete(),
    "a line forgot": lambda: LineStanding.objects.filter(state="booked").update(allocated=NOTHING, state="review"),
    "a refund holds nothing": lambda: LineStanding.objects.filter(refunding__gt=0).update(refunding=NOTHING),
    "a line's copy is off": lambda: LineStanding.objects.filter(state="review").update(amount=F("amount") + 100),
    "a bill shrank": lambda: Bill.objects.update(amount=F("amount") - 120),
    "a bank line grew": lambda: BankLine.objects.filter(is_incoming=True).update(amount=F("amount") + 1),
    "set aside by nobody": lambda: LineStanding.objects.filter(state="aside").update(state="review"),
}


@pytest.fixture
def lived(ledger: Ledger) -> Ledger:
    live(ledger, LIFE)
    assert queries.ledger_breaches() == []
    return ledger


def test_each_planted_break_is_found(lived: Ledger) -> None:
    assert Allocation.objects.aggregate(sum=Sum("amount"))["sum"] > 0

    silent = []
    with unguarded():
        for name, plant in PLANTED.items():
            with transaction.atomic():
                plant()
                silent += [] if queries.ledger_breaches() else [name]
                transaction.set_rollback(True)

    assert silent == []
