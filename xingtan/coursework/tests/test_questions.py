"""Questions about lessons: to the class's tutor, oldest first; the class reads them once they are answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xingtan.accounts.tests import given as people
from xingtan.coursework import actions, errors, queries
from xingtan.coursework.actions import Said
from xingtan.coursework.models import Contribution, Topic
from xingtan.coursework.queries import closes_at
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import NOW
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_same_form_sent_twice_asks_once_and_a_lesson_has_one_place_for_questions() -> None:
    room = given.a_room(2)

    for _ in range(2):
        given.asked(room, key="k" * 16)
    given.asked(room, 1)

    assert Contribution.objects.questions().count() == 2
    assert Topic.objects.count() == 1


def test_a_colleague_reads_a_question_only_once_it_is_answered() -> None:
    room = given.a_room(2)
    question = given.asked(room)
    writer, colleague = map(given.learner_post, room.learners)
    seen = [
        Contribution.objects.within(post).filter(pk=question.pk).exists() for post in (writer, colleague, room.tutor)
    ]
    listed = [queries.questions_about(given.lesson_of(room), room.online_class, each).count() for each in room.learners]

    answer = given.answered(room, question)

    assert (seen, listed) == ([True, False, True], [1, 0])
    for post in (writer, colleague, room.tutor):
        assert set(Contribution.objects.within(post)) == {question, answer}
    assert queries.questions_about(given.lesson_of(room), room.online_class, room.learners[1]).count() == 1


def test_another_class_never_reads_it() -> None:
    here = given.a_room(1)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    question = given.asked(here)
    given.answered(here, question)

    for post in (given.learner_post(away.learners[0]), away.tutor):
        assert not Contribution.objects.within(post).exists()
    with pytest.raises(errors.NotInClass):
        actions.ask(
            lesson=given.lesson_of(here), online_class=here.online_class, said=Said("借问", "q" * 16),
            by=given.learner_post(away.learners[0]), now=NOW,
        )  # fmt: skip


def test_questions_are_no_topic_and_earn_nothing_in_the_discussions() -> None:
    room = given.a_room(1)
    given.asked(room, body="这一段讲的分层作业，在只有八个学生的村小怎样做才不增加老师的负担呢？")

    assert not queries.topics_within(given.academic(), room.programme).exists()
    assert queries.topics_for(room.learners[0], [room.course.pk]) == []
    assert queries.discussion_sums([room.learners[0].pk], room.programme) == {}


def test_questions_can_be_asked_until_the_last_second_of_the_term() -> None:
    room = given.a_room(1)
    ends = closes_at(given.asked(room).topic)

    given.asked(room, at=ends - timedelta(seconds=1))
    with pytest.raises(errors.TopicClosed):
        given.asked(room, at=ends)

    assert Contribution.objects.questions().count() == 2


def test_blocked_words_are_named_and_nothing_is_asked() -> None:
    room = given.a_room(1)

    with pytest.raises(errors.WordsBlocked):
        given.asked(room, body="需要代写作业的找我")

    assert not Contribution.objects.exists()


def test_the_list_begins_with_the_oldest_that_waits() -> None:
    room = given.a_room(3)
    late, early = given.asked(room, 0, at=NOW + HOUR), given.asked(room, 1, at=NOW)
    done = given.asked(room, 2, at=NOW - HOUR)
    given.answered(room, done)

    assert list(queries.questions_in([room.online_class])) == [early, late, done]
    assert queries.waiting_questions([room.online_class]) == queries.WaitingQuestions(2, NOW)


def test_who_asked_is_told_of_the_answer_until_it_was_read() -> None:
    room = given.a_room(2)
    question = given.asked(room)
    asker, colleague = room.learners
    before = queries.answers_to_read(asker)
    given.answered(room, question)
    told = []
    for reader in (colleague, asker):
        with clock.standing_at(NOW + 2 * HOUR):
            browser = given.browser(reader)
            assert browser.get(reverse("coursework:thread", args=[question.public_id])).status_code == 200
        told.append(queries.answers_to_read(asker))

    assert (before, told) == ([], [[question], []])


def page(browser: Client, room: given.Room) -> Any:
    with clock.standing_at(NOW + HOUR):
        return browser.get(reverse("coursework:lesson_questions", args=[given.lesson_of(room).public_id]))


def test_the_page_asks_and_shows_what_the_class_may_read() -> None:
    room = given.a_room(2)
    writer, colleague = (given.browser(each) for each in room.learners)
    address = reverse("coursework:lesson_questions", args=[given.lesson_of(room).public_id])
    with clock.standing_at(NOW):
        assert writer.post(address, {"body": "怎样板书？", "key": "k" * 16, "second": "65"}).status_code == 302

    assert "怎样板书？" in page(writer, room).content.decode()
    assert "怎样板书？" not in page(colleague, room).content.decode()
    hidden = reverse("coursework:thread", args=[Contribution.objects.get().public_id])
    with clock.standing_at(NOW + HOUR):
        assert colleague.get(hidden).status_code == 404


def test_an_empty_question_is_refused_beside_the_field() -> None:
    room = given.a_room(1)
    address = reverse("coursework:lesson_questions", args=[given.lesson_of(room).public_id])

    with clock.standing_at(NOW):
        answer = given.browser(room.learners[0]).post(address, {"body": " ", "key": "k" * 16})

    assert answer.status_code == 422
    assert not Contribution.objects.exists()


def test_a_learner_without_a_class_is_told_where_questions_go() -> None:
    room = given.a_room(1)
    alone = given.learner_elsewhere(room.programme)

    answer = page(given.browser(alone), room)

    assert answer.status_code == 200
    assert "<textarea" not in answer.content.decode()


@pytest.mark.parametrize("who", ["learner", "tutor"])
def test_the_lists_ask_the_database_as_often_at_any_size(who: str) -> None:
    room = given.a_room(2)
    browser = given.browser(room.learners[0]) if who == "learner" else people.signed_in(room.tutor)
    name, parts = ("lesson_questions", [given.lesson_of(room).public_id]) if who == "learner" else ("questions", [])
    counts = []
    for many in (0, 2, 9):
        for _ in range(many):
            given.answered(room, given.asked(room, 1))
        with clock.standing_at(NOW + HOUR), CaptureQueriesContext(connection) as counted:
            assert browser.get(reverse(f"coursework:{name}", args=parts)).status_code == 200
        counts.append(len(counted))

    assert counts[1] == counts[2]


def test_the_tutors_answers_stand_on_top_of_a_thread() -> None:
    room = given.a_room(2)
    first = given.said(given.topic(room), room, given.learner_post(room.learners[0]))
    reply = given.said(first.topic, room, given.learner_post(room.learners[1]), thread=first, at=NOW + HOUR)
    answer = given.answered(room, first, at=NOW + 2 * HOUR)

    assert list(queries.replies_of(first, with_hidden=False)) == [answer, reply]
