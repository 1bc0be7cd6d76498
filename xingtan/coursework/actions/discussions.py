"""Topics set, contributions made, found excellent, complained of and hidden."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.classes.models import OnlineClass
from xingtan.classes.queries import class_of, classes_of_tutor
from xingtan.courses.models import Course, Lesson
from xingtan.coursework.errors import (
    HiddenReasonMissing,
    NothingSaid,
    NotInClass,
    NotYourClass,
    TakenBack,
    TopicClosed,
    WordsBlocked,
)
from xingtan.coursework.models import Complaint, Contribution, Topic
from xingtan.coursework.queries.ground import closes_at, setting_of
from xingtan.coursework.rules import blocked_in, cleaned, count_characters
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation.clock import ZONE
from xingtan.organisations import actions as organisations


@dataclass(frozen=True)
class Said:
    """What somebody says: a title only where a thread begins; ``key`` came with the empty form."""

    body: str
    key: str
    title: str = ""
    second: int | None = None
    """Of the film, where a question is about one."""


@transaction.atomic
def set_topic(
    *, course: Course, title: str, words: str, closes_at: datetime | None, by: Post | None, now: datetime
) -> Topic:
    """Set a topic for a course: every class discusses it for itself."""
    made: Topic = Topic.objects.create(
        programme=course.programme, course=course, title=title, words=cleaned(words), closes_at=closes_at, set_by=by,
        set_at=now,
    )  # fmt: skip
    audit.record("set_topic", by=by, about=made, course=course.code)
    return made


@transaction.atomic
def change_topic(*, topic: Topic, title: str, words: str, closes_at: datetime | None, by: Post | None) -> None:
    """Write a topic anew; what was said stays."""
    Topic.objects.filter(pk=topic.pk).update(title=title, words=cleaned(words), closes_at=closes_at)
    audit.record("change_topic", by=by, about=topic)


@transaction.atomic
def take_topic_back(*, topic: Topic, by: Post | None, now: datetime) -> None:
    """Show a topic no more; what was said stays on record. Twice is once."""
    if Topic.objects.standing().filter(pk=topic.pk).update(taken_back_at=now):
        audit.record("take_topic_back", by=by, about=topic)


@transaction.atomic
def say(
    *, topic: Topic, online_class: OnlineClass, thread: Contribution | None, said: Said, by: Post, now: datetime
) -> Contribution:
    """Begin a thread, or answer in one; the same form sent twice says it once.

    A learner speaks in the own class, a tutor in classes guided now. Raises ``WordsBlocked``, ``NothingSaid``,
    ``TopicClosed``, ``TakenBack``, ``NotInClass``, ``NotYourClass``.
    """
    present: Contribution | None = Contribution.objects.filter(key=said.key, by=by).first()
    if present is not None:
        return present
    enrolment = _speaker(topic, online_class, by)
    body, title = cleaned(said.body)[:4000], cleaned(said.title)[:80] if thread is None else ""
    _check(topic, f"{title}\n{body}", now)
    made: Contribution = Contribution.objects.create(
        topic=topic, online_class=online_class, thread=thread, enrolment=enrolment, by=by,
        by_name=str(by.account.name), title=title, body=body, characters=count_characters(body), at=now,
        last_at=now, key=said.key, second=said.second if thread is None else None,
    )  # fmt: skip
    if thread is not None:
        _move_on(thread, is_answer=enrolment is None, now=now)
    if enrolment is not None:
        organisations.note_change([enrolment.school_id], now)
    audit.record("say", by=by, about=made, topic=topic.public_id)
    return made


@transaction.atomic
def ask(*, lesson: Lesson, online_class: OnlineClass, said: Said, by: Post, now: datetime) -> Contribution:
    """Ask the tutor of the class about a lesson; the same form sent twice asks once. Raises as ``say`` does."""
    about, _is_new = Topic.objects.get_or_create(
        lesson=lesson,
        defaults={
            "programme": lesson.course.programme, "course": lesson.course, "title": lesson.title, "set_at": now,
        },
    )  # fmt: skip
    return say(topic=about, online_class=online_class, thread=None, said=said, by=by, now=now)


@transaction.atomic
def note_answer_read(*, question: Contribution, by: Post, now: datetime) -> None:
    """Who asked has read the tutor's answer; noted once, and of nobody else."""
    rows = Contribution.objects.questions().filter(pk=question.pk, by=by, answered_at__isnull=False)
    rows.filter(answer_read_at__isnull=True).update(answer_read_at=now)


