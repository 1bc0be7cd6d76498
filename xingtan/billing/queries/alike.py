"""Asking for waiting lines that may be accepted together, grouped by what speaks for them."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from xingtan.accounts.models import Post
from xingtan.billing.alike import best_bill, evidence_of
from xingtan.billing.models import Bill, LineStanding, LineState, Question
from xingtan.billing.queries.queue import lines_in
from xingtan.programmes.models import Programme

FEWEST = 2
MOST_SHOWN = 200
"""Lines of one group on the page; the others come when these are done."""


@dataclass(frozen=True)
class AlikeLine:
    """A line and the bill that it would be booked to, wholly."""

    standing: LineStanding
    bill: Bill


@dataclass(frozen=True)
class Alike:
    """Lines for which the same things speak."""

    codes: frozenset[str]
    lines: list[AlikeLine]
    count: int
    """Of the whole group, shown or not."""

    @property
    def key(self) -> str:
        """Its name in an address."""
        return "-".join(sorted(self.codes))

    @property
    def sum(self) -> Decimal:
        """Yuan of the lines shown."""
        return sum((line.standing.amount for line in self.lines), Decimal())


def alike_groups(programme: Programme, post: Post) -> list[Alike]:
    """Groups of two and more, the largest first; each line fits whole into what its bill still wants. Three queries."""
    rows = lines_in(programme, post, (LineState.REVIEW,)).filter(line__is_incoming=True)
    rows = rows.exclude(Exists(Question.objects.filter(line=OuterRef("pk"))))
    waiting = [(standing, evidence_of(standing.findings)) for standing in rows]
    found = [(standing, codes, best_bill(standing.findings)) for standing, codes in waiting if codes]
    wanted = Bill.objects.filter(
        programme=programme, pk__in={bill for _standing, _codes, bill in found}
    ).with_received()
    bills = {bill.pk: bill for bill in wanted.select_related("school__division")}
    groups: defaultdict[frozenset[str], list[AlikeLine]] = defaultdict(list)
    given: defaultdict[int, Decimal] = defaultdict(Decimal)
    for standing, codes, key in found:
        bill = bills.get(key)
        if bill is not None and given[key] + standing.amount <= bill.standing.rest:
            given[key] += standing.amount
            groups[codes].append(AlikeLine(standing, bill))
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), sorted(pair[0])))
    return [Alike(codes, lines[:MOST_SHOWN], len(lines)) for codes, lines in ordered if len(lines) >= FEWEST]
