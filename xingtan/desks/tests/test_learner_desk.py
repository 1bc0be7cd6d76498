"""A teacher's first page: one big button, what is missing, and until when it counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.assessment.tests import given as assessment
from xingtan.courses.tests import given as courses
from xingtan.desks.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.study.tests import given as study

pytestmark = pytest.mark.django_db


def first_page(learner: study.Learner) -> str:
    """What the teacher sees on an evening of the term."""
    with clock.standing_at(study.EVENING + timedelta(hours=1)):
        return learner.browser().get("/desk/").content.decode()


def test_a_newcomer_is_led_to_the_first_lesson() -> None:
    learner = study.learner()
    lesson = study.lesson(programme=learner.enrolment.programme)

    html = first_page(learner)

    assert "开始学习" in html
    assert lesson.title in html
    assert f"/study/lessons/{lesson.public_id}/" in html


def test_who_has_begun_goes_on_where_they_stopped() -> None:
    learner = study.learner()
    lesson = study.lesson(programme=learner.enrolment.programme)
    study.watched(learner, lesson, 60)

    html = first_page(learner)

    assert "继续学习" in html
    assert "接着上次继续学习" in html


def test_the_hours_and_their_last_day_are_said() -> None:
    learner = study.learner()
    study.lesson(programme=learner.enrolment.programme)

    html = first_page(learner)

    assert "0.0 / 36 学时" in html
    assert "计至 2021年4月12日（周一）。" in html


def test_each_part_of_the_result_shows_what_is_missing() -> None:
    learner = study.learner()
    study.lesson(programme=learner.enrolment.programme)
    assessment.scheme(learner.enrolment.programme)
    assessment.mark(learner.enrolment, "homework", 90)

    html = first_page(learner)

    assert "还差什么" in html
    assert "研修作业" in html
    assert "/assessment/mine/" in html


def test_who_is_enrolled_nowhere_is_told_whom_to_ask() -> None:
    post = given.post(Kind.LEARNER, programmes.programme_2020(), organisations.school())

    html = people.signed_in(post).get("/desk/").content.decode()

    assert "您尚未报名本项目。" in html


def test_the_page_asks_the_database_as_often_for_many_lessons_as_for_few() -> None:
    learner = study.learner()
    programme = learner.enrolment.programme
    assessment.scheme(programme)
    courses.catalogue(courses.course("few", lessons=1), programme=programme)
    few = queries_of(learner)

    courses.catalogue(*(courses.course(f"many-{n}", lessons=5) for n in range(6)), programme=programme)

    assert queries_of(learner) == few


def queries_of(learner: study.Learner) -> int:
    """How many SQL queries the first page takes."""
    browser = learner.browser()
    browser.get("/desk/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/desk/")
    return len(asked)


def test_result_and_certificates_are_one_step_away() -> None:
    assert 'href="/assessment/mine/"' in first_page(study.learner())
