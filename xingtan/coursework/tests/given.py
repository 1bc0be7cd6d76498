"""Homework set, handed in and marked; discussions; made as the house makes them."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.classes.models import OnlineClass
from xingtan.classes.tests import given as classes
from xingtan.courses.models import Course, Lesson
from xingtan.courses.tests import given as courses
from xingtan.coursework import actions
from xingtan.coursework.actions import Said, Task, Verdict
from xingtan.coursework.models import Assignment, Contribution, Topic, Version, Work, WorkMark
from xingtan.coursework.rules import Criterion, Level, Rubric
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.foundation.fields import new_public_id
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

NOW = clock.moment(2021, 1, 10, 20)
"""An evening in term, before the homework is due."""
DUE = clock.moment(2021, 1, 31, 23, 59)
AFTER = clock.moment(2021, 2, 1, 0)
PEERS_UNTIL = clock.moment(2021, 2, 10, 18)
RUBRIC = Rubric(
    (
        Criterion("目标", Decimal(20), (Level(Decimal(20), "明确、可检测"), Level(Decimal(10), "较明确"))),
        Criterion("过程", Decimal(50)),
        Criterion("反思", Decimal(30)),
    )
)
FULL = ("20", "50", "30")
TEXT = "本节课我围绕《草船借箭》设计了三个环节，学生先自读课文，再小组讨论诸葛亮的神机妙算，最后仿写一段对话。"


@dataclass(frozen=True)
class Room:
    """A class with its learners and tutor, and the course they study."""

    online_class: OnlineClass
    course: Course
    learners: list[Enrolment]
    tutor: Post

    @property
    def programme(self) -> Programme:
        """The programme of the course."""
        return self.course.programme


def a_course(programme: Programme | None = None, code: str = "ethics") -> Course:
    """A course for all stages."""
    held = courses.catalogue(courses.course(code, lessons=1), programme=programme)
    found: Course = Course.objects.select_related("programme").get(programme=held, code=code)
    return found


def programme(**told: Any) -> Programme:
    """The 2020 programme with other figures for coursework."""
    found = programmes.programme_2020()
    found.facts = {**found.facts, "coursework": {**found.facts["coursework"], **told}}
    found.save(update_fields=["facts"])
    return found


def a_room(members: int = 3, *, programme: Programme | None = None, school: School | None = None) -> Room:
    """A class of learners with a tutor, and a course."""
    programme = programme or programmes.programme_2020()
    made = classes.a_class(members, programme=programme, school=school)
    learners = list(Enrolment.objects.filter(membership__online_class=made).select_related("account", "programme"))
    return Room(made, a_course(programme), learners, classes.tutor_post(made))


def academic(programme: Programme | None = None) -> Post:
    """Who sets homework and topics."""
    return people.post(Kind.ACADEMIC, programme_code=(programme or programmes.programme_2020()).code)


def task(**said: Any) -> Task:
    """A lesson plan, due at the end of January."""
    told: dict[str, Any] = {
        "title": "教学设计",
        "words": "请提交一份教学设计，说明目标、过程与反思。",
        "due_at": DUE,
        "rubric": RUBRIC,
    }
    return Task(**{**told, **said})


def homework(room: Room, **said: Any) -> Assignment:
    """Homework of the room's course; ``peers=2`` adds peer review."""
    if said.get("peers"):
        said.setdefault("peers_until", PEERS_UNTIL)
    made = actions.set_assignment(course=room.course, lesson=None, task=task(**said), by=None, now=NOW)
    return Assignment.objects.select_related("programme", "course").get(pk=made.pk)


def draft(assignment: Assignment, learner: Enrolment, text: str = TEXT, *, at: datetime = NOW) -> Work:
    """What a learner is writing."""
    standing = Work.objects.filter(assignment=assignment, enrolment=learner).first()
    return actions.save_draft(
        assignment=assignment, enrolment=learner, text=text, seen=standing.saved_at if standing else None, now=at
    )


