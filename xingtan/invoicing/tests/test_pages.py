"""The pages of invoicing: a school's way on its phone, and finance's way with the platform."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing.tests import given as money
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.invoicing import jobs
from xingtan.invoicing.models import Batch, BuyerProfile, InvoiceRequest, PlatformTemplate, ResultUpload, TaxTerms
from xingtan.invoicing.tests import given, platform
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    programmes.programme_2020()
    return accounts.signed_in(money.finance_clerk())


def typed(bill, **other: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {
        "name": bill.school.registered_name, "tax_number": platform.tax_number(5).lower(), "bank": "工行五台支行",
        "account": "0512 0405 0902 2100 123", "email": "caiwu@school.example", **other,
    }  # fmt: skip


def body_of(answer: Any) -> bytes:
    """A downloaded file, byte by byte."""
    return b"".join(answer.streaming_content)


def test_a_school_enters_confirms_and_asks_and_sees_where_it_stands() -> None:
    bill = given.paid_bill()
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))
    parts = [bill.school.public_id]

    school.post(reverse("invoicing:profile", args=parts), typed(bill))
    profile = BuyerProfile.objects.get()
    school.post(reverse("invoicing:confirm", args=parts), {"profile": profile.public_id})
    school.post(reverse("invoicing:request_one", args=[bill.public_id]))

    assert (profile.tax_number, profile.account) == (platform.tax_number(5), "0512040509022100123")
    assert InvoiceRequest.objects.get().serial in school.get(reverse("invoicing:index")).content.decode()


def test_a_wrong_check_character_is_said_beside_its_field_and_what_was_typed_stays() -> None:
    bill = given.paid_bill()
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))
    wrong = platform.tax_number(5)[:-1] + ("0" if platform.tax_number(5)[-1] != "0" else "1")

    answer = school.post(reverse("invoicing:profile", args=[bill.school.public_id]), typed(bill, tax_number=wrong))

    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert not BuyerProfile.objects.exists()


@pytest.mark.parametrize("heads", [0, 30])
def test_a_school_without_bill_or_money_is_told_what_comes_first(heads: int) -> None:
    programmes.programme_2020()
    school = organisations.school()
    if heads:
        money.bill(school, heads=heads)

    answer = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=school)).get(reverse("invoicing:index"))

    assert answer.status_code == 200
    assert reverse("invoicing:profile", args=[school.public_id]) in answer.content.decode()


def test_finance_sets_terms_and_template_makes_a_workbook_and_files_the_result(client: Client) -> None:
    asked = given.request()
    client.post(
        reverse("invoicing:terms"),
        {**given.TERMS, "valid_from": "2020-01-01", "policy_used": "", "tax_code": "3070201020000000000"},
    )
    client.post(reverse("invoicing:template"), {"file": SimpleUploadedFile("模板.xlsx", platform.template())})
    client.post(reverse("invoicing:batches"))
    batch = Batch.objects.get()
    bodies = [body_of(client.get(reverse("invoicing:batch_file", args=[batch.public_id]))) for _ in range(2)]
    client.post(
        reverse("invoicing:results"), {"file": SimpleUploadedFile("a.xml", given.xml_of(asked, given.number()))}
    )
    upload = ResultUpload.objects.get()
    jobs.read_results(Reporter(Progress.objects.get().pk), upload=upload.pk, post=money.finance_clerk().pk)

    assert bodies[0] == bodies[1]
    assert asked.serial in client.get(reverse("invoicing:result", args=[upload.public_id])).content.decode()
    file = asked.files.get()
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=asked.bill.school))
    answer = school.get(reverse("invoicing:file", args=[file.public_id]))
    assert body_of(answer) == given.xml_of(asked, asked.invoice.number)  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]


def test_terms_without_nineteen_digits_or_with_a_nonsense_rate_are_not_stored(client: Client) -> None:
    answer = client.post(
        reverse("invoicing:terms"), {**given.TERMS, "valid_from": "2020-01-01", "tax_code": "307", "rate": "3%"}
    )

    assert answer.status_code == 422
    assert not TaxTerms.objects.exists()


def test_a_template_that_lacks_a_column_is_refused_naming_it(client: Client) -> None:
    answer = client.post(
        reverse("invoicing:template"), {"file": SimpleUploadedFile("模板.xlsx", platform.template(without="税率"))}
    )

    assert answer.status_code == 422
    assert "税率" in answer.content.decode()
    assert not PlatformTemplate.objects.exists()


def test_another_school_finds_neither_request_nor_file() -> None:
    asked = given.issued(given.request())
    stranger = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=organisations.school("石咀镇中心小学")))

    assert stranger.get(reverse("invoicing:invoice", args=[asked.public_id])).status_code == 404
    assert stranger.get(reverse("invoicing:file", args=[asked.files.get().public_id])).status_code == 404
    assert stranger.get(reverse("invoicing:profile", args=[asked.bill.school.public_id])).status_code == 404


@pytest.mark.parametrize("state", ["", "asked", "failed", "issued", "red_due", "nonsense"])
def test_every_queue_opens_also_when_empty(client: Client, state: str) -> None:
    assert client.get(reverse("invoicing:index"), {"state": state, "q": "石咀 XT"}).status_code == 200


@pytest.mark.parametrize("schools", [2, 8])
def test_the_queue_asks_as_many_questions_for_few_as_for_many(
    client: Client, schools: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(schools):
        given.request(organisations.school(f"第{number}小学"))

    with django_assert_max_num_queries(18):
        client.get(reverse("invoicing:index"))
    assert client.get(reverse("invoicing:index"), {"export": "xlsx"}).content.startswith(b"PK")


def test_a_red_letter_is_asked_for_and_its_number_typed(client: Client) -> None:
    asked = given.issued(given.request())
    client.post(reverse("invoicing:red", args=[asked.public_id]), {"why": "buyer", "note": "名称变更"})

    wrong = client.post(reverse("invoicing:red_confirm", args=[asked.public_id]), {"number": "123"})
    client.post(reverse("invoicing:red_confirm", args=[asked.public_id]), {"number": given.number()})

    asked.refresh_from_db()
    assert (wrong.status_code, asked.state) == (422, "reversed")
