"""After a red letter: the buyer is told once, no number stands twice, the page says what the accountant has to do."""

from datetime import datetime

import openpyxl
import pytest
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.clock import ZONE
from xingtan.invoicing import actions, jobs
from xingtan.invoicing.errors import FileNotTaken
from xingtan.invoicing.models import Invoice, InvoiceRequest, RequestState
from xingtan.invoicing.tests import given
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db


def reversed_(asked: InvoiceRequest) -> str:
    """Number of the red letter by which an issued invoice is taken back."""
    number, clerk = given.number(), money.finance_clerk()
    actions.ask_red_letter(invoice=asked, why="buyer", note="学校更名", by=clerk, now=clock.now())
    actions.confirm_red_letter(invoice=asked, number=number, by=clerk, now=clock.now())
    asked.refresh_from_db()
    return number


def test_the_buyer_who_got_the_invoice_by_mail_is_told_of_its_red_letter_once() -> None:
    asked = given.issued(given.request())
    actions.mail_issued(now=clock.now())
    red = reversed_(asked)

    jobs.mail_and_mark()
    jobs.mail_and_mark()

    mail, *others = Message.objects.order_by("-pk")
    assert (mail.to, len(others)) == (asked.profile.email, 1)
    assert "已红冲" in mail.subject
    assert red in mail.body
    assert asked.invoice.number in mail.body  # type: ignore[attr-defined]


def test_who_fetched_the_invoice_is_not_mailed_about_its_red_letter() -> None:
    reversed_(given.issued(given.request(picks_up=True, email="")))

    assert actions.mail_reversed(now=clock.now()) == 0
    assert Message.objects.count() == 0


def test_the_number_of_a_red_letter_is_no_number_of_an_invoice() -> None:
    red = reversed_(given.issued(given.request()))
    other = given.request(organisations.school("豆村镇中心小学"))

    with pytest.raises(FileNotTaken, match=red):
        given.issued(other, red)

    other.refresh_from_db()
    assert other.state == RequestState.ASKED


def test_the_schools_page_says_that_a_reversed_invoice_is_not_to_be_booked() -> None:
    asked = given.issued(given.request())
    red = reversed_(asked)
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=asked.bill.school))

    text = school.get(reverse("invoicing:index")).content.decode()

    assert red in text
    assert "请勿入账" in text


@pytest.mark.parametrize(("hour", "day"), [(0, "2026-11-20"), (23, "2026-11-20")])
def test_the_list_for_the_accountant_tells_the_day_of_issue_as_the_platform_does(hour: int, day: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    asked = given.issued(given.request())
    Invoice.objects.filter(request=asked).update(issued_at=datetime(2026, 11, 20, hour, 30, tzinfo=ZONE))
    clerk = accounts.signed_in(money.finance_clerk())

    (tmp_path / "list.xlsx").write_bytes(clerk.get(f"{reverse('invoicing:index')}?export=xlsx").content)

    header, row = openpyxl.load_workbook(tmp_path / "list.xlsx").active.iter_rows(values_only=True)  # type: ignore[union-attr]
    told = dict(zip(header, row, strict=True))
    assert (told["开票日期"], told["金额"]) == (day, 3600)
