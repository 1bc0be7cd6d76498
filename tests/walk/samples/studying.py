"""Samples of courses, study, classes, coursework, school-based study and results."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from tests.walk.cast import Place
from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.assessment import actions as assessment
from xingtan.assessment.marking import NewMark
from xingtan.assessment.models import Certificate, MarkSheet, RecordedMark, Scheme
from xingtan.assessment.tests import given as assessed
from xingtan.classes import actions as classes
from xingtan.classes.models import Bulletin, ClassChange, ClassNotice, OnlineClass, PlanItem, Tutor
from xingtan.classes.queries import tutors_of
from xingtan.classes.tests import given as classes_given
from xingtan.courses import actions as courses_actions
from xingtan.courses.models import Caption, Course, Lesson, Media, Upload
from xingtan.courses.tests import given as courses
from xingtan.coursework import actions as coursework
from xingtan.coursework.models import Assignment, Contribution, PeerReview, Phrase, Topic, Work, WorkFile
from xingtan.coursework.tests import given as works
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.schoolbased.models import Activity, Check, Lack, Photo, ResearchTime, Task
from xingtan.schoolbased.models import Work as TaskWork
from xingtan.schoolbased.tests import given as schoolbased
from xingtan.study.models import Pattern
from xingtan.study.tests import given as studied


def _scheme(programme: Programme) -> None:
    if not Scheme.objects.filter(programme=programme).exists():
        assessed.lenient_scheme(programme)


def _mark(place: Place) -> RecordedMark:
    _scheme(place.programme)
    mark = NewMark(part="homework", score=Decimal(90), done_on=clock.today(), evidence="教学设计一份")
    return assessment.record_mark(enrolment=place.enrolment, new=mark, by=None, now=clock.now())


def _sheet(place: Place) -> MarkSheet:
    _scheme(place.programme)
    return assessment.read_mark_sheet(
        programme=place.programme, file_name="成绩.xlsx", rows=[], by=None, now=clock.now()
    )


def _certificate(place: Place) -> Certificate:
    """Passed by marks, settled after the term, issued."""
    _scheme(place.programme)
    for nth, part in enumerate(assessed.ALL_PARTS):
        minutes = 90 if part == "school_based" else 0
        mark = NewMark(part=part, score=Decimal(95), minutes=minutes, done_on=clock.today(), evidence=f"第 {nth} 项")
        assessment.record_mark(enrolment=place.enrolment, new=mark, by=None, now=clock.now())
    after = datetime.combine(place.programme.term_ends_on + timedelta(days=2), time(), clock.ZONE)
    assessment.settle_division(programme=place.programme, division_code=place.division.pk, by=None, now=after)
    assessment.finish_settlement(programme=place.programme, by=None, now=after)
    assessment.issue_certificates(programme=place.programme, school=place.school, by=None, now=after)
    return Certificate.objects.get(enrolment=place.enrolment)


def _photo(place: Place) -> Photo:
    return schoolbased.photo(place.enrolment, at=clock.now())


def _check(place: Place) -> Check:
    """Drawn by the county, or by the city for a school directly under it."""
    schoolbased.signed(place.enrolment, at=clock.now())
    return schoolbased.check(place.programme, place.division, at=clock.now())


def _pattern(place: Place) -> Pattern:
    return studied.pattern(place.enrolment)


def _class(place: Place) -> OnlineClass:
    """The class of the place's person, guided by the same person, who is a tutor too."""
    standing = OnlineClass.objects.filter(memberships__enrolment=place.enrolment).first()
    if standing is not None:
        return standing
    tutor = classes_given.tutor(
        programme=place.programme, division=place.division.pk, holder=place.person,
        by=classes_given.keeper(place.division.pk),
    )  # fmt: skip
    return classes_given.a_class(rows=[place.enrolment], programme=place.programme, tutor=tutor)


def _tutor(place: Place) -> Tutor:
    return tutors_of(_class(place))[0]


def _class_notice(place: Place) -> ClassNotice:
    return classes.tell_class(
        online_class=_class(place), text=classes.Text("通知", "请按时学习。"), by=_tutor(place).post, now=clock.now()
    )


def _plan_item(place: Place) -> PlanItem:
    line = classes.Line("看完第一单元", "", clock.today(), clock.today())
    return classes.plan_line(online_class=_class(place), line=line, by=_tutor(place).post)


def _bulletin(place: Place) -> Bulletin:
    made = classes.write_bulletin(
        online_class=_class(place), period=classes.Period(clock.today(), clock.today()),
        text=classes.Text("简报", "本期学习情况。"), by=_tutor(place).post, now=clock.now(),
    )  # fmt: skip
    classes.publish_bulletin(bulletin=made, by=_tutor(place).post, now=clock.now())
    return made


