"""Everything that has to stand on a transfer: for the page, the sheet to print, and the QR code."""

from dataclasses import dataclass
from decimal import Decimal

import segno

from xingtan.billing import rules
from xingtan.billing.models import Bill
from xingtan.billing.queries import CountySum, remitter_of
from xingtan.foundation.yuan import in_capitals
from xingtan.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Remittance:
    """One transfer to be made: who asks, to which account, how much, with which remark."""

    programme: Programme
    payer: str
    code: str
    heads: int
    amount: Decimal
    short: str
    prescribed: str
    contact: str
    mobile: str

    @property
    def capitals(self) -> str:
        """The amount in Chinese capitals."""
        return in_capitals(self.amount)

    @property
    def text(self) -> str:
        """What the QR code says: everything to copy, a line each."""
        payee = self.programme.payee
        lines = (
            ("户名", payee.name), ("账号", payee.account), ("开户行", payee.bank), ("行号", payee.bank_code),
            ("金额", f"{self.amount:.2f}"), ("附言", self.short),
        )  # fmt: skip
        return "\n".join(f"{name}：{value}" for name, value in lines)

    @property
    def picture(self) -> str:
        """The QR code as an address of data, for a page."""
        drawn: str = segno.make(self.text, error="m").svg_data_uri(scale=4, border=2, light="#fff")
        return drawn

    @property
    def drawing(self) -> str:
        """The QR code as SVG, for the sheet."""
        drawn: str = segno.make(self.text, error="m").svg_inline(scale=4, border=1, dark="#1c2b33")
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def of_bill(bill: Bill) -> Remittance:
    """What a school still has to transfer; the bill comes from ``with_received``."""
    remitter = remitter_of(bill)
    return Remittance(
        programme=bill.programme, payer=bill.school.registered_name, code=bill.code, heads=bill.headcount,
        amount=max(bill.standing.rest, Decimal("0.00")), short=rules.short_remark(remitter, bill.code),
        prescribed=rules.prescribed_remark(remitter), contact=bill.contact, mobile=str(bill.contact_mobile),
    )  # fmt: skip


def of_county(found: CountySum) -> Remittance:
    """What a county still has to transfer for its schools."""
    bill, schools = found.bill, len(found.open_lines)
    county = bill.division.name
    said = {"schools": schools, "headcount": found.open_heads}
    return Remittance(
        programme=bill.programme, payer=bill.division.bureau or county, code=bill.code, heads=found.open_heads,
        amount=found.rest, short=rules.short_county_remark(county, bill.code, **said),
        prescribed=rules.county_remark(county, contact=bill.contact, mobile=str(bill.contact_mobile), **said),
        contact=bill.contact, mobile=str(bill.contact_mobile),
    )  # fmt: skip
