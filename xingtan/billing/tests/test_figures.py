"""Every yuan that came in is somewhere, Σ counties = total = Σ lines, and each figure opens to what is behind it."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.billing import actions, queries
from xingtan.billing.ageing import Pile
from xingtan.billing.models import LineStanding
from xingtan.billing.queries import figures as asking
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes


def _do(deed: str, standing: LineStanding, bill: Any, amount: Decimal, clerk: Post) -> None:
    """One thing a clerk does with a transfer."""
    facts: dict[str, Any] = {"line": standing.line, "by": clerk, "now": clock.now()}
    half = (amount / 2).quantize(Decimal("0.01")) or amount
    if deed in {"all", "part", "back", "undo"}:
        share = half if deed in {"part", "back"} else amount
        actions.allocate(shares=[(bill, share)], version=standing.version, **facts)
        standing.refresh_from_db()
    if deed == "back" and standing.rest > 0:
        given.refund(standing, f"{standing.rest}", by=clerk)
    if deed == "undo":
        actions.undo(version=standing.version, **facts)
    if deed == "aside":
        actions.set_aside(why="unknown", note="", version=standing.version, **facts)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_on_any_ledger_counties_total_and_lines_tie(seed: int) -> None:
    programme = programmes.programme_2020()
    clerk = given.finance_clerk(programme)
    places = (organisations.WUTAI, organisations.YUANPING, organisations.XINFU)
    bills = [given.bill(organisations.school(f"{code}小学", division=code), programme=programme) for code in places]
    for nth, (at, fen, deed) in enumerate(_ledger(seed)):
        amount = Decimal(fen) / 100
        standing = given.transfer(f"{amount}", payer=f"某单位{nth}", remark="", programme=programme)
        if standing.state in {"new", "review"}:
            _do(deed, standing, bills[at], amount, clerk)

    money = asking.money_of(asking.incoming(programme, clerk))
    counties = asking.counties_of(queries.bills_of(programme, clerk))
    whole = asking.whole_of(counties)

    assert money.difference == 0
    assert money.lines == LineStanding.objects.filter(line__is_incoming=True).count()
    assert whole.allocated == money.allocated == sum((each.allocated for each in counties), Decimal(0))
    assert sum(asking.refunds_by_county(programme, clerk).values(), Decimal(0)) == money.refunding
    undecided = asking.undecided_by_county(programme, asking.incoming(programme, clerk)).values()
    assert sum((each["open"] for each in undecided), Decimal(0)) == money.open
    assert sum((each["aside"] for each in undecided), Decimal(0)) == money.aside
    open_sum = sum(asking.open_by_age(asking.incoming(programme, clerk), clock.today()).values(), Pile())
    assert open_sum.amount == money.open
    assert queries.ledger_breaches() == []


def _ledger(seed: int) -> list[tuple[int, int, str]]:
    """A ledger of some deeds, another for each seed; every deed comes up."""
    deeds = ("all", "part", "aside", "wait", "back", "undo")
    return [((seed + nth) % 3, (seed + 1) * 7919 * (nth + 3) % 900_000 + 1, deed) for nth, deed in enumerate(deeds * 2)]


@pytest.mark.django_db
def test_what_bills_want_and_what_others_paid_too_much_are_told_apart() -> None:
    programme = programmes.programme_2020()
    clerk = given.finance_clerk(programme)
    first = given.bill(organisations.school("甲小学"), programme=programme)
    given.bill(organisations.school("乙小学"), programme=programme)
    given.paid(
        given.transfer(f"{first.amount + 100}", payer="某单位", remark="", programme=programme),
        first,
        f"{first.amount + 100}",
        clerk,
    )

    (county,) = asking.counties_of(queries.bills_of(programme, clerk))

    assert (county.bills, county.paid, county.over) == (2, 1, Decimal("100.00"))
    assert county.to_come == county.due - first.amount


def _client(kind: str, **place: Any) -> Client:
    return people.signed_in(people.post(kind, **place))


def _keeper() -> Client:
    return _client(Kind.FINANCE, programme_code="xinzhou-2020")


@pytest.mark.django_db
def test_the_county_sees_its_schools_bills_and_no_line_of_the_bank() -> None:
    given.bill(organisations.school("甲小学"))
    given.bill(organisations.school("乙小学", division=organisations.YUANPING))
    client = _client(Kind.COUNTY_ADMIN, division=organisations.division())

    text = client.get("/billing/figures/").content.decode()

    assert "五台县" in text
    assert "原平市" not in text
    for page in ("schools/", "lines/", "day-book/", "account-book/"):
        assert client.get(f"/billing/figures/{page}").status_code == 404


@pytest.mark.django_db
def test_a_figure_opens_to_its_lines_and_its_bills() -> None:
    standing = given.transfer("500.00", payer="来历不明单位", remark="")
    given.bill(organisations.school("甲小学"))
    client = _keeper()

    figures = client.get("/billing/figures/").content.decode()
    lines = client.get("/billing/figures/lines/?what=open&age=60%2B").content.decode()
    young = client.get("/billing/figures/lines/?what=open&age=0-7").content.decode()
    day = standing.line.booked_at.astimezone(clock.ZONE).date()
    of_day = client.get(f"/billing/figures/lines/?day={day.isoformat()}").content.decode()
    bills = client.get("/billing/figures/bills/?age=0-7").content.decode()

    assert "¥500.00" in figures
    assert ("来历不明单位" in lines) != ("来历不明单位" in young)
    assert "来历不明单位" in of_day
    assert "甲小学" in bills
    assert client.get("/billing/figures/lines/?what=nonsense").status_code == 404


@pytest.mark.django_db
def test_the_pages_stand_without_any_money() -> None:
    programmes.programme_2020()
    client = _keeper()

    answers = [
        client.get(f"/billing/figures/{page}").status_code
        for page in ("", "schools/", "bills/", "lines/", "day-book/", "account-book/")
    ]

    assert answers == [200] * 6


def _amounts(page: Any, column: int) -> list[Decimal]:
    return [
        Decimal(str(row[column])).quantize(Decimal("0.01"))
        for row in page.iter_rows(min_row=2, values_only=True)
        if row[column] is not None
    ]


@pytest.mark.django_db
def test_the_account_book_adds_up_again_to_what_the_page_says() -> None:
    programme = programmes.programme_2020()
    clerk = given.finance_clerk(programme)
    bill = given.bill(organisations.school("甲小学"), programme=programme)
    given.paid(given.transfer("0.10", payer="某甲", remark="", programme=programme), bill, "0.10", clerk)
    given.paid(given.transfer("1234567.89", payer="=某乙", remark="", programme=programme), bill, "1234567.80", clerk)
    client = people.signed_in(clerk)

    book = openpyxl.load_workbook(io.BytesIO(client.get("/billing/figures/account-book/").content))

    bills, lines, allocations, refunds, days = book.worksheets
    for page, column in ((bills, 4), (bills, 5), (lines, 1), (lines, 3), (allocations, 1), (days, 1)):
        *rows, total = _amounts(page, column)
        assert sum(rows, Decimal(0)) == total
    money = asking.money_of(asking.incoming(programme, clerk))
    assert _amounts(lines, 1)[-1] == money.received == Decimal("1234567.99")
    assert _amounts(allocations, 1)[-1] == _amounts(bills, 5)[-1] == _amounts(lines, 3)[-1] == money.allocated
    assert [cell.value for cell in refunds[1]][1] == "金额"
    assert all(cell.data_type != "f" for row in lines.iter_rows() for cell in row)


def _asked(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/billing/figures/{page}").status_code == 200
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    [
        "",
        "schools/",
        "bills/",
        "lines/?what=open",
        "day-book/",
        "account-book/",
        "schools/?export=xlsx",
        "?sort=-to_come&export=xlsx",
        "bills/?sort=rest&export=xlsx",
        "lines/?sort=rest&export=xlsx",
        "day-book/?export=xlsx",
    ],
)
def test_a_page_asks_the_same_at_two_sizes(page: str) -> None:
    client = _keeper()
    bill = given.bill(organisations.school("甲小学"))
    given.paid(given.transfer("1.00", payer="某甲", remark=""), bill, "1.00")
    given.transfer("5.00", payer="某丁", remark="")
    _asked(client, page)
    few = _asked(client, page)

    for nth in range(4):
        other = given.bill(
            organisations.school(f"第{nth}小学", division=(organisations.YUANPING, organisations.XINFU)[nth % 2])
        )
        given.paid(given.transfer(f"{nth + 2}.00", payer=f"某{nth}", remark=""), other, "1.00")
        given.transfer(f"7{nth}.00", payer=f"丙{nth}", remark="")

    assert _asked(client, page) == few


@pytest.mark.django_db
def test_each_school_shows_what_waits_and_looks_most_like_its_own() -> None:
    programme = programmes.programme_2020()
    first = given.bill(organisations.school("甲小学"), programme=programme, heads=30)
    given.bill(organisations.school("乙小学", division=organisations.YUANPING), programme=programme, heads=5)
    clerk = given.finance_clerk(programme)
    waiting = given.transfer("777.00", payer="甲小学", remark="", programme=programme)
    assert waiting.state in {"new", "review"}
    given.transfer("5.00", payer="来历不明", remark="", programme=programme)
    client = people.signed_in(clerk)

    of_school = asking.undecided_by_likeness(asking.incoming(programme, clerk))
    page = client.get("/billing/figures/schools/").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/billing/figures/schools/?export=xlsx").content)).worksheets[0]

    assert of_school[first.pk]["open"] == Decimal("777.00")
    assert sum((each["open"] for each in of_school.values()), Decimal(0)) == Decimal("782.00")
    assert "¥777.00" in page
    assert [row[7] for row in book.iter_rows(min_row=2, values_only=True) if row[1] == "甲小学"] == [777]
    narrowed = client.get(f"/billing/figures/schools/?county={organisations.YUANPING}").content.decode()
    assert "乙小学" in narrowed
    assert "甲小学" not in narrowed
    assert Entry.objects.filter(verb="export_money_by_school").exists()


# --- lists -----------------------------------------------------------------------------------


def _order(client: Client, page: str, *names: str) -> list[str]:
    text = client.get(f"/billing/figures/{page}").content.decode()
    return sorted((name for name in names if name in text), key=lambda name: text.rindex(f">{name}<"))


@pytest.mark.django_db
def test_the_lists_of_the_figures_sort_by_what_is_asked() -> None:
    programme = programmes.programme_2020()
    given.bill(organisations.school("甲小学"), programme=programme, heads=30)
    given.bill(organisations.school("乙小学", division=organisations.YUANPING), programme=programme, heads=5)
    given.transfer("900.00", payer="某甲", remark="", programme=programme)
    given.transfer("5.00", payer="某乙", remark="", programme=programme)
    client = _keeper()

    assert _order(client, "bills/?sort=rest", "甲小学", "乙小学") == ["乙小学", "甲小学"]
    assert _order(client, "bills/?sort=-rest", "甲小学", "乙小学") == ["甲小学", "乙小学"]
    assert _order(client, "lines/?sort=rest", "某甲", "某乙") == ["某乙", "某甲"]
    assert _order(client, "lines/?sort=-amount", "某甲", "某乙") == ["某甲", "某乙"]
    assert _order(client, "?sort=to_come", "五台县", "原平市") == ["原平市", "五台县"]
    assert _order(client, "?sort=-to_come", "五台县", "原平市") == ["五台县", "原平市"]


@pytest.mark.django_db
def test_every_list_of_the_figures_leaves_as_a_workbook_and_is_put_on_record() -> None:
    programme = programmes.programme_2020()
    bill = given.bill(organisations.school("甲小学"), programme=programme, heads=30)
    given.paid(given.transfer("5.00", payer="=1+1", remark="13800000000", programme=programme), bill, "5.00")
    client = _keeper()

    books = {
        page: openpyxl.load_workbook(io.BytesIO(client.get(f"/billing/figures/{page}").content)).worksheets[0]
        for page in ("?export=xlsx", "bills/?export=xlsx", "lines/?export=xlsx", "day-book/?export=xlsx")
    }

    second = {page: [cell.value for cell in sheet[2]] for page, sheet in books.items()}
    assert second["?export=xlsx"][:4] == ["五台县", "1", "0", 3600]
    assert second["bills/?export=xlsx"][-3:] == [3600, 5, 3595]
    assert second["lines/?export=xlsx"][3] == 5
    assert "13800000000" not in str(second["lines/?export=xlsx"])
    assert second["day-book/?export=xlsx"][1:4] == [5, 0, 5]
    assert all(cell.data_type != "f" for sheet in books.values() for row in sheet.iter_rows() for cell in row)
    kept = set(Entry.objects.values_list("verb", flat=True))
    assert {"export_money_by_county", "export_open_bills", "export_transfers", "export_day_book"} <= kept


@pytest.mark.django_db
def test_who_paid_too_much_has_paid() -> None:
    programme = programmes.programme_2020()
    bill = given.bill(organisations.school("甲小学"), programme=programme, heads=1)
    given.bill(organisations.school("乙小学"), programme=programme)
    given.paid(given.transfer("150.00", payer="某甲", remark="", programme=programme), bill, "150.00")
    client = _keeper()

    (county,) = asking.counties_of(queries.bills_of(programme, given.finance_clerk(programme)))
    settled = client.get("/billing/?state=settled").content.decode()

    assert (county.bills, county.paid, county.over) == (2, 1, Decimal("30.00"))
    assert "甲小学" in settled
    assert "乙小学" not in settled


@pytest.mark.django_db
def test_what_waits_is_counted_with_the_county_of_the_school_it_looks_most_like() -> None:
    programme = programmes.programme_2020()
    clerk = given.finance_clerk(programme)
    given.bill(organisations.school("甲镇中心小学"), programme=programme, heads=30)
    given.bill(organisations.school("乙镇中心小学", division=organisations.YUANPING), programme=programme, heads=5)
    looks = given.transfer("100.00", payer="某公司", remark="乙镇中心小学", programme=programme)
    given.transfer("77.00", payer="来历不明单位", remark="", programme=programme)
    treasury = given.transfer("33.00", payer="原平市国库支付中心", remark="教师培训费", programme=programme)
    assert (looks.state, treasury.state) == ("review", "review")

    found = asking.undecided_by_county(programme, asking.incoming(programme, clerk))
    text = people.signed_in(clerk).get("/billing/figures/").content.decode()

    assert (found[organisations.YUANPING]["open"], found[""]["open"]) == (Decimal("133.00"), Decimal("77.00"))
    assert "¥133.00" in text
    assert "¥77.00" in text
    assert organisations.WUTAI not in found
