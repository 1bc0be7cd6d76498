"""Watched time as a set of whole seconds, kept as intervals; and how much of a claim is recognised.

A phone says which seconds of a lesson it played and may say so late, twice or in any order. Recognising is
a *union* of sets, so repeating changes nothing and order does not matter. What bounds it is the server's
clock alone (security.md A9, A10, I5):

* a learner has one *play* at a time. A new play ends the one before it, so the plays of one learner
  are stretches of wall time that never overlap;
* a play may bring in at most its own wall time × the allowed speed. What was not used is carried forward
  within the play: twenty minutes watched on a bus without network count when the phone is back;
* only growth of the union is charged, so seeing a part again is free and earns nothing;
* where a programme asks questions about the content, wall time between the last moment for an answer and the
  answer itself brings nothing in; what was recognised before stays;
* a programme may say that no more than so much counts on one day or of one course. What is beyond that plays
  on without counting, and is told so.

Summed over all plays a learner therefore never has more recognised seconds than wall seconds × speed.

>>> earlier = spans([(0, 30)])
>>> to_text(union(earlier, spans([(20, 45), (60, 70)])))
'0-45,60-70'

Times are whole seconds of the lesson, intervals half-open. No clock is read here: the moment is passed in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

Spans = tuple[tuple[int, int], ...]
"""Seconds as ``(first, end)`` pairs: sorted, apart from one another, none empty."""

NOTHING: Spans = ()

_MILLISECOND = timedelta(milliseconds=1)


class NotSpans(ValueError):
    """A text that is not a set of seconds as ``to_text`` writes it."""


class Why(StrEnum):
    """Why seconds that were claimed are not recognised; the pages turn each into a sentence."""

    OUTSIDE_MEDIA = "outside_media"
    """The lesson has no such second."""
    FASTER_THAN_CLOCK = "faster_than_clock"
    """More was claimed than wall time × allowed speed gives; it counts once that time has passed."""
    ANOTHER_DEVICE = "another_device"
    """It was watched after another device had taken over."""
    STUDY_CLOSED = "study_closed"
    """It arrived after the last moment of the term (R36, R38)."""
    DAY_LIMIT = "day_limit"
    """As much as the programme counts on one day was reached (A19)."""
    NOT_ANSWERED = "not_answered"
    """A question about the content stood unanswered too long; time counts again from the answer on."""
    COURSE_LIMIT = "course_limit"
    """As much as the programme counts of one course was reached (A19)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Seconds ``first`` up to ``end`` were played, the last of them ``age`` seconds ago.

    ``age`` is the phone's word: it can only move a claim out of a play, never make it worth more.
    """

    first: int
    end: int
    age: int = 0


@dataclass(frozen=True, slots=True)
class Play:
    """One stretch of wall time in which one device of a learner plays one lesson."""

    began_at: datetime
    ended_at: datetime | None
    """When another play took over; None while this is the learner's only one."""
    closes_at: datetime
    """First moment at which study is closed."""
    length: int
    """Seconds of the lesson that can be recognised."""
    speed_percent: int
    """Allowed speed, 150 for one and a half."""
    spent: int = 0
    """Seconds this play has already brought in."""
    absent_ms: int = 0
    """Wall time of it, in milliseconds, in which a question stood unanswered too long, and that brings nothing in."""
    unanswered_since: datetime | None = None
    """The moment by which an open question should have been answered; None while none is open."""
    left_today: int | None = None
    """Seconds that may still count on this day; None where the programme has no such limit."""
    left_in_course: int | None = None
    """Seconds that may still count of this course; None where the programme has no such limit."""

    def allowance(self, now: datetime) -> int:
        """Seconds this play may still bring in at this moment; never below 0."""
        until = min(now, self.closes_at, self.ended_at or now, self.unanswered_since or now)
        wall = (until - self.began_at) // _MILLISECOND - self.absent_ms
        return max(0, wall * self.speed_percent // 100_000 - self.spent)

    def is_stopped(self, now: datetime) -> bool:
        """Whether nothing counts at this moment because a question stands unanswered."""
        return self.unanswered_since is not None and now >= self.unanswered_since

    @property
    def limit(self) -> tuple[Why, int] | None:
        """The narrower of the programme's limits and the seconds it leaves; None where there is none."""
        limits = ((Why.COURSE_LIMIT, self.left_in_course), (Why.DAY_LIMIT, self.left_today))
        known = [(why, max(0, left)) for why, left in limits if left is not None]
        return min(known, key=lambda limit: limit[1], default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of some claims."""

    covered: Spans
    """All seconds of the lesson recognised now, the earlier ones included."""
    gained: int
    """How many of them are new."""
    refused: Mapping[Why, Spans] = field(default_factory=dict)
    """What did not count; reasons without seconds are left out."""
    brought: Spans = NOTHING
    """Which seconds are new."""


def spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    """The set of all seconds in any pairs, in any order; an empty or reversed pair adds nothing."""
    joined: list[tuple[int, int]] = []
    for first, end in sorted(pairs):
        if first >= end:
            continue
        if joined and first <= joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return tuple(joined)


def union(one: Spans, other: Spans) -> Spans:
    """The seconds in either set."""
    if not one or not other:
        return one or other
    if one[-1][1] < other[0][0]:
        return one + other
    if one[-1][1] == other[0][0]:  # played on where it stood: nearly every message
        return (*one[:-1], (one[-1][0], other[0][1]), *other[1:])
    return spans(one + other)


def minus(one: Spans, other: Spans) -> Spans:
    """The seconds of the first set that are not in the second."""
    left: list[tuple[int, int]] = []
    position = 0
    for first, end in one:
        while position < len(other) and other[position][1] <= first:
            position += 1
        ahead = position
        while ahead < len(other) and other[ahead][0] < end:
            if first < other[ahead][0]:
                left.append((first, other[ahead][0]))
            first = max(first, other[ahead][1])
            ahead += 1
        if first < end:
            left.append((first, end))
    return tuple(left)


def size(seconds: Spans) -> int:
    """How many seconds are in the set."""
    return sum(end - first for first, end in seconds)


def earliest(seconds: Spans, count: int) -> Spans:
    """The first ``count`` seconds of the set, all of it when it has no more."""
    kept: list[tuple[int, int]] = []
    for first, end in seconds:
        if count <= 0:
            break
        kept.append((first, min(end, first + count)))
        count -= end - first
    return tuple(kept)


def to_text(seconds: Spans) -> str:
    """The set as it is stored and shown as evidence: ``0-45,60-70``; the empty set is an empty text."""
    return ",".join(f"{first}-{end}" for first, end in seconds)


def from_text(text: str) -> Spans:
    """The set a text of ``to_text`` stands for; raises ``NotSpans`` for any other text."""
    try:
        read = tuple(_pair(piece) for piece in text.split(",")) if text else NOTHING
    except ValueError as error:
        raise NotSpans(text) from error
    ends = -1
    for first, end in read:
        if first <= ends or first >= end:
            raise NotSpans(text)
        ends = end
    return read


def reasons_to_text(refused: Mapping[Why, Spans]) -> str:
    """What did not count and why, as it is stored: ``faster_than_clock:30-90;another_device:0-20``."""
    return ";".join(f"{why.value}:{to_text(pieces)}" for why, pieces in sorted(refused.items()) if pieces)


def reasons_from_text(text: str) -> dict[Why, Spans]:
    """What ``reasons_to_text`` wrote."""
    parts = (part.split(":") for part in text.split(";")) if text else ()
    return {Why(why): from_text(pieces) for why, pieces in parts}


def _pair(piece: str) -> tuple[int, int]:
    first, end = piece.split("-")
    return int(first), int(end)


def judge(claims: Sequence[Claim], *, covered: Spans, play: Play, now: datetime) -> Verdict:
    """What of these claims is recognised at ``now``, given what was recognised before.

    Claims are taken together: their union counts. When the clock does not allow all of it, the
    earliest seconds of the lesson count and the rest is refused as ``faster_than_clock``; the phone
    keeps it and may send it again; while a question stands unanswered too long the rest is refused as
    ``not_answered``. Of what the clock allows, what lies beyond a limit of the programme
    is refused with that limit as the reason.
    """
    wanted, refused = _sorted_out(claims, play, now)
    fresh = minus(spans(wanted), covered)
    in_time = earliest(fresh, play.allowance(now))
    reasons = {why: spans(pieces) for why, pieces in refused.items()}
    if in_time != fresh:
        reasons[Why.NOT_ANSWERED if play.is_stopped(now) else Why.FASTER_THAN_CLOCK] = minus(fresh, in_time)
    counted = _within_limit(in_time, play, reasons)
    return Verdict(union(covered, counted), size(counted), reasons, counted)


def _within_limit(seconds: Spans, play: Play, reasons: dict[Why, Spans]) -> Spans:
    """The seconds the programme's limits leave, the earliest of the lesson; what is beyond them goes to the reasons."""
    if play.limit is None:
        return seconds
    why, left = play.limit
    counted = earliest(seconds, left)
    if counted != seconds:
        reasons[why] = minus(seconds, counted)
    return counted


Pieces = list[tuple[int, int]]


def _sorted_out(claims: Sequence[Claim], play: Play, now: datetime) -> tuple[Pieces, dict[Why, Pieces]]:
    """The claims cut at the ends of the lesson: what could count, and what cannot by reason; no piece is empty."""
    wanted: Pieces = []
    refused: dict[Why, Pieces] = {}
    is_closed = now >= play.closes_at
    for claim in claims:
        first, end = max(claim.first, 0), min(claim.end, play.length)
        if first > claim.first:
            refused.setdefault(Why.OUTSIDE_MEDIA, []).append((claim.first, min(claim.end, 0)))
        if end < claim.end:
            refused.setdefault(Why.OUTSIDE_MEDIA, []).append((max(claim.first, play.length), claim.end))
        if first >= end:
            continue
        if is_closed:
            refused.setdefault(Why.STUDY_CLOSED, []).append((first, end))
        elif play.ended_at is not None and now - timedelta(seconds=max(claim.age, 0)) > play.ended_at:
            refused.setdefault(Why.ANOTHER_DEVICE, []).append((first, end))
        else:
            wanted.append((first, end))
    return wanted, refused
