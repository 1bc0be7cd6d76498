"""The pages of bills: paid short and over, changed, written off, of a county; and their sheets to print."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.billing import queries, remittance
from xingtan.billing.models import Bill, CountyBill, SecondRemittance, WriteOff
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.organisations.tests import given as organisations
from xingtan.programmes import actions
from xingtan.programmes.rules.payee import WAIT
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def school_of(bill: Bill) -> Client:
    return people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=bill.school))


def clerk() -> Client:
    return people.signed_in(given.finance_clerk())


def county_admin(division: Division) -> Post:
    return people.post(Kind.COUNTY_ADMIN, division=division)


def page(browser: Client, address: str) -> str:
    found = browser.get(address)
    assert found.status_code == 200
    return found.content.decode()


def text_of(pdf: bytes) -> str:
    return "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)


def test_the_bill_says_amount_account_capitals_and_both_remarks() -> None:
    bill = given.bill(heads=37)

    text = page(school_of(bill), f"/billing/bills/{bill.public_id}/")

    for said in ("¥4,440.00", "肆仟肆佰肆拾元整", "0512040509026402092", bill.code, "邱欣兰18360208347"):
        assert said in text
    assert 'data-copy="0512040509026402092"' in text
    assert "data:image/svg+xml" in text


def test_the_sheet_is_one_page_with_everything_to_copy_and_hides_the_mobile_from_others() -> None:
    bill = given.bill(heads=37)
    address = f"/billing/bills/{bill.public_id}/sheet/"

    own, other = school_of(bill).get(address), clerk().get(address)

    assert own["Content-Type"] == "application/pdf"
    sheets = PdfReader(BytesIO(own.content)).pages
    assert len(sheets) == 1
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
    text = text_of(own.content)
    for said in ("肆仟肆佰肆拾元整", "0512040509026402092", bill.code, "18360208347", bill.programme.hotline):
        assert said in text
    assert "18360208347" not in text_of(other.content)


def test_the_qr_code_says_what_is_to_be_copied() -> None:
    bill = given.bill(heads=37)

    said = remittance.of_bill(bill).text

    assert said.splitlines()[1] == "账号：0512040509026402092"
    assert said.splitlines()[4] == "金额：4440.00"
    assert said.splitlines()[5].startswith(f"附言：{bill.code} ")


def test_a_county_sees_one_sum_and_its_schools_see_that_it_pays() -> None:
    bill = given.bill(heads=30)
    given.bill(organisations.school("茹村乡中心小学"), heads=10)
    county = given.county_pays(bill.school.division)
    browser = people.signed_in(county_admin(bill.school.division))

    text = page(browser, f"/billing/counties/{county.public_id}/")
    sheet = browser.get(f"/billing/counties/{county.public_id}/sheet/")
    own = page(school_of(bill), f"/billing/bills/{bill.public_id}/")

    assert "¥4,800.00" in text
    assert f"{county.code} 五台县2所学校40人" in text
    assert "茹村乡中心小学" in text_of(sheet.content)
    assert "0512040509026402092" not in own
    assert "五台县" in own


def test_a_county_lets_itself_pay_and_another_county_cannot() -> None:
    bill = given.bill(heads=30)
    wutai = bill.school.division
    other = people.signed_in(county_admin(organisations.division(organisations.YUANPING)))
    assert other.post(f"/billing/payers/{wutai.code}/", {"reason": "代缴"}).status_code == 404
    assert not CountyBill.objects.exists()

    own = people.signed_in(county_admin(wutai))
    assert own.post(f"/billing/payers/{wutai.code}/", {"reason": ""}).status_code == 422
    found = own.post(f"/billing/payers/{wutai.code}/", {"reason": "县财政统一支付"})

    county = CountyBill.objects.get()
    assert found.headers["Location"].endswith(f"/counties/{county.public_id}/")
    assert own.get(f"/billing/payers/{wutai.code}/").status_code == 200


def test_the_county_s_page_asks_the_database_as_often_for_many_schools() -> None:
    bill = given.bill(heads=30)
    county = given.county_pays(bill.school.division)
    browser = clerk()
    page(browser, f"/billing/counties/{county.public_id}/")
    counted = []
    for more in (1, 6):
        for nth in range(more):
            given.bill(organisations.school(f"第{more}{nth}小学"), heads=3)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(browser, f"/billing/counties/{county.public_id}/")
        counted.append(len(asked))

    assert counted[0] == counted[1]


@pytest.mark.parametrize("typed", ["5.00", "¥5", "５．００元", " 5.0 "])
def test_a_small_rest_is_written_off_however_the_amount_is_typed(typed: str) -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("3595.00"), bill, "3595.00")

    found = clerk().post(f"/billing/bills/{bill.public_id}/write-off/", {"amount": typed, "why": "bank_fee"})

    assert found.status_code == 302
    assert WriteOff.objects.get().amount == Decimal("5.00")
    assert Bill.objects.with_received().get().standing.state == "paid"


@pytest.mark.parametrize("typed", ["0", "-5", "5.001", "abc", "", "1e3", "（5）", "5.01", "999999999999999"])
def test_what_is_no_amount_is_refused_and_what_was_typed_stays(typed: str) -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("3595.00"), bill, "3595.00")

    found = clerk().post(
        f"/billing/bills/{bill.public_id}/write-off/", {"amount": typed, "why": "bank_fee", "note": "手续费"}
    )

    assert found.status_code == 422
    assert 'value="手续费"' in found.content.decode()
    assert not WriteOff.objects.exists()


def test_a_write_off_above_the_limit_is_approved_on_its_list_by_another() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("3550.00"), bill, "3550.00")
    asker = given.finance_clerk()
    row = given.write_off(bill, "50.00", by=asker)
    own, other = people.signed_in(asker), clerk()

    assert f"{row.public_id}/decide/" not in page(own, "/billing/write-offs/")
    assert own.post(f"/billing/write-offs/{row.public_id}/decide/", {"decision": "approve"}).status_code == 409
    assert f"{row.public_id}/decide/" in page(other, "/billing/write-offs/")
    other.post(f"/billing/write-offs/{row.public_id}/decide/", {"decision": "approve"})

    assert queries.write_offs(bill.programme, asker, "in_force").get() == row
    own.post(f"/billing/write-offs/{row.public_id}/take-back/")
    assert queries.write_offs(bill.programme, asker, "taken_back").get() == row


def test_a_second_transfer_asks_the_school_why_and_shows_what_it_said() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("2400.00"), bill, "2400.00")
    second = given.paid(given.transfer("1200.00"), bill, "1200.00")
    browser, address = school_of(bill), f"/billing/bills/{bill.public_id}/"
    assert f'value="{second.line.public_id}"' in page(browser, address)

    posted = {"line": second.line.public_id, "why": "bank_limit", "words": "单笔限额"}
    assert browser.post(f"{address}second/", posted).status_code == 302

    text = page(browser, address)
    assert "单笔限额" in text
    assert f'value="{second.line.public_id}"' not in text
    assert browser.post(f"{address}second/", posted).status_code == 422
    assert SecondRemittance.objects.count() == 1


def test_a_changed_head_count_shows_what_is_to_pay_more_or_to_pay_back() -> None:
    bill = given.bill(heads=30)
    given.bill(heads=33)
    given.bill(heads=29)

    text = page(school_of(bill), f"/billing/bills/{bill.public_id}/")

    assert "¥3,600.00 → ¥3,960.00" in text
    assert "¥360.00" in text
    assert "¥480.00" in text


def test_the_new_account_stands_on_bill_and_sheet_only_once_it_is_in_force() -> None:
    bill = given.bill(heads=30)
    browser, address = school_of(bill), f"/billing/bills/{bill.public_id}/"
    now = clock.now()
    approver = programmes.money_keeper()
    change = programmes.payee_change(now=now)
    actions.decide_payee_change(change=change, approved=True, words="", password=people.PASSWORD, by=approver, now=now)

    for late, account in ((timedelta(seconds=-1), change.old_account), (timedelta(), change.new_account)):
        actions.bring_payees_into_force(now=now + WAIT + late)
        assert account in page(browser, address)
        assert account in text_of(browser.get(f"{address}sheet/").content)
