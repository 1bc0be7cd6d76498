"""Sittings so unusual that a person should look at them. Nothing is taken away by a rule (domain.md 刷课/挂机).

What is found goes to the provider's monitor with the evidence; the monitor may ask the teacher, close it with a
reason or open a decision, which somebody else takes; the teacher sees all of it and may appeal. A hall in which
thirty teachers begin the same film together is no offence: hence the bounds, and hence a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any


class Cause(StrEnum):
    """What is unusual."""

    NO_PAUSE = "no_pause"
    """Many hours through the night without a pause."""
    SAME_SECONDS = "same_seconds"
    """The same seconds as many others, begun at the same moment, again and again."""
    DEVICE_HOPS = "device_hops"
    """To and fro between devices in different networks faster than anybody changes place."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when on something is unusual; a programme may say otherwise."""

    stretch_hours: int = 12
    """A stretch of sittings of so many hours is long."""
    pause_minutes: int = 20
    """A gap of so many minutes ends a stretch."""
    group: int = 5
    """So many accounts with the same seconds from the same moment are a group."""
    group_seconds: int = 10
    """The same moment: within so many seconds."""
    group_times: int = 3
    """So many times in the same kind of group are unusual."""
    hops: int = 6
    """So many changes of device and network on one day are unusual."""
    hop_minutes: int = 2
    """A change within so many minutes is one nobody walks."""

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a bound that would find everybody."""
        if min(self.stretch_hours, self.pause_minutes, self.group_times, self.hops) < 1 or self.group < 2:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One play as the rule looks at it."""

    enrolment: int
    lesson: int
    began_at: datetime
    earned_at: datetime
    """When it last brought something in."""
    seconds: int
    brought: str
    """Which seconds, as ``coverage.to_text`` writes them."""
    device: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Something unusual about one teacher on one day, with the sittings that show it."""

    enrolment: int
    cause: Cause
    day: date
    """The day on which it began: found again it is the same."""
    facts: dict[str, Any] = field(default_factory=dict)
    """How many hours, times or others, for the sentence."""
    sittings: tuple[Sitting, ...] = ()


def unusual(sittings: Iterable[Sitting], bounds: Bounds | None = None) -> list[Found]:
    """All that is unusual in these sittings; the order in which they come does not matter."""
    within = bounds or Bounds()
    held = sorted(sittings, key=lambda sitting: (sitting.enrolment, sitting.began_at))
    by_teacher: dict[int, list[Sitting]] = defaultdict(list)
    for sitting in held:
        by_teacher[sitting.enrolment].append(sitting)
    found = [*_same_seconds(held, within)]
    for own in by_teacher.values():
        found += [*_no_pause(own, within), *_device_hops(own, within)]
    return sorted(found, key=lambda each: (each.enrolment, each.day, each.cause))


def _no_pause(own: Sequence[Sitting], bounds: Bounds) -> Iterator[Found]:
    """Stretches that last long, without a pause, and in which half of the time at least was earned."""
    pause = timedelta(minutes=bounds.pause_minutes)
    stretch: list[Sitting] = []
    for sitting in own:
        if stretch and sitting.began_at - max(each.earned_at for each in stretch) >= pause:
            yield from _long(stretch, bounds)
            stretch = []
        stretch.append(sitting)
    yield from _long(stretch, bounds)


def _long(stretch: Sequence[Sitting], bounds: Bounds) -> Iterator[Found]:
    if not stretch:
        return
    lasted = (max(each.earned_at for each in stretch) - stretch[0].began_at).total_seconds()
    earned = sum(each.seconds for each in stretch)
    if lasted >= bounds.stretch_hours * 3600 and earned * 2 >= lasted:
        facts = {"hours": round(lasted / 3600, 1), "earned_hours": round(earned / 3600, 1)}
        yield Found(stretch[0].enrolment, Cause.NO_PAUSE, stretch[0].began_at.date(), facts, tuple(stretch))


def _same_seconds(held: Sequence[Sitting], bounds: Bounds) -> Iterator[Found]:
    """Who several times brought in exactly what a whole group brought in, begun at the same moment."""
    alike: dict[tuple[int, str], list[Sitting]] = defaultdict(list)
    for sitting in held:
        if sitting.brought:
            alike[sitting.lesson, sitting.brought].append(sitting)
    times: dict[int, list[tuple[Sitting, int]]] = defaultdict(list)
    for same in alike.values():
        for group in _at_one_moment(same, bounds):
            for sitting in group:
                times[sitting.enrolment].append((sitting, len({each.enrolment for each in group})))
    for enrolment, shown in sorted(times.items()):
        if len(shown) >= bounds.group_times:
            shown.sort(key=lambda each: each[0].began_at)
            facts = {"times": len(shown), "others": min(size for _, size in shown) - 1}
            own = tuple(sitting for sitting, _ in shown)
            yield Found(enrolment, Cause.SAME_SECONDS, own[0].began_at.date(), facts, own)


def _at_one_moment(same: list[Sitting], bounds: Bounds) -> Iterator[list[Sitting]]:
    """Groups of enough teachers whose sittings began within the same few seconds."""
    moment = timedelta(seconds=bounds.group_seconds)
    group: list[Sitting] = []
    for sitting in sorted(same, key=lambda each: each.began_at):
        if group and sitting.began_at - group[0].began_at > moment:
            if len({each.enrolment for each in group}) >= bounds.group:
                yield group
            group = []
        group.append(sitting)
    if len({each.enrolment for each in group}) >= bounds.group:
        yield group


def _device_hops(own: Sequence[Sitting], bounds: Bounds) -> Iterator[Found]:
    """Days with many changes of both device and network, each within minutes of the sitting before."""
    soon = timedelta(minutes=bounds.hop_minutes)
    hops: dict[date, list[Sitting]] = defaultdict(list)
    for before, after in pairwise(own):
        both = before.device and after.device and before.place and after.place
        differ = before.device != after.device and before.place != after.place
        if both and differ and after.began_at - before.earned_at <= soon:
            hops[after.began_at.date()].append(after)
    for day, shown in hops.items():
        if len(shown) >= bounds.hops:
            yield Found(own[0].enrolment, Cause.DEVICE_HOPS, day, {"times": len(shown)}, tuple(shown))


class State(StrEnum):
    """How far what was found has come."""

    FOUND = "found"
    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFERRED = "referred"
    DECIDED = "decided"
    APPEALED = "appealed"
    SETTLED = "settled"


class Move(StrEnum):
    """What a person can do about it."""

    ASK = "ask"
    ANSWER = "answer"
    CLOSE = "close"
    REFER = "refer"
    DECIDE = "decide"
    APPEAL = "appeal"
    SETTLE = "settle"


_MOVES: dict[Move, tuple[frozenset[State], State, frozenset[str]]] = {
    Move.ASK: (frozenset({State.FOUND, State.ANSWERED}), State.ASKED, frozenset({"monitor"})),
    Move.ANSWER: (frozenset({State.ASKED}), State.ANSWERED, frozenset({"learner"})),
    Move.CLOSE: (frozenset({State.FOUND, State.ASKED, State.ANSWERED}), State.CLOSED, frozenset({"monitor"})),
    Move.REFER: (frozenset({State.FOUND, State.ASKED, State.ANSWERED}), State.REFERRED, frozenset({"monitor"})),
    Move.DECIDE: (frozenset({State.REFERRED}), State.DECIDED, frozenset({"provider_manager", "academic"})),
    Move.APPEAL: (frozenset({State.DECIDED}), State.APPEALED, frozenset({"learner"})),
    Move.SETTLE: (frozenset({State.APPEALED}), State.SETTLED, frozenset({"provider_manager", "academic"})),
}
"""From which states, to which, by which kinds of posts."""


def may_move(move: Move, *, state: str, kind: str) -> State | None:
    """The state a move leads to, None when it cannot be made in this state or by this kind of post."""
    before, after, kinds = _MOVES[move]
    return after if state in before and kind in kinds else None


def moves_from(state: str, kind: str) -> tuple[Move, ...]:
    """What a kind of post can do in a state."""
    return tuple(move for move in Move if may_move(move, state=state, kind=kind))
