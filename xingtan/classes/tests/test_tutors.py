"""A county appoints, replaces and relieves its tutors (R14)."""

import pytest

from xingtan.accounts.actions import Person
from xingtan.accounts.errors import MayNotGive
from xingtan.accounts.models import Kind, Post, SignInSession
from xingtan.accounts.tests import given as people
from xingtan.classes import actions, errors, queries
from xingtan.classes.actions import About
from xingtan.classes.models import Tenure, Tutor
from xingtan.classes.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
ABOUT = About("五台县教师进修学校", "小学", "语文")


def appointed_by(by: Post, division: str = organisations.WUTAI) -> Tutor:
    return actions.appoint_tutor(
        programme=programmes.programme_2020(), division=organisations.division(division),
        person=Person("赵建国", "19900009901"), about=ABOUT, by=by, now=clock.now(),
    )  # fmt: skip


def test_a_county_appoints_a_tutor_who_had_no_account() -> None:
    found = appointed_by(given.county())

    assert found.post.kind == Kind.TUTOR
    assert found.post.division == organisations.division()
    assert (found.name, found.unit, found.subject) == ("赵建国", "五台县教师进修学校", "语文")


@pytest.mark.parametrize("kind", [Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.SUPPORT])
def test_the_institution_appoints_no_tutors(kind: str) -> None:
    by = people.post(kind, programme_code=programmes.programme_2020().code)

    with pytest.raises(MayNotGive):
        appointed_by(by)

    assert not Tutor.objects.exists()


def test_the_next_county_and_the_city_appoint_none_for_this_one() -> None:
    for by in (given.county(organisations.YUANPING), given.county(organisations.CITY)):
        with pytest.raises(MayNotGive):
            appointed_by(by)

    assert not Tutor.objects.exists()


def test_the_city_appoints_tutors_for_the_schools_directly_under_it() -> None:
    city = people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))

    assert appointed_by(city, organisations.CITY).division_id == organisations.CITY


def test_nobody_is_appointed_twice() -> None:
    appointed_by(given.county())

    with pytest.raises(errors.AlreadyTutor):
        appointed_by(given.county())

    assert Tutor.objects.count() == 1


def test_a_replaced_tutor_hands_the_class_over_and_it_stays_known_who_had_it_when() -> None:
    made = given.a_class()
    first, second = queries.tutors_of(made)[0], given.tutor("钱芳")

    given.tutor_given(made, second)

    assert queries.tutors_of(made) == [second]
    assert list(queries.classes_of_tutor(first.post)) == []
    assert list(queries.classes_of_tutor(second.post)) == [made]
    ended = [(tenure.tutor, tenure.ended_at is None) for tenure in queries.tenures_of(made)]
    assert ended == [(second, True), (first, False)]


def test_a_tutor_does_not_get_more_learners_than_the_programme_allows() -> None:
    programme = given.programme(learners_per_tutor=5)
    whom = given.tutor(programme=programme)
    given.a_class(3, tutor=whom, programme=programme)
    second = given.a_class(3, is_tutored=False, programme=programme)

    with pytest.raises(errors.TutorFull):
        given.tutor_given(second, whom)

    assert queries.tutors_of(second) == []
    assert queries.loads([whom])[whom.pk] == queries.Load(classes=1, learners=3)


def test_a_relieved_tutor_is_signed_out_and_the_successor_has_the_classes() -> None:
    made = given.a_class()
    leaving, successor = queries.tutors_of(made)[0], given.tutor("钱芳")
    browser = people.signed_in(leaving.post)

    count = actions.relieve_tutor(tutor=leaving, successor=successor, words="调离", by=given.county(), now=clock.now())

    assert count == 1
    assert queries.tutors_of(made) == [successor]
    assert not SignInSession.objects.filter(account=leaving.post.account).exists()
    assert browser.get("/desk/").status_code == 302
    leaving.post.refresh_from_db()
    assert not leaving.post.is_active


def test_a_tutor_relieved_without_a_successor_leaves_the_class_without_one() -> None:
    made = given.a_class()
    leaving = queries.tutors_of(made)[0]

    actions.relieve_tutor(tutor=leaving, successor=None, words="", by=given.county(), now=clock.now())

    assert list(queries.without_tutor(queries.classes_within(given.county(), made.programme))) == [made]


def test_a_successor_without_room_keeps_everything_as_it_was() -> None:
    programme = given.programme(learners_per_tutor=5)
    made, full = given.a_class(3, programme=programme), given.tutor("钱芳", programme=programme)
    given.a_class(4, tutor=full, programme=programme)
    leaving = queries.tutors_of(made)[0]

    with pytest.raises(errors.TutorFull):
        actions.relieve_tutor(tutor=leaving, successor=full, words="", by=given.county(), now=clock.now())

    assert queries.tutors_of(made) == [leaving]
    leaving.post.refresh_from_db()
    assert leaving.post.is_active


def test_who_was_relieved_can_be_appointed_again() -> None:
    first = appointed_by(given.county())
    actions.relieve_tutor(tutor=first, successor=None, words="", by=given.county(), now=clock.now())

    again = appointed_by(given.county())

    assert again.pk != first.pk
    assert again.post == first.post
    assert Post.objects.get(pk=again.post_id).is_active


def test_another_county_changes_nothing_about_a_class() -> None:
    made, stranger = given.a_class(), given.county(organisations.YUANPING)
    before = queries.tutors_of(made)

    with pytest.raises(errors.NotYourCounty):
        actions.give_class(online_class=made, tutor=given.tutor("钱芳"), by=stranger, now=clock.now())
    with pytest.raises(errors.NotYourCounty):
        actions.relieve_tutor(tutor=before[0], successor=None, words="", by=stranger, now=clock.now())

    assert queries.tutors_of(made) == before
    assert Tenure.objects.count() == 1
