"""The pages of billing: what each post sees, and a clerk's way through them."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.billing import jobs
from xingtan.billing.models import Allocation, BankLine, LineState, Statement, StatementUpload
from xingtan.billing.tests import given
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Post:
    return given.finance_clerk()


@pytest.fixture
def client(clerk: Post) -> Client:
    return accounts.signed_in(clerk)


def page(client: Client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_school_contact_sees_the_account_and_both_remarks_of_its_own_bill() -> None:
    bill = given.bill(heads=30)
    contact = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))

    answer = contact.get(reverse("billing:index"), follow=True)

    text = answer.content.decode()
    assert bill.programme.payee_account in text
    assert "五台县东雷乡中心小学，30人，邱欣兰18360208347" in text
    assert f"{bill.code} 五台县东雷乡中心小学30人" in text


def test_a_school_without_a_bill_is_told_what_comes_first() -> None:
    programmes.programme_2020()
    contact = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=organisations.school()))

    assert "no_bill" in [
        t.name.split("/")[-1].split(".")[0] for t in contact.get(reverse("billing:index")).templates if t.name
    ]


def test_a_school_contact_does_not_find_another_schools_bill() -> None:
    bill = given.bill()
    stranger = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=organisations.school("石咀镇中心小学")))

    assert stranger.get(reverse("billing:bill", args=[bill.public_id])).status_code == 404


def test_others_see_the_contacts_mobile_masked_only() -> None:
    bill = given.bill(mobile="18360208347")
    county = accounts.signed_in(accounts.post(Kind.COUNTY_ADMIN, division=bill.school.division))

    assert "18360208347" not in page(county, "billing:bill", bill.public_id)


def test_a_county_sees_the_bills_of_its_schools_only() -> None:
    given.bill()
    given.bill(organisations.school("台怀镇中心小学", division=organisations.WUTAISHAN))
    county = accounts.signed_in(accounts.post(Kind.COUNTY_ADMIN, division=organisations.division()))

    text = page(county, "billing:index")

    assert "东雷乡中心小学" in text
    assert "台怀镇中心小学" not in text


def test_bills_are_narrowed_by_state_and_exported(client: Client) -> None:
    paid, open_ = given.bill(heads=30), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    given.paid(given.transfer(), paid, "3600")

    text = page(client, "billing:index", state="open")

    assert open_.code in text
    assert paid.code not in text
    assert client.get(reverse("billing:index"), {"export": "xlsx"}).content.startswith(b"PK")


@pytest.mark.parametrize("schools", [2, 12])
def test_the_list_of_bills_asks_as_many_questions_for_few_as_for_many(
    client: Client, schools: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(schools):
        given.bill(organisations.school(f"第{number}小学"), heads=3)

    with django_assert_max_num_queries(16):
        page(client, "billing:index")


def uploaded(client: Client, content: bytes, name: str = "对账单.csv"):  # type: ignore[no-untyped-def]
    return client.post(reverse("billing:statement_upload"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_clerk_sees_what_was_read_before_anything_is_stored(client: Client) -> None:
    answer = uploaded(client, given.statement_file(given.row(remark="30人")))

    assert "30人" in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_file_that_cannot_be_read_is_said_beside_the_field_naming_the_cell(client: Client) -> None:
    answer = uploaded(client, given.statement_file(given.row(), given.row("三千六")))

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "三千六" in text
    assert not StatementUpload.objects.exists()


def test_importing_runs_in_the_background_and_tells_what_was_booked(client: Client, clerk: Post) -> None:
    given.bill(heads=30)
    uploaded(client, given.statement_file(given.row(payer="东雷乡中心小学"), given.row("500.00", "某人", "住宿费")))
    upload = StatementUpload.objects.get()

    client.post(reverse("billing:statement_import", args=[upload.public_id]))
    said = jobs.import_uploaded(Reporter(Progress.objects.get().pk), upload=upload.pk, post=clerk.pk)

    assert said
    assert sorted(BankLine.objects.values_list("standing__state", flat=True)) == [LineState.BOOKED, LineState.REVIEW]


def test_the_recognised_parts_of_a_remark_are_marked(client: Client) -> None:
    given.bill(heads=30)
    standing = given.transfer("1800.00", remark="五台县东雷乡中心小学 培训费")

    assert "<mark>" in page(client, "billing:transfer", standing.line.public_id)


def test_accepting_books_and_leads_to_the_next_transfer(client: Client) -> None:
    bill = given.bill(heads=30)
    standing, following = given.transfer("3600.00"), given.transfer("100.00")

    answer = client.post(
        reverse("billing:accept", args=[standing.line.public_id]),
        {"bill": bill.public_id, "amount": "3600", "version": standing.version},
    )

    assert Allocation.objects.get().amount == Decimal("3600.00")
    assert answer["Location"] == reverse("billing:transfer", args=[following.line.public_id])


def test_what_was_decided_in_a_session_can_be_undone_from_the_next_page(client: Client) -> None:
    bill = given.bill(heads=30)
    standing, following = given.transfer("3600.00"), given.transfer("100.00")
    client.post(
        reverse("billing:accept", args=[standing.line.public_id]),
        {"bill": bill.public_id, "amount": "3600", "version": 1},
    )

    assert reverse("billing:undo", args=[standing.line.public_id]) in page(
        client, "billing:transfer", following.line.public_id
    )

    client.post(reverse("billing:undo", args=[standing.line.public_id]), {"version": 2})
    standing.refresh_from_db()
    assert standing.state == LineState.REVIEW


def test_a_clerk_who_comes_second_is_told_and_nothing_is_stored(client: Client) -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    given.paid(standing, bill, "1200")

    answer = client.post(
        reverse("billing:accept", args=[standing.line.public_id]),
        {"bill": bill.public_id, "amount": "2400", "version": 1},
        follow=True,
    )

    assert Allocation.objects.count() == 1
    assert str(Kind.FINANCE.label) in answer.content.decode()


def test_splitting_keeps_what_was_typed_while_looking_for_more_schools(client: Client) -> None:
    one, other = given.bill(heads=20), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing = given.transfer()
    address = reverse("billing:split", args=[standing.line.public_id])

    looked = client.post(
        address, {"find": "1", "q": "石咀", f"amount-{one.public_id}": "2400", "version": 1}
    ).content.decode()
    client.post(
        address, {"save": "1", f"amount-{one.public_id}": "2400", f"amount-{other.public_id}": "1,200.00", "version": 1}
    )

    assert 'value="2400"' in looked
    assert "石咀镇中心小学" in looked
    assert sorted(Allocation.objects.values_list("amount", flat=True)) == [Decimal("1200.00"), Decimal("2400.00")]


@pytest.mark.parametrize("typed", ["", "很多", "-5"])
def test_a_split_without_a_right_amount_stores_nothing(client: Client, typed: str) -> None:
    bill, standing = given.bill(heads=20), given.transfer()

    client.post(
        reverse("billing:split", args=[standing.line.public_id]),
        {"save": "1", f"amount-{bill.public_id}": typed, "version": 1},
    )

    assert not Allocation.objects.exists()


def test_setting_aside_wants_a_reason(client: Client) -> None:
    standing = given.transfer()
    address = reverse("billing:set_aside", args=[standing.line.public_id])

    assert client.post(address, {"why": "", "version": 1}).status_code == 400
    client.post(address, {"why": "other_income", "note": "住宿费", "version": 1})

    standing.refresh_from_db()
    assert standing.state == LineState.ASIDE


@pytest.mark.parametrize("state", ["open", "booked", "aside", "ignored", "nonsense"])
def test_every_queue_opens_also_when_empty(client: Client, state: str) -> None:
    page(client, "billing:transfers", state=state)


@pytest.mark.parametrize("kind", [Kind.PROVIDER_MANAGER, Kind.AUDITOR])
def test_who_only_looks_cannot_decide(kind: str) -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    looker = accounts.signed_in(accounts.post(kind, programme_code=bill.programme.code))

    assert "/accept/" not in page(looker, "billing:transfer", standing.line.public_id)
    refused = looker.post(
        reverse("billing:accept", args=[standing.line.public_id]), {"bill": bill.public_id, "amount": "1", "version": 1}
    )
    assert refused.status_code == 404
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reason_has_its_words(client: Client, language: str) -> None:
    given.bill(heads=30)
    standing = given.transfer("1800.00", remark="五台县东雷乡中心小学 31人 邱欣兰18360208347")

    answer = client.get(
        reverse("billing:transfer", args=[standing.line.public_id]), headers={"accept-language": language}
    )

    assert "%(" not in answer.content.decode()
