"""The pages of figures: levels, scope, names behind each figure, the same cost at two sizes."""

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.oversight.models import Reminder
from xingtan.oversight.rules import Step
from xingtan.oversight.tests import given
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term() -> Any:
    with clock.standing_at(given.MID_TERM):
        yield


def division_page(code: str) -> str:
    return reverse("oversight:division", kwargs={"division": code})


def test_each_post_begins_at_its_own_level() -> None:
    school = given.school()
    programmes.programme_2020()
    head = people.post(Kind.SCHOOL_HEAD, school=school)
    provider = people.post(Kind.PROVIDER_MANAGER, programme_code=programmes.programme_2020().code)
    posts = [given.city_supervisor(), given.county_admin(), head, provider]

    leads = [people.signed_in(post).get(reverse("oversight:index"))["Location"] for post in posts]

    assert leads == [
        division_page("140900"),
        division_page("140922"),
        reverse("oversight:school", kwargs={"school": school.public_id}),
        division_page("140900"),
    ]


def test_the_city_page_says_what_each_rate_means_and_when_it_was_counted() -> None:
    given.school()
    given.school("忻州市第一中学", division=organisations.CITY, is_city_direct=True, stages=("高中",))
    given.counted()

    page = people.signed_in(given.city_supervisor()).get(division_page("140900")).content.decode()

    for words in ("报名率", "÷", "1月20日", "五台县", "忻州市直属学校"):
        assert words in page


@pytest.mark.parametrize("step", [step.value for step in Step])
def test_every_figure_opens_to_as_many_names_as_it_says(step: str) -> None:
    school = given.school(teachers=4)
    Account.objects.filter(pk=given.teachers(school)[0].account_id).update(activated_at=given.MID_TERM)
    given.counted()
    client = people.signed_in(given.county_admin())

    for address in (
        reverse("oversight:division_names", kwargs={"division": "140922", "step": step}),
        reverse("oversight:school_names", kwargs={"school": school.public_id, "step": step}),
    ):
        have = client.get(address).context["page"].paginator.count
        have_not = client.get(address, {"reached": "no"}).context["page"].paginator.count

        assert have == given.tally(school).counts.reached(Step(step))
        assert have_not == (0 if step == "enrolled" else 4 - have)


def test_a_county_opens_neither_the_next_county_nor_its_schools_nor_the_city() -> None:
    next_door = given.school("原平市实验小学", division="140981")
    given.counted()
    client = people.signed_in(given.county_admin("140922"))
    addresses = [
        division_page("140981"),
        division_page("140900"),
        reverse("oversight:school", kwargs={"school": next_door.public_id}),
        reverse("oversight:division_names", kwargs={"division": "140981", "step": "enrolled"}),
        reverse("oversight:lagging", kwargs={"division": "140900"}),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_a_step_that_does_not_exist_is_missing() -> None:
    given.school()
    client = people.signed_in(given.county_admin())

    answer = client.get(reverse("oversight:division_names", kwargs={"division": "140922", "step": "password"}))

    assert answer.status_code == 404


def test_names_leave_as_a_workbook_with_masked_numbers_and_an_audit_entry() -> None:
    school = given.school(teachers=2)
    given.counted()
    account = given.teachers(school)[0].account

    answer = people.signed_in(given.county_admin()).get(
        reverse("oversight:school_names", kwargs={"school": school.public_id, "step": "enrolled"}), {"export": "xlsx"}
    )

    cells = [str(cell.value) for row in load_workbook(io.BytesIO(answer.content)).active for cell in row]
    assert account.name in cells
    assert not {account.id_number, account.mobile} & set(cells)
    assert Entry.objects.filter(verb="export_names").count() == 1


def test_the_reminder_button_reminds_once_and_says_so() -> None:
    school = given.school()
    given.contact(school)
    given.counted()
    client = people.signed_in(given.county_admin())
    address = reverse("oversight:remind", kwargs={"school": school.public_id})

    client.post(address)
    again = client.post(address, follow=True)

    assert Reminder.objects.count() == 1
    assert "今天已经提醒过" in again.content.decode()


def test_a_school_sees_why_each_teacher_lags() -> None:
    school = given.school()
    given.counted()

    page = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=school)).get(
        reverse("oversight:school", kwargs={"school": school.public_id})
    )

    assert "未激活" in page.content.decode()


@pytest.mark.parametrize(("schools", "teachers"), [(2, 2), (8, 20)])
@pytest.mark.parametrize(
    ("name", "most"),
    [("division", 14), ("county", 14), ("school", 18), ("lagging", 14), ("names", 14)],
)
def test_pages_take_the_same_queries_for_many_as_for_few(
    name: str, most: int, schools: int, teachers: int, django_assert_max_num_queries: Any
) -> None:
    made = [given.school(f"五台县第{number}小学", teachers) for number in range(schools)]
    given.counted()
    client = people.signed_in(given.city_supervisor())
    address = {
        "division": division_page("140900"),
        "county": division_page("140922"),
        "school": reverse("oversight:school", kwargs={"school": made[0].public_id}),
        "lagging": reverse("oversight:lagging", kwargs={"division": "140900"}),
        "names": reverse("oversight:division_names", kwargs={"division": "140900", "step": "enrolled"}),
    }[name]
    client.get(address)

    with django_assert_max_num_queries(most):
        client.get(address)


def test_a_city_direct_school_is_reached_from_the_city() -> None:
    given.school("忻州市第一中学", division=organisations.CITY, is_city_direct=True, stages=("高中",))
    given.counted()
    client = people.signed_in(given.city_supervisor())

    page = client.get(division_page("140900"), {"schools": "direct"}).content.decode()

    assert "忻州市第一中学" in page
