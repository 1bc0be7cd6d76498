"""Schools within one's scope: seen, found, corrected, entered; others are answered as missing."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db


def county(division: str = organisations.WUTAI) -> Client:
    """A browser of a county's administrator."""
    given.programme_2020()
    return people.signed_in(people.post(Kind.COUNTY_ADMIN, division=organisations.division(division)))


def of_provider(kind: str = Kind.PROVIDER_MANAGER) -> Client:
    """A browser of one of the institution's posts."""
    given.programme_2020()
    return people.signed_in(people.post(kind, programme_code="xinzhou-2020"))


def test_a_county_sees_its_own_schools_only() -> None:
    organisations.school("五台县实验小学")
    organisations.school("五台山台怀小学", division=organisations.WUTAISHAN)
    organisations.school("原平市第一中学校", division=organisations.YUANPING)

    page = county().get("/programme/schools/").content.decode()

    assert "五台县实验小学" in page
    assert "台怀小学" not in page
    assert "原平市" not in page


@pytest.mark.parametrize("path", ["", "edit/"])
def test_the_school_of_another_county_is_answered_as_missing(path: str) -> None:
    school = organisations.school("原平市第一中学校", division=organisations.YUANPING)

    assert county(organisations.XINFU).get(f"/programme/schools/{school.public_id}/{path}").status_code == 404
    assert county(organisations.YUANPING).get(f"/programme/schools/{school.public_id}/{path}").status_code == 200


def test_another_countys_school_cannot_be_renamed() -> None:
    school = organisations.school("原平市第一中学校", division=organisations.YUANPING)
    sent = {"registered_name": "别的名字", "full_name": "别的名字", "stages": ["小学"]}

    assert county().post(f"/programme/schools/{school.public_id}/edit/", sent).status_code == 404
    school.refresh_from_db()
    assert school.registered_name == "原平市第一中学校"


def test_the_city_sees_all_its_schools_and_those_directly_under_it() -> None:
    organisations.school("五台县实验小学")
    organisations.city_direct_school("忻州市第一中学")
    given.programme_2020()
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.xinzhou()))

    page = city.get("/programme/schools/").content.decode()

    assert "五台县实验小学" in page
    assert "忻州市第一中学" in page
    assert "市直学校" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=实小", ["五台县实验小学"]),
        ("q=21149", ["五台县实验小学"]),
        ("stage=高中", ["五台县第一中学校"]),
        ("stage=初中", ["五台县第一中学校"]),
        ("stage=火星", ["五台县实验小学", "五台县第一中学校"]),
        ("q=没有", []),
    ],
)
def test_the_list_is_narrowed_by_name_code_and_stage(query: str, found: list[str]) -> None:
    organisations.school("五台县实验小学", aliases=("五台实小",), code="2114900099")
    organisations.school("五台县第一中学校", stages=("初中", "高中"), code="3414900098")

    page = county().get(f"/programme/schools/?{query}").content.decode()

    assert [name for name in ("五台县实验小学", "五台县第一中学校") if name in page] == found


def test_the_list_takes_the_same_queries_for_two_and_forty() -> None:
    browser = county()
    organisations.school("五台县第1小学校")
    browser.get("/programme/schools/")
    with CaptureQueriesContext(connection) as for_one:
        browser.get("/programme/schools/")
    for number in range(2, 41):
        organisations.school(f"五台县第{number}小学校")

    with CaptureQueriesContext(connection) as for_forty:
        browser.get("/programme/schools/")

    assert len(for_forty) == len(for_one)


