"""Asking about bills: how they stand, what arrived, and what schools owe together."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from xingtan.accounts.models import Kind, Post
from xingtan.billing.demand import Demand
from xingtan.billing.models import HALF_FEN, IS_OPEN, IS_PAID, Allocation, Bill, BillChange, BillQuerySet
from xingtan.billing.rules import Remitter, Standing
from xingtan.enrolment.queries import headcount_by_school
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

NOTHING = Decimal("0.00")


def demands_of(programme: Programme) -> list[Demand]:
    """What bills are drawn from: enrolled teachers of each school, with its first contact."""
    posts = Post.objects.filter(kind=Kind.SCHOOL_CONTACT, is_active=True, school__isnull=False)
    contacts = {post.school_id: post.account for post in posts.select_related("account").order_by("-pk")}
    demands = []
    for school_id, heads in sorted(headcount_by_school(programme).items()):
        contact = contacts.get(school_id)
        demands.append(Demand(school_id, heads, contact.name if contact else "", contact.mobile if contact else ""))
    return demands


def bills_of(programme: Programme | None, post: Post) -> BillQuerySet:
    """The bills a post may see, with what they received, their schools and counties."""
    rows = Bill.objects.within(post).filter(programme=programme).with_received()
    return rows.select_related("school__division", "programme")  # type: ignore[no-any-return]


def bill_of(programme: Programme | None, school: School) -> Bill | None:
    """One school's bill, with what it received."""
    found: Bill | None = Bill.objects.filter(programme=programme, school=school).with_received().first()
    return found


def standing_by_school(programme: Programme) -> dict[int, Standing]:
    """How each school's bill stands, by the school's key: for figures of other rooms."""
    rows = Bill.objects.filter(programme=programme).with_received()
    return {bill.school_id: bill.standing for bill in rows}


def payer_totals(standings: Iterable[Standing]) -> tuple[Decimal, Decimal]:
    """Owed and received of some bills together."""
    rows = list(standings)
    return sum((row.amount for row in rows), NOTHING), sum((row.received for row in rows), NOTHING)


@dataclass(frozen=True)
class Totals:
    """Bills taken together: how many in each state, and the sums."""

    bills: int
    heads: int
    amount: Decimal
    received: Decimal
    paid: int
    short: int
    unpaid: int
    over: int

    @property
    def open(self) -> int:
        """Bills that still want money."""
        return self.short + self.unpaid

    @property
    def settled(self) -> int:
        """Bills for which nothing is to come any more, those paid too much among them."""
        return self.paid + self.over

    @property
    def rest(self) -> Decimal:
        """What is still to come, what was paid too much taken off."""
        return self.amount - self.received


_STATES = {
    "paid": IS_PAID,
    "over": Q(received__gt=F("amount") + HALF_FEN),
    "short": IS_OPEN & Q(received__gt=HALF_FEN),
    "unpaid": IS_OPEN & Q(received__lt=HALF_FEN),
}


def _sums() -> dict[str, Any]:
    counts = {name: Count("pk", filter=condition) for name, condition in _STATES.items()}
    return {"n": Count("pk"), "heads": Sum("headcount"), "owed": Sum("amount"), "got": Sum("received"), **counts}


def _totals(row: dict[str, Any]) -> Totals:
    counts = {name: row[name] or 0 for name in _STATES}
    owed, got = Decimal(row["owed"] or 0), Decimal(row["got"] or 0)
    return Totals(row["n"], row["heads"] or 0, owed, got, **counts)


def totals(rows: BillQuerySet) -> Totals:
    """Bills from ``with_received`` taken together, in one query."""
    return _totals(rows.order_by().aggregate(**_sums()))


def remitter_of(bill: Bill) -> Remitter:
    """What the notice wants on the transfer for this bill (R52)."""
    school = bill.school
    return Remitter(
        county=school.division.name,
        school=school.full_name,
        registered_name=school.registered_name,
        headcount=bill.headcount,
        contact=bill.contact,
        mobile=bill.contact_mobile,
    )


def arrivals_of(bill: Bill) -> QuerySet[Allocation]:
    """What arrived for a bill and was not undone, oldest first."""
    rows = Allocation.objects.filter(bill=bill).live()
    return rows.select_related("line").order_by("line__booked_at", "pk")  # type: ignore[no-any-return]


def changes_of(bill: Bill) -> QuerySet[BillChange]:
    """How the head count changed since the bill was drawn, latest first."""
    return BillChange.objects.filter(bill=bill).order_by("-at", "-pk")
