"""Discussions of a class: said once, hidden with a reason, counted for assessment."""

from datetime import timedelta
from decimal import Decimal

import pytest

from xingtan.coursework import actions, errors, queries
from xingtan.coursework.actions import Said
from xingtan.coursework.models import Complaint, Contribution
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import NOW
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_form_sent_twice_says_it_once() -> None:
    room = given.a_room(1)
    topic, by = given.topic(room), given.learner_post(room.learners[0])
    what = Said("让学生先和同桌说一遍。", key="k" * 16, title="同桌先说")

    for _ in range(2):
        actions.say(topic=topic, online_class=room.online_class, thread=None, said=what, by=by, now=NOW)

    assert Contribution.objects.count() == 1


def test_a_learner_speaks_in_the_own_class_only() -> None:
    here = given.a_room(1)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    topic = given.topic(here)

    with pytest.raises(errors.NotInClass):
        given.said(topic, away, given.learner_post(here.learners[0]))
    with pytest.raises(errors.NotYourClass):
        given.said(topic, away, here.tutor)

    assert not Contribution.objects.exists()


def test_the_tutors_answer_is_noted_at_the_thread_and_brings_it_to_the_top() -> None:
    room = given.a_room(2)
    topic = given.topic(room)
    first = given.said(topic, room, given.learner_post(room.learners[0]))
    given.said(topic, room, given.learner_post(room.learners[1]), at=NOW + timedelta(hours=1))

    answer = given.said(topic, room, room.tutor, "可以再试试小组轮流说。", thread=first, at=NOW + timedelta(hours=2))

    rows = queries.threads_of(topic, room.online_class, with_hidden=False)
    threads = list(rows)
    assert (threads[0], threads[0].answered_at) == (first, answer.at)
    assert [vars(each)["answers"] for each in threads] == [1, 0]
    assert (
        list(
            queries.narrowed_threads(
                queries.threads_of(topic, room.online_class, with_hidden=False), text=None, only="unanswered"
            )
        )
        == threads[1:]
    )


def test_blocked_words_are_named_and_nothing_is_said() -> None:
    room = given.a_room(1)

    with pytest.raises(errors.WordsBlocked, match="代写作业"):
        given.said(given.topic(room), room, given.learner_post(room.learners[0]), "需要代 写 作业的找我")

    assert not Contribution.objects.exists()


def test_a_topic_closes_to_the_second() -> None:
    room = given.a_room(1)
    closes = NOW + timedelta(days=2)
    topic, by = given.topic(room, closes_at=closes), given.learner_post(room.learners[0])

    given.said(topic, room, by, at=closes - SECOND)
    with pytest.raises(errors.TopicClosed):
        given.said(topic, room, by, at=closes)

    assert Contribution.objects.count() == 1


def test_what_is_hidden_stays_on_record_with_its_reason_and_complaints_are_settled() -> None:
    room = given.a_room(2)
    topic = given.topic(room)
    said = given.said(topic, room, given.learner_post(room.learners[0]), "加我微信 12345，有资料出售，价格便宜。")
    for _ in range(2):
        actions.complain(contribution=said, reason="广告", by=given.learner_post(room.learners[1]), now=NOW)
    assert [each.reason for each in queries.complaints_in([room.online_class])] == ["广告"]

    with pytest.raises(errors.HiddenReasonMissing):
        actions.hide(contribution=said, reason=" ", by=room.tutor, now=NOW)
    actions.hide(contribution=said, reason="与研讨无关的广告", by=room.tutor, now=NOW)

    assert not queries.threads_of(topic, room.online_class, with_hidden=False)
    (mine,) = queries.hidden_of(room.learners[0], topic, room.online_class)
    assert (mine.body[:3], mine.hidden_because) == ("加我微", "与研讨无关的广告")
    assert not Complaint.objects.filter(settled_at__isnull=True).exists()


def test_a_complaint_can_be_answered_by_leaving_it_and_a_hidden_one_is_shown_again() -> None:
    room = given.a_room(2)
    topic = given.topic(room)
    said = given.said(topic, room, given.learner_post(room.learners[0]))
    actions.hide(contribution=said, reason="误会", by=room.tutor, now=NOW)

    actions.leave(contribution=said, by=room.tutor, now=NOW)

    assert list(queries.threads_of(topic, room.online_class, with_hidden=False)) == [said]


def test_search_finds_what_was_said_in_thread_or_reply() -> None:
    room = given.a_room(2)
    topic = given.topic(room)
    first = given.said(topic, room, given.learner_post(room.learners[0]), "分层作业让每个孩子都能完成。")
    given.said(topic, room, given.learner_post(room.learners[1]), "我们学校也在试行走班制。")
    given.said(topic, room, room.tutor, "导学案也可以分层。", thread=first)
    threads = queries.threads_of(topic, room.online_class, with_hidden=False)

    assert list(queries.narrowed_threads(threads, text="导学案", only=None)) == [first]
    assert list(queries.narrowed_threads(threads, text="分层", only=None)) == [first]


def test_contributions_count_as_the_programme_says() -> None:
    """S3: a contribution of twenty characters counts 2, an excellent one 4, a short one and a hidden one nothing."""
    room = given.a_room(2)
    topic, learner = given.topic(room), room.learners[0]
    by = given.learner_post(learner)
    thread = given.said(topic, room, by)
    given.said(topic, room, by, "学习了。", thread=thread)
    best = given.said(
        topic, room, by, "补充：每周五请三位学困生当小老师，先备课再讲，效果比我预想的好得多。", thread=thread
    )
    hidden = given.said(topic, room, by, "这一段后来被隐藏，因为它与本次研讨的主题没有任何关系。", thread=thread)
    actions.find_excellent(contribution=best, is_excellent=True, by=room.tutor, now=NOW)
    actions.hide(contribution=hidden, reason="离题", by=room.tutor, now=NOW)

    found = queries.discussion_sums([each.pk for each in room.learners], room.programme)

    assert set(found) == {learner.pk}
    assert (found[learner.pk].counted, found[learner.pk].excellent, found[learner.pk].short) == (2, 1, 1)
    assert found[learner.pk].score == Decimal(30)
