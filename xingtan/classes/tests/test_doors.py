"""What other rooms ask this one, and who reaches which class."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.classes import queries
from xingtan.classes.models import Membership, OnlineClass
from xingtan.classes.tests import given
from xingtan.enrolment import actions as enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def test_a_learner_is_in_one_class_of_a_programme() -> None:
    made = given.a_class()
    member = queries.members(made)[0]
    other = given.a_class()

    assert queries.class_of(member.enrolment) == made
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            enrolment=member.enrolment, online_class=other, joined_at=clock.now(),
            division=other.division, stage="小学", subject="语文",
        )  # fmt: skip


def test_a_learner_without_a_class_has_none() -> None:
    assert queries.class_of(enrolments.enrolment()) is None


def test_a_withdrawn_teacher_is_no_member_at_once() -> None:
    made = given.a_class(3)
    leaving = queries.members(made)[0].enrolment

    enrolment.withdraw(enrolment=leaving, reason="退休", by=given.county(), now=clock.now())

    assert leaving not in [member.enrolment for member in queries.members(made)]
    assert queries.heads_of([made]) == {made.pk: 2}


def test_each_post_reaches_its_classes_and_no_other() -> None:
    here = given.a_class()
    away = given.a_class(school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    learner = queries.members(here)[0].enrolment.account.posts.get(kind=Kind.LEARNER)
    programme = people.post(Kind.ACADEMIC, programme_code=here.programme.code)
    city = people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))

    def reached(post: Post) -> set[OnlineClass]:
        return set(OnlineClass.objects.within(post))

    assert reached(given.tutor_post(here)) == reached(given.county()) == reached(learner) == {here}
    assert reached(programme) == reached(city) == {here, away}
    assert reached(enrolments.contact(organisations.school())) == set()


def test_a_tutor_reaches_a_class_no_more_once_another_has_it() -> None:
    made = given.a_class()
    former = given.tutor_post(made)

    given.tutor_given(made)

    assert not OnlineClass.objects.within(former).exists()
    assert not Membership.objects.within(former).exists()


def test_the_doors_for_many_take_as_many_queries_for_three_as_for_thirty() -> None:
    def asked() -> int:
        classes = list(OnlineClass.objects.all())
        rows = [member.enrolment for member in queries.members_in(classes)]
        with CaptureQueriesContext(connection) as asked:
            queries.classes_of(rows)
            queries.tutors_by_class(classes)
            queries.heads_of(classes)
        return len(asked)

    given.a_class(3)
    few = asked()
    given.a_class(30)

    assert asked() == few
