"""What a player sends: a signed token that it was let in, and the seconds it played. Read without a database.

The token is sealed when a play begins; whoever holds it may add to one lesson of one teacher and nothing else.
"""

import hmac
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from xingtan.study.coverage import Claim
from xingtan.study.errors import MessageUnreadable, PlayExpired, PlayForged
from xingtan.study.rules import StudyTerms

PLAY_LASTS: Final = timedelta(days=7)
"""A phone may stay without network this long and still hand in what it kept."""
TOKENS_KEPT: Final = 50_000
"""Opened tokens a process remembers: some 20 MB."""
_LAYOUTS: Final = {1: struct.Struct(">BQQIHqq"), 2: struct.Struct(">BQQIHqqIIQH")}
"""Version 1 knew no limits; phones may still hold such tokens for a week. The last two bytes of version 2 were empty
before questions were asked: such a token asks none."""
_LAYOUT_VERSION: Final = 2
_MOST_MINUTES: Final = 65_535
_SEAL_BYTES: Final = 18
_TOKEN_LETTERS: Final = frozenset({76, 100})


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
    seconds_per_day: int = 0
    """As much counts on one day at most; 0 for no limit."""
    seconds_per_course: int = 0
    """As much counts of the course at most; 0 for no limit."""
    course: int = 0
    """The course of the lesson."""
    minutes_between_questions: int = 0
    """Recognised minutes after which a question about the content is asked; 0 for never."""

    @property
    def is_limited(self) -> bool:
        """Whether the programme limits what counts on a day or of a course."""
        return bool(self.seconds_per_day or self.seconds_per_course)


def play_token(
    *, play: int, coverage: int, length: int, course: int = 0, terms: StudyTerms, now: datetime
) -> PlayToken:
    """The token for a play that begins now; what it brings after the term does not count."""
    return PlayToken(
        play=play,
        coverage=coverage,
        length=length,
        speed_percent=terms.speed_percent,
        closes_at=terms.closes_at,
        expires_at=now + PLAY_LASTS,
        seconds_per_day=terms.seconds_per_day,
        seconds_per_course=terms.seconds_per_course,
        course=course,
        minutes_between_questions=min(terms.asking.every_seconds // 60, _MOST_MINUTES),
    )


def signed(token: PlayToken, key: bytes) -> str:
    """The token as text for the player, sealed with HMAC-SHA256."""
    body = _LAYOUTS[_LAYOUT_VERSION].pack(
        _LAYOUT_VERSION,
        token.play,
        token.coverage,
        token.length,
        token.speed_percent,
        int(token.closes_at.timestamp()),
        int(token.expires_at.timestamp()),
        token.seconds_per_day,
        token.seconds_per_course,
        token.course,
        token.minutes_between_questions,
    )
    return urlsafe_b64encode(body + _seal(body, key)).decode().rstrip("=")


def read_token(text: str, key: bytes, now: datetime) -> PlayToken:
    """The token within the text; raises ``PlayForged`` when the seal is not ours, ``PlayExpired`` when too old.

    Needs no database: a hostile sender is turned away for the price of one hash.
    """
    token = _opened(text, key)
    if now >= token.expires_at:
        raise PlayExpired
    return token


@lru_cache(maxsize=TOKENS_KEPT)
def _opened(text: str, key: bytes) -> PlayToken:
    """The token within the text, whatever its age. The same one comes with every message of a play."""
    body = _unsealed(text, key)
    _, play, coverage, length, speed_percent, closes, expires, *limits = _LAYOUTS[body[0]].unpack(body)
    per_day, per_course, course, minutes = limits or (0, 0, 0, 0)
    return PlayToken(
        play=play,
        coverage=coverage,
        length=length,
        speed_percent=speed_percent,
        closes_at=datetime.fromtimestamp(closes, UTC),
        expires_at=datetime.fromtimestamp(expires, UTC),
        seconds_per_day=per_day,
        seconds_per_course=per_course,
        course=course,
        minutes_between_questions=minutes,
    )


def _unsealed(text: str, key: bytes) -> bytes:
    if len(text) not in _TOKEN_LETTERS:
        raise PlayForged
    try:
        sealed = urlsafe_b64decode(text)
    except ValueError as error:
        raise PlayForged from error
    body, seal = sealed[:-_SEAL_BYTES], sealed[-_SEAL_BYTES:]
    layout = _LAYOUTS.get(body[0])
    if layout is None or len(body) != layout.size or not hmac.compare_digest(seal, _seal(body, key)):
        raise PlayForged
    return body


def _seal(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:_SEAL_BYTES]


MOST_CLAIMS: Final = 400
MOST_BYTES: Final = 16_384
_LATEST_SECOND: Final = 10**6


@dataclass(frozen=True, slots=True)
class Message:
    """What a player sends: its token, the seconds not yet acknowledged, and where it stands now."""

    token: str
    claims: tuple[Claim, ...]
    position: int
    number: int = 0
    """Which message of its play it is, counted up by the player; 0 from a player that does not count."""


def read_message(body: bytes) -> Message:
    """The message in a request body; raises ``MessageUnreadable`` naming the part that is wrong.

    ``{"token": "…", "claims": [[first, end, age], …], "position": 63, "number": 7}``, whole seconds throughout.
    """
    if len(body) > MOST_BYTES:
        raise MessageUnreadable(part="size")
    try:
        said = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise MessageUnreadable(part="json") from error
    if not isinstance(said, dict) or not isinstance(said.get("token"), str):
        raise MessageUnreadable(part="token")
    claims, position, number = said.get("claims"), said.get("position", 0), said.get("number", 0)
    if not isinstance(claims, list) or len(claims) > MOST_CLAIMS:
        raise MessageUnreadable(part="claims")
    if not _is_second(position):
        raise MessageUnreadable(part="position")
    if not _is_second(number):
        raise MessageUnreadable(part="number")
    return Message(said["token"], tuple(_claim(piece) for piece in claims), position, number)


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
