"""Who may study when, how fast, and the signed play token by which a player proves it was let in.

Dates and speed are data of the programme and come in as ``StudyTerms``; nothing here reads a clock.
"""

import hmac
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from xingtan.programmes.rules import Calendar, counting_span
from xingtan.study.coverage import Claim
from xingtan.study.errors import MessageUnreadable, PlayExpired, PlayForged, StudyClosed, StudyNotYetOpen

PLAY_LASTS: Final = timedelta(days=7)
"""A phone may stay without network this long and still hand in what it kept."""
DONE_PERCENT: Final = 95
"""A lesson is shown as finished at this share; hours always use the exact seconds."""


# --- when and how fast ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StudyTerms:
    """What a programme says about study: when it counts and how fast."""

    opens_at: datetime
    """The first moment at which study counts."""
    closes_at: datetime
    """The first moment at which it no longer counts."""
    speed_percent: int = 150
    """Recognised seconds per hundred wall seconds at most."""

    @property
    def last_day(self) -> date:
        """The last day on which study counts."""
        return (self.closes_at - timedelta(seconds=1)).date()

    @classmethod
    def of(cls, calendar: Calendar, speed_percent: int = 150) -> "StudyTerms":
        """The terms of a programme's calendar: both days included (R35, R36), the first by A01.

        The same for everybody: whoever starts late has no later end (R38).
        """
        opens_at, closes_at = counting_span(calendar)
        return cls(opens_at, closes_at, speed_percent)


def check_study_open(terms: StudyTerms, now: datetime) -> None:
    """Raise ``StudyNotYetOpen`` or ``StudyClosed`` outside the term."""
    if now < terms.opens_at:
        raise StudyNotYetOpen(opens=terms.opens_at.date().isoformat())
    if now >= terms.closes_at:
        raise StudyClosed(last_day=terms.last_day.isoformat())


def may_study(terms: StudyTerms, now: datetime) -> bool:
    """Whether study counts at this moment."""
    return terms.opens_at <= now < terms.closes_at


# --- progress of a person ------------------------------------------------------------------


def is_done(length: int, credited: int) -> bool:
    """Whether enough of a lesson is recognised to call it finished."""
    return length > 0 and credited * 100 >= length * DONE_PERCENT


@dataclass(frozen=True, slots=True)
class LessonState:
    """How far one lesson is, for choosing what comes next; lessons are given in the order of the course."""

    lesson: int
    is_required: bool
    length: int
    credited: int

    @property
    def is_done(self) -> bool:
        """Whether it is finished."""
        return is_done(self.length, self.credited)


def lesson_to_continue(states: Sequence[LessonState], last_played: int | None) -> int | None:
    """The lesson behind *Continue*: the one last played if unfinished, else the next unfinished one.

    Required lessons go first; None when everything is finished.
    """
    unfinished = [state for state in states if not state.is_done]
    if last_played in {state.lesson for state in unfinished}:
        return last_played
    ranked = sorted(unfinished, key=lambda state: not state.is_required)
    return ranked[0].lesson if ranked else None


# --- the play token ------------------------------------------------------------------------

_LAYOUT: Final = struct.Struct(">BQQIHqq")
_LAYOUT_VERSION: Final = 1
_SEAL_BYTES: Final = 18
_TOKEN_LETTERS: Final = 76


@dataclass(frozen=True, slots=True)
class PlayToken:
    """All the progress door must know before it touches the database."""

    play: int
    """Number of the play; a later play of the same learner has a higher one (fencing)."""
    coverage: int
    """Number of the row it adds to: one lesson of one enrolment."""
    length: int
    """Seconds of the lesson that can be recognised."""
    speed_percent: int
    closes_at: datetime
    expires_at: datetime


def play_token(*, play: int, coverage: int, length: int, terms: StudyTerms, now: datetime) -> PlayToken:
    """The token for a play that begins now; it never outlives the term."""
    return PlayToken(
        play=play,
        coverage=coverage,
        length=length,
        speed_percent=terms.speed_percent,
        closes_at=terms.closes_at,
        expires_at=now + PLAY_LASTS,
    )


