"""What can be done: begin to play a lesson, and take in what was played.

A play leaves no entry in the audit chain: its own row, never deleted, says who, when and how much, and a
chain that every teacher's every sitting must pass through would make them wait for one another.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from xingtan.accounts.models import Account, Post
from xingtan.courses.models import Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions as organisations
from xingtan.study import coverage as heart
from xingtan.study.coverage import Spans, Why
from xingtan.study.errors import NotEnrolledHere, PlayForged
from xingtan.study.message import Beat, play_token, signed
from xingtan.study.models import Coverage, Play
from xingtan.study.queries import terms_of, token_key
from xingtan.study.rules import check_study_open

FIGURES_NOTED_EVERY = timedelta(hours=1)
"""A sitting marks its school's figures as changed at most this often: the hot path stays two rows a message."""


@dataclass(frozen=True)
class Begun:
    """A play that has begun."""

    play: Play
    token: str
    covered: Spans
    position: int


@transaction.atomic
def begin_play(*, lesson: Lesson, by: Post, now: datetime) -> Begun:
    """Begin to play a lesson on this device; whatever else this person was playing ends now (A10).

    Raises ``NotEnrolledHere``, ``StudyNotYetOpen`` or ``StudyClosed``.
    """
    programme = lesson.course.programme
    enrolment = enrolments.enrolment_of(programme, by.account_id)
    if enrolment is None:
        raise NotEnrolledHere
    terms = terms_of(programme)
    check_study_open(terms, now)
    began_at = _end_current_play(by.account_id, now)
    row, _ = Coverage.objects.get_or_create(enrolment=enrolment, lesson=lesson, defaults={"heard_at": now})
    play = Play.objects.create(account_id=by.account_id, coverage=row, began_at=began_at)
    token = play_token(play=play.pk, coverage=row.pk, length=lesson.credit_seconds, terms=terms, now=now)
    return Begun(play, signed(token, token_key()), heart.from_text(row.spans), row.position)


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


# --- progress --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """The answer to one progress message, given once it is durable."""

    covered: Spans
    """Everything recognised of the lesson."""
    gained: int
    refused: dict[Why, Spans]
    is_over: bool
    """Whether another device has taken over."""

    def as_json(self) -> dict[str, object]:
        """As the player reads it."""
        return {
            "covered": self.covered,
            "gained": self.gained,
            "refused": {why.value: pieces for why, pieces in self.refused.items()},
            "over": self.is_over,
        }


@dataclass
class _Held:
    """A coverage row while a batch works on it."""

    pk: int
    covered: Spans
    position: int


@dataclass
class _Playing:
    """A play row while a batch works on it."""

    pk: int
    held: _Held
    began_at: datetime
    ended_at: datetime | None
    spent: int
    refused: str
    noted_at: datetime | None
    school: int
    may_count: bool
    is_changed: bool = field(default=False)


@transaction.atomic
def take_progress(*, beats: Sequence[Beat], now: datetime) -> list[Heard | Refusal]:
    """Take in progress messages, many at once, each answered in its place; durable when this returns.

    Harmless to repeat: a message seen before adds nothing. Two reads and two writes, whatever the number.
    """
    playing = _locked(beats)
    answers = [_hear(playing.get(beat.token.play), beat, now) for beat in beats]
    _store(playing.values(), now)
    return answers


_OF_PLAY = (
    "pk",
    "coverage_id",
    "began_at",
    "ended_at",
    "spent_seconds",
    "refused",
    "noted_at",
    "coverage__enrolment__school_id",
    "coverage__enrolment__status",
    "account__is_active",
)


