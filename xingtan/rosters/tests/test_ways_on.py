"""What no mending can solve leads to a request: a teacher enrolled elsewhere, a mobile that is another's (A24, R71).

And nobody enrols alone, by whatever way it is tried (R46).
"""

import pytest
from django.test import Client

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment.actions import Entrant
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.rosters.sheet import Teacher
from xingtan.rosters.tests import given

pytestmark = pytest.mark.django_db
IN_TIME = clock.moment(2020, 11, 25, 10)


def page_of(first: Teacher) -> str:
    school = organisations.school()
    contact = people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=school))
    with clock.standing_at(IN_TIME):
        enrolments.enrolments(
            entrants=[Entrant("王秀英", first.mobile, first.id_number, "小学", "语文")],
            school=organisations.school("原平市实验小学", division=organisations.YUANPING),
        )
        roster = given.draft(school=school, at=IN_TIME)
        return str(contact.get(f"/rosters/{roster.public_id}/").content.decode())


def first_row() -> Teacher:
    roster = given.draft(school=organisations.school("五台县第二小学"), at=IN_TIME)
    return roster.rows.order_by("position")[0].teacher  # type: ignore[no-any-return]


def test_a_teacher_enrolled_elsewhere_leads_to_asking_for_the_transfer() -> None:
    page = page_of(first_row())

    assert "/enrolment/changes/claim/" in page
    assert "原平" not in page


def test_a_mobile_of_somebody_else_leads_to_support() -> None:
    taken = first_row()._replace(id_number=enrolments.id_number())

    page = page_of(taken)

    assert "/enrolment/changes/dispute/" in page
    assert "/enrolment/changes/claim/" not in page


def test_a_roster_without_clashes_shows_neither() -> None:
    school = organisations.school()
    contact = people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=school))
    with clock.standing_at(IN_TIME):
        roster = given.draft(school=school, at=IN_TIME)
        page = contact.get(f"/rosters/{roster.public_id}/").content.decode()

    assert "/enrolment/changes/claim/" not in page
    assert "/enrolment/changes/dispute/" not in page


@pytest.mark.parametrize("body", [{}, {"name": "王秀英", "mobile": "19811112222"}])
def test_a_person_who_enrols_alone_is_refused_with_the_way_to_go(body: dict[str, str]) -> None:
    outsider = Client(enforce_csrf_checks=True)

    answers = [outsider.get("/rosters/self/"), outsider.post("/rosters/self/", body)]
    answers.append(outsider.post("/rosters/self/", body, content_type="application/json"))

    for answer in answers:
        assert answer.status_code == 403
        assert "学校" in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_no_address_of_the_house_enrols_a_learner() -> None:
    row = enrolments.enrolment()
    learner = people.signed_in(row.account.posts.get(kind=Kind.LEARNER))

    for address in ("/rosters/upload/", "/enrolment/changes/claim/", "/enrolment/changes/dispute/"):
        assert learner.post(address, {"name": "王秀英"}).status_code == 404
    assert Enrolment.objects.count() == 1
