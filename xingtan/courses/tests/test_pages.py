"""The catalogue as people see it."""

from typing import Any

import pytest
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses.models import Lesson
from xingtan.courses.tests import given

pytestmark = pytest.mark.django_db


def test_the_catalogue_shows_the_courses_of_a_stage() -> None:
    given.whole_catalogue()
    browser = people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code="xinzhou-2020"))

    page = browser.get(reverse("courses:index"), {"stage": "幼儿园"}).content.decode()

    assert "师德为先" in page
    assert "五大领域" in page
    assert "新高考与新课改" not in page


def test_an_unknown_stage_shows_all() -> None:
    given.whole_catalogue()
    browser = people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code="xinzhou-2020"))

    assert "新高考与新课改" in browser.get(reverse("courses:index"), {"stage": "大学"}).content.decode()


@pytest.mark.parametrize("courses", [1, 12])
def test_the_catalogue_takes_the_same_queries_at_any_size(courses: int, django_assert_max_num_queries: Any) -> None:
    given.catalogue(*(given.course(f"c{number}") for number in range(courses)))
    browser = people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code="xinzhou-2020"))
    browser.get(reverse("courses:index"))

    with django_assert_max_num_queries(11):
        browser.get(reverse("courses:index"))


def test_the_institution_may_look_at_a_lesson_and_a_school_may_not() -> None:
    lesson: Lesson = given.lesson()
    address = reverse("courses:preview", args=[lesson.public_id])
    editor = people.post(Kind.CONTENT_EDITOR, programme_code="xinzhou-2020")
    elsewhere = people.post(Kind.CONTENT_EDITOR, programme_code="other-2020")

    assert "<video" in people.signed_in(editor).get(address).content.decode()
    assert people.signed_in(elsewhere).get(address).status_code == 404
