"""Asking about counties that buy for their schools: one invoice over all that are paid (A06)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from xingtan.billing.models import Bill, CountyBill
from xingtan.billing.queries import lines_of
from xingtan.invoicing.models import BuyerProfile, CountyInvoicing, InvoiceRequest
from xingtan.invoicing.queries.profiles import is_confirmed, profile_of
from xingtan.invoicing.rules import Standing, WhyNot, why_not_together
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class CountyBuyer:
    """How it stands with a county's one invoice: the bills it would be over, and who buys."""

    county: CountyBill
    is_whole: bool
    lines: list[Bill]
    """Bills over which no invoice stands."""
    profile: BuyerProfile | None
    is_confirmed: bool

    @property
    def standings(self) -> list[Standing]:
        """The lines as the rules see them."""
        return [
            Standing(
                amount=line.amount, received=line.standing.received, written_off=line.standing.written_off,
                has_live=False, is_confirmed=self.is_confirmed,
            )
            for line in self.lines
        ]  # fmt: skip

    @property
    def amount(self) -> Decimal:
        """What the invoice is over."""
        return sum((standing.invoiceable for standing in self.standings), Decimal("0.00"))

    @property
    def why_not(self) -> WhyNot | None:
        """None when the invoice may be asked for now."""
        return why_not_together(self.standings, is_whole=self.is_whole)


def whole_counties(programme: Programme) -> QuerySet[Any]:
    """The divisions that pay and get one invoice for all their schools."""
    rows = CountyInvoicing.objects.filter(county_bill__programme=programme, is_whole=True, county_bill__is_paying=True)
    return rows.values("county_bill__division")  # type: ignore[return-value]


def is_invoiced_to_county(bill: Bill) -> bool:
    """Whether the invoice over a school's bill goes to its county."""
    return whole_counties(bill.programme).filter(county_bill__division=bill.school.division_id).exists()


def county_buyer(county: CountyBill) -> CountyBuyer:
    """How it stands with a county's invoice; the bill comes with its programme and division."""
    choice = CountyInvoicing.objects.filter(county_bill=county).first()
    live = set(InvoiceRequest.objects.live().filter(bill__programme=county.programme).values_list("bill_id", flat=True))
    lines = [line for line in lines_of(county) if line.amount > 0 and line.pk not in live]
    profile = profile_of(county.division)
    is_whole = bool(choice and choice.is_whole and county.is_paying)
    return CountyBuyer(county, is_whole, lines, profile, is_confirmed(profile, county.programme))


def requests_of_county(county: CountyBill) -> Any:
    """Everything that was asked for a county as buyer, the latest first, with files and the bills joined."""
    rows = InvoiceRequest.objects.alone().filter(bill__programme=county.programme, profile__division=county.division)
    rows = rows.select_related("bill__school", "profile", "batch", "invoice__mail", "invoice__red_letter")
    return rows.prefetch_related("files", "joined__bill__school").order_by("-pk")
