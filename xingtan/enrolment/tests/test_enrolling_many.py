"""Enrolling a school's teachers: all at once, once, and never one person for two schools (R43, A24)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment import actions, queries
from xingtan.enrolment.errors import EnrolledElsewhere, NotEnrolled
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given
from xingtan.foundation import clock
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def test_everybody_gets_an_account_a_learner_post_and_an_enrolment() -> None:
    school = organisations.school()

    given.enrolments(3, school=school)

    assert queries.headcount_by_school(programmes.programme_2020()) == {school.pk: 3}
    assert Account.objects.count() == 3
    posts = Post.objects.filter(kind=Kind.LEARNER, school=school, programme_code=programmes.programme_2020().code)
    assert posts.count() == 3
    assert SchoolChange.objects.filter(school=school).exists()
    assert Entry.objects.filter(verb="enrol_many").count() == 1


def test_enrolling_twice_enrols_once() -> None:
    entrants = [given.entrant("王秀英"), given.entrant("李春兰")]
    given.enrolments(entrants=entrants)

    again = given.enrolments(entrants=entrants)

    assert again == []
    assert Enrolment.objects.count() == 2
    assert Account.objects.count() == 2


def test_a_person_of_another_school_is_refused_without_saying_whose_and_nobody_is_enrolled() -> None:
    wang = given.entrant("王秀英")
    first, second = organisations.school(), organisations.school("原平市实验小学", division=organisations.YUANPING)
    given.enrolments(entrants=[wang], school=first)

    with pytest.raises(EnrolledElsewhere) as refused:
        given.enrolments(entrants=[given.entrant("李春兰"), wang], school=second)

    assert "王秀英" in str(refused.value)
    assert first.registered_name not in str(refused.value)
    assert queries.headcount_of(programmes.programme_2020(), second) == 0
    assert Account.objects.count() == 1


def test_a_withdrawn_teacher_no_longer_counts_and_can_be_enrolled_again() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang])[0]
    contact = people.post(Kind.SCHOOL_CONTACT, school=row.school)

    actions.withdraw(enrolment=row, reason="调离", by=contact, now=clock.now())
    assert queries.headcount_of(row.programme, row.school) == 0
    with pytest.raises(NotEnrolled):
        actions.withdraw(enrolment=row, reason="调离", by=contact, now=clock.now())

    given.enrolments(entrants=[wang], school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    assert Enrolment.objects.get().school.registered_name == "原平市实验小学"


def test_whether_someone_is_enrolled_elsewhere_can_be_asked_before() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang])[0]
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)

    assert queries.is_enrolled_elsewhere(row.programme, other, wang.id_number)
    assert not queries.is_enrolled_elsewhere(row.programme, row.school, wang.id_number)
    assert not queries.is_enrolled_elsewhere(row.programme, other, given.id_number())


def test_a_county_sees_its_own_teachers_only() -> None:
    row = given.enrolment()
    own = people.post(Kind.COUNTY_ADMIN, division=organisations.division(organisations.WUTAI))
    sibling = people.post(Kind.COUNTY_ADMIN, division=organisations.division(organisations.WUTAISHAN))

    assert list(Enrolment.objects.within(own)) == [row]
    assert not Enrolment.objects.within(sibling).exists()
    assert queries.enrolment_of(row.programme, row.account_id) == row


def test_the_number_of_queries_does_not_grow_with_a_batch() -> None:
    given.enrolments(1)
    with CaptureQueriesContext(connection) as few:
        given.enrolments(2)
    with CaptureQueriesContext(connection) as many:
        given.enrolments(40)
    assert len(many) == len(few)
