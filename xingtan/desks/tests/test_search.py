"""Finding schools and teachers, within one's scope and no further."""

import pytest

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.desks.tests import given
from xingtan.enrolment.tests import given as enrolment
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def found(kind: str, text: str) -> str:
    """What someone of Wutai finds."""
    client = people.signed_in(given.post(kind, programmes.programme_2020(), organisations.school()))
    return client.get("/desk/search/", {"q": text}).content.decode()


def test_a_school_is_found_by_a_piece_of_its_name_or_its_code() -> None:
    school = organisations.school("五台县豆村镇中心小学校")

    assert school.registered_name in found(Kind.COUNTY_ADMIN, "豆村")
    assert school.registered_name in found(Kind.COUNTY_ADMIN, school.code)


def test_a_teacher_is_found_by_a_piece_of_the_name_and_by_whole_numbers_only() -> None:
    entrant = enrolment.entrant("李建国")
    enrolment.enrolments(entrants=[entrant])

    for text in ("建国", entrant.mobile, entrant.id_number):
        assert "李建国" in found(Kind.COUNTY_ADMIN, text)
    assert "李建国" not in found(Kind.COUNTY_ADMIN, entrant.mobile[:10])
    assert "李建国" not in found(Kind.COUNTY_ADMIN, entrant.id_number[:17])


def test_what_lies_in_another_county_is_not_found() -> None:
    theirs = organisations.school("代县实验小学", division="140923")
    enrolment.enrolments(entrants=[enrolment.entrant("李建国")], school=theirs)

    assert "代县实验小学" not in found(Kind.COUNTY_ADMIN, "代县")
    assert "在您的职责范围内没有找到" in found(Kind.COUNTY_ADMIN, "李建国")
    assert "李建国" in found(Kind.CITY_SUPERVISOR, "李建国")


def test_numbers_of_people_are_not_shown() -> None:
    entrant = enrolment.entrant("李建国")
    enrolment.enrolments(entrants=[entrant])

    html = found(Kind.COUNTY_ADMIN, "李建国")

    assert entrant.mobile not in html
    assert entrant.id_number not in html


def test_an_empty_search_says_what_can_be_searched() -> None:
    assert "可输入名称的一部分" in found(Kind.COUNTY_ADMIN, "  ")
