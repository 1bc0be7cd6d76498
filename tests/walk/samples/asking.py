"""Samples of the question bank and of quizzes."""

from collections.abc import Callable
from typing import Any

from django.db import models

from tests.walk.cast import Place
from xingtan.courses.models.questions import BankQuestion, QuestionFile
from xingtan.courses.tests import given_questions as bank
from xingtan.coursework.models import Attempt, Quiz
from xingtan.coursework.tests import given_quizzes as quizzes


def _attempt(place: Place) -> Attempt:
    return quizzes.attempt(quizzes.quiz(1, programme=place.programme), place.enrolment)


MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    BankQuestion: lambda place: bank.question(programme=place.programme),
    QuestionFile: lambda place: bank.file(programme=place.programme),
    Quiz: lambda place: quizzes.quiz(1, programme=place.programme),
    Attempt: _attempt,
}
BOUND: dict[type[models.Model], str] = dict.fromkeys((BankQuestion, QuestionFile, Quiz), "programme")