def test_the_exported_list_has_text_cells_and_is_recorded() -> None:
    organisations.school("=五台县实验小学", code="2114900097")

    answer = county().get("/programme/schools/?export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("2114900097", "s")
    assert sheet["B2"].data_type == "s"
    assert Entry.objects.latest("number").verb == "export_schools"


def test_a_county_corrects_a_name_and_the_former_one_still_finds_it() -> None:
    school = organisations.school("五台县实验小学")
    browser = county()
    sent = {"registered_name": "五台县第一实验小学", "full_name": "五台县第一实验小学", "stages": ["小学"]}

    browser.post(f"/programme/schools/{school.public_id}/edit/", sent)

    assert "五台县第一实验小学" in browser.get("/programme/schools/?q=五台县实验小学").content.decode()


def test_a_county_enters_a_school_of_its_own() -> None:
    sent = {
        "code": "2114900001", "registered_name": "五台县东冶镇中心小学", "full_name": "五台县东冶镇中心小学",
        "division": organisations.WUTAI, "stages": ["小学"], "teachers_on_register": "41",
    }  # fmt: skip

    assert county().post("/programme/schools/new/", sent).status_code == 302
    assert School.objects.get().teachers_on_register == 41


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("division", organisations.YUANPING),
        ("division", "999999"),
        ("stages", ["大学"]),
        ("teachers_on_register", "很多"),
    ],
)
def test_what_does_not_belong_is_refused_and_what_was_typed_stays(field: str, value: object) -> None:
    sent = {
        "code": "2114900001", "registered_name": "五台县东冶镇中心小学", "full_name": "五台县东冶镇中心小学",
        "division": organisations.WUTAI, "stages": ["小学"], "teachers_on_register": "41", field: value,
    }  # fmt: skip

    answer = county().post("/programme/schools/new/", sent)

    assert answer.status_code == 422
    assert "五台县东冶镇中心小学" in answer.content.decode()
    assert not School.objects.exists()


def test_a_code_that_is_none_and_one_that_is_taken_are_told_beside_the_form() -> None:
    school = organisations.school("五台县实验小学", code="2114900001")
    sent = {"registered_name": "新校", "full_name": "新校", "division": organisations.WUTAI, "stages": ["小学"]}
    browser = county()

    taken = browser.post("/programme/schools/new/", {**sent, "code": "2114900001"})
    wrong = browser.post("/programme/schools/new/", {**sent, "code": "99149000"})

    assert (taken.status_code, wrong.status_code) == (422, 422)
    assert school.registered_name in taken.content.decode()
    assert School.objects.count() == 1


def test_another_name_is_added_and_forgotten() -> None:
    school, browser = organisations.school(), county()
    browser.post(f"/programme/schools/{school.public_id}/names/", {"text": "五台实小"})

    browser.post(f"/programme/schools/{school.public_id}/names/remove/", {"text": "五台实小"})

    assert not school.aliases.exists()
    assert Entry.objects.latest("number").verb == "remove_alias"


def test_the_name_of_another_school_cannot_be_forgotten_through_ones_own() -> None:
    own = organisations.school()
    other = organisations.school("原平市第一中学校", division=organisations.YUANPING, aliases=("原平一中",))

    county().post(f"/programme/schools/{own.public_id}/names/remove/", {"text": "原平一中"})

    assert other.aliases.count() == 1


def test_a_school_sees_itself_and_cannot_correct_itself() -> None:
    given.programme_2020()
    own, other = organisations.school(), organisations.school("五台县第二小学校")
    browser = people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=own))

    assert browser.get(f"/programme/schools/{own.public_id}/").status_code == 200
    assert browser.get(f"/programme/schools/{other.public_id}/").status_code == 404
    assert browser.get(f"/programme/schools/{own.public_id}/edit/").status_code == 404
    assert browser.get("/programme/schools/").status_code == 404


def test_finance_reads_the_schools_but_corrects_none() -> None:
    school, browser = organisations.school(), of_provider(Kind.FINANCE)

    assert browser.get(f"/programme/schools/{school.public_id}/").status_code == 200
    assert browser.get(f"/programme/schools/{school.public_id}/edit/").status_code == 404


def test_head_and_contact_are_named_with_masked_mobiles() -> None:
    school, browser = organisations.school(), county()
    head = people.post(Kind.SCHOOL_HEAD, school=school, holder=people.account("赵校长", mobile="19900009876"))

    page = browser.get(f"/programme/schools/{school.public_id}/").content.decode()

    assert head.account.name in page
    assert "199****9876" in page
    assert "19900009876" not in page


def test_the_city_sees_the_tree_of_its_units_with_the_statistical_code_marked() -> None:
    organisations.school("五台县实验小学")
    organisations.city_direct_school()
    given.programme_2020()
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.xinzhou()))

    page = city.get("/programme/divisions/").content.decode()

    assert page.count('<th scope="row">') == 16
    assert page.count("统计用区划代码") == 1
    assert "忻州市（市直学校）" in page
    assert "五台山风景名胜区教育管理中心" in page


def test_a_county_does_not_see_the_tree() -> None:
    assert county().get("/programme/divisions/").status_code == 404
