"""Marks of this year, and last year's programme, ended, with results, hours and certificates."""

from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Post
from xingtan.assessment import actions
from xingtan.assessment.marking import NewMark
from xingtan.assessment.models import Certificate
from xingtan.courses import actions as courses
from xingtan.courses import queries as catalogue
from xingtan.courses.queries import DEMO_MEDIA, shipped_catalogue
from xingtan.demo.actions.rosters import Class
from xingtan.demo.actions.studying import store_watched
from xingtan.enrolment import actions as enrolment
from xingtan.enrolment.actions import Entrant
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import standing_at
from xingtan.programmes import actions as programmes
from xingtan.programmes.models import Programme
from xingtan.study.coverage import to_text
from xingtan.study.models import Coverage

GRADUATES = 12
PARTS = {"homework": 92, "discussion": 88, "quiz": 95}
"""Last year's marks of the parts, of a hundred."""


def mark_some(classes: list[Class], *, programme: Programme, academic: Post, now: datetime) -> None:
    """A first homework and a first school-based activity of the school whose people have logins."""
    home = classes[1]
    for row in Enrolment.objects.filter(programme=programme, school=home.school).order_by("pk")[:6]:
        for part, minutes, words in (
            ("homework", 0, "第一次作业：一节课的教学反思"),
            ("school_based", 90, "校本研修：同课异构"),
        ):
            mark = NewMark(
                part=part, score=Decimal(86), minutes=minutes, done_on=(now - timedelta(days=3)).date(), evidence=words
            )
            actions.record_mark(enrolment=row, new=mark, by=academic, now=now)


def remember_last_year(classes: list[Class], *, programme: Programme, academic: Post, now: datetime) -> Programme:
    """Last year some of the same teachers passed; one certificate was revoked since. The programme of then."""
    home = classes[1]
    began = programme.term_starts_on - timedelta(days=364)
    last = programmes.copy_programme(
        code=programme.code, new_code=f"{programme.code}-earlier", starts_on=began, by=None
    )
    courses.load_catalogue(programme=last, catalogue=shipped_catalogue(), folder=DEMO_MEDIA, by=None, now=now)
    term = now - timedelta(days=300)
    with standing_at(term):
        actions.adopt_default_scheme(programme=last, by=None, now=term)
        people = [Entrant(t.name, t.mobile, t.id_number, t.stage, t.subject) for t in home.teachers[1 : GRADUATES + 1]]
        rows = enrolment.enrol_many(programme=last, school=home.school, entrants=people, by=None, now=term)
        for row in rows[:-1]:
            _finish(row, last, academic, term)
    with standing_at(now):
        actions.settle_division(programme=last, division_code=home.school.division_id, by=academic, now=now)
        actions.finish_settlement(programme=last, by=academic, now=now)
        actions.issue_certificates(programme=last, school=home.school, by=academic, now=now)
        actions.revoke_certificate(
            certificate=Certificate.objects.latest("pk"), reason="姓名登记有误，已重新核发", by=academic, now=now
        )
    return last


def _finish(row: Enrolment, programme: Programme, academic: Post, now: datetime) -> None:
    """One teacher who did everything."""
    lessons = [lesson for course in catalogue.outline(programme, row.stage) for lesson in course.lessons]
    ended = [now - timedelta(hours=number) for number in range(len(lessons))]
    store_watched([
        Coverage(
            enrolment=row, lesson=lesson, spans=to_text(((0, lesson.credit_seconds),)), credited_seconds=lesson.credit_seconds,
            position=lesson.credit_seconds, heard_at=at,
        )
        for lesson, at in zip(lessons, ended, strict=True)
    ])  # fmt: skip
    day = (now - timedelta(days=1)).date()
    for part, score in PARTS.items():
        actions.record_mark(
            enrolment=row,
            new=NewMark(part=part, score=Decimal(score), minutes=0, done_on=day, evidence="上年度记录"),
            by=academic,
            now=now,
        )
    for number in range(6):
        mark = NewMark(
            part="school_based",
            score=Decimal(90),
            minutes=90,
            done_on=day - timedelta(days=number),
            evidence=f"校本研修第{number + 1}次",
        )
        actions.record_mark(enrolment=row, new=mark, by=academic, now=now)
