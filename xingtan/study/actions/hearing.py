"""Taking in what was played: many messages at once, each answered in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions as organisations
from xingtan.study import coverage as heart
from xingtan.study.actions.held import Playing, locked, write_coverages, write_plays
from xingtan.study.actions.limits import Limits
from xingtan.study.actions.presence import Presences
from xingtan.study.coverage import Spans, Why
from xingtan.study.errors import NotEnrolledHere, PlayForged
from xingtan.study.message import Beat

FIGURES_NOTED_EVERY = timedelta(hours=1)
"""A sitting marks its school's figures as changed at most this often: the hot path stays two rows a message."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to one progress message, given once it is durable."""

    covered: Spans
    """Everything recognised of the lesson."""
    gained: int
    refused: Mapping[Why, Spans]
    is_over: bool
    """Whether another device has taken over."""
    asks: bool = False
    """Whether a question about the content waits for an answer."""

    def as_json(self) -> dict[str, object]:
        """As the player reads it."""
        said = {"covered": self.covered, "gained": self.gained, "refused": self.refused, "over": self.is_over}
        return said | {"ask": True} if self.asks else said


@transaction.atomic
def take_progress(*, beats: Sequence[Beat], now: datetime) -> list[Heard | Refusal]:
    """Take in progress messages, many at once, each answered in its place; durable when this returns.

    Harmless to repeat: a message seen before adds nothing, and one that comes late does not move the place where
    one goes on. One read and two writes, whatever the number; one more of each where a programme has limits, and
    where it asks questions.
    """
    playing = locked({beat.token.play for beat in beats})
    limits = Limits(playing, [beat.token for beat in beats if beat.token.is_limited], now)
    presences = Presences(playing, [beat.token for beat in beats if beat.token.minutes_between_questions], now)
    answers = [_hear(playing.get(beat.token.play), beat, limits, presences, now) for beat in beats]
    _store(playing.values(), now)
    limits.store()
    presences.store()
    return answers


def _hear(playing: Playing | None, beat: Beat, limits: Limits, presences: Presences, now: datetime) -> Heard | Refusal:
    token = beat.token
    if playing is None or playing.held.pk != token.coverage:
        return PlayForged()
    if not playing.may_count:
        return NotEnrolledHere()
    play = heart.Play(
        began_at=playing.began_at,
        ended_at=playing.ended_at,
        closes_at=token.closes_at,
        length=token.length,
        speed_percent=token.speed_percent,
        spent=playing.spent,
        absent_ms=playing.absent_ms,
        unanswered_since=presences.unanswered_since(playing, token),
        left_today=limits.left_today(playing, token),
        left_in_course=limits.left_in_course(playing, token),
    )
    verdict = heart.judge(beat.message.claims, covered=playing.held.covered, play=play, now=now)
    playing.held.covered = verdict.covered
    _move(playing, beat)
    if verdict.gained:
        playing.spent += verdict.gained
        playing.brought = heart.union(playing.brought, verdict.brought)
        playing.earned_at = now
        limits.take(playing, token, verdict.gained)
    if verdict.gained or verdict.refused:
        playing.refused = _with_refused(playing.refused, verdict.refused)
        playing.is_changed = True
    asks = presences.take(playing, token, verdict.gained)
    return Heard(verdict.covered, verdict.gained, verdict.refused, is_over=playing.ended_at is not None, asks=asks)


def _move(playing: Playing, beat: Beat) -> None:
    """Where to go on: as the newest message of the newest play says, not as one says that comes late."""
    said_by = (playing.pk, beat.message.number)
    if said_by >= playing.held.position_from:
        playing.held.position = min(beat.message.position, beat.token.length)
        playing.held.position_from = said_by


def _with_refused(text: str, refused: Mapping[Why, Spans]) -> str:
    if not refused:
        return text
    known = heart.reasons_from_text(text)
    for why, pieces in refused.items():
        known[why] = heart.union(known.get(why, heart.NOTHING), pieces)
    return heart.reasons_to_text(known)


def _store(playing: Iterable[Playing], now: datetime) -> None:
    """Write what changed, and mark the schools whose figures it changes."""
    playing = list(playing)
    changed = [play for play in playing if play.is_changed]
    schools = _schools_to_note(changed, now)
    write_coverages({play.held.pk: play.held for play in playing}.values(), now)
    write_plays(changed)
    if schools:
        organisations.note_change(schools, now)


def _schools_to_note(changed: Iterable[Playing], now: datetime) -> set[int]:
    schools = set()
    for play in changed:
        if play.spent and (play.noted_at is None or now - play.noted_at >= FIGURES_NOTED_EVERY):
            play.noted_at = now
            schools.add(play.school)
    return schools
