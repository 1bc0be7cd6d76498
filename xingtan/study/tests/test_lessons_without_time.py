"""Pages and links: those that bring no time are finished by saying so, a page with reading time by reading."""

import pytest
from django.urls import reverse

from xingtan.courses.tests import given as courses
from xingtan.foundation import clock
from xingtan.study import actions, queries
from xingtan.study.errors import FinishedByTime, NoTimeTaken, StudyNotYetOpen
from xingtan.study.models import Coverage
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db


def test_a_page_without_time_is_finished_by_saying_so_once() -> None:
    lesson, learner = courses.page(), given.learner()

    with clock.standing_at(given.EVENING):
        browser = learner.browser()
        before = browser.get(reverse("study:lesson", args=[lesson.public_id])).content.decode()
        answer = browser.post(reverse("study:finish", args=[lesson.public_id]))
        browser.post(reverse("study:finish", args=[lesson.public_id]))
        after = browser.get(reverse("study:lesson", args=[lesson.public_id])).content.decode()

    assert "读一读，想一想" in before
    assert "data-watch" not in before
    assert answer["Location"] == reverse("study:home")
    assert "is-done" in after
    assert Coverage.objects.get().credited_seconds == 0
    assert queries.my_study(learner.enrolment).to_continue is None
    assert queries.coverage_breaches() == []


def test_a_lesson_without_time_is_what_comes_next_until_it_is_finished() -> None:
    lesson, learner = courses.link(), given.learner()

    found = queries.my_study(learner.enrolment).to_continue
    actions.finish_lesson(lesson=lesson, by=learner.post, now=given.EVENING)

    assert found is not None
    assert found.lesson == lesson
    assert queries.my_study(learner.enrolment).courses[0].done == 1


def test_a_page_with_reading_time_counts_like_a_document() -> None:
    lesson, learner = courses.page(seconds=120), given.learner()

    given.watched(learner, lesson, 120)

    assert queries.recognised_seconds([learner.enrolment.pk]) == {learner.enrolment.pk: 120}
    assert queries.my_study(learner.enrolment).courses[0].done == 1


def test_time_cannot_be_claimed_where_there_is_none_nor_a_film_be_called_finished() -> None:
    page, learner = courses.page(), given.learner()
    film = given.lesson(programme=page.course.programme)

    with pytest.raises(NoTimeTaken):
        given.play(learner, page)
    with pytest.raises(FinishedByTime):
        actions.finish_lesson(lesson=film, by=learner.post, now=given.EVENING)

    assert not Coverage.objects.exists()


def test_nothing_is_finished_before_study_opens() -> None:
    lesson, learner = courses.page(), given.learner()

    with pytest.raises(StudyNotYetOpen):
        actions.finish_lesson(lesson=lesson, by=learner.post, now=clock.moment(2020, 12, 1))

    assert not Coverage.objects.exists()