def handed_in(assignment: Assignment, learner: Enrolment, text: str = TEXT, *, at: datetime = NOW) -> Version:
    """A version a learner handed in."""
    work = draft(assignment, learner, text, at=at)
    return actions.hand_in(
        assignment=assignment, enrolment=learner, text=text, seen=work.saved_at, by=learner_post(learner), now=at
    )


def learner_post(learner: Enrolment) -> Post:
    """The post with which a learner acts."""
    found: Post = Post.objects.select_related("account").get(account=learner.account_id, kind=Kind.LEARNER)
    return found


def marked(
    version: Version,
    by: Post,
    *points: str,
    outcome: str = WorkMark.Outcome.MARKED,
    comment: str = "目标清楚。",
    seen: int = 0,
    at: datetime = NOW + timedelta(hours=5),
) -> WorkMark:
    """A mark; full points unless others are given."""
    verdict = Verdict(outcome, points or FULL, comment)
    return actions.mark_work(version=version, verdict=verdict, seen=seen, by=by, now=at)


def returned(
    version: Version, by: Post, reason: str = "请补充教学反思。", *, at: datetime = NOW + timedelta(hours=5)
) -> WorkMark:
    """A work returned to be put right."""
    return marked(version, by, outcome=WorkMark.Outcome.RETURNED, comment=reason, at=at)


def topic(room: Room, **said: Any) -> Topic:
    """A topic of the room's course."""
    told: dict[str, Any] = {"title": "怎样让学困生开口", "words": "请结合课例谈谈。", "closes_at": None, **said}
    made = actions.set_topic(course=room.course, by=None, now=NOW, **told)
    return Topic.objects.select_related("programme", "course").get(pk=made.pk)


def said(
    topic: Topic,
    room: Room,
    by: Post,
    body: str = "我在课上让学困生先和同桌说，再站起来说，半学期后愿意举手的多了。",
    *,
    thread: Contribution | None = None,
    title: str = "同桌先说",
    at: datetime = NOW,
) -> Contribution:
    """A thread begun, or a reply."""
    what = Said(body, key=new_public_id(), title=title if thread is None else "")
    return actions.say(topic=topic, online_class=room.online_class, thread=thread, said=what, by=by, now=at)


def lesson_of(room: Room) -> Lesson:
    """The only lesson of the room's course."""
    found: Lesson = Lesson.objects.select_related("course__programme").get(course=room.course)
    return found


def asked(room: Room, who: int = 0, body: str = "板书怎样设计？", *, at: datetime = NOW, key: str = "") -> Contribution:
    """A question about the lesson, at its second 65."""
    said = Said(body, key or new_public_id(), second=65)
    by = learner_post(room.learners[who])
    return actions.ask(lesson=lesson_of(room), online_class=room.online_class, said=said, by=by, now=at)


def answered(room: Room, question: Contribution, *, at: datetime = NOW + timedelta(hours=1)) -> Contribution:
    """The tutor's answer."""
    return said(question.topic, room, room.tutor, "先画结构图。", thread=question, at=at)


def browser(learner: Enrolment) -> Client:
    """A phone on which a learner is signed in; the account is activated."""
    type(learner.account).objects.filter(pk=learner.account_id).update(activated_at=clock.now())
    return people.signed_in(learner_post(learner))


def photo(name: str = "板书.jpg", *, colour: str = "navy", place: bool = False) -> SimpleUploadedFile:
    """A photo as a telephone takes it; ``place`` writes where it was taken into it."""
    picture, written = Image.new("RGB", (64, 48), colour), io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010F] = "HUAWEI P30"
        exif.get_ifd(0x8825)[1] = "N"
    picture.save(written, "JPEG", exif=exif)
    return SimpleUploadedFile(name, written.getvalue())


def paper(name: str = "教学设计.pdf", content: bytes = b"%PDF-1.4 paper") -> SimpleUploadedFile:
    """A document."""
    return SimpleUploadedFile(name, content)


def learner_elsewhere(programme: Programme) -> Enrolment:
    """A learner without a class."""
    return enrolments.enrolment(programme=programme)
