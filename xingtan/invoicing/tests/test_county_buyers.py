"""A county that pays for its schools and buys for them: one invoice, or each school its own; never two over one bill (A06)."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.billing.actions import free_surplus
from xingtan.billing.models import CountyBill
from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.sheets import read_workbook
from xingtan.invoicing import actions, queries
from xingtan.invoicing.errors import CountyGetsInvoice, CountyInvoicesApart, NotPaidYet, ProfileUnconfirmed
from xingtan.invoicing.models import BuyerProfile, InvoiceFile, InvoiceRequest, RequestState
from xingtan.invoicing.tests import given, platform
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def paying(*heads: int, is_paid: bool = True) -> CountyBill:
    """A county that pays for schools of so many teachers, and gets one invoice."""
    make = given.paid_bill if is_paid else money.bill
    for number, each in enumerate(heads):
        make(organisations.school(f"第{number}小学"), heads=each)
    county = money.county_pays(organisations.division(organisations.WUTAI))
    actions.choose_county_invoice(county=county, is_whole=True, by=money.finance_clerk(), now=clock.now())
    return county


def office(county: CountyBill) -> Post:
    standing = Post.objects.filter(kind=Kind.COUNTY_ADMIN, division=county.division).first()
    return standing or accounts.post(Kind.COUNTY_ADMIN, division=county.division)


def confirmed(county: CountyBill) -> BuyerProfile:
    by = office(county)
    row = actions.save_profile(owner=county.division, buyer=given.county_buyer(county), by=by, now=clock.now())
    actions.confirm_profile(profile=row, programme=county.programme, by=by, now=clock.now())
    return row


def asked(county: CountyBill) -> InvoiceRequest:
    confirmed(county)
    return actions.request_county_invoice(county=county, by=office(county), now=clock.now())


def states() -> set[str]:
    return set(InvoiceRequest.objects.values_list("state", flat=True))


def test_a_county_gets_one_invoice_over_all_its_schools_bills() -> None:
    row = asked(paying(30, 10, 5))

    assert (row.amount, row.for_its_bill, row.joined.count()) == (Decimal("5400.00"), Decimal("3600.00"), 2)
    assert row.profile.name == "五台县教育科技局"
    assert queries.invoice_breaches() == []


def test_a_school_of_it_can_ask_for_none_and_none_of_its_bills_is_invoiced_twice() -> None:
    row = asked(paying(30, 10))
    bill = row.joined.get().bill
    given.profile(bill.school, bill.programme)

    with pytest.raises(CountyGetsInvoice):
        actions.request_invoice(bill=bill, by=given.contact(bill.school), now=clock.now())
    actions.choose_county_invoice(
        county=CountyBill.objects.get(), is_whole=False, by=money.finance_clerk(), now=clock.now()
    )
    assert actions.request_all_paid(programme=bill.programme, by=money.finance_clerk(), now=clock.now()) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceRequest.objects.create(
            bill=bill, profile=row.profile, serial="XT99999901", amount=1, asked_at=clock.now(), changed_at=clock.now()
        )

    assert InvoiceRequest.objects.count() == 2


def test_an_invoice_that_a_school_has_already_is_left_out_of_the_county_s() -> None:
    standing = given.request(organisations.school("第0小学"))
    county = paying(30, 10)

    row = asked(county)

    assert (row.amount, row.share, row.joined.count()) == (Decimal("1200.00"), None, 0)
    assert row.bill != standing.bill


def test_money_still_to_come_details_unread_or_another_choice_keep_it_back() -> None:
    county = paying(30, 10)
    by, now = office(county), clock.now()

    with pytest.raises(ProfileUnconfirmed):
        actions.request_county_invoice(county=county, by=by, now=now)
    confirmed(county)
    money.bill(organisations.school("第1小学"), heads=11)
    with pytest.raises(NotPaidYet):
        actions.request_county_invoice(county=county, by=by, now=now)
    actions.choose_county_invoice(county=county, is_whole=False, by=by, now=now)
    with pytest.raises(CountyInvoicesApart):
        actions.request_county_invoice(county=county, by=by, now=now)

    assert not InvoiceRequest.objects.exists()


def test_the_workbook_has_one_invoice_with_a_line_for_each_school() -> None:
    row = asked(paying(30, 10))

    batch = given.batched(row)

    with batch.file.open("rb") as kept:
        sheets = {sheet.name: sheet.rows for sheet in read_workbook(kept.read(), name="批次.xlsx").sheets}
    serials = {name: [cells[0] for cells in rows if cells and cells[0] == row.serial] for name, rows in sheets.items()}
    assert [len(found) for found in serials.values() if found] == [1, 2]
    assert states() == {RequestState.BATCHED}


def test_issued_refused_reversed_all_bills_of_it_stand_alike() -> None:
    row = asked(paying(30, 10))
    given.batched(row)
    programme, by, now = row.bill.programme, money.finance_clerk(), clock.now()
    actions.note_failure(programme=programme, serial=row.serial, reason="购买方名称有误", by=None, now=now)
    assert states() == {RequestState.FAILED}

    anew = actions.mend_request(invoice=row, by=by, now=now)
    assert (anew.amount, anew.replaces, states()) == (row.amount, row, {RequestState.REPLACED, RequestState.ASKED})
    given.batched(anew)
    given.issued(anew)
    assert queries.invoice_breaches() == []
    money.bill(anew.joined.get().bill.school, heads=9)
    free_surplus(bill=anew.joined.get().bill, by=by, now=now)
    assert actions.mark_red_due(programme=programme, now=now) == 2
    assert queries.invoice_breaches() == []
    actions.ask_red_letter(invoice=anew, why="amount", note="", by=by, now=now)
    actions.confirm_red_letter(invoice=anew, number=given.number(), by=by, now=now)

    assert states() == {RequestState.REPLACED, RequestState.REVERSED}
    assert queries.invoice_breaches() == []


def test_the_proof_sees_a_bill_that_stands_otherwise_or_a_sum_that_is_off() -> None:
    row = asked(paying(30, 10))
    row.joined.update(state=RequestState.WITHDRAWN)
    InvoiceRequest.objects.filter(pk=row.pk).update(share=1)

    assert {each.code for each in queries.invoice_breaches()} >= {"joined_invoice_state", "joined_invoice_amount"}


def test_the_county_chooses_enters_confirms_asks_and_downloads() -> None:
    county = paying(30, 10)
    page = accounts.signed_in(office(county))
    parts = [county.public_id]

    assert page.get(reverse("invoicing:index")).headers["Location"] == reverse("invoicing:county", args=parts)
    buyer: dict[str, Any] = {
        "name": "五台县教育科技局", "tax_number": platform.tax_number(77), "bank": "工行五台支行",
        "account": "0512040509022100123", "email": "jyj@county.example",
    }  # fmt: skip
    assert page.post(reverse("invoicing:county_profile", args=parts), buyer | {"bank": ""}).status_code == 422
    page.post(reverse("invoicing:county_profile", args=parts), buyer)
    page.post(reverse("invoicing:county_confirm", args=parts), {"profile": BuyerProfile.objects.get().public_id})
    page.post(reverse("invoicing:county_request", args=parts))
    row = InvoiceRequest.objects.alone().get()
    given.issued(row)
    answer: Any = page.get(reverse("invoicing:county_file", args=parts), {"file": InvoiceFile.objects.get().public_id})

    assert b"".join(answer.streaming_content).startswith(b"<?xml")
    assert row.serial in page.get(reverse("invoicing:county", args=parts)).content.decode()


def test_a_county_takes_its_request_back_and_a_school_of_it_sees_neither_invoice_nor_file() -> None:
    county = paying(30, 10)
    row = asked(county)
    school = accounts.signed_in(given.contact(row.bill.school))
    assert school.get(reverse("invoicing:invoice", args=[row.public_id])).status_code == 404
    own = school.get(reverse("invoicing:index")).content.decode()
    assert row.serial not in own

    page, deed = accounts.signed_in(office(county)), reverse("invoicing:county_deed", args=[county.public_id])
    page.post(deed, {"do": "withdraw", "invoice": row.public_id})

    assert states() == {RequestState.WITHDRAWN}
    assert page.post(deed, {"do": "withdraw", "invoice": "x"}).status_code == 302
    assert states() == {RequestState.WITHDRAWN}


def test_before_any_county_pays_its_page_says_so() -> None:
    division = organisations.division(organisations.WUTAI)
    money.bill()

    answer = accounts.signed_in(accounts.post(Kind.COUNTY_ADMIN, division=division)).get(reverse("invoicing:index"))

    assert reverse("billing:payer", args=[division.pk]) in answer.content.decode()
