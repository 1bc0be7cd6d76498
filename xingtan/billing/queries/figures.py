"""How much money came, whose it is, and how long the rest lies: sums that tie, each with the lines behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from xingtan.accounts.models import Post
from xingtan.billing.ageing import Age, Pile, age_of, by_age
from xingtan.billing.models import (
    ENDED_WITHOUT_MONEY,
    NOTHING,
    Allocation,
    BankLine,
    Bill,
    LineStanding,
    LineState,
    Refund,
)
from xingtan.billing.rules import Standing
from xingtan.foundation.clock import ZONE
from xingtan.foundation.proofs import Breach
from xingtan.foundation.yuan import yuan
from xingtan.programmes.models import Programme

OPEN = (LineState.NEW, LineState.REVIEW, LineState.PART)
WHATS = ("open", "aside", "refunds", "ignored", "allocated", "received")
"""What a figure of received money can be opened to."""


@dataclass(frozen=True)
class Money:
    """What came in, and where it is now: the parts are the whole."""

    received: Decimal = NOTHING
    allocated: Decimal = NOTHING
    refunding: Decimal = NOTHING
    """Held back to be paid back, or paid back already."""
    aside: Decimal = NOTHING
    ignored: Decimal = NOTHING
    """Interest and the like: no matter of this training."""
    open: Decimal = NOTHING
    lines: int = 0

    @property
    def difference(self) -> Decimal:
        """Nothing, unless a sum is wrong."""
        return self.received - self.allocated - self.refunding - self.aside - self.ignored - self.open


def incoming(programme: Programme | None, post: Post) -> QuerySet[LineStanding]:
    """The money that came in, as far as a post sees the bank's lines: the institution's posts alone."""
    lines = BankLine.objects.within(post).filter(standing__programme=programme, is_incoming=True)
    return LineStanding.objects.filter(line__in=lines)


def money_of(rows: QuerySet[LineStanding]) -> Money:
    """Some lines of incoming money added up, to the fen; one query."""
    sums: defaultdict[str, Decimal] = defaultdict(lambda: NOTHING)
    lines = 0
    columns = rows.order_by().values_list("state", "amount", "allocated", "refunding")
    for state, *amounts in columns.iterator(chunk_size=2_000):
        amount, allocated, refunding = map(yuan, amounts)
        lines += 1
        sums["received"] += amount
        sums["allocated"] += allocated
        sums["refunding"] += refunding
        sums[_part_of(state)] += amount - allocated - refunding
    return Money(**sums, lines=lines)


def _part_of(state: str) -> str:
    """Where the rest of a line in this state is; of a booked line there is none."""
    named = {str(LineState.ASIDE): "aside", str(LineState.IGNORED): "ignored"}
    return named.get(state, "open")


@dataclass
class CountyMoney:
    """The bills of one county, added up."""

    code: str
    name: str
    bills: int = 0
    paid: int = 0
    due: Decimal = NOTHING
    allocated: Decimal = NOTHING
    to_come: Decimal = NOTHING
    over: Decimal = NOTHING
    written_off: Decimal = NOTHING
    """What is missing and was given up."""
    refunding: Decimal = NOTHING
    open: Decimal = NOTHING
    """Of transfers that wait for a decision and look most like a school of this county."""
    aside: Decimal = NOTHING

    def take(self, bill: Standing) -> None:
        """Add a bill."""
        self.bills += 1
        self.paid += bool(bill.amount or bill.received) and bill.rest <= 0
        self.due += bill.amount
        self.allocated += bill.received
        self.to_come += max(bill.rest, NOTHING)
        self.over += bill.over
        self.written_off += bill.amount - bill.received - bill.rest


def counties_of(bills: Any) -> list[CountyMoney]:
    """Bills from ``with_received`` added up by county, in order of the codes; one query."""
    found: dict[str, CountyMoney] = {}
    columns = ("school__division_id", "school__division__name", "amount", "received", "written_off")
    for code, name, *amounts in bills.order_by().values_list(*columns):
        found.setdefault(code, CountyMoney(code, name)).take(Standing(*map(yuan, amounts)))
    return [found[code] for code in sorted(found)]


def whole_of(counties: Iterable[CountyMoney]) -> CountyMoney:
    """All of them together."""
    whole = CountyMoney("", "")
    for each in counties:
        for name in (
            "bills",
            "paid",
            "due",
            "allocated",
            "to_come",
            "over",
            "written_off",
            "refunding",
            "open",
            "aside",
        ):
            setattr(whole, name, getattr(whole, name) + getattr(each, name))
    return whole


Undecided = dict[str, Decimal]
"""What lies ``open`` and what is set ``aside``."""


def undecided_by_likeness(rows: QuerySet[LineStanding]) -> dict[int | str, Undecided]:
    """What lies open or set aside, by the key of the bill each transfer looks most like, else by the county it names.

    '' where it looks like none. One query. ``rows`` are lines of incoming money; the parts add up to ``Money.open``
    and ``Money.aside``.
    """
    waiting = rows.filter(state__in=[*OPEN, LineState.ASIDE]).order_by()
    found: defaultdict[int | str, Undecided] = defaultdict(lambda: {"open": NOTHING, "aside": NOTHING})
    for state, findings, *amounts in waiting.values_list("state", "findings", "amount", "allocated", "refunding"):
        amount, allocated, refunding = map(yuan, amounts)
        found[_likeliest(findings)][_part_of(state)] += amount - allocated - refunding
    return dict(found)


def undecided_by_county(programme: Programme | None, rows: QuerySet[LineStanding]) -> dict[str, Undecided]:
    """The same by the county of the school a transfer looks most like, or which it names as payer; '' for none.

    As the queue is narrowed to a county. Two queries.
    """
    bills: Any = Bill.objects.filter(programme=programme).values_list(
        "pk", "school__division", "school__division__name"
    )
    counties: dict[int | str, str] = {}
    for pk, code, name in bills:
        counties[pk] = counties[name] = code
    found: defaultdict[str, Undecided] = defaultdict(lambda: {"open": NOTHING, "aside": NOTHING})
    for likeliest, amounts in undecided_by_likeness(rows).items():
        for part, amount in amounts.items():
            found[counties.get(likeliest, "")][part] += amount
    return dict(found)


def _likeliest(findings: dict[str, Any]) -> int | str:
    """The bill a line looks most like, else the name of the county it names as payer; '' for none."""
    if candidates := findings.get("candidates", ()):
        return int(candidates[0]["bill"])
    return next((str(each["about"].get("county", "")) for each in findings.get("reasons", ())[:1]), "")


def refunds_by_county(programme: Programme | None, post: Post) -> dict[str, Decimal]:
    """What goes or went back, by the county whose bills the rest of the line pays; '' where that is none or several."""
    rows = Refund.objects.within(post).filter(programme=programme).with_state().exclude(state__in=ENDED_WITHOUT_MONEY)
    refunds = list(rows.values_list("line", "amount"))
    counties: defaultdict[int, set[str]] = defaultdict(set)
    live = Allocation.objects.live().filter(line__in=[line for line, _amount in refunds])
    for line, code in live.values_list("line", "bill__school__division"):
        counties[line].add(code)
    found: defaultdict[str, Decimal] = defaultdict(lambda: NOTHING)
    for line, amount in refunds:
        found[next(iter(counties[line])) if len(counties[line]) == 1 else ""] += yuan(amount)
    return dict(found)


# --- how long --------------------------------------------------------------------------------


def open_by_age(rows: QuerySet[LineStanding], today: date) -> dict[Age, Pile]:
    """The rest of open lines by the days since the bank booked them; one query."""
    columns = rows.filter(state__in=OPEN).order_by().values_list("line__booked_at", "amount", "allocated", "refunding")
    return by_age(
        (
            (at.astimezone(ZONE).date(), yuan(amount) - yuan(allocated) - yuan(back))
            for at, amount, allocated, back in columns
        ),
        today,
    )


def unpaid_by_age(bills: Any, today: date) -> dict[Age, Pile]:
    """What bills still want by the days since they were drawn; one query."""
    columns = bills.still_open().order_by().values_list("drawn_at", "amount", "received", "written_off")
    return by_age(((at.astimezone(ZONE).date(), Standing(*map(yuan, amounts)).rest) for at, *amounts in columns), today)


def of_age(rows: Any, moment: str, age: str | None, today: date) -> Any:
    """The rows whose ``moment`` lies in a class of days; all without one."""
    if age not in set(Age):
        return rows
    keys = [
        key for key, at in rows.order_by().values_list("pk", moment) if age_of(at.astimezone(ZONE).date(), today) == age
    ]
    return rows.filter(pk__in=keys)


def behind(rows: QuerySet[LineStanding], what: str) -> QuerySet[LineStanding]:
    """The lines behind one figure of ``Money``."""
    match what:
        case "allocated":
            rows = rows.filter(allocated__gt=0)
        case "refunds":
            rows = rows.filter(refunding__gt=0)
        case "aside":
            rows = rows.filter(state=LineState.ASIDE)
        case "ignored":
            rows = rows.filter(state=LineState.IGNORED)
        case "open":
            rows = rows.filter(state__in=OPEN)
    return rows.select_related("line").order_by("-line__booked_at", "pk")


# --- proof -----------------------------------------------------------------------------------


def figures_breaches() -> list[Breach]:
    """Of each programme: Σ parts = Σ lines, and Σ counties = Σ allocated of its lines."""
    found = []
    for programme in Programme.objects.order_by("pk"):
        lines = LineStanding.objects.filter(programme=programme)
        money = money_of(lines.filter(line__is_incoming=True))
        if money.difference:
            found.append(Breach("figures_parts", f"{programme.code}: {money.difference}"))
        whole = whole_of(counties_of(Bill.objects.filter(programme=programme).with_received()))
        if whole.allocated != money.allocated:
            found.append(Breach("figures_counties", f"{programme.code}: {whole.allocated} / {money.allocated}"))
        if whole.due - whole.allocated != whole.to_come - whole.over + whole.written_off:
            found.append(Breach("figures_to_come", programme.code))
    return found


def wanted_of() -> Any:
    """What a bill from ``with_received`` still wants, for a list."""
    return F("amount") - F("received") - F("written_off")


def rest_of() -> Any:
    """What of a line is neither allocated nor going back, for a list."""
    return F("amount") - F("allocated") - F("refunding")
