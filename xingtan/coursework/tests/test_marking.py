"""Marks are added, never changed; two tutors never spoil each other's work."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from xingtan.audit.models import Entry
from xingtan.classes.tests import given as classes
from xingtan.coursework import actions, errors, queries
from xingtan.coursework.actions import Verdict
from xingtan.coursework.models import SecondMark, Work, WorkMark
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import DUE, FULL, NOW
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
Outcome = WorkMark.Outcome


def test_a_mark_put_right_is_another_row_and_the_first_stays() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])
    first = given.marked(version, room.tutor, "10", "40", "20")

    second = given.marked(version, room.tutor, *FULL, outcome=Outcome.RECOMMENDED, seen=first.pk)

    assert list(WorkMark.objects.values_list("score", "replaces")) == [(Decimal(70), None), (Decimal(100), first.pk)]
    work = Work.objects.get()
    assert (work.score, work.is_recommended, work.state) == (Decimal(100), True, Work.State.MARKED)
    assert second.waited_hours == 5


def test_the_database_itself_keeps_marks() -> None:
    room = given.a_room(1)
    given.marked(given.handed_in(given.homework(room), room.learners[0]), room.tutor)

    for change in (lambda: WorkMark.objects.update(score=1), lambda: WorkMark.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_comes_second_is_told_and_nothing_is_overwritten() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])
    given.marked(version, room.tutor, "10", "40", "20")

    with pytest.raises(errors.MarkedMeanwhile):
        given.marked(version, given.academic(room.programme), *FULL)

    assert WorkMark.objects.count() == 1
    assert Work.objects.get().score == Decimal(70)


def test_the_same_verdict_sent_twice_is_one_mark() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])
    before = Entry.objects.count()

    first = given.marked(version, room.tutor)
    again = given.marked(version, room.tutor)

    assert first == again
    assert Entry.objects.count() == before + 1


def test_a_version_that_was_replaced_meanwhile_is_not_marked() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    version = given.handed_in(homework, room.learners[0])
    given.handed_in(homework, room.learners[0], given.TEXT + "补充。", at=NOW + timedelta(hours=1))

    with pytest.raises(errors.HandedInMeanwhile):
        given.marked(version, room.tutor)

    assert not WorkMark.objects.exists()


def test_returning_needs_a_reason_and_ends_after_so_many_times() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room, resubmissions=1), room.learners[0]
    version = given.handed_in(homework, learner)

    with pytest.raises(errors.ReasonMissing):
        given.returned(version, room.tutor, "   ")
    given.returned(version, room.tutor)
    second = given.handed_in(homework, learner, given.TEXT + "改。", at=NOW + timedelta(days=1))
    with pytest.raises(errors.ReturnsExhausted):
        given.returned(second, room.tutor)

    assert WorkMark.objects.count() == 1


def test_a_returned_version_waits_for_the_next_one() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])
    returned = given.returned(version, room.tutor)

    with pytest.raises(errors.NotWaiting):
        given.marked(version, room.tutor, seen=returned.pk)


def test_another_tutor_reaches_neither_the_work_nor_the_marking_of_it() -> None:
    room = given.a_room(1)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    version = given.handed_in(given.homework(room), room.learners[0])

    with pytest.raises(errors.NotYourClass):
        given.marked(version, away.tutor)

    assert not Work.objects.within(away.tutor).exists()
    assert Work.objects.within(room.tutor).count() == 1
    assert not WorkMark.objects.exists()


def test_whoever_has_the_class_now_has_its_work_and_the_former_tutor_no_more() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])

    classes.tutor_given(room.online_class)
    new = classes.tutor_post(room.online_class)

    assert queries.waiting_for([room.online_class], NOW).works == 1
    assert Work.objects.within(new).exists()
    assert not Work.objects.within(room.tutor).exists()
    with pytest.raises(errors.NotYourClass):
        given.marked(version, room.tutor)


def test_nobody_marks_the_own_work() -> None:
    room = given.a_room(1)
    tutor = classes.tutor(holder=room.learners[0].account)
    classes.tutor_given(room.online_class, tutor)
    version = given.handed_in(given.homework(room), room.learners[0])

    with pytest.raises(errors.OwnWork):
        given.marked(version, tutor.post)


def test_who_waits_longest_comes_first_and_the_pile_counts_itself() -> None:
    room = given.a_room(3)
    homework = given.homework(room)
    for learner, hours in zip(room.learners, (3, 1, 2), strict=True):
        given.handed_in(homework, learner, at=NOW + timedelta(hours=hours))
    late = NOW + timedelta(hours=4)
    waiting = list(queries.waiting_in(room.online_class, homework, late))

    assert [work.enrolment for work in waiting] == [room.learners[n] for n in (1, 2, 0)]
    given.marked(waiting[0].versions.get(), room.tutor)
    (pile,) = queries.piles_of([room.online_class], late)
    assert (pile.waiting, pile.done, pile.handed_in, pile.oldest) == (2, 1, 3, NOW + timedelta(hours=2))


def test_the_comment_bank_has_the_own_comments_first_and_keeps_each_once() -> None:
    room = given.a_room(1)
    academic, other = given.academic(room.programme), classes.tutor().post
    for_all = actions.keep_phrase(programme=room.programme, text="目标明确", is_for_all=True, by=academic, now=NOW)
    own = actions.keep_phrase(programme=room.programme, text="请补充反思", is_for_all=False, by=room.tutor, now=NOW)
    again = actions.keep_phrase(programme=room.programme, text=" 请补充反思 ", is_for_all=False, by=room.tutor, now=NOW)

    assert again == own
    assert queries.phrases_for(room.tutor, room.programme) == [own, for_all]
    assert queries.phrases_for(other, room.programme) == [for_all]
    actions.drop_phrase(phrase=own, by=room.tutor, now=NOW)
    assert queries.phrases_for(room.tutor, room.programme) == [for_all]


def test_a_sample_is_marked_blind_by_somebody_else_and_changes_nothing() -> None:
    room = given.a_room(2, programme=given.programme(sample_percent=100))
    homework = given.homework(room)
    versions = [given.handed_in(homework, learner) for learner in room.learners]
    for version in versions:
        given.marked(version, room.tutor, "15", "40", "25")
    academic = given.academic(room.programme)

    assert queries.next_of_sample(room.programme, room.tutor.account_id) is None
    first = queries.next_of_sample(room.programme, academic.account_id)
    assert first is not None
    actions.mark_second(version=first, points=["20", "40", "25"], by=academic, now=NOW)
    actions.mark_second(version=first, points=["0", "0", "0"], by=academic, now=NOW)

    assert SecondMark.objects.get().score == Decimal(85)
    assert set(Work.objects.values_list("score", flat=True)) == {Decimal(80)}
    following = queries.next_of_sample(room.programme, academic.account_id)
    assert following is not None
    assert following != first


def test_an_unknown_outcome_is_no_mark() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])

    with pytest.raises(ValueError, match="settled"):
        actions.mark_work(version=version, verdict=Verdict("settled", FULL), seen=0, by=room.tutor, now=DUE)

    assert not WorkMark.objects.exists()
