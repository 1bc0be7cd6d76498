"""Splitting one transfer by hand and by a county's list: proposed, kept, named where it differs, booked only when confirmed."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.tests import given as accounts
from xingtan.billing.models import Allocation, Bill, LineStanding, LineState
from xingtan.billing.shares import Want, proposed
from xingtan.billing.tests import given
from xingtan.foundation.sheets import write_workbook
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
EAST, STONE, TABLE = "东雷乡中心小学", "石咀镇中心小学", "台怀镇中心小学"


@pytest.fixture
def client() -> Client:
    return accounts.signed_in(given.finance_clerk())


@pytest.fixture
def bills() -> dict[str, Bill]:
    """Two schools of one county and one of another."""
    return {
        EAST: given.bill(heads=30),
        STONE: given.bill(organisations.school(STONE), heads=10),
        TABLE: given.bill(organisations.school(TABLE, division=organisations.WUTAISHAN), heads=5),
    }


def county_transfer(amount: str = "4800.00") -> LineStanding:
    return given.transfer(amount, payer="五台县国库支付中心", remark="教师培训费")


def posted(client: Client, standing: LineStanding, **fields: Any) -> tuple[int, str]:
    answer = client.post(
        reverse("billing:split", args=[standing.line.public_id]), {"version": standing.version, **fields}
    )
    return answer.status_code, answer.content.decode()


def beside(text: str, bill: Bill) -> str:
    """What stands in the field of a bill on the page."""
    found = text.split(f'name="amount-{bill.public_id}" value="')
    return found[1].split('"')[0] if len(found) > 1 else "(not on the page)"


@pytest.mark.parametrize(
    ("rest", "wants", "shares"),
    [
        ("4800", ["3600", "1200"], ["3600", "1200"]),
        ("4000", ["3600", "1200"], ["3600", "400"]),
        ("3600", ["3600", "1200"], ["3600"]),
        ("0.01", ["3600"], ["0.01"]),
        ("5000", ["3600", "-20", "0"], ["3600"]),
        ("0", ["3600"], []),
    ],
)
def test_a_split_begins_with_what_each_school_still_owes(rest: str, wants: list[str], shares: list[str]) -> None:
    found = proposed(Decimal(rest), [Want(str(nth), Decimal(want)) for nth, want in enumerate(wants)])

    assert list(found.values()) == [Decimal(share) for share in shares]


def test_a_countys_transfer_opens_with_amounts_proposed_for_its_own_schools(
    client: Client, bills: dict[str, Bill]
) -> None:
    standing = county_transfer("4800.00")
    LineStanding.objects.filter(pk=standing.pk, state="review").get()

    text = client.get(reverse("billing:split", args=[standing.line.public_id])).content.decode()

    assert (beside(text, bills[EAST]), beside(text, bills[STONE])) == ("3600.00", "1200.00")
    assert beside(text, bills[TABLE]) == "(not on the page)"
    assert not Allocation.objects.exists()


def test_a_pasted_list_fills_in_the_amounts_and_books_nothing(client: Client, bills: dict[str, Bill]) -> None:
    standing = county_transfer()

    status, text = posted(
        client, standing, read="1", county="五台县", list="1、东雷中心小学30人3600元；2、石咀中心小学 10人"
    )

    assert status == 200
    assert (beside(text, bills[EAST]), beside(text, bills[STONE])) == ("3600.00", "1200.00")
    assert not Allocation.objects.exists()


def test_what_was_read_is_booked_once_confirmed(client: Client, bills: dict[str, Bill]) -> None:
    standing = county_transfer()
    fields = {f"amount-{bills[EAST].public_id}": "3600.00", f"amount-{bills[STONE].public_id}": "1200.00"}

    posted(client, standing, save="1", list="东雷中心小学30人", **fields)

    standing.refresh_from_db()
    assert standing.state == LineState.BOOKED
    assert sorted(Allocation.objects.values_list("amount", flat=True)) == [Decimal("1200.00"), Decimal("3600.00")]


def test_a_list_in_a_workbook_is_read_into_the_page_and_stays_there(client: Client, bills: dict[str, Bill]) -> None:
    content = write_workbook(
        ["序号", "学校", "人数", "金额"], [["1", "东雷乡中心小学", "30", "3600"], ["合计", "", "30", "3600"]]
    )
    file = SimpleUploadedFile("缴费名单.xlsx", content)

    status, text = posted(client, county_transfer(), read="1", county="五台县", file=file)

    assert status == 200
    assert beside(text, bills[EAST]) == "3600.00"
    assert "东雷乡中心小学\t30\t3600" in text


def test_a_file_that_cannot_be_read_is_told_and_keeps_what_was_typed(client: Client, bills: dict[str, Bill]) -> None:
    file = SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 broken")

    status, text = posted(
        client,
        county_transfer(),
        read="1",
        file=file,
        list="东雷中心小学 30人",
        **{f"amount-{bills[STONE].public_id}": "77"},
    )

    assert status == 400
    assert beside(text, bills[STONE]) == "77"
    assert "东雷中心小学 30人" in text


def test_rows_without_a_certain_bill_are_named_with_the_schools_they_may_be(
    client: Client, bills: dict[str, Bill]
) -> None:
    given.bill(organisations.school("石咀镇联合学校"), heads=7)

    _status, text = posted(client, county_transfer(), read="1", county="五台县", list="石咀 7人\n阳白小学 9人")

    assert "石咀 7人" in text
    assert "石咀镇联合学校" in text
    assert "阳白小学 9人" in text
    assert beside(text, bills[STONE]) == ""


def test_a_school_of_another_county_is_not_found_in_this_countys_list(client: Client, bills: dict[str, Bill]) -> None:
    _status, here = posted(client, county_transfer(), read="1", county="五台县", list="台怀镇中心小学 5人")

    assert beside(here, bills[TABLE]) == "(not on the page)"


def test_differences_between_list_and_bill_are_said_beside_the_school(client: Client, bills: dict[str, Bill]) -> None:
    _status, text = posted(client, county_transfer(), read="1", county="五台县", list="东雷中心小学 31人\n合计 5000元")

    assert "31人" in text
    assert "¥3,720.00" in text
    assert "¥5,000.00" in text


def test_a_list_of_more_than_the_transfer_is_not_booked(client: Client, bills: dict[str, Bill]) -> None:
    standing = county_transfer("3600.00")

    status, text = posted(client, standing, save="1", list="x", **{
        f"amount-{bills[EAST].public_id}": "3600.00", f"amount-{bills[STONE].public_id}": "1200.00",
    })  # fmt: skip

    assert status == 409
    assert beside(text, bills[STONE]) == "1200.00"
    assert not Allocation.objects.exists()


def test_less_than_the_transfer_leaves_the_rest_open(client: Client, bills: dict[str, Bill]) -> None:
    standing = county_transfer("4800.00")

    posted(client, standing, save="1", **{f"amount-{bills[EAST].public_id}": "3600.00"})

    standing.refresh_from_db()
    assert (standing.state, standing.rest) == (LineState.PART, Decimal("1200.00"))


@pytest.mark.parametrize("schools", [2, 30])
def test_a_list_asks_as_many_questions_for_few_schools_as_for_many(
    client: Client, schools: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    names = [f"沟南乡第{nth}小学" for nth in range(1, schools + 1)]
    for name in names:
        given.bill(organisations.school(name), heads=3)
    standing = given.transfer("100000.00", payer="五台县国库支付中心", remark="教师培训费")

    with django_assert_max_num_queries(28):
        _status, text = posted(
            client, standing, read="1", county="五台县", list="\n".join(f"{name} 3人" for name in names)
        )

    assert text.count('value="360.00"') == schools