def _locked(beats: Sequence[Beat]) -> dict[int, _Playing]:
    """The plays of these messages, with their coverages locked: who changes a play locks its coverage first.

    One order for all, so that two batches never wait for each other in a ring.
    """
    coverages = Coverage.objects.select_for_update().filter(pk__in={beat.token.coverage for beat in beats})
    held = {
        pk: _Held(pk, heart.from_text(spans), position)
        for pk, spans, position in coverages.order_by("pk").values_list("pk", "spans", "position")
    }
    plays = Play.objects.filter(pk__in={beat.token.play for beat in beats}, coverage__in=list(held))
    playing = {}
    for pk, coverage, began, ended, spent, refused, noted, school, status, is_active in plays.values_list(*_OF_PLAY):
        may_count = status == Enrolment.Status.ACCEPTED and is_active
        playing[pk] = _Playing(pk, held[coverage], began, ended, spent, refused, noted, school, may_count)
    return playing


def _hear(playing: _Playing | None, beat: Beat, now: datetime) -> Heard | Refusal:
    if playing is None:
        return PlayForged()
    if not playing.may_count:
        return NotEnrolledHere()
    token = beat.token
    play = heart.Play(
        began_at=playing.began_at,
        ended_at=playing.ended_at,
        closes_at=token.closes_at,
        length=token.length,
        speed_percent=token.speed_percent,
        spent=playing.spent,
    )
    verdict = heart.judge(beat.message.claims, covered=playing.held.covered, play=play, now=now)
    playing.held.covered = verdict.covered
    playing.held.position = min(beat.message.position, token.length)
    if verdict.gained or verdict.refused:
        playing.spent += verdict.gained
        playing.refused = _with_refused(playing.refused, verdict)
        playing.is_changed = True
    return Heard(verdict.covered, verdict.gained, dict(verdict.refused), is_over=playing.ended_at is not None)


def _with_refused(text: str, verdict: heart.Verdict) -> str:
    if not verdict.refused:
        return text
    known = heart.reasons_from_text(text)
    for why, pieces in verdict.refused.items():
        known[why] = heart.union(known.get(why, heart.NOTHING), pieces)
    return heart.reasons_to_text(known)


def _store(playing: Collection[_Playing], now: datetime) -> None:
    """Write what changed, and mark the schools whose figures it changes."""
    changed = [play for play in playing if play.is_changed]
    schools = _schools_to_note(changed, now)
    held = {play.held.pk: play.held for play in playing}
    moment = connection.ops.adapt_datetimefield_value
    _update(
        "study_coverage",
        {"spans": "text", "credited_seconds": "int", "position": "int", "heard_at": "timestamptz"},
        [
            (row.pk, heart.to_text(row.covered), heart.size(row.covered), row.position, moment(now))
            for row in held.values()
        ],
    )
    _update(
        "study_play",
        {"spent_seconds": "int", "refused": "text", "noted_at": "timestamptz"},
        [(play.pk, play.spent, play.refused, play.noted_at and moment(play.noted_at)) for play in changed],
    )
    if schools:
        organisations.note_change(schools, now)


def _update(table: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set columns of many rows, each given as its key and the values, in one statement on PostgreSQL.

    On SQLite one statement a row: there is no network between.
    """
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f"{name} = given.{name}" for name in columns)
            arrays = ", ".join(f"%s::{kind}[]" for kind in ("bigint", *columns.values()))
            names = ", ".join(("id", *columns))
            source = f"unnest({arrays}) AS given({names})"
            statement = f"UPDATE {table} SET {sets} FROM {source} WHERE {table}.id = given.id"  # noqa: S608 - names of ours
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        else:
            sets = ", ".join(f"{name} = %s" for name in columns)
            statement = f"UPDATE {table} SET {sets} WHERE id = %s"  # noqa: S608 - names of ours
            cursor.executemany(statement, [(*values, pk) for pk, *values in rows])


def _schools_to_note(changed: Iterable[_Playing], now: datetime) -> set[int]:
    schools = set()
    for play in changed:
        if play.spent and (play.noted_at is None or now - play.noted_at >= FIGURES_NOTED_EVERY):
            play.noted_at = now
            schools.add(play.school)
    return schools
