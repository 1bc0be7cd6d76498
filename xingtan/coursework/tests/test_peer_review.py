"""Reviews by colleagues: balanced, within the class, and nobody waits for ever."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from xingtan.coursework import actions, errors, queries
from xingtan.coursework.models import Assignment, PeerReview
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import DUE, NOW, PEERS_UNTIL, Room
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def asked(homework: Assignment, at: object = NOW) -> int:
    """What the timer does."""
    return actions.ask_reviews(assignment=homework, now=at)  # type: ignore[arg-type]


def handed_in_by(room: Room, homework: Assignment, count: int) -> None:
    for learner in room.learners[:count]:
        given.handed_in(homework, learner)


def test_nobody_is_asked_before_enough_was_handed_in() -> None:
    room = given.a_room(4)
    homework = given.homework(room, peers=2)
    handed_in_by(room, homework, 2)
    assert asked(homework) == 0

    handed_in_by(room, homework, 3)

    assert asked(homework) == 6
    assert asked(homework) == 0
    assert set(Counter(PeerReview.objects.values_list("reviewer", flat=True)).values()) == {2}
    assert set(Counter(PeerReview.objects.values_list("version", flat=True)).values()) == {2}


def test_reviews_stay_within_the_class() -> None:
    here = given.a_room(2)
    away = given.a_room(2, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    homework = given.homework(here, peers=1)
    for room in (here, away):
        handed_in_by(room, homework, 2)

    asked(homework)

    for review in PeerReview.objects.select_related("version__work__enrolment__membership", "reviewer__membership"):
        author = review.version.work.enrolment
        assert author.membership.online_class_id == review.reviewer.membership.online_class_id
        assert author != review.reviewer


def test_who_comes_too_late_for_a_ring_joins_once_the_homework_is_due() -> None:
    room = given.a_room(4)
    homework = given.homework(room, peers=2)
    handed_in_by(room, homework, 3)
    asked(homework)
    given.handed_in(homework, room.learners[3])

    assert asked(homework, DUE - SECOND) == 0
    assert asked(homework, DUE) == 4


def test_the_tutor_sees_a_work_when_all_reviews_are_given_or_time_is_up() -> None:
    room = given.a_room(2)
    homework = given.homework(room, peers=1)
    handed_in_by(room, homework, 2)
    asked(homework)
    assert queries.waiting_for([room.online_class], PEERS_UNTIL - SECOND).works == 0

    review = PeerReview.objects.first()
    assert review is not None
    actions.give_review(
        review=review, points=given.FULL, comment="层次清楚，反思具体，值得学习。", by=room.tutor, now=NOW
    )

    assert queries.waiting_for([room.online_class], PEERS_UNTIL - SECOND).works == 1
    assert queries.waiting_for([room.online_class], PEERS_UNTIL).works == 2


def test_a_work_alone_in_its_class_waits_no_longer_than_the_day_set() -> None:
    room = given.a_room(1)
    homework = given.homework(room, peers=2)
    handed_in_by(room, homework, 1)

    assert asked(homework, DUE) == 0
    assert asked(homework, PEERS_UNTIL) == 0
    assert queries.waiting_for([room.online_class], PEERS_UNTIL).works == 1


def test_a_review_is_given_once_with_words_and_the_median_is_shown() -> None:
    room = given.a_room(4)
    homework = given.homework(room, peers=3)
    handed_in_by(room, homework, 4)
    asked(homework)
    reviews = list(PeerReview.objects.filter(version__work__enrolment=room.learners[0]))

    with pytest.raises(errors.CommentMissing):
        actions.give_review(review=reviews[0], points=given.FULL, comment="好。", by=room.tutor, now=NOW)
    for review, points in zip(reviews, (given.FULL, ("10", "40", "20"), ("0", "0", "0")), strict=True):
        actions.give_review(
            review=review, points=points, comment="目标明确，过程完整，反思略少。", by=room.tutor, now=NOW
        )
    with pytest.raises(errors.ReviewGiven):
        actions.give_review(
            review=reviews[0], points=("0", "0", "0"), comment="目标明确，过程完整，反思略少。", by=room.tutor, now=NOW
        )

    assert queries.median_of_reviews(queries.reviews_of(reviews[0].version)) == Decimal("70.00")


def test_while_colleagues_review_it_a_work_stays_and_after_a_return_the_tutor_alone_marks() -> None:
    room = given.a_room(2)
    homework = given.homework(room, peers=1)
    handed_in_by(room, homework, 2)
    asked(homework)

    with pytest.raises(errors.PeersAtIt):
        given.handed_in(homework, room.learners[0], "完全不同的另一稿，写得更好一些。")
    given.returned(PeerReview.objects.filter(version__work__enrolment=room.learners[0])[0].version, room.tutor)
    given.handed_in(homework, room.learners[0], "补充反思后的另一稿，写得更好一些。", at=NOW + timedelta(days=1))

    assert asked(homework, NOW + timedelta(days=1)) == 0
    assert queries.waiting_for([room.online_class], NOW + timedelta(days=1)).works == 1
