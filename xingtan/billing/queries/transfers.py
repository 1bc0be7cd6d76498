"""Asking about the bank's lines: the queue, the candidates of one, and what matching needs to know."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xingtan.accounts.models import Post
from xingtan.billing.matching import Claim, Ledger
from xingtan.billing.models import (
    Allocation,
    BankLine,
    Bill,
    BillQuerySet,
    LineStanding,
    LineState,
    SetAside,
    Statement,
)
from xingtan.organisations.models import SchoolAlias
from xingtan.programmes.models import Programme

OPEN = (LineState.REVIEW, LineState.PART, LineState.NEW)
"""States that want a clerk."""


def claims_of(programme: Programme) -> list[Claim]:
    """The programme's bills as matching sees them, with aliases and confirmed payer accounts."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for school_id, text in SchoolAlias.objects.filter(school__bills__programme=programme).values_list(
        "school_id", "text"
    ):
        aliases[school_id].append(text)
    accounts = _confirmed_accounts()
    bills = Bill.objects.filter(programme=programme).select_related("school__division").order_by("pk")
    return [
        Claim(
            key=str(bill.pk),
            county=bill.school.division.name,
            names=(bill.school.registered_name, bill.school.full_name, *aliases[bill.school_id]),
            headcount=bill.headcount,
            due=bill.amount,
            contact=bill.contact,
            mobile=bill.contact_mobile,
            code=bill.code,
            accounts=frozenset(accounts.get(bill.school_id, ())),
        )
        for bill in bills
    ]


def _confirmed_accounts() -> dict[int, set[str]]:
    """Hashes of payer accounts that a person's live allocation ties to one school and to no other."""
    rows = Allocation.objects.live().filter(is_automatic=False).exclude(line__payer_account_hash="")
    schools: defaultdict[str, set[int]] = defaultdict(set)
    for account, school_id in rows.values_list("line__payer_account_hash", "bill__school_id"):
        schools[account].add(school_id)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for account, owners in schools.items():
        if len(owners) == 1:
            found[next(iter(owners))].add(account)
    return found


def ledger_of(programme: Programme) -> Ledger:
    """What each bill of a programme has received, allocation by allocation."""
    amounts: defaultdict[str, list[Decimal]] = defaultdict(list)
    for bill_id, amount in Allocation.objects.live().filter(bill__programme=programme).values_list("bill_id", "amount"):
        amounts[str(bill_id)].append(amount)
    return Ledger(amounts)


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


def candidates_of(standing: LineStanding) -> list[FoundBill]:
    """The bills matching found for a line, best first, each as it stands now."""
    found = standing.findings.get("candidates", [])
    bills = Bill.objects.filter(pk__in=[each["bill"] for each in found]).with_received()
    by_key = {bill.pk: bill for bill in bills.select_related("school__division", "programme")}
    return [FoundBill(by_key[each["bill"]], each["reasons"]) for each in found if each["bill"] in by_key]


def bills_found_by(programme: Programme | None, post: Post, words: str) -> BillQuerySet:
    """Bills by code, school name, county or contact, for a clerk who looks for one."""
    rows = Bill.objects.within(post).filter(programme=programme).with_received().select_related("school__division")
    for word in words.split():
        rows = rows.filter(
            Q(code__iexact=word)
            | Q(school__registered_name__icontains=word)
            | Q(school__full_name__icontains=word)
            | Q(school__division__name__icontains=word)
            | Q(contact__icontains=word)
        )
    return rows.order_by("school__division_id", "school__registered_name")  # type: ignore[no-any-return]


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
