"""Questions about lessons on the desks: of the tutor who answers, and of who asked; and beside the lesson itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from xingtan.accounts.tests import given as people
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import NOW
from xingtan.foundation import clock

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


def test_the_tutors_desk_names_how_many_wait_and_since_when() -> None:
    room = given.a_room(3)
    given.asked(room, 0, at=NOW + timedelta(hours=1))
    given.asked(room, 1, at=NOW)
    given.answered(room, given.asked(room, 2))

    with clock.standing_at(LATER):
        html = people.signed_in(room.tutor).get("/desk/").content.decode()

    assert "有 2 个提问等您答复" in html
    assert reverse("coursework:questions") in html


def test_who_asked_is_told_of_the_answer_and_a_colleague_is_not() -> None:
    room = given.a_room(2)
    question = given.asked(room)
    given.answered(room, question)

    with clock.standing_at(LATER):
        mine, theirs = (given.browser(each).get("/desk/").content.decode() for each in room.learners)

    assert "的提问已有答复" in mine
    assert reverse("coursework:thread", args=[question.public_id]) in mine
    assert "的提问已有答复" not in theirs


def test_the_questions_of_the_class_are_fetched_beside_the_lesson() -> None:
    room = given.a_room(1)
    lesson = given.lesson_of(room)

    with clock.standing_at(LATER):
        html = given.browser(room.learners[0]).get(reverse("study:lesson", args=[lesson.public_id])).content.decode()

    assert f'hx-get="{reverse("coursework:lesson_questions", args=[lesson.public_id])}" hx-select="#questions"' in html
