"""Samples of bills, statements, vouchers, declarations and invoices."""

from collections.abc import Callable
from typing import Any

from django.db import models

from tests.walk.cast import Place
from xingtan.billing import actions as billing
from xingtan.billing.models import (
    BankLine,
    Bill,
    CountyBill,
    Question,
    Refund,
    StatementLayout,
    StatementUpload,
    Voucher,
    WriteOff,
)
from xingtan.billing.tests import given as money
from xingtan.billing.tests import papers
from xingtan.foundation import clock
from xingtan.funding.models import Declaration
from xingtan.funding.tests import given as funding
from xingtan.invoicing import actions as invoicing
from xingtan.invoicing.models import Batch, InvoiceFile, InvoiceRequest, ResultUpload
from xingtan.invoicing.tests import given as invoices
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import PayeeChange
from xingtan.programmes.tests import given as programmes


def _line(place: Place) -> BankLine:
    return money.line_of(money.transfer(payer=f"{place.name}单位", programme=place.programme))


def _upload(place: Place) -> StatementUpload:
    by = money.finance_clerk(place.programme)
    content = money.statement_file(money.row())
    return billing.keep_upload(programme=place.programme, content=content, name="对账单.csv", by=by, now=clock.now())


def _layout(place: Place) -> StatementLayout:
    by = money.finance_clerk(place.programme)
    return money.layout(programme=place.programme, by=by)


def _question(place: Place) -> Question:
    standing = money.transfer("100.00", payer=f"{place.name}某人", programme=place.programme)
    bill, clerk = money.bill(place.school, programme=place.programme), money.finance_clerk(place.programme)
    return money.question(standing, bill, by=clerk)


def _refund(place: Place) -> Refund:
    standing = money.transfer("3700.00", programme=place.programme)
    bill, clerk = money.bill(place.school, programme=place.programme), money.finance_clerk(place.programme)
    return money.refund(money.paid(standing, bill, "3600.00"), by=clerk)


def _voucher(place: Place) -> Voucher:
    bill = money.bill(place.school, programme=place.programme)
    standing = Voucher.objects.live().filter(bill=bill).first()
    return (
        standing
        or billing.bring_voucher(bill=bill, content=papers.photo(), name="凭证.jpg", by=None, now=clock.now())[0]
    )


def _county_bill(place: Place) -> CountyBill:
    """The county pays for its schools."""
    bill = money.bill(place.school, programme=place.programme)
    division = bill.school.division
    standing = CountyBill.objects.filter(programme=place.programme, division=division, is_paying=True).first()
    return standing or billing.set_payer(
        programme=place.programme, division=division, is_paying=True, reason="统一支付",
        by=money.finance_clerk(place.programme), now=clock.now(),
    )  # fmt: skip


def _write_off(place: Place) -> WriteOff:
    bill = money.bill(place.school, heads=900, programme=place.programme)
    return money.write_off(bill, "50.00", by=money.finance_clerk(place.programme))


def _payee_change(place: Place) -> PayeeChange:
    standing = PayeeChange.objects.with_state().filter(programme=place.programme, state="asked").first()
    by = programmes.money_keeper(programme=place.programme)
    return standing or programmes.payee_change(by=by, programme=place.programme)


def _invoice(place: Place) -> InvoiceRequest:
    standing = InvoiceRequest.objects.live().filter(bill__school=place.school, bill__programme=place.programme).first()
    return standing or invoices.request(place.school, programme=place.programme)


def _invoice_file(place: Place) -> InvoiceFile:
    standing = InvoiceFile.objects.filter(request__bill__school=place.school, request__bill__programme=place.programme)
    return standing.first() or invoices.issued(_invoice(place)).files.get()


def _batch(place: Place) -> Batch:
    """A workbook with the request of another school than the one whose invoice stands already."""
    standing = Batch.objects.filter(programme=place.programme).first()
    other = organisations.school(f"{place.name}第二小学", division=place.division.pk)
    return standing or invoices.batched(invoices.request(other, programme=place.programme))


def _results(place: Place) -> ResultUpload:
    by = money.finance_clerk(place.programme)
    return invoicing.keep_results(programme=place.programme, content=b"x", name="a.zip", by=by, now=clock.now())


MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    Bill: lambda place: money.bill(place.school, programme=place.programme),
    BankLine: _line,
    StatementUpload: _upload,
    StatementLayout: _layout,
    Question: _question,
    Refund: _refund,
    Voucher: _voucher,
    Declaration: lambda place: funding.declared(place.school, programme=place.programme, file=funding.evidence()),
    CountyBill: _county_bill,
    WriteOff: _write_off,
    PayeeChange: _payee_change,
    InvoiceRequest: _invoice,
    InvoiceFile: _invoice_file,
    Batch: _batch,
    ResultUpload: _results,
}
BOUND: dict[type[models.Model], str] = {
    **dict.fromkeys((CountyBill,), "land"),
    **dict.fromkeys(
        (BankLine, StatementUpload, StatementLayout, Refund, WriteOff, PayeeChange, Batch, ResultUpload), "programme"
    ),
}
