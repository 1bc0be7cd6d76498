"""Profiles, requests, workbooks and issued invoices, made as the house makes them."""

from datetime import date
from itertools import count
from typing import Any

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.billing.models import Bill, CountyBill
from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.invoicing import actions
from xingtan.invoicing.actions.filing import Returned
from xingtan.invoicing.einvoice import read_xml
from xingtan.invoicing.models import Batch, BuyerProfile, InvoiceRequest, TaxTerms
from xingtan.invoicing.queries import profile_of
from xingtan.invoicing.rules import Buyer
from xingtan.invoicing.tests import platform
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

TERMS = {"kind": "普通发票", "item_name": "培训费", "tax_code": "3070201020000000000", "rate": "0.03", "unit": "人"}
_numbers = count(1)


def contact(school: School) -> Post:
    """Who acts for a school."""
    standing = Post.objects.filter(kind=Kind.SCHOOL_CONTACT, school=school).first()
    return standing or accounts.post(Kind.SCHOOL_CONTACT, school=school)


def buyer(school: School, **other: Any) -> Buyer:
    """A school's details, complete and right."""
    known: dict[str, Any] = {
        "name": school.registered_name, "tax_number": platform.tax_number(school.pk), "bank": "中国工商银行五台支行",
        "account": "0512040509022100123", "email": "caiwu@school.example", "address": "五台县东雷乡", "phone": "0350-6521234",
    }  # fmt: skip
    return Buyer(**{**known, **other})


def county_buyer(county: CountyBill) -> Buyer:
    """A county's details, complete and right."""
    return Buyer(
        name=county.division.bureau or county.division.name, tax_number=platform.tax_number(77), bank="中国工商银行五台支行",
        account="0512040509022100123", email="jyj@county.example",
    )  # fmt: skip


def profile(school: School, programme: Programme | None = None, **other: Any) -> BuyerProfile:
    """A school's profile; confirmed for a programme where one is named."""
    row = actions.save_profile(owner=school, buyer=buyer(school, **other), by=contact(school), now=clock.now())
    if programme:
        actions.confirm_profile(profile=row, programme=programme, by=contact(school), now=clock.now())
    return row


def paid_bill(school: School | None = None, *, heads: int = 30, programme: Programme | None = None) -> Bill:
    """A bill whose money has arrived."""
    bill = money.bill(school, heads=heads, programme=programme)
    if bill.standing.rest > 0:
        amount = str(bill.standing.rest)
        money.paid(money.transfer(amount, programme=bill.programme), bill, amount)
    return Bill.objects.with_received().select_related("programme", "school").get(pk=bill.pk)  # type: ignore[no-any-return]


def request(school: School | None = None, *, programme: Programme | None = None, **other: Any) -> InvoiceRequest:
    """An invoice asked for by a school that paid and confirmed its details."""
    bill = paid_bill(school, programme=programme)
    if profile_of(bill.school) is None or other:
        profile(bill.school, bill.programme, **other)
    return actions.request_invoice(bill=bill, by=contact(bill.school), now=clock.now())


def terms(programme: Programme, **other: str) -> TaxTerms:
    """Terms in force since long ago."""
    clerk = money.finance_clerk(programme)
    return actions.set_terms(
        programme=programme, valid_from=date(2020, 1, 1), terms={**TERMS, **other}, by=clerk, now=clock.now()
    )


def template(programme: Programme, content: bytes | None = None) -> None:
    """The platform's template, kept."""
    actions.keep_template(
        programme=programme, content=content or platform.template(), name="批量开票模板.xlsx",
        by=money.finance_clerk(programme), now=clock.now(),
    )  # fmt: skip


def batched(asked: InvoiceRequest) -> Batch:
    """The workbook in which a request went out."""
    programme = asked.bill.programme
    terms(programme)
    template(programme)
    batch = actions.make_batch(programme=programme, by=money.finance_clerk(programme), now=clock.now())
    asked.refresh_from_db()
    return batch


def number() -> str:
    """A number as the platform gives them, each once."""
    return f"2614700000{next(_numbers):010d}"


def xml_of(asked: InvoiceRequest, number: str, total: str = "", remark: str = "") -> bytes:
    """The XML of a request's invoice."""
    return platform.xml(
        (asked.profile.name, asked.profile.tax_number), total or str(asked.amount), number=number, remark=remark
    )


def issued(asked: InvoiceRequest, number_: str = "") -> InvoiceRequest:
    """The request with its invoice filed from the XML."""
    content = xml_of(asked, number_ or number())
    returned = Returned(content, "发票.xml", "xml", read_xml(content))
    actions.file_invoice(programme=asked.bill.programme, returned=returned, by=None, now=clock.now())
    asked.refresh_from_db()
    return asked
