"""Quizzes and attempts, made as the house makes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from xingtan.courses.models import Course
from xingtan.courses.models.questions import BankQuestion, QuestionCategory
from xingtan.courses.questions.content import Question
from xingtan.courses.tests import given as courses
from xingtan.courses.tests import given_questions as bank
from xingtan.courses.tests.question_samples import SINGLE
from xingtan.coursework.actions import quizzes as actions
from xingtan.coursework.actions.quizzes import PartPlan, QuizPlan
from xingtan.coursework.models import Attempt, Quiz
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

_numbers = count(1)
RIGHT, WRONG = "1", "0"
"""What is right and wrong in the questions of ``asked``."""


def course(programme: Programme | None = None) -> Course:
    """A course of all stages."""
    return courses.lesson(programme=programme or programmes.programme_2020()).course


def asked(texts: int = 2, *, programme: Programme | None = None) -> list[BankQuestion]:
    """Approved questions with the second option right."""
    return [
        bank.question(replace(SINGLE, text=f"第 {next(_numbers)} 题？"), programme=programme, category="师德")
        for _each in range(texts)
    ]


def quiz(
    questions: int | Sequence[Question] = 2,
    *,
    programme: Programme | None = None,
    is_published: bool = True,
    **said: Any,
) -> Quiz:
    """A published quiz that asks some questions in their order; terms by name."""
    programme = programme or programmes.programme_2020()
    if isinstance(questions, int):
        rows = asked(questions, programme=programme)
    else:
        rows = [bank.question(each, programme=programme) for each in questions]
    plan = QuizPlan(
        title=said.pop("title", "师德测试"), **{"shuffles_questions": False, "shuffles_options": False, **said}
    )
    made = actions.set_quiz(
        course=course(programme), plan=plan, parts=[PartPlan(question=row) for row in rows], by=None, now=clock.now()
    )
    if is_published:
        actions.publish_quiz(quiz=made, by=None, now=clock.now())
        made.refresh_from_db()
    return made


def drawn_quiz(number: int, *, of: int, **said: Any) -> Quiz:
    """A published quiz that draws some of the questions of a category."""
    programme = programmes.programme_2020()
    asked(of, programme=programme)
    category = QuestionCategory.objects.get(programme=programme, path="师德")
    made = actions.set_quiz(
        course=course(programme), plan=QuizPlan("抽题测试", **said), by=None, now=clock.now(),
        parts=[PartPlan(category=category, count=number)],
    )  # fmt: skip
    actions.publish_quiz(quiz=made, by=None, now=clock.now())
    made.refresh_from_db()
    return made


def learner(programme: Programme | None = None) -> Enrolment:
    """An enrolled teacher."""
    return enrolments.enrolments(1, programme=programme or programmes.programme_2020())[0]


def attempt(quiz: Quiz, enrolment: Enrolment | None = None, *, at: datetime | None = None) -> Attempt:
    """An attempt just begun."""
    return actions.begin_attempt(
        quiz=quiz, enrolment=enrolment or learner(quiz.programme), by=None, now=at or clock.now()
    )


def answered(attempt: Attempt, *answers: str, at: datetime | None = None) -> Attempt:
    """An attempt with its first questions answered."""
    given = {position: [answer] for position, answer in enumerate(answers, 1)}
    return actions.save_answers(attempt=attempt, given=given, now=at or clock.now()).attempt


def handed_in(quiz: Quiz, *answers: str, enrolment: Enrolment | None = None, at: datetime | None = None) -> Attempt:
    """An attempt answered and handed in."""
    done = answered(attempt(quiz, enrolment, at=at), *answers, at=at)
    return actions.hand_in_attempt(attempt=done, by=None, now=at or clock.now())
