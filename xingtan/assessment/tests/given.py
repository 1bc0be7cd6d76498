"""States of assessment, made through actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Post
from xingtan.assessment import actions
from xingtan.assessment.marking import NewMark
from xingtan.assessment.models import Certificate, RecordedMark, Scheme
from xingtan.assessment.queries import divisions_with_learners
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

MID_TERM = clock.moment(2021, 1, 20, 10)
LAST_SECOND = clock.moment(2021, 4, 12, 23, 59, 59)
AFTER_TERM = clock.moment(2021, 4, 13)
ALL_PARTS = ("homework", "homework", "discussion", "discussion", "quiz", "school_based", "school_based")


def scheme(programme: Programme | None = None) -> Scheme:
    """The default scheme, adopted."""
    return actions.adopt_default_scheme(programme=programme or programmes.programme_2020(), by=None, now=MID_TERM)


def learners(teachers: int = 3, *, school: School | None = None) -> list[Enrolment]:
    """Enrolled teachers in a programme that has its scheme."""
    people = enrolment.enrolments(teachers, school=school)
    scheme(people[0].programme)
    return people


def mark(
    learner: Enrolment,
    part: str = "homework",
    score: int | str = 90,
    *,
    done_on: date = date(2021, 1, 10),
    evidence: str = "教学设计一份",
    by: Post | None = None,
    now: datetime = MID_TERM,
) -> RecordedMark:
    """A recorded mark; school-based ones last 270 minutes."""
    minutes = 270 if part == "school_based" else 0
    new = NewMark(part=part, score=Decimal(score), done_on=done_on, evidence=evidence, minutes=minutes)
    return actions.record_mark(enrolment=learner, new=new, by=by, now=now)


def all_marks(learner: Enrolment, score: int = 90) -> None:
    """A mark for everything that is marked: 60 % of the points are to be had so, without any study."""
    for number, part in enumerate(ALL_PARTS):
        mark(learner, part, score, evidence=f"第 {number + 1} 项", done_on=date(2021, 1, 5) + timedelta(days=number))


def assessed(learners: list[Enrolment], now: datetime = MID_TERM) -> None:
    """Judge these learners as they stand."""
    actions.assess(enrolments=learners, scheme=scheme(learners[0].programme), now=now)


def settled(programme: Programme, now: datetime = AFTER_TERM) -> None:
    """All results of the programme settled."""
    for code in divisions_with_learners(programme):
        actions.settle_division(programme=programme, division_code=code, by=None, now=now)
    actions.finish_settlement(programme=programme, by=None, now=now)


def lenient_scheme(programme: Programme) -> Scheme:
    """A scheme that marks alone can satisfy, for tests that are not about study."""
    data = scheme(programme).data
    parts = [{**part, "floor": "0"} if part["key"] == "course" else part for part in data["parts"]]
    return actions.adopt_scheme(
        programme=programme,
        data={**data, "parts": parts, "pass_score": "50", "excellent_score": "55"},
        by=None,
        now=MID_TERM,
    )


def passed(teachers: int = 1, *, school: School | None = None, score: int = 90) -> list[Enrolment]:
    """Teachers who have passed, results settled."""
    people = enrolment.enrolments(teachers, school=school)
    lenient_scheme(people[0].programme)
    for learner in people:
        all_marks(learner, score)
    settled(people[0].programme)
    return people


def certificate(learner: Enrolment | None = None, now: datetime = AFTER_TERM) -> Certificate:
    """A certificate issued to someone who has passed."""
    learner = learner or passed()[0]
    actions.issue_certificates(programme=learner.programme, school=learner.school, by=None, now=now)
    return Certificate.objects.filter(enrolment=learner, revoked_at__isnull=True).get()
