"""What quizzes come to counts in the result, until somebody enters a mark in its place."""

from datetime import timedelta
from decimal import Decimal

import pytest

from xingtan.assessment import actions, queries
from xingtan.assessment.marking import NewMark
from xingtan.assessment.queries import Standing
from xingtan.assessment.scheme import Why
from xingtan.assessment.tests import given
from xingtan.coursework.tests import given_quizzes as quizzes
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.programmes.tests import given as programmes
from xingtan.study.tests.given import EVENING

pytestmark = pytest.mark.django_db


def lines_of(learner: Enrolment) -> list[tuple[Why, Decimal, str]]:
    standing: Standing = queries.standing_of(learner, queries.scheme_of(learner.programme))  # type: ignore[arg-type]  # there is one
    part = next(each for each in standing.judgement.parts if each.part.key == "quiz")
    return [(line.why, line.amount, line.about) for line in part.lines]


@pytest.fixture
def learner() -> Enrolment:
    programme = programmes.programme_2020()
    given.scheme(programme)
    return quizzes.learner(programme)


def test_a_quiz_handed_in_counts_by_its_title(learner: Enrolment) -> None:
    quizzes.handed_in(quizzes.quiz(2), quizzes.RIGHT, enrolment=learner, at=EVENING)

    assert lines_of(learner) == [(Why.COUNTED, Decimal("50.00"), "师德测试")]


def test_a_mark_that_is_entered_takes_its_place_and_says_so(learner: Enrolment) -> None:
    quizzes.handed_in(quizzes.quiz(1), quizzes.RIGHT, enrolment=learner, at=EVENING)
    entered = NewMark(part="quiz", score=Decimal(70), done_on=EVENING.date(), evidence="补测")

    with clock.standing_at(EVENING):
        mark = actions.record_mark(enrolment=learner, new=entered, by=None, now=EVENING)
        assert lines_of(learner) == [(Why.COUNTED, Decimal(70), ""), (Why.OVERRULED, Decimal(100), "师德测试")]

        actions.void_mark(mark=mark, reason="录错", by=None, now=EVENING)
    assert [why for why, _amount, _source in lines_of(learner)] == [Why.COUNTED, Why.VOIDED]


def test_a_quiz_after_the_end_of_term_does_not_count(learner: Enrolment) -> None:
    after = EVENING + timedelta(days=300)
    quizzes.handed_in(quizzes.quiz(1), quizzes.RIGHT, enrolment=learner, at=after)

    assert [why for why, _amount, _source in lines_of(learner)] == [Why.TOO_LATE]


def test_the_result_follows_a_quiz(learner: Enrolment) -> None:
    quizzes.handed_in(quizzes.quiz(1), quizzes.RIGHT, enrolment=learner, at=EVENING)

    scheme = queries.scheme_of(learner.programme)
    assert scheme is not None
    actions.assess(enrolments=[learner], scheme=scheme, now=EVENING)

    assert queries.results_of([learner.pk])[learner.pk].points["quiz"] == "10.00"
