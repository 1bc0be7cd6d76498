"""Recognised study hangs on the person: said before a move, and true after it (R71)."""

import pytest

from xingtan.enrolment.actions import deciding
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given as enrolments
from xingtan.organisations.tests import given as organisations
from xingtan.study.queries import effects_of_change, recognised_seconds
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db


def test_watched_time_goes_along_with_a_teacher_who_moves() -> None:
    learner = given.learner()
    given.watched(learner, given.lesson(), 180)
    row, to = learner.enrolment, organisations.school("五台县第二小学")
    before = recognised_seconds([row.pk])
    request = enrolments.change(Change.TRANSFER, row=row, to=to)

    (effect,) = effects_of_change(request)
    deciding.answer_change(change=request, agrees=True, words="", by=enrolments.contact(to), now=enrolments.IN_TERM)
    enrolments.grant(request, by=enrolments.county_clerk())

    assert effect.lines == ["已认定的 0.1 学时随教师保留。"]
    assert recognised_seconds([row.pk]) == before != {}


def test_a_correction_of_the_name_says_nothing_about_study() -> None:
    row = enrolments.enrolment()

    assert effects_of_change(enrolments.change(Change.NAME, row=row, name="王秀瑛")) == []
