"""Whatever a player sends, recognised time obeys invariant I5: a state machine against a plain set of seconds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from xingtan.study.coverage import NOTHING, Claim, Play, Spans, Why, judge, minus, size
from xingtan.study.rules import Asking, absence

LENGTHS = (180, 600)
SPEED_PERCENT = 150
OPENED = datetime(2020, 12, 12, 22, tzinfo=UTC)
CLOSES = OPENED + timedelta(hours=6)
ASKED_EVERY = 60
ANSWER_WITHIN = timedelta(seconds=90)
DAY_LIMIT = 200
COURSE_LIMIT = 500


class Learner(RuleBasedStateMachine):
    """One learner with two lessons, several devices and a network that repeats, reorders and drops.

    In half of the programmes no more than so much counts on a day and of the course; in half of them a question
    about the content is asked after so much.
    """

    @initialize(is_limited=st.booleans(), is_asked=st.booleans())
    def begin(self, *, is_limited: bool, is_asked: bool) -> None:
        self.is_limited = is_limited
        self.asking = Asking(ASKED_EVERY if is_asked else 0, ANSWER_WITHIN)
        self.since_answer = 0
        self.unanswered_since: datetime | None = None
        self.absences: list[tuple[datetime, datetime]] = []
        self.by_day: dict[date, int] = {}
        self.now = OPENED
        self.plays: list[Play] = []
        self.lesson_of: list[int] = []
        self.covered: list[Spans] = [NOTHING for _ in LENGTHS]
        self.asked: list[set[int]] = [set() for _ in LENGTHS]
        self.sent: list[tuple[int, Claim]] = []
        self.seen_most = 0

    @rule(lesson=st.integers(0, 1))
    def press_play(self, lesson: int) -> None:
        """A tab or device starts; whichever played before is taken over."""
        if self.now >= CLOSES:
            return
        if self.plays:
            self.plays[-1] = replace(self.plays[-1], ended_at=self.now)
        self.plays.append(
            Play(
                began_at=self.now,
                ended_at=None,
                closes_at=CLOSES,
                length=LENGTHS[lesson],
                speed_percent=SPEED_PERCENT,
            )
        )
        self.lesson_of.append(lesson)

    @rule(seconds=st.integers(0, 900))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.unanswered_since is not None)
    @rule()
    def answers_the_question(self) -> None:
        self.answer()

    @precondition(lambda self: self.unanswered_since is not None)
    @rule(seconds=st.integers(100, 3000))
    def goes_away_answers_and_claims_everything(self, seconds: int) -> None:
        """Leaves the film alone, answers late, and says that all of every lesson was watched meanwhile."""
        self.now += timedelta(seconds=seconds)
        self.answer()
        for which, play in enumerate(self.plays):
            self.sent.append((which, Claim(0, play.length, seconds)))
            self.deliver(*self.sent[-1])

    def answer(self) -> None:
        """Time counts again; what stood without an answer is taken out of every play it touches."""
        since = self.unanswered_since
        assert since is not None
        for number, play in enumerate(self.plays):
            lost = absence(began_at=play.began_at, ended_at=play.ended_at, since=since, answered_at=self.now)
            self.plays[number] = replace(play, absent_ms=play.absent_ms + lost)
        if self.now > since:
            self.absences.append((since, self.now))
        self.unanswered_since = None

    @precondition(lambda self: self.plays)
    @rule(
        which=st.integers(0, 30),
        first=st.integers(-5, 650),
        watched=st.integers(1, 900),
        age=st.sampled_from([-(10**6), -60, 0, 1, 60, 3600, 10**6]),
    )
    def beat(self, which: int, first: int, watched: int, age: int) -> None:
        """Any tab claims any stretch: honest beat, seek, speed 16 or a clock in the future."""
        claim = Claim(first, first + watched, age)
        self.sent.append((which % len(self.plays), claim))
        self.deliver(*self.sent[-1])

    @precondition(lambda self: self.plays)
    @rule(which=st.integers(0, 30), first=st.integers(0, 600), hours=st.integers(1, 48))
    def at_sixteen_times_the_speed(self, which: int, first: int, hours: int) -> None:
        """A script claims the whole lesson at once, with a clock that stands hours ahead or behind."""
        for age in (-3600 * hours, 0, 3600 * hours):
            self.sent.append((which % len(self.plays), Claim(first, first + 16 * 60, age)))
            self.deliver(*self.sent[-1])

    @precondition(lambda self: self.sent)
    @rule(picks=st.lists(st.integers(0, 200), max_size=6))
    def late_and_again(self, picks: list[int]) -> None:
        """Old messages arrive once more, in any order; those never picked were dropped."""
        for pick in picks:
            self.deliver(*self.sent[pick % len(self.sent)])

    @precondition(lambda self: self.plays and self.now < CLOSES)
    @rule()
    def an_honest_minute(self) -> None:
        """Who watches new seconds at allowed speed on the device in hand gets all of them."""
        lesson, play = self.lesson_of[-1], self.plays[-1]
        start = max((end for _, end in self.covered[lesson]), default=0)
        end = min(start + 60, play.length)
        self.now += timedelta(seconds=60)
        if self.now >= CLOSES or end <= start:
            return
        before, stops = size(self.covered[lesson]), self.unanswered_since
        self.deliver(len(self.plays) - 1, Claim(start, end))
        gained = size(self.covered[lesson]) - before
        is_late = stops is not None and self.now > stops
        assert gained == end - start or (self.is_limited and self.left() == 0) or is_late

    def deliver(self, which: int, claim: Claim) -> None:
        lesson, play = self.lesson_of[which], self.plays[which]
        before = self.covered[lesson]
        self.asked[lesson] |= set(range(claim.first, claim.end))

        verdict = judge([claim], covered=before, play=self.limited(play), now=self.now)

        if Why.NOT_ANSWERED in verdict.refused:
            assert self.unanswered_since is not None
            assert self.now >= self.unanswered_since
        assert verdict.brought == minus(verdict.covered, before)
        assert size(verdict.covered) == size(before) + verdict.gained >= size(before)
        assert sum(map(size, verdict.refused.values())) + verdict.gained <= claim.end - claim.first
        if play.ended_at and self.now - timedelta(seconds=max(0, claim.age)) > play.ended_at:
            assert verdict.gained == 0
            assert Why.FASTER_THAN_CLOCK not in verdict.refused
        if self.now >= CLOSES:
            assert verdict.gained == 0
        self.covered[lesson] = verdict.covered
        self.plays[which] = replace(play, spent=play.spent + verdict.gained)
        self.by_day[self.now.date()] = self.by_day.get(self.now.date(), 0) + verdict.gained
        self.since_answer += verdict.gained

        again = judge([claim], covered=verdict.covered, play=self.limited(self.plays[which]), now=self.now)
        assert again.gained == 0
        if self.unanswered_since is None and self.asking.is_due(self.since_answer):
            self.since_answer, self.unanswered_since = 0, self.now + self.asking.within

    def limited(self, play: Play) -> Play:
        """The play with what the limits of the programme leave at this moment, and whether a question is open."""
        play = replace(play, unanswered_since=self.unanswered_since)
        if not self.is_limited:
            return play
        return replace(
            play,
            left_today=DAY_LIMIT - self.by_day.get(self.now.date(), 0),
            left_in_course=COURSE_LIMIT - sum(map(size, self.covered)),
        )

    def left(self) -> int:
        """Seconds the limits leave at this moment."""
        today = DAY_LIMIT - self.by_day.get(self.now.date(), 0)
        return min(today, COURSE_LIMIT - sum(map(size, self.covered)))

    @invariant()
    def no_day_and_no_course_brings_more_than_its_limit(self) -> None:
        if self.is_limited:
            assert max(self.by_day.values(), default=0) <= DAY_LIMIT
            assert sum(map(size, self.covered)) <= COURSE_LIMIT

    @invariant()
    def the_plays_brought_all_that_is_recognised(self) -> None:
        assert sum(play.spent for play in self.plays) == sum(map(size, self.covered)) == sum(self.by_day.values())

    @invariant()
    def recognised_is_what_was_claimed_within_the_lesson(self) -> None:
        for lesson, length in enumerate(LENGTHS):
            held = {second for first, end in self.covered[lesson] for second in range(first, end)}
            assert held <= self.asked[lesson]
            assert held <= set(range(length))

    @invariant()
    def recognised_never_shrinks_and_never_outruns_the_server_clock(self) -> None:
        total = sum(map(size, self.covered))
        wall = self.wall_since(self.plays[0].began_at) if self.plays else 0
        assert self.seen_most <= total <= wall * SPEED_PERCENT / 100
        self.seen_most = total

    @invariant()
    def the_same_holds_from_the_beginning_of_every_play(self) -> None:
        for number, play in enumerate(self.plays):
            since = sum(later.spent for later in self.plays[number:])
            assert since <= self.wall_since(play.began_at) * SPEED_PERCENT / 100

    def wall_since(self, began_at: datetime) -> float:
        """Wall seconds in term since a moment, without those in which a question stood unanswered too long."""
        open_since = [] if self.unanswered_since is None else [(self.unanswered_since, self.now)]
        until = min(self.now, CLOSES)
        lost = sum(
            max(0.0, (min(end, until) - max(first, began_at)).total_seconds())
            for first, end in [*self.absences, *open_since]
        )
        return max(0.0, (until - began_at).total_seconds()) - lost


Learner.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
test_recognised_time_of_a_learner = Learner.TestCase