def _speaker(topic: Topic, online_class: OnlineClass, by: Post) -> Enrolment | None:
    """The enrolment with which a learner speaks; None for who guides."""
    if by.kind == Kind.LEARNER:
        enrolment = enrolment_of(topic.programme, by.account_id)
        mine = class_of(enrolment) if enrolment else None
        if mine is None or mine.pk != online_class.pk:
            raise NotInClass()
        return enrolment
    refuse_unless_guiding(online_class, by)
    return None


def refuse_unless_guiding(online_class: OnlineClass, by: Post) -> None:
    """Raises ``NotYourClass`` unless the post tutors the class now, or works for the whole programme."""
    if by.kind == Kind.TUTOR and not classes_of_tutor(by).filter(pk=online_class.pk).exists():
        raise NotYourClass()


def _check(topic: Topic, words: str, now: datetime) -> None:
    if topic.taken_back_at is not None:
        raise TakenBack()
    until = closes_at(topic)
    if now >= until:
        raise TopicClosed(until=f"{until.astimezone(ZONE):%Y-%m-%d %H:%M}")
    if not words.strip():
        raise NothingSaid()
    blocked = blocked_in(words, setting_of(topic.programme).blocked_words)
    if blocked:
        raise WordsBlocked(words="、".join(blocked))


def _move_on(thread: Contribution, *, is_answer: bool, now: datetime) -> None:
    """A thread that was written in comes first; the tutor's first answer is noted."""
    rows = Contribution.objects.filter(pk=thread.pk)
    rows.update(last_at=now)
    if is_answer:
        rows.filter(answered_at__isnull=True).update(answered_at=now)


@transaction.atomic
def find_excellent(*, contribution: Contribution, is_excellent: bool, by: Post, now: datetime) -> None:
    """Mark a contribution as excellent (精华), or no more. Raises ``NotYourClass``."""
    refuse_unless_guiding(contribution.online_class, by)
    Contribution.objects.filter(pk=contribution.pk).update(excellent_at=now if is_excellent else None)
    if contribution.enrolment is not None:
        organisations.note_change([contribution.enrolment.school_id], now)
    audit.record("find_excellent", by=by, about=contribution, is_excellent=is_excellent)


@transaction.atomic
def complain(*, contribution: Contribution, reason: str, by: Post, now: datetime) -> Complaint:
    """Tell the tutor that something should not stand; once a person. Raises ``HiddenReasonMissing``."""
    words = cleaned(reason)[:200]
    if not words:
        raise HiddenReasonMissing()
    made, is_new = Complaint.objects.get_or_create(
        contribution=contribution, by=by, defaults={"reason": words, "at": now}
    )
    if is_new:
        audit.record("complain", by=by, about=contribution)
    return made


@transaction.atomic
def hide(*, contribution: Contribution, reason: str, by: Post, now: datetime) -> None:
    """Show a contribution no more; it stays on record and its writer sees the reason.

    Raises ``HiddenReasonMissing``, ``NotYourClass``. What complained of it is settled.
    """
    words = cleaned(reason)[:200]
    if not words:
        raise HiddenReasonMissing()
    refuse_unless_guiding(contribution.online_class, by)
    rows = Contribution.objects.shown().filter(pk=contribution.pk)
    if rows.update(hidden_at=now, hidden_by=by, hidden_because=words):
        _settle(contribution, now)
        audit.record("hide_contribution", by=by, about=contribution, reason=words)


@transaction.atomic
def leave(*, contribution: Contribution, by: Post, now: datetime) -> None:
    """Let a contribution stand (again): complaints of it are settled, a hidden one is shown. Raises ``NotYourClass``."""
    refuse_unless_guiding(contribution.online_class, by)
    Contribution.objects.filter(pk=contribution.pk).update(hidden_at=None, hidden_by=None, hidden_because="")
    _settle(contribution, now)
    audit.record("leave_contribution", by=by, about=contribution)


def _settle(contribution: Contribution, now: datetime) -> None:
    """The complaints are answered, and what the writer's school counts is counted anew."""
    Complaint.objects.filter(contribution=contribution, settled_at__isnull=True).update(settled_at=now)
    if contribution.enrolment is not None:
        organisations.note_change([contribution.enrolment.school_id], now)