def _assignment(place: Place) -> Assignment:
    """Homework that the place's person and a colleague of the class are asked for, each to review the other's."""
    standing = Assignment.objects.filter(programme=place.programme, title=place.name).first()
    if standing is not None:
        return standing
    due, end = clock.now() + timedelta(days=7), clock.now() + timedelta(days=14)
    task = works.task(title=place.name, due_at=due, peers=1, peers_until=end)
    course = works.a_course(place.programme)
    return coursework.set_assignment(course=course, lesson=None, task=task, by=None, now=clock.now())


def _work(place: Place) -> Work:
    """What the place's person handed in, with a file."""
    assignment, learner = _assignment(place), place.enrolment
    standing = Work.objects.filter(assignment=assignment, enrolment=learner).first()
    if standing is not None:
        return standing
    _class(place)
    coursework.add_files(assignment=assignment, enrolment=learner, files=[works.paper()], now=clock.now())
    return works.handed_in(assignment, learner, at=clock.now()).work


def _peer_review(place: Place) -> PeerReview:
    """The person is asked to review a colleague's work."""
    mine = _work(place)
    (colleague,) = enrolments.enrolments(1, programme=place.programme, school=place.school)
    classes.place_members(
        online_class=_class(place), enrolments=[colleague], by=classes_given.keeper(place.division.pk), now=clock.now()
    )
    coursework.add_files(assignment=mine.assignment, enrolment=colleague, files=[works.paper()], now=clock.now())
    works.handed_in(mine.assignment, colleague, "另一份教学设计，供同伴互评。", at=clock.now())
    coursework.ask_reviews(assignment=mine.assignment, now=clock.now())
    return PeerReview.objects.get(reviewer=mine.enrolment)


def _topic(place: Place) -> Topic:
    standing = Topic.objects.filter(programme=place.programme).first()
    course = works.a_course(place.programme)
    return standing or coursework.set_topic(
        course=course, title="研讨", words="请谈谈。", closes_at=None, by=None, now=clock.now()
    )


def _contribution(place: Place) -> Contribution:
    said = coursework.Said("这是一条发言。", key=f"walk-{place.name}"[:22], title="发言")
    return coursework.say(
        topic=_topic(place), online_class=_class(place), thread=None, said=said, by=works.learner_post(place.enrolment),
        now=clock.now(),
    )  # fmt: skip


def _phrase(place: Place) -> Phrase:
    return coursework.keep_phrase(
        programme=place.programme, text="目标明确。", is_for_all=False, by=_tutor(place).post, now=clock.now()
    )


def _courses_upload(place: Place) -> Upload:
    by = Post.objects.filter(kind=Kind.CONTENT_EDITOR, programme_code=place.programme.code).first()
    announced = courses_actions.Announced("课.mp4", 1000, "f")
    sender = by or people.post(Kind.CONTENT_EDITOR, programme_code=place.programme.code)
    return courses_actions.begin_upload(programme=place.programme, announced=announced, by=sender, now=clock.now())


def _caption(place: Place) -> Caption:
    media = courses.lesson(programme=place.programme).media
    assert media is not None
    return courses_actions.set_captions(
        media=media, language="zh", text="WEBVTT\n\n00:01.000 --> 00:02.000\n好\n",
        by=people.post(Kind.CONTENT_EDITOR, programme_code=place.programme.code),
    )  # fmt: skip


MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    Lesson: lambda place: courses.lesson(programme=place.programme),
    Media: lambda place: courses.lesson(programme=place.programme).media,
    Upload: _courses_upload,
    Caption: _caption,
    Course: lambda place: courses.lesson(programme=place.programme).course,
    Activity: lambda place: schoolbased.recorded(place.enrolment, at=clock.now()),
    Photo: _photo,
    ResearchTime: lambda place: schoolbased.research_time(place.programme, place.school),
    Task: lambda place: schoolbased.task(place.programme, at=clock.now()),
    TaskWork: lambda place: schoolbased.work(place.enrolment, at=clock.now()),
    Lack: lambda place: schoolbased.lack(place.enrolment, at=clock.now()),
    Check: _check,
    Pattern: _pattern,
    OnlineClass: _class,
    ClassChange: lambda place: _class(place).changes.filter(kind="tutor").get(),
    Tutor: _tutor,
    ClassNotice: _class_notice,
    PlanItem: _plan_item,
    Bulletin: _bulletin,
    Assignment: _assignment,
    Work: _work,
    WorkFile: lambda place: _work(place).files.get(),
    PeerReview: _peer_review,
    Topic: _topic,
    Contribution: _contribution,
    Phrase: _phrase,
    RecordedMark: _mark,
    MarkSheet: _sheet,
    Certificate: _certificate,
}
BOUND: dict[type[models.Model], str] = {
    **dict.fromkeys((Lesson, Media, Upload, Caption, Course, Task, Assignment, Topic, MarkSheet), "programme"),
}
