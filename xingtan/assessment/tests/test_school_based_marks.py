"""What a school signed counts in the result by itself; a mark entered by hand takes its place, and says so."""

from decimal import Decimal

import pytest

from xingtan.assessment import actions, queries
from xingtan.assessment.marking import NewMark, marks_of_school
from xingtan.assessment.scheme import Mark, Why
from xingtan.assessment.tests import given as assessed
from xingtan.schoolbased import actions as schoolbased
from xingtan.schoolbased.rules import Counted
from xingtan.schoolbased.tests import given

DAY = given.AFTERNOON.date()


def counted(*, has_reflection: bool = True) -> Counted:
    return Counted("activity:a", "听评课", 90, DAY, has_reflection)


@pytest.mark.parametrize(("has_reflection", "score"), [(True, 100), (False, 80)])
def test_an_activity_thought_about_is_worth_more(*, has_reflection: bool, score: int) -> None:
    (mark,) = marks_of_school([counted(has_reflection=has_reflection)], [], silent=Decimal(80))

    assert (mark.score, mark.minutes, mark.about, mark.is_overruled) == (Decimal(score), 90, "听评课", False)


@pytest.mark.parametrize(("part", "reason", "is_overruled"), [
    ("school_based", "", True), ("school_based", "作废", False), ("homework", "", False),
])  # fmt: skip
def test_only_a_standing_mark_of_the_same_part_overrules(*, part: str, reason: str, is_overruled: bool) -> None:
    entered = Mark("x", part, Decimal(60), DAY, 45, reason)

    (mark,) = marks_of_school([counted()], [entered])

    assert mark.is_overruled is is_overruled


@pytest.mark.django_db
def test_a_signed_activity_stands_in_the_reckoning_until_a_mark_is_entered() -> None:
    (teacher,) = given.teachers(1)
    scheme = assessed.lenient_scheme(teacher.programme)
    activity = given.signed(teacher)
    schoolbased.reflect(activity=activity, words="收获很大。", by=given.learner_post(teacher), now=given.AFTERNOON)

    def lines() -> list[tuple[Why, str]]:
        parts = queries.standing_of(teacher, scheme).judgement.parts
        return [(line.why, line.about) for part in parts if part.part.key == "school_based" for line in part.lines]

    assert lines() == [(Why.COUNTED, activity.title)]
    new = NewMark(part="school_based", score=Decimal(70), minutes=45, done_on=DAY, evidence="纸质记录")
    actions.record_mark(enrolment=teacher, new=new, by=None, now=given.AFTERNOON)
    assert lines() == [(Why.COUNTED, ""), (Why.OVERRULED, activity.title)]
