"""Beginning to play a lesson: the lease of one device, and the token its progress messages carry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from xingtan.accounts.models import Account, Post
from xingtan.courses.models import Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.study.actions.limits import open_tallies
from xingtan.study.coverage import Spans, from_text
from xingtan.study.errors import NotEnrolledHere, NoTimeTaken
from xingtan.study.message import play_token, signed
from xingtan.study.models import Coverage, Play
from xingtan.study.queries import open_question, terms_of, token_key
from xingtan.study.rules import check_study_open


@dataclass(frozen=True)
class Begun:
    """A play that has begun."""

    play: Play
    token: str
    covered: Spans
    position: int
    asks: bool = False
    """Whether a question about the content waits for an answer."""


@dataclass(frozen=True)
class Device:
    """What tells a device from others, as keyed digests: neither names anybody or anything."""

    kind: str = ""
    """Of the browser and its device."""
    place: str = ""
    """Of the network it came from."""


UNKNOWN: Final = Device()


@transaction.atomic
def begin_play(*, lesson: Lesson, by: Post, now: datetime, device: Device = UNKNOWN) -> Begun:
    """Begin to play a lesson on this device; whatever else this person was playing ends now (A10).

    ``device`` is what tells it from other devices, as digests. Raises ``NoTimeTaken``, ``NotEnrolledHere``,
    ``StudyNotYetOpen`` or ``StudyClosed``.
    """
    if not lesson.credit_seconds:
        raise NoTimeTaken
    programme = lesson.course.programme
    enrolment = enrolments.enrolment_of(programme, by.account_id)
    if enrolment is None:
        raise NotEnrolledHere
    terms = terms_of(programme)
    check_study_open(terms, now)
    began_at = _end_current_play(by.account_id, now)
    row, _ = Coverage.objects.get_or_create(enrolment=enrolment, lesson=lesson, defaults={"heard_at": now})
    play = Play.objects.create(
        account_id=by.account_id, coverage=row, began_at=began_at, device=device.kind, place=device.place
    )
    token = play_token(
        play=play.pk, coverage=row.pk, length=lesson.credit_seconds, course=lesson.course_id, terms=terms, now=now
    )
    if token.is_limited:
        open_tallies([(enrolment.pk, lesson.course_id)], now)
    asks = bool(token.minutes_between_questions and open_question(enrolment))
    return Begun(play, signed(token, token_key()), from_text(row.spans), row.position, asks)


def _end_current_play(account_id: int, now: datetime) -> datetime:
    """End what this person plays; returns the moment from which the next may begin, so that plays never overlap."""
    Account.objects.select_for_update().only("pk").get(pk=account_id)
    last = Play.objects.filter(account_id=account_id).order_by("-pk").first()
    if last is None:
        return now
    if last.ended_at is None:
        row = Coverage.objects.select_for_update().get(pk=last.coverage_id)
        last.ended_at = max(now, last.began_at, row.heard_at)
        last.save(update_fields=["ended_at"])
    return max(now, last.ended_at)
