"""Asking who pays: counties with their schools as lines, and transfers that came on top of another (A06, R49)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from xingtan.accounts.models import Kind, Post
from xingtan.billing.models import Allocation, BankLine, Bill, CountyBill, PayerSwitch, SecondRemittance
from xingtan.billing.rules import Standing
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class CountySum:
    """A county's bill with its schools' bills as lines."""

    bill: CountyBill
    lines: list[Bill]

    @property
    def open_lines(self) -> list[Bill]:
        """Schools for which money is still to come."""
        return [line for line in self.lines if line.standing.rest > 0]

    @property
    def heads(self) -> int:
        """Everybody enrolled in its schools."""
        return sum(line.headcount for line in self.lines)

    @property
    def open_heads(self) -> int:
        """Everybody of the schools still to be paid for."""
        return sum(line.headcount for line in self.open_lines)

    @property
    def standing(self) -> Standing:
        """Its lines taken together; what one school has too much pays for no other."""
        rows = [line.standing for line in self.lines]
        return Standing(
            sum((row.amount for row in rows), NOTHING),
            sum((row.received for row in rows), NOTHING),
            sum((row.written_off for row in rows), NOTHING),
        )

    @property
    def rest(self) -> Decimal:
        """What is still to pay: the sum over its schools that want money."""
        return sum((line.standing.rest for line in self.open_lines), NOTHING)

    @property
    def over(self) -> Decimal:
        """What schools of it have too much, to be paid back."""
        return sum((line.standing.over for line in self.lines), NOTHING)


def lines_of(bill: CountyBill) -> list[Bill]:
    """The bills of a county's schools, with what they received."""
    rows = Bill.objects.filter(programme=bill.programme_id, school__division=bill.division_id).with_received()
    return list(rows.select_related("school__division", "programme").order_by("school__registered_name", "pk"))


def county_sum(bill: CountyBill) -> CountySum:
    """A county's bill with its lines; two queries."""
    return CountySum(bill, lines_of(bill))


def paying_counties(programme: Programme | None, post: Post | None = None) -> Any:
    """The counties that pay for their schools now."""
    rows = CountyBill.objects.filter(programme=programme, is_paying=True)
    rows = rows.within(post) if post is not None else rows
    return rows.select_related("division", "programme").order_by("division")


def payer_of(bill: Bill) -> CountyBill | None:
    """The county that pays a school's bill; None when the school pays itself."""
    found: CountyBill | None = paying_counties(bill.programme).filter(division=bill.school.division_id).first()
    return found


def county_bill_of(programme: Programme | None, division: Division) -> CountyBill | None:
    """A county's bill, whether it pays now or did once."""
    found: CountyBill | None = CountyBill.objects.filter(programme=programme, division=division).first()
    return found


def switches_of(bill: CountyBill) -> QuerySet[PayerSwitch]:
    """Who paid since when, the latest first."""
    return PayerSwitch.objects.filter(county_bill=bill).order_by("-at", "-pk")


def county_asked_about(post: Post, chosen: Division | None) -> Division | None:
    """The county of which a list of bills is: a county's own, or the one a list was narrowed to."""
    return post.division if post.kind == Kind.COUNTY_ADMIN else chosen


def unexplained_lines(bill: Bill) -> list[BankLine]:
    """Transfers for a bill after its first one that nobody gave a reason for, in booking order (R49)."""
    if not bill.programme.reading("A22", "top_up_needs_reason"):
        return []
    rows = (
        Allocation.objects.filter(bill=bill)
        .live()
        .select_related("line")
        .order_by("line__booked_at", "line__row", "pk")
    )
    lines = list({row.line_id: row.line for row in rows}.values())
    told = set(SecondRemittance.objects.filter(bill=bill).values_list("line_id", flat=True))
    return [line for line in lines[1:] if line.pk not in told]


def reasons_of(bill: Bill) -> dict[int, SecondRemittance]:
    """Why further transfers came, by the key of the line."""
    return {row.line_id: row for row in SecondRemittance.objects.filter(bill=bill)}
