"""What county and city see and decide in the browser."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment import queries as enrolment
from xingtan.enrolment.tests import given as enrolled
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.rosters import queries
from xingtan.rosters.models import Reopening, Roster
from xingtan.rosters.tests import given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_time() -> object:
    with clock.standing_at(given.IN_TIME):
        yield


def county(code: str = organisations.WUTAI) -> Client:
    return people.signed_in(people.post(Kind.COUNTY_ADMIN, division=organisations.division(code)))


def test_a_county_sees_its_rosters_with_numbers_masked() -> None:
    roster = given.submitted_roster(2)
    teacher = queries.teachers_of(roster)[0]

    listed = county().get("/rosters/").content.decode()
    page = county().get(f"/rosters/{roster.public_id}/").content.decode()

    assert roster.school.registered_name in listed
    assert teacher.name in page
    assert teacher.id_number not in page
    assert teacher.mobile not in page


def test_the_county_passes_on_and_the_centre_accepts() -> None:
    roster = given.submitted_roster(2)
    centre = people.signed_in(given.centre())

    assert county().post(f"/rosters/{roster.public_id}/accept/").status_code == 302
    assert enrolment.headcount_of(roster.programme, roster.school) == 0
    assert county().post(f"/rosters/{roster.public_id}/accept/").status_code == 409

    answer = centre.post(f"/rosters/{roster.public_id}/accept/", follow=True)

    assert "2" in answer.content.decode()
    assert enrolment.headcount_of(roster.programme, roster.school) == 2
    assert centre.post(f"/rosters/{roster.public_id}/accept/").status_code == 409


def test_remarks_beside_rows_are_enough_to_return_and_the_school_reads_them() -> None:
    roster = given.submitted_roster(2)
    reviewer = county()

    assert reviewer.post(f"/rosters/{roster.public_id}/rows/2/remark/", {"remark": "请核对学科"}).status_code == 302
    part = reviewer.post(
        f"/rosters/{roster.public_id}/rows/1/remark/", {"remark": "请核对姓名"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "请核对姓名" in part
    assert part.lstrip().startswith("<tr")
    school = people.signed_in(given.contact(roster.school))
    assert "请核对学科" not in school.get(f"/rosters/{roster.public_id}/").content.decode()
    assert reviewer.post(f"/rosters/{roster.public_id}/return/", {"reason": ""}).status_code == 302
    assert "请核对学科" in school.get(f"/rosters/{roster.public_id}/").content.decode()


def test_a_school_is_received_late_when_two_people_say_so() -> None:
    school = given.draft(1).school
    with clock.standing_at(given.CLOSES_AT + timedelta(hours=9)):
        asking, deciding = county(), people.signed_in(given.centre())
        assert f"/rosters/reopenings/ask/{school.public_id}/" in asking.get("/rosters/?state=missing").content.decode()
        wrong = asking.post(f"/rosters/reopenings/ask/{school.public_id}/", {"cause": "late", "until": "2020-12-11"})
        asked = asking.post(
            f"/rosters/reopenings/ask/{school.public_id}/",
            {"cause": "late", "reason": "大雪封路", "until": "2020-12-11"},
        )
        reopening = Reopening.objects.get()
        decide = f"/rosters/reopenings/{reopening.public_id}/decide/"
        assert (wrong.status_code, asked.status_code) == (422, 302)
        assert "大雪封路" in asking.get(f"/rosters/reopenings/ask/{school.public_id}/").content.decode()
        assert asking.post(decide, {"decision": "grant"}).status_code == 404
        assert decide in deciding.get("/rosters/reopenings/").content.decode()
        assert deciding.post(decide, {"decision": "refuse", "words": ""}).status_code == 409
        assert deciding.post(decide, {"decision": "grant"}).status_code == 302
        assert queries.is_received(reopening.programme, clock.now(), school)


def test_the_list_of_late_rosters_takes_the_same_number_of_queries_at_any_size() -> None:
    after = given.CLOSES_AT + timedelta(hours=9)

    def add(first: int, schools: int) -> None:
        for n in range(first, first + schools):
            given.reopening(school=organisations.school(f"五台县第{n}希望小学"), at=after)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert centre.get("/rosters/reopenings/").status_code == 200
        return len(seen)

    with clock.standing_at(after):
        centre = people.signed_in(given.centre())
        add(1, 2)
        ask()  # the first page of a session also writes when it was seen
        few = ask()
        add(3, 9)
        assert ask() == few


def test_what_waits_too_long_is_found() -> None:
    roster = given.submitted_roster(1)
    with clock.standing_at(given.IN_TIME + timedelta(days=4)):
        reviewer = county()

        assert "?state=late" in reviewer.get("/rosters/").content.decode()
        assert roster.school.registered_name in reviewer.get("/rosters/?state=late").content.decode()


def test_the_county_returns_with_a_reason_that_the_school_reads() -> None:
    roster = given.submitted_roster(1)

    without = county().post(f"/rosters/{roster.public_id}/return/", {"reason": ""})
    county().post(f"/rosters/{roster.public_id}/return/", {"reason": "缺少两位音乐教师"})

    assert without.status_code == 422
    school = people.signed_in(given.contact(roster.school))
    assert "缺少两位音乐教师" in school.get(f"/rosters/{roster.public_id}/").content.decode()
    assert Roster.objects.get().state == "returned"


def test_another_county_finds_nothing_and_changes_nothing() -> None:
    roster = given.submitted_roster(1)
    sibling = county(organisations.WUTAISHAN)

    assert roster.school.registered_name not in sibling.get("/rosters/").content.decode()
    assert sibling.get(f"/rosters/{roster.public_id}/").status_code == 404
    assert sibling.post(f"/rosters/{roster.public_id}/accept/").status_code == 404
    assert sibling.post(f"/rosters/{roster.public_id}/return/", {"reason": "x"}).status_code == 404
    assert Roster.objects.get().state == "submitted"


def test_the_city_decides_about_its_own_schools_only() -> None:
    own, county_school = given.submitted_roster(1, school=organisations.city_direct_school()), organisations.school()
    other = given.submitted_roster(sheet=given.rows(1, school=county_school, first=50), school=county_school)
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))

    assert "/accept/" in city.get(f"/rosters/{own.public_id}/").content.decode()
    assert "/accept/" not in city.get(f"/rosters/{other.public_id}/").content.decode()
    assert city.post(f"/rosters/{other.public_id}/accept/").status_code == 409
    assert city.post(f"/rosters/{own.public_id}/accept/").status_code == 302


def test_the_list_narrows_by_state_county_and_school() -> None:
    given.accepted_roster(1)
    second = organisations.school("五台县第二小学校")
    given.submitted_roster(sheet=given.rows(1, school=second, first=9), school=second)
    organisations.school("五台县第三小学校")
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))

    def names(query: str) -> list[str]:
        table = city.get(f"/rosters/?{query}").content.decode().partition("<tbody>")[2]
        return [name for name in ("实验小学", "第二小学校", "第三小学校") if name in table]

    assert names("") == ["实验小学", "第二小学校"]
    assert names("state=accepted") == ["实验小学"]
    assert names("text=第二小学") == ["第二小学校"]
    assert names("county=140981") == []
    assert names("state=missing") == ["第三小学校"]
    assert names("state=nonsense") == ["实验小学", "第二小学校"]


def test_lists_take_the_same_number_of_queries_at_any_size() -> None:
    def add(first: int, schools: int) -> None:
        for n in range(first, first + schools):
            school = organisations.school(f"五台县第{n}希望小学")
            given.submitted_roster(sheet=given.rows(1, school=school, first=n), school=school)
            enrolled.enrolments(2, school=school)

    add(100, 2)
    client = county()
    client.get("/rosters/")
    addresses = ["/rosters/", "/rosters/?state=missing", "/enrolment/"]
    few = [_count(client, address) for address in addresses]
    add(200, 12)

    assert [_count(client, address) for address in addresses] == few


def test_a_roster_page_takes_the_same_number_of_queries_at_any_size() -> None:
    roster = given.submitted_roster(2)
    client = county()
    client.get("/rosters/")
    few = _count(client, f"/rosters/{roster.public_id}/")
    school = organisations.school("五台县第二小学校")
    large = given.submitted_roster(sheet=given.rows(130, school=school, first=300), school=school)

    assert abs(_count(client, f"/rosters/{large.public_id}/") - few) <= 1


def _count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries_made:
        assert client.get(address).status_code == 200
    return len(queries_made)
