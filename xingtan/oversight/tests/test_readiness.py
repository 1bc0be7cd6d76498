"""Readiness of counties and schools, and progress towards the day of registration, from the records."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.notices.tests import given as notices
from xingtan.organisations.tests import given as organisations
from xingtan.oversight import queries
from xingtan.oversight.rules import Point, Ready
from xingtan.oversight.tests import given
from xingtan.oversight.tests.given import notice_of, programme_with_notice
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import units_of
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.tests import given as rosters

pytestmark = pytest.mark.django_db
AT = clock.moment(2020, 12, 1, 10)


@pytest.fixture(autouse=True)
def _before_the_deadline(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_at(AT):
        yield


def city() -> Client:
    return people.signed_in(given.city_supervisor())


def of_county(programme: Programme, code: str = organisations.WUTAI) -> dict[Point, queries.Cell]:
    rows = queries.division_rows(given.city_supervisor(), programme, clock.today())
    return {cell.point: cell for row in rows if row.division.code == code for cell in row.cells}


def test_a_county_with_everything_in_place_is_ready_at_every_point() -> None:
    programme = programme_with_notice()
    school = given.school(teachers=2)
    programmes.plan(state="filed")
    notices.signed(notice_of(programme), school)
    notices.meeting(school)
    rosters.submitted_roster(programme=programme, school=school)
    for each in given.teachers(school):
        Account.objects.filter(pk=each.account_id).update(activated_at=AT)
    given.counted(AT)

    cells = of_county(programme)

    done = [point for point in Point if cells[point].ready is Ready.DONE]
    assert done == [Point.PLAN, Point.NOTICE, Point.SIGNED, Point.MEETING, Point.ROSTER, Point.ACTIVATION]
    assert (cells[Point.PAYMENT].ready, cells[Point.STARTED].ready) == (Ready.OPEN, Ready.OPEN)


def test_a_county_with_nothing_is_overdue_where_a_day_has_passed() -> None:
    programme = programme_with_notice()
    given.school(teachers=0)

    cells = of_county(programme)

    assert cells[Point.NOTICE].ready is Ready.OVERDUE
    assert cells[Point.MEETING].ready is Ready.OVERDUE
    assert cells[Point.ROSTER].ready is Ready.OPEN
    assert cells[Point.PAYMENT].ready is Ready.NOTHING


@pytest.mark.parametrize(
    ("state", "ready"), [("submitted", Ready.PARTLY), ("returned", Ready.OPEN), ("filed", Ready.DONE)]
)
def test_a_plan_counts_once_it_is_filed(state: str, ready: Ready) -> None:
    programme = programme_with_notice()
    programmes.plan(state=state)

    assert of_county(programme)[Point.PLAN].ready is ready


def test_the_city_sees_all_units_and_its_own_schools_without_a_plan() -> None:
    programme_with_notice()
    organisations.city_direct_school()

    page = city().get("/figures/readiness/")

    assert len(page.context["page"]) == 16
    assert "市直" in page.content.decode()


def test_a_county_sees_its_schools_and_narrows_them_by_what_is_missing() -> None:
    programme = programme_with_notice()
    first, second = given.school("五台县第一小学", 2), given.school("五台县第二小学", 0)
    notices.signed(notice_of(programme), first)
    given.counted(AT)
    clerk = people.signed_in(given.county_admin())
    address = f"/figures/readiness/{organisations.WUTAI}/"

    found = {
        missing: [each["school"].registered_name for each in clerk.get(address, {"missing": missing}).context["rows"]]
        for missing in ("", "signed", "roster", "activation")
    }

    both = [first.registered_name, second.registered_name]
    assert found == {"": both, "signed": both[1:], "roster": both, "activation": both}
    assert clerk.get("/figures/readiness/")["Location"] == address
    assert clerk.get(f"/figures/readiness/{organisations.YUANPING}/").status_code == 404


def test_the_day_to_be_online_is_the_schools_own() -> None:
    programme = programme_with_notice()
    early, late = given.school("五台县第一小学", 0), given.school("五台县第二小学", 0)
    notices.forwarded(notice_of(programme))
    notices.signed(notice_of(programme), early)
    with clock.standing_at(clock.moment(2020, 12, 15, 9)):
        notices.signed(notice_of(programme), late)

    rows = queries.school_rows(
        programme, list(queries.school_list(given.county_admin(), programme, early.division)), clock.today()
    )

    assert {row.school.registered_name: row.online_by.isoformat() for row in rows} == {
        "五台县第一小学": "2020-12-24",
        "五台县第二小学": "2020-12-29",
    }


@pytest.mark.parametrize("schools", [2, 12])
@pytest.mark.parametrize(
    ("address", "most"),
    [("/figures/readiness/", 16), (f"/figures/readiness/{organisations.WUTAI}/", 24), ("/figures/registration/", 18)],
)
def test_pages_take_the_same_queries_for_many_as_for_few(
    address: str, most: int, schools: int, django_assert_max_num_queries: Any
) -> None:
    programme = programme_with_notice()
    for number in range(schools):
        school = given.school(f"五台县第{number}小学", 1)
        notices.signed(notice_of(programme), school)
    for unit in list(units_of(programme))[:schools]:
        programmes.plan(unit.code)
    given.counted(AT)
    browser = city()
    browser.get(address)

    with django_assert_max_num_queries(most):
        browser.get(address)


# --- registration (R31) ----------------------------------------------------------------------


def test_registration_counts_accounts_and_those_on_rosters_that_wait() -> None:
    programme = programme_with_notice()
    given.school("五台县第一小学", 3, teachers_on_register=5)
    waiting = given.school("五台县第二小学", 0)
    rosters.submitted_roster(programme=programme, school=waiting)
    given.school("五台县第三小学", 0)
    given.counted(AT)

    page = city().get("/figures/registration/")

    whole = page.context["whole"]
    on_roster = waiting_teachers(programme)
    assert (whole.enrolled, whole.waiting, whole.on_register) == (3, on_roster, 5)
    assert {each.registered_name for each in page.context["page"]} >= {"五台县第二小学", "五台县第三小学"}
    assert page.context["left"] == 9


def waiting_teachers(programme: Programme) -> int:
    return sum(row.registration.waiting for row in queries.registration_rows(given.city_supervisor(), programme))


def test_the_report_holds_every_school_of_the_scope_and_no_person() -> None:
    programme_with_notice()
    school = given.school("五台县第一小学", 2)
    given.school("原平市实验小学", 1, division=organisations.YUANPING)
    given.counted(AT)

    answer = people.signed_in(given.county_admin()).get("/figures/registration/", {"export": "xlsx"})

    cells = [str(cell.value) for row in load_workbook(io.BytesIO(answer.content)).active for cell in row]
    assert school.full_name in cells
    assert "原平市实验小学" not in cells
    assert given.teachers(school)[0].account.name not in cells
    assert Entry.objects.filter(verb="export_registration").count() == 1


def test_a_school_opens_none_of_these_pages() -> None:
    programme_with_notice()
    head = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=given.school()))

    addresses = ["/figures/readiness/", "/figures/registration/", "/figures/chase/roster/"]
    assert [head.get(address).status_code for address in addresses] == [404] * 3
