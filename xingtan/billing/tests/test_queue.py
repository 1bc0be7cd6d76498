"""The clerk's queue: by value and by age, narrowed, summed, taken along; and the way through it."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.audit.models import Entry
from xingtan.billing import actions, queries
from xingtan.billing.models import Allocation, LineStanding
from xingtan.billing.queries import Narrowing
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Post:
    return given.finance_clerk()


@pytest.fixture
def client(clerk: Post) -> Client:
    return accounts.signed_in(clerk)


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("billing:transfers"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def payers(clerk: Post, **wanted: object) -> list[str]:
    rows = queries.queue(programmes.programme_2020(), clerk, Narrowing(**wanted))  # type: ignore[arg-type]
    return [row.line.payer_name for row in rows]


def lines(*rows: tuple[str, str, str]) -> None:
    """Several transfers in one statement, matched: amount, payer, remark."""
    given.statement(*(given.row(amount, payer, remark) for amount, payer, remark in rows))
    actions.match_lines(programme=programmes.programme_2020(), by=None, now=clock.now())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("支付中心", ["五台县国库支付中心"]),
        ("张 三", ["某商贸公司"]),
        ("1,200", ["某商贸公司"]),
        ("¥3600.00", ["五台县国库支付中心"]),
        ("18360208347", ["某商贸公司"]),
        ("没有这样的", []),
    ],
)
def test_a_line_is_found_by_part_of_payer_or_remark_or_by_its_amount(clerk: Post, words: str, found: list[str]) -> None:
    lines(("3600.00", "五台县国库支付中心", "教师培训费"), ("1200.00", "某商贸公司", "张三18360208347"))

    assert payers(clerk, words=words) == found


def test_a_line_is_found_by_the_last_digits_of_the_payers_account(clerk: Post) -> None:
    standing = given.transfer(payer="某单位")
    given.transfer("10.00", payer="另一单位")

    assert payers(clerk, words=standing.line.payer_account[-4:]) == ["某单位"]


def test_lines_are_narrowed_to_a_county_by_the_school_they_fit_or_were_given_to(clerk: Post) -> None:
    here, there = given.bill(), given.bill(organisations.school("台怀镇中心小学", division=organisations.WUTAISHAN))
    given.transfer("1800.00", payer="东雷乡中心小学")
    given.paid(given.transfer("500.00", payer="某公司"), there, "100.00")

    assert payers(clerk, county=here.school.division) == ["东雷乡中心小学"]
    assert payers(clerk, county=there.school.division) == ["某公司"]


def test_lines_are_narrowed_to_what_keeps_them_waiting(clerk: Post) -> None:
    given.bill()
    lines(("500.00", "某公司", "货款"), ("100.00", "邮政局", "邮政汇款"))

    assert payers(clerk, reason="nothing_found") == ["某公司"]
    assert payers(clerk, reason="postal") == ["邮政局"]


def test_the_largest_amount_stands_first_unless_another_order_is_asked(client: Client) -> None:
    lines(("100.00", "甲校", ""), ("300.00", "乙校", ""), ("200.00", "丙校", ""))

    by_value, by_payer = page(client), page(client, sort="payer")

    assert by_value.index("乙校") < by_value.index("丙校") < by_value.index("甲校")
    assert by_payer.index("丙校") < by_payer.index("乙校") < by_payer.index("甲校")


def test_the_list_tells_how_many_lines_and_yuan_it_holds(client: Client, clerk: Post) -> None:
    bill = given.bill()
    given.paid(given.transfer("500.00"), bill, "100.00")
    given.transfer("300.00", payer="另一单位")

    sums = queries.sums_of(queries.queue(bill.programme, clerk, Narrowing()))

    assert (sums.lines, sums.amount, sums.rest) == (2, Decimal("800.00"), Decimal("700.00"))
    assert "¥800.00" in page(client)


def test_the_list_leaves_as_a_workbook_without_full_numbers_and_is_audited(client: Client) -> None:
    given.transfer("500.00", payer="=公式公司", remark="张三18360208347")

    answer = client.get(reverse("billing:transfers"), {"export": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "张三183****8347" in cells
    assert not any("18360208347" in cell or cell.startswith("=") for cell in cells)
    assert Entry.objects.filter(verb="export_transfers").count() == 1


def test_deciding_goes_on_in_the_order_and_narrowing_of_the_list(client: Client) -> None:
    bill = given.bill(heads=30)
    small, large, other = (
        given.transfer("100.00", payer="甲公司"), given.transfer("300.00", payer="甲公司"), given.transfer("200.00", payer="乙公司"),
    )  # fmt: skip
    page(client, q="甲公司", sort="amount")

    answer = client.post(
        reverse("billing:accept", args=[small.line.public_id]),
        {"bill": bill.public_id, "amount": "100", "version": small.version},
    )

    assert answer["Location"] == reverse("billing:transfer", args=[large.line.public_id])
    assert other.line.public_id not in client.get(answer["Location"]).content.decode()


def test_previous_and_next_lead_through_the_queue(client: Client) -> None:
    large, middle, small = given.transfer("300.00"), given.transfer("200.00"), given.transfer("100.00")

    text = client.get(reverse("billing:transfer", args=[middle.line.public_id])).content.decode()

    for neighbour in (large, small):
        assert reverse("billing:transfer", args=[neighbour.line.public_id]) in text
    assert "2 / 3" in text


@pytest.mark.parametrize("size", [2, 40])
def test_the_queue_and_one_line_ask_as_many_questions_for_few_as_for_many(
    client: Client, clerk: Post, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bill = given.bill()
    lines(*((f"{100 + nth}.00", "某公司", "货款") for nth in range(size)))
    standing = LineStanding.objects.select_related("line").latest("pk")
    given.paid(LineStanding.objects.select_related("line").earliest("pk"), bill, "50.00", by=clerk)

    with django_assert_max_num_queries(16):
        page(client)
    with django_assert_max_num_queries(40):
        client.get(reverse("billing:transfer", args=[standing.line.public_id]))


def test_a_line_shows_what_else_its_payer_paid_and_for_whom(client: Client) -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("1200.00", payer="某代理中心"), bill, "1200")
    now = given.transfer("500.00", payer="某代理中心")

    found = queries.others_of_payer(now.line, 5)

    assert [(each.standing.amount, each.schools) for each in found] == [(Decimal("1200.00"), ["东雷乡中心小学"])]
    assert "¥1,200.00" in client.get(reverse("billing:transfer", args=[now.line.public_id])).content.decode()


def test_what_a_clerk_decided_is_offered_for_undoing_in_a_later_session_too(client: Client, clerk: Post) -> None:
    bill, standing, other = given.bill(heads=30), given.transfer(), given.transfer("100.00", payer="别人")
    given.paid(standing, bill, "3600", by=clerk)

    text = client.get(reverse("billing:transfer", args=[other.line.public_id])).content.decode()

    assert reverse("billing:undo", args=[standing.line.public_id]) in text


def test_what_another_clerk_decided_is_not_offered_for_undoing(client: Client) -> None:
    bill, standing, other = given.bill(heads=30), given.transfer(), given.transfer("100.00", payer="别人")
    given.paid(standing, bill, "3600", by=given.finance_clerk())

    text = client.get(reverse("billing:transfer", args=[other.line.public_id])).content.decode()

    assert reverse("billing:undo", args=[standing.line.public_id]) not in text


def test_who_comes_second_sees_what_the_first_decided_and_keeps_his_own_choice(client: Client) -> None:
    one, other = given.bill(heads=30), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing, first = given.transfer(), given.finance_clerk(name="岳桂枝")
    given.paid(standing, one, "1200", by=first)

    answer = client.post(
        reverse("billing:accept", args=[standing.line.public_id]),
        {"bill": other.public_id, "amount": "987.65", "version": 1},
    )

    text = answer.content.decode()
    assert answer.status_code == 409
    assert first.account.name in text
    assert "东雷乡中心小学" in text
    assert 'value="987.65"' in text
    assert 'name="version" value="2"' in text
    assert Allocation.objects.count() == 1


def test_who_comes_second_with_a_split_finds_it_as_he_typed_it(client: Client) -> None:
    one, other = given.bill(heads=30), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing, first = given.transfer(), given.finance_clerk(name="岳桂枝")
    given.paid(standing, one, "1200", by=first)

    answer = client.post(
        reverse("billing:split", args=[standing.line.public_id]),
        {"save": "1", f"amount-{one.public_id}": "1111", f"amount-{other.public_id}": "1200", "version": 1},
    )

    text = answer.content.decode()
    assert answer.status_code == 409
    assert first.account.name in text
    assert 'value="1111"' in text
    assert Allocation.objects.count() == 1


def test_a_split_of_more_than_the_transfer_is_refused_and_stays_as_typed(client: Client) -> None:
    bill, standing = given.bill(heads=30), given.transfer()

    answer = client.post(
        reverse("billing:split", args=[standing.line.public_id]),
        {"save": "1", f"amount-{bill.public_id}": "3600.01", "version": 1},
    )

    assert answer.status_code == 409
    assert 'value="3600.01"' in answer.content.decode()
    assert not Allocation.objects.exists()


def test_who_came_second_with_a_reason_to_set_aside_keeps_reason_and_note(client: Client) -> None:
    bill, standing = given.bill(heads=30), given.transfer()
    given.paid(standing, bill, "1200")
    actions.undo(line=standing.line, version=2, by=given.finance_clerk(), now=clock.now())

    answer = client.post(
        reverse("billing:set_aside", args=[standing.line.public_id]),
        {"why": "other_income", "note": "食堂押金", "version": 2},
    )

    assert answer.status_code == 409
    assert "食堂押金" in answer.content.decode()
    standing.refresh_from_db()
    assert standing.state == "review"


def test_a_line_another_clerk_has_open_says_so_for_some_minutes(client: Client, clerk: Post) -> None:
    standing, colleague = given.transfer(), given.finance_clerk(name="岳桂枝")
    address = reverse("billing:transfer", args=[standing.line.public_id])
    with clock.standing_at(clock.now()):
        accounts.signed_in(colleague).get(address)
        assert colleague.account.name in client.get(address).content.decode()
        later = clock.now() + queries.LOOKS_FOR

    assert queries.others_looking(standing.line, clerk, later) == []


def test_a_clerk_who_went_on_is_no_longer_looking(client: Client) -> None:
    standing, other, colleague = given.transfer(), given.transfer("100.00"), given.finance_clerk(name="岳桂枝")
    her = accounts.signed_in(colleague)
    her.get(reverse("billing:transfer", args=[standing.line.public_id]))
    her.get(reverse("billing:transfer", args=[other.line.public_id]))

    text = client.get(reverse("billing:transfer", args=[standing.line.public_id])).content.decode()

    assert colleague.account.name not in text


@pytest.mark.parametrize("kind", [Kind.PROVIDER_MANAGER, Kind.AUDITOR])
def test_who_only_looks_may_narrow_and_export(kind: str) -> None:
    given.transfer()
    looker = accounts.signed_in(accounts.post(kind, programme_code=programmes.programme_2020().code))

    assert "¥3,600.00" in page(looker, q="某单位")
    assert looker.get(reverse("billing:transfers"), {"export": "xlsx"}).content.startswith(b"PK")


@pytest.mark.parametrize("query", [{"sort": "nonsense"}, {"county": "x"}, {"reason": "x"}, {"page": "99"}, {"q": "(*"}])
def test_an_address_that_makes_no_sense_shows_the_queue(client: Client, query: dict[str, str]) -> None:
    given.transfer()

    page(client, **query)


def test_a_countys_transfer_that_names_no_school_shows_the_countys_open_bills_nearest_amount_first(
    client: Client,
) -> None:
    far, near = given.bill(heads=30), given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing = given.transfer("1200.00", payer="五台县国库支付中心", remark="教师培训费")

    found = queries.bills_of_payers_county(standing, 5)

    assert [each.bill.pk for each in found] == [near.pk, far.pk]
    text = client.get(reverse("billing:transfer", args=[standing.line.public_id])).content.decode()
    assert "石咀镇中心小学" in text
    assert 'data-shortcut="Enter"' not in text
