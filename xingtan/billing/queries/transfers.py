"""Asking about the bank's lines: the queue, the candidates of one, and what was done to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xingtan.accounts.models import Post
from xingtan.billing.models import (
    HALF_FEN,
    Allocation,
    BankLine,
    Bill,
    BillQuerySet,
    LineStanding,
    LineState,
    SetAside,
    Statement,
)
from xingtan.programmes.models import Programme

OPEN = (LineState.REVIEW, LineState.PART, LineState.NEW)
"""States that want a clerk."""


def transfers(programme: Programme | None, post: Post, states: tuple[str, ...] = OPEN) -> QuerySet[LineStanding]:
    """Lines in some states with their bank lines, the largest first, then the oldest."""
    lines = BankLine.objects.within(post).filter(programme=programme)
    rows = LineStanding.objects.filter(line__in=lines, state__in=states)
    return rows.select_related("line__statement").order_by("-amount", "line__booked_at", "pk")


def next_in_queue(programme: Programme | None, post: Post, after: LineStanding) -> BankLine | None:
    """The open line that follows one in the queue, else the first; None when nothing is open but this one."""
    rows = transfers(programme, post).exclude(pk=after.pk)
    later = Q(amount__lt=after.amount) | Q(amount=after.amount, line__booked_at__gt=after.line.booked_at)
    standing = rows.filter(later).first() or rows.first()
    return standing.line if standing else None


def line_counts(programme: Programme | None, post: Post) -> dict[str, tuple[int, Decimal]]:
    """How many lines and how much money stand in each state."""
    lines = BankLine.objects.within(post).filter(programme=programme)
    rows = LineStanding.objects.filter(line__in=lines).values("state").annotate(n=Count("pk"), sum=Sum("amount"))
    found = {row["state"]: (row["n"], Decimal(row["sum"])) for row in rows}
    return {state: found.get(state, (0, Decimal())) for state in LineState.values}


@dataclass(frozen=True)
class FoundBill:
    """A candidate on the clerk's page: the bill as it stands now, and why it was found."""

    bill: Bill
    reasons: list[dict[str, Any]]
    share: Decimal
    """What it would get: what is left of the line, but not more than it still wants."""


def candidates_of(standing: LineStanding) -> list[FoundBill]:
    """The bills matching found for a line, best first, each as it stands now."""
    found = standing.findings.get("candidates", [])
    bills = Bill.objects.filter(pk__in=[each["bill"] for each in found]).with_received()
    by_key = {bill.pk: bill for bill in bills.select_related("school__division", "programme")}
    return [
        FoundBill(by_key[each["bill"]], _sorted(each["reasons"]), share_for(by_key[each["bill"]], standing))
        for each in found
        if each["bill"] in by_key
    ]


def _sorted(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What speaks for it first."""
    return sorted(reasons, key=lambda reason: not reason["for"])


def share_for(bill: Bill, standing: LineStanding) -> Decimal:
    """What is left of a line, but not more than a bill still wants; all that is left for one that wants nothing."""
    wanted = bill.standing.rest
    return min(standing.rest, wanted) if wanted > 0 else standing.rest


def transfers_named(rows: QuerySet[LineStanding], payer: str | None, amount: Decimal | None) -> QuerySet[LineStanding]:
    """Those lines of a payer, or of an amount."""
    if payer:
        rows = rows.filter(line__payer_name__icontains=payer)
    if amount:
        rows = rows.filter(amount__gt=amount - HALF_FEN, amount__lt=amount + HALF_FEN)
    return rows


def decided_lines(programme: Programme | None, post: Post, public_ids: list[str]) -> QuerySet[LineStanding]:
    """Of these lines those on which something stands decided."""
    states = (LineState.BOOKED, LineState.PART, LineState.ASIDE)
    return transfers(programme, post, states).filter(line__public_id__in=public_ids)


def bills_named(rows: Any, words: str) -> Any:
    """Of some bills those whose code, school, county or contact has every one of the words."""
    for word in words.split():
        rows = rows.filter(
            Q(code__iexact=word)
            | Q(school__registered_name__icontains=word)
            | Q(school__full_name__icontains=word)
            | Q(school__division__name__icontains=word)
            | Q(contact__icontains=word)
        )
    return rows


def bills_found_by(programme: Programme | None, post: Post, words: str) -> BillQuerySet:
    """Bills by code, school name, county or contact, for a clerk who looks for one."""
    rows = Bill.objects.within(post).filter(programme=programme).with_received().select_related("school__division")
    return bills_named(rows, words).order_by("school__division_id", "school__registered_name")  # type: ignore[no-any-return]


def live_shares(line: BankLine) -> QuerySet[Allocation]:
    """What of a line is allocated now."""
    rows = Allocation.objects.filter(line=line).live()
    return rows.select_related("bill__school__division").order_by("pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Step:
    """One thing done to a line."""

    at: Any
    by: str
    what: str
    """allocated, undone, aside, released."""
    amount: Decimal | None
    about: str


def history_of(line: BankLine) -> list[Step]:
    """Everything done to a line, latest first."""
    allocations = line.allocations.select_related("bill__school")
    steps = [
        Step(row.at, row.by_words, "undone" if row.amount < 0 else "allocated", abs(row.amount), str(row.bill.school))
        for row in allocations
    ]
    steps += [
        Step(row.at, row.by_words, "released" if row.is_release else "aside", None, row.note or _why(row))
        for row in line.asides.all()
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _why(row: SetAside) -> str:
    return str(row.get_why_display()) if row.why else ""


def statements_of(programme: Programme | None, post: Post) -> QuerySet[Statement]:
    """Imported statements, latest first."""
    return Statement.objects.within(post).filter(programme=programme).order_by("-imported_at", "-pk")  # type: ignore[no-any-return]
