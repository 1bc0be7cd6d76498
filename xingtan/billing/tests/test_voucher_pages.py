"""The pages of vouchers, for the school and for the clerk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions
from xingtan.billing.models import Voucher
from xingtan.billing.tests import given, papers
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
PRINTED = papers.pdf(papers.icbc_text())


def test_a_school_hands_in_several_files_and_each_is_taken_or_refused_by_itself() -> None:
    bill = given.bill()
    client = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))
    files = [
        SimpleUploadedFile("回单.pdf", PRINTED),
        SimpleUploadedFile("病毒.exe", b"MZ\x90"),
        SimpleUploadedFile("凭证.jpg", papers.photo()),
    ]

    answer = client.post(reverse("billing:bill_vouchers", args=[bill.public_id]), {"vouchers": files})

    assert answer.status_code == 422
    assert "病毒.exe" in answer.content.decode()
    assert sorted(Voucher.objects.values_list("file_name", flat=True)) == ["凭证.jpg", "回单.pdf"]


def test_a_photo_is_shown_inside_the_page_and_its_figures_are_typed_and_confirmed() -> None:
    bill = given.bill()
    client = accounts.signed_in(accounts.post(Kind.SCHOOL_HEAD, school=bill.school))
    client.post(
        reverse("billing:bill_vouchers", args=[bill.public_id]),
        {"vouchers": SimpleUploadedFile("凭证.jpg", papers.photo())},
    )
    voucher = Voucher.objects.get()

    file = client.get(reverse("billing:voucher_file", args=[voucher.public_id]))
    shown = b"".join(file)
    wrong = client.post(
        reverse("billing:voucher_confirm", args=[voucher.public_id]), {"amount": "三千", "paid_on": "2020-11-18"}
    )
    right = client.post(
        reverse("billing:voucher_confirm", args=[voucher.public_id]),
        {"amount": "¥3,600.00", "paid_on": "2020-11-18", "serial": "9208 7313"},
    )

    assert (file["Content-Type"], wrong.status_code, right.status_code) == ("image/jpeg", 422, 302)
    assert shown.startswith(b"\xff\xd8")
    voucher.refresh_from_db()
    assert (str(voucher.amount), voucher.serial) == ("3600.00", "92087313")
    assert voucher.confirmed_at is not None


def test_the_other_school_is_named_to_the_clerk_and_not_to_the_school() -> None:
    one, two = given.bill(), given.bill(organisations.school("石咀镇中心小学"))
    for bill in (one, two):
        actions.bring_voucher(bill=bill, content=PRINTED, name="回单.pdf", by=None, now=clock.now())
    voucher = Voucher.objects.get(bill=one)
    address = reverse("billing:voucher", args=[voucher.public_id])

    of_school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=one.school)).get(address).content.decode()
    of_clerk = accounts.signed_in(given.finance_clerk()).get(address).content.decode()

    assert "石咀镇中心小学" not in of_school
    assert "石咀镇中心小学" in of_clerk


def test_the_clerk_sees_possible_lines_beside_the_voucher_and_can_doubt_it() -> None:
    bill = given.bill()
    [voucher] = actions.bring_voucher(bill=bill, content=PRINTED, name="回单.pdf", by=None, now=clock.now())
    given.statement(given.row(payer="五台某单位", serial="92087313"))
    client = accounts.signed_in(given.finance_clerk())

    text = client.get(reverse("billing:voucher", args=[voucher.public_id])).content.decode()
    client.post(reverse("billing:voucher_question", args=[voucher.public_id]), {"words": "印章看不清"})
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))

    assert "五台某单位" in text
    assert papers.ACCOUNT not in text
    assert "印章看不清" in school.get(reverse("billing:voucher", args=[voucher.public_id])).content.decode()


@pytest.mark.parametrize("state", ["pending", "arrived", "differs", "twins", "nonsense"])
def test_every_pile_opens_also_when_empty(state: str) -> None:
    client = accounts.signed_in(given.finance_clerk())

    assert client.get(reverse("billing:vouchers"), {"state": state, "q": "石咀"}).status_code == 200


@pytest.mark.parametrize("schools", [2, 9])
def test_the_pile_asks_as_many_questions_for_few_as_for_many(
    schools: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(schools):
        bill = given.bill(organisations.school(f"第{number}小学"), heads=3)
        actions.bring_voucher(bill=bill, content=papers.photo(str(number)), name="凭证.jpg", by=None, now=clock.now())
    client = accounts.signed_in(given.finance_clerk())

    with django_assert_max_num_queries(14):
        client.get(reverse("billing:vouchers"))
