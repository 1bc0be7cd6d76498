"""Asking for the clerk's queue: lines in some states, narrowed, with their sums; and the way through it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from xingtan.accounts.models import Post
from xingtan.billing.matching.names import bare
from xingtan.billing.models import HALF_FEN, NOTHING, Answer, BankLine, Bill, LineStanding, LineState, Question
from xingtan.foundation.yuan import NotMoney, read_yuan
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

OPEN = (LineState.REVIEW, LineState.PART, LineState.NEW)
"""States that want a clerk."""
_REASONS_KEPT = 4
_TAIL = re.compile(r"\d{3,6}")


@dataclass(frozen=True)
class Narrowing:
    """What of the queue is wanted; what is left out narrows nothing."""

    states: Sequence[str] = OPEN
    is_asked: bool | None = None
    """Only lines about which a school is asked now, or only others."""
    words: str = ""
    """Part of the payer's name or of the remark, an amount, or the last digits of the payer's account."""
    county: Division | None = None
    reason: str = ""
    """Code of what keeps matching from booking by itself."""


@dataclass(frozen=True)
class Sums:
    """Lines taken together."""

    lines: int
    amount: Decimal
    rest: Decimal
    """Of this neither allocated nor going back."""


@dataclass(frozen=True)
class Place:
    """Where a line stands in the queue, by public ids; its neighbours are empty where there are none."""

    number: int = 0
    """From 1; 0 when it is not in the queue."""
    lines: int = 0
    previous: str = ""
    next: str = ""


def lines_in(programme: Programme | None, post: Post, states: Sequence[str] = OPEN) -> QuerySet[LineStanding]:
    """Lines in some states with their bank lines, the largest first, then the oldest."""
    lines = BankLine.objects.within(post).filter(standing__programme=programme)
    rows = LineStanding.objects.filter(line__in=lines, state__in=states)
    return rows.select_related("line__statement").order_by("-amount", "line__booked_at", "pk")


def queue(programme: Programme | None, post: Post, wanted: Narrowing) -> QuerySet[LineStanding]:
    """The lines wanted; with ``is_asked``, ``is_yes``, ``is_no``: whether a school is asked about each, has said yes, has said no."""
    rows = lines_in(programme, post, wanted.states).annotate(
        is_asked=_is_asked(), is_yes=_said(Answer.YES), is_no=_said(Answer.NO)
    )
    if wanted.is_asked is not None:
        rows = rows.filter(is_asked=wanted.is_asked)
    if wanted.reason:
        rows = rows.filter(_says(wanted.reason))
    if wanted.county:
        rows = rows.filter(_of_county(programme, wanted.county))
    if wanted.words:
        rows = rows.filter(pk__in=_found_by(rows, wanted.words))
    return rows


def _is_asked() -> Exists:
    return Exists(Question.objects.waiting().filter(line=OuterRef("pk")))


def _said(answer: str) -> Exists:
    return Exists(Question.objects.filter(line=OuterRef("pk"), answer=answer))


def _says(code: str) -> Q:
    """Whether one of the reasons about the line as a whole has this code."""
    found = Q()
    for place in range(_REASONS_KEPT):
        found |= Q(**{f"findings__reasons__{place}__code": code})
    return found


def _of_county(programme: Programme | None, county: Division) -> Q:
    """Whether a line was given to the county's schools, is best explained by one of them, or names it as payer."""
    bills = Bill.objects.filter(programme=programme, school__division=county)
    keys = list(bills.values_list("pk", flat=True))
    return (
        Q(pk__in=bills.filter(allocations__undone_by=None, allocations__amount__gt=0).values("allocations__line"))
        | Q(findings__candidates__0__bill__in=keys)
        | Q(findings__reasons__0__about__county=county.name)
    )


def _found_by(rows: QuerySet[LineStanding], words: str) -> list[int]:
    """Keys of lines that go with the words. Remarks and accounts lie sealed in the database, so they are read here."""
    sought, money, tail = bare(words), _as_money(words), _TAIL.fullmatch(words.strip())
    facts: Any = rows.order_by().values_list("pk", "amount", "line__payer_name", "line__payer_account", "line__remark")
    return [
        pk
        for pk, amount, name, account, remark in facts
        if (sought and (sought in bare(name) or sought in bare(remark)))
        or (money is not None and abs(amount - money) < HALF_FEN)
        or (tail and account.endswith(tail.group()))
    ]


def _as_money(words: str) -> Decimal | None:
    try:
        return read_yuan(words)
    except NotMoney:
        return None


def sums_of(rows: QuerySet[LineStanding]) -> Sums:
    """How many lines, how much money, and how much of it is nobody's yet."""
    rest = Sum(F("amount") - F("allocated") - F("refunding"))
    found = rows.order_by().aggregate(lines=Count("pk"), sum=Sum("amount"), rest=rest)
    return Sums(found["lines"], Decimal(found["sum"] or NOTHING), Decimal(found["rest"] or NOTHING))


def queue_counts(programme: Programme | None, post: Post) -> dict[tuple[str, bool], int]:
    """How many lines stand in each state, by whether a school is being asked."""
    rows = lines_in(programme, post, LineState.values).order_by().annotate(is_asked=_is_asked())
    counted = rows.values("state", "is_asked").annotate(n=Count("pk"))
    return {(row["state"], row["is_asked"]): row["n"] for row in counted}


def place_of(rows: QuerySet[LineStanding], line: BankLine) -> Place:
    """Where a line stands among ordered rows and what comes before and after; outside of it, the first is next."""
    keys: list[str] = list(rows.values_list("line__public_id", flat=True))
    if line.public_id not in keys:
        return Place(0, len(keys), next=keys[0] if keys else "")
    at = keys.index(line.public_id)
    following = keys[at + 1] if at + 1 < len(keys) else keys[0] if at else ""
    return Place(at + 1, len(keys), keys[at - 1] if at else "", following)


@dataclass(frozen=True)
class Earlier:
    """An earlier or later transfer of the same payer, and the schools it was given to."""

    standing: LineStanding
    schools: list[str] = field(default_factory=list)


def others_of_payer(line: BankLine, most: int) -> list[Earlier]:
    """Other transfers from the same account, or under the same name, latest first; two queries."""
    same = Q()
    if line.payer_account_hash:
        same |= Q(line__payer_account_hash=line.payer_account_hash)
    if line.payer_name:
        same |= Q(line__payer_name=line.payer_name)
    if not same:
        return []
    rows = LineStanding.objects.filter(same, programme=line.programme_id).exclude(pk=line.pk)
    found = {row.pk: Earlier(row) for row in rows.select_related("line").order_by("-line__booked_at", "-pk")[:most]}
    names = Bill.objects.filter(allocations__line__in=found, allocations__amount__gt=0, allocations__undone_by=None)
    pairs: Any = names.values_list("allocations__line", "school__registered_name").distinct()
    for key, name in pairs:
        found[key].schools.append(name)
    return list(found.values())
