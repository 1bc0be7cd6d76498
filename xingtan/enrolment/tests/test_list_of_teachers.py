"""The list of enrolled teachers within one's scope."""

import pytest
from django.test import Client

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment.tests import given
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str = "") -> str:
    answer = client.get(f"/enrolment/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_county_lists_its_own_teachers_with_mobiles_masked() -> None:
    wang = given.entrant("王秀英")
    given.enrolments(entrants=[wang])
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    given.enrolments(entrants=[given.entrant("李春兰")], school=other)
    county = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=organisations.division(organisations.WUTAI)))

    page = listed(county)

    assert "王秀英" in page
    assert "李春兰" not in page
    assert wang.mobile not in page


def test_the_list_narrows_by_name_school_stage_and_account() -> None:
    given.enrolments(entrants=[given.entrant("王秀英"), given.entrant("李春兰", stage="初中", subject="物理")])
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))

    assert "王秀英" not in listed(city, "text=春兰")
    assert "王秀英" in listed(city, "text=五台县实验小学")
    assert "王秀英" not in listed(city, "stage=初中")
    assert "王秀英" in listed(city, "account=waiting")
    assert "王秀英" not in listed(city, "account=activated")


def test_learners_have_no_list() -> None:
    row = given.enrolment()
    learner = row.account.posts.get(kind=Kind.LEARNER)
    assert people.signed_in(learner).get("/enrolment/").status_code == 404
