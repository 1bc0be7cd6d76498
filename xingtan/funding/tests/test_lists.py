"""Who has not declared and who falls short by how much: county over schools, city over counties; who sees what (R29, R30)."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.funding import actions, queries
from xingtan.funding.errors import NothingToRemind
from xingtan.funding.models import CountyReminder, Declaration
from xingtan.funding.tests import given
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
COUNTIES = "/funding/counties/"
COUNTY = f"{COUNTIES}{organisations.WUTAI}/"


@pytest.fixture
def programme() -> Programme:
    return programmes.programme_2020()


def city() -> Post:
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def county(code: str = organisations.WUTAI) -> Post:
    return people.post(Kind.COUNTY_ADMIN, division=organisations.division(code))


def schools(count: int, division: str = organisations.WUTAI) -> list[School]:
    return [organisations.school(f"第{number}小学", division=division) for number in range(1, count + 1)]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_county_sees_how_many_yuan_are_missing_and_who_has_not_declared(programme: Programme) -> None:
    short, met, silent = schools(3)
    given.declared(short, training="15000.00", programme=programme)
    given.declared(met, programme=programme)
    client = people.signed_in(county())

    everything = text_of(client, COUNTY)
    missing = text_of(client, f"{COUNTY}?state=short")
    undeclared = text_of(client, f"{COUNTY}?state=undeclared")

    assert "1 所学校未申报公用经费；1 所学校不足，共差 ¥5,000.00" in everything
    assert short.registered_name in missing
    assert met.registered_name not in missing
    assert "¥5,000.00" in missing
    assert silent.registered_name in undeclared
    assert short.registered_name not in undeclared


def test_a_corrected_declaration_counts_once_by_its_last_version(programme: Programme) -> None:
    school = schools(1)[0]
    given.declared(school, training="0.00", programme=programme)
    given.declared(school, training="19000.00", seen=1, reason="追加", programme=programme)

    sums = queries.sums_of(queries.area(county(), programme), given.YEAR)

    assert (sums.declared, sums.short, sums.missing, sums.training) == (1, 1, Decimal("1000.00"), Decimal("19000.00"))


def test_the_city_sees_every_county_with_its_shortfall_and_its_schools(programme: Programme) -> None:
    school = schools(1)[0]
    given.declared(organisations.division(), "120000000.00", "2999999.99", programme=programme)
    given.declared(organisations.division(organisations.YUANPING), "120000000.00", "3000000.00", programme=programme)
    given.declared(school, training="0.00", programme=programme)
    organisations.city_direct_school()

    rows = {(row.division.code, row.is_direct): row for row in queries.county_rows(city(), programme, given.YEAR)}
    text = text_of(people.signed_in(city()), COUNTIES)

    assert rows[organisations.WUTAI, False].state == "short"
    assert rows[organisations.WUTAI, False].schools.missing == Decimal("20000.00")
    assert rows[organisations.YUANPING, False].state == "met"
    assert rows[organisations.CITY, True].schools.undeclared == 1
    assert "13 个县未申报工资总额；1 个县不足，共差 ¥0.01" in text
    assert "2.49%" in text


def test_the_counties_add_up_to_the_whole_area(programme: Programme) -> None:
    for code in (organisations.WUTAI, organisations.YUANPING, organisations.XINFU):
        for number, school in enumerate(schools(3, code)):
            if number:
                given.declared(school, "300000.00", f"{number}4000.00", programme=programme)

    rows = queries.county_rows(city(), programme, given.YEAR)

    assert sum((row.schools for row in rows), queries.Sums()) == queries.sums_of(
        queries.area(city(), programme), given.YEAR
    )


def test_each_sees_its_own_and_the_institution_sees_nothing(programme: Programme) -> None:
    ours, theirs = schools(1)[0], schools(1, organisations.YUANPING)[0]
    wages = given.declared(organisations.division(), "120000000.00", "3000000.00", programme=programme)
    own, other = given.declared(ours, programme=programme), given.declared(theirs, programme=programme)
    seen = {
        "city": city(), "county": county(), "school": people.post(Kind.SCHOOL_CONTACT, school=ours),
        "finance": people.post(Kind.FINANCE, programme_code=programme.code),
        "auditor": people.post(Kind.AUDITOR, programme_code=programme.code),
    }  # fmt: skip

    found = {name: set(Declaration.objects.within(post)) for name, post in seen.items()}

    assert found == {
        "city": {wages, own, other}, "county": {wages, own}, "school": {own}, "finance": set(), "auditor": set(),
    }  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR, Kind.ACADEMIC])
def test_the_institution_opens_no_page_of_wages(programme: Programme, kind: Kind) -> None:
    client = people.signed_in(people.post(kind, programme_code=programme.code))

    answers = [client.get(address).status_code for address in ("/funding/", COUNTIES, COUNTY)]

    assert answers == [404, 404, 404]


def test_a_county_does_not_open_the_next_countys_page(programme: Programme) -> None:
    client = people.signed_in(county())

    assert client.get(f"{COUNTIES}{organisations.YUANPING}/").status_code == 404
    assert client.post(f"{COUNTIES}{organisations.YUANPING}/declare/", {"base": "1"}).status_code == 404
    assert programme.code


def test_another_year_has_its_own_figures_and_a_senseless_year_shows_the_programmes(programme: Programme) -> None:
    school = schools(1)[0]
    given.declared(school, "100000.00", "5000.00", year=2019, programme=programme)
    client = people.signed_in(county())

    before, now, nonsense = (text_of(client, f"{COUNTY}?year={year}") for year in ("2019", "2020", "x"))

    assert "¥100,000.00" in before
    assert "¥100,000.00" not in now
    assert "2020 年教师培训经费" in nonsense


def test_a_school_sees_its_years_one_beneath_the_other(programme: Programme) -> None:
    school = schools(1)[0]
    given.declared(school, "100000.00", "4000.00", year=2019, programme=programme)
    given.declared(school, programme=programme)
    client = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=school))

    text = text_of(client, f"/funding/schools/{school.public_id}/")

    assert "历年情况" in text
    assert "4.00%" in text
    assert "¥1,000.00" in text


def cells(client: Client, address: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    return list(book.worksheets[0].iter_rows(min_row=3, values_only=True))


def test_the_lists_leave_as_workbooks_with_the_filter_kept(programme: Programme) -> None:
    short, _silent = schools(2)
    given.declared(short, training="15000.00", programme=programme)
    given.declared(organisations.division(), "120000000.00", "2000000.00", programme=programme)

    rows = cells(people.signed_in(county()), f"{COUNTY}?state=short&export=xlsx")
    counties = cells(people.signed_in(city()), f"{COUNTIES}?export=xlsx")

    assert [row[1] for row in rows] == [short.registered_name]
    assert rows[0][3:] == ("400000.00", "15000.00", "3.75", "5.00", "5000.00")
    ours = next(row for row in counties if row[0] == "五台县")
    assert ours[2:7] == ("120000000.00", "2000000.00", "1.66", "2.50", "1000000.00")


def test_the_city_reminds_who_owes_once_a_day_by_mail(programme: Programme) -> None:
    owing, done = county(), county(organisations.YUANPING)
    for post, mail in ((owing, "wutai@example.cn"), (done, "yuanping@example.cn")):
        post.account.mail = mail
        post.account.save()
    given.declared(done.division or organisations.division(), "120000000.00", "3000000.00", programme=programme)
    bureau, noon = city(), datetime.combine(date(2020, 12, 14), time(12), clock.ZONE)

    told = actions.remind_counties(programme=programme, year=2020, by=bureau, now=noon)
    with pytest.raises(NothingToRemind):
        actions.remind_counties(programme=programme, year=2020, by=bureau, now=noon + timedelta(hours=3))

    assert told == 14
    assert [str(message.to) for message in Message.objects.all()] == ["wutai@example.cn"]
    assert CountyReminder.objects.count() == 14
    again = actions.remind_counties(programme=programme, year=2020, by=bureau, now=noon + timedelta(days=1))
    assert again == 14


def test_schools_are_reminded_of_their_public_funds_by_city_and_county_alone(programme: Programme) -> None:
    schools(2)
    ours, provider = (
        people.signed_in(county()),
        people.signed_in(people.post(Kind.PROVIDER_MANAGER, programme_code=programme.code)),
    )

    text = text_of(ours, "/figures/chase/funds/")

    assert "第1小学" in text
    assert provider.get("/figures/chase/funds/").status_code == 404


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "address", [COUNTIES, COUNTY, f"{COUNTY}?state=short", f"{COUNTY}?export=xlsx", f"{COUNTIES}?export=xlsx"]
)
def test_a_page_asks_the_same_however_many_declared(programme: Programme, address: str) -> None:
    client = people.signed_in(city())
    for school in schools(2):
        given.declared(school, training="1.00", programme=programme)
    queries_of(client, address)
    few = queries_of(client, address)

    for number, school in enumerate(schools(12)[2:]):
        given.declared(school, training=f"{number + 2}.00", programme=programme)
    for code in (organisations.YUANPING, organisations.XINFU):
        given.declared(organisations.division(code), "120000000.00", "1.00", programme=programme)

    assert queries_of(client, address) == few