def signed(token: PlayToken, key: bytes) -> str:
    """The token as text for the player, sealed with HMAC-SHA256."""
    body = _LAYOUT.pack(
        _LAYOUT_VERSION,
        token.play,
        token.coverage,
        token.length,
        token.speed_percent,
        int(token.closes_at.timestamp()),
        int(token.expires_at.timestamp()),
    )
    return urlsafe_b64encode(body + _seal(body, key)).decode().rstrip("=")


def read_token(text: str, key: bytes, now: datetime) -> PlayToken:
    """The token within the text; raises ``PlayForged`` when the seal is not ours, ``PlayExpired`` when too old.

    Needs no database: a hostile sender is turned away for the price of one hash.
    """
    body = _unsealed(text, key)
    _, play, coverage, length, speed_percent, closes, expires = _LAYOUT.unpack(body)
    if now.timestamp() >= expires:
        raise PlayExpired
    return PlayToken(
        play=play,
        coverage=coverage,
        length=length,
        speed_percent=speed_percent,
        closes_at=datetime.fromtimestamp(closes, UTC),
        expires_at=datetime.fromtimestamp(expires, UTC),
    )


def _unsealed(text: str, key: bytes) -> bytes:
    if len(text) != _TOKEN_LETTERS:
        raise PlayForged
    try:
        sealed = urlsafe_b64decode(text)
    except ValueError as error:
        raise PlayForged from error
    body, seal = sealed[:-_SEAL_BYTES], sealed[-_SEAL_BYTES:]
    if len(body) != _LAYOUT.size or body[0] != _LAYOUT_VERSION or not hmac.compare_digest(seal, _seal(body, key)):
        raise PlayForged
    return body


def _seal(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:_SEAL_BYTES]


# --- the progress message ------------------------------------------------------------------

MOST_CLAIMS: Final = 400
MOST_BYTES: Final = 16_384
_LATEST_SECOND: Final = 10**6


@dataclass(frozen=True, slots=True)
class Message:
    """What a player sends: its token, the seconds not yet acknowledged, and where it stands now."""

    token: str
    claims: tuple[Claim, ...]
    position: int


def read_message(body: bytes) -> Message:
    """The message in a request body; raises ``MessageUnreadable`` naming the part that is wrong.

    ``{"token": "…", "claims": [[first, end, age], …], "position": 63}``, whole seconds throughout.
    """
    if len(body) > MOST_BYTES:
        raise MessageUnreadable(part="size")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MessageUnreadable(part="json") from error
    if not isinstance(said, dict) or not isinstance(said.get("token"), str):
        raise MessageUnreadable(part="token")
    claims, position = said.get("claims"), said.get("position", 0)
    if not isinstance(claims, list) or len(claims) > MOST_CLAIMS:
        raise MessageUnreadable(part="claims")
    if not _is_second(position):
        raise MessageUnreadable(part="position")
    return Message(said["token"], tuple(_claim(piece) for piece in claims), position)


@dataclass(frozen=True, slots=True)
class Beat:
    """A message whose token was found to be ours."""

    token: PlayToken
    message: Message


def read_beat(body: bytes, key: bytes, now: datetime) -> Beat:
    """The beat in a request body: what the progress door and the view in its place do before any database.

    Raises ``MessageUnreadable``, ``PlayForged`` or ``PlayExpired``.
    """
    message = read_message(body)
    return Beat(read_token(message.token, key, now), message)


def _claim(piece: object) -> Claim:
    if not isinstance(piece, list) or len(piece) != 3 or not all(_is_second(number) for number in piece):
        raise MessageUnreadable(part="claims")
    first, end, age = piece
    if first >= end:
        raise MessageUnreadable(part="claims")
    return Claim(first, end, age)


def _is_second(number: object) -> bool:
    return type(number) is int and 0 <= number <= _LATEST_SECOND
