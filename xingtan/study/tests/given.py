"""Teachers who study, made as the house makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.courses.models import Lesson
from xingtan.courses.tests import given as courses
from xingtan.enrolment import actions as leaving
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions
from xingtan.study.actions import Begun, Heard
from xingtan.study.coverage import Claim
from xingtan.study.message import Beat, Message, read_token
from xingtan.study.models import Pattern
from xingtan.study.queries import token_key
from xingtan.study.rules import Cause, Found, Sitting

EVENING = clock.moment(2020, 12, 21, 20)
"""An evening within the term of the 2020 notice."""


@dataclass(frozen=True)
class Learner:
    """An enrolled, activated teacher and the post with which they study."""

    enrolment: Enrolment
    post: Post

    def browser(self) -> Client:
        """A browser in which they are signed in."""
        return people.signed_in(self.post)


def learner(programme: Programme | None = None) -> Learner:
    """A teacher of a primary school in the programme."""
    enrolment = enrolments.enrolment(programme=programme or programmes.programme_2020())
    Account.objects.filter(pk=enrolment.account_id).update(activated_at=clock.now())
    post = Post.objects.select_related("account").get(account_id=enrolment.account_id, kind=Kind.LEARNER)
    return Learner(enrolment, post)


def lesson(kind: str = "video", *, programme: Programme | None = None) -> Lesson:
    """A lesson of three minutes."""
    return courses.lesson(kind, programme=programme)


def play(learner: Learner, lesson: Lesson, at: datetime = EVENING) -> Begun:
    """A device on which the lesson begins to play."""
    return actions.begin_play(lesson=lesson, by=learner.post, now=at)


def beat(begun: Begun, *spans: Sequence[int], now: datetime) -> Heard | Refusal:
    """What the device says was played, as ``(first, end)`` or ``(first, end, age)``, heard at ``now``."""
    return actions.take_progress(beats=[message_of(begun.token, *spans, now=now)], now=now)[0]


def message_of(token: str, *spans: Sequence[int], now: datetime) -> Beat:
    """What a device with this token says was played."""
    claims = tuple(Claim(*span) for span in spans)
    return Beat(read_token(token, token_key(), now), Message(token, claims, claims[-1].end if claims else 0))


def withdrawn(learner: Learner) -> None:
    """The teacher leaves the programme."""
    leaving.withdraw(enrolment=learner.enrolment, reason="调离", by=learner.post, now=EVENING)


def watched(learner: Learner, lesson: Lesson, seconds: int, *, at: datetime = EVENING) -> Heard | Refusal:
    """A teacher who watched the first seconds of a lesson in real time."""
    return beat(play(learner, lesson, at), (0, seconds), now=at + timedelta(seconds=seconds))


def pattern(enrolment: Enrolment, cause: Cause = Cause.NO_PAUSE, *, at: datetime = EVENING) -> Pattern:
    """Something unusual found about a teacher: thirteen hours through a night."""
    began = Sitting(enrolment.pk, 0, at, at + timedelta(hours=13), 40_000, "0-40000", "aa", "bb")
    facts = {"hours": 13.0, "earned_hours": 11.1, "times": 3, "others": 5}
    actions.keep_patterns(found=[Found(enrolment.pk, cause, at.date(), facts, (began,))], now=at + timedelta(days=1))
    found: Pattern = Pattern.objects.get(enrolment=enrolment, cause=cause, day=at.date())
    return found
