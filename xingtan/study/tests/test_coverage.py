"""Watched time is a set of seconds: repeating, reordering and late sending change nothing."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.study import coverage
from xingtan.study.coverage import NOTHING, Claim, NotSpans, Play, Spans, Why, judge, spans

BEGAN = datetime(2020, 12, 12, 20, 0, tzinfo=UTC)
CLOSES = datetime(2021, 4, 12, 16, 0, tzinfo=UTC)

pairs = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=12)
sets = pairs.map(spans)


def seconds(of: Spans) -> set[int]:
    return {second for first, end in of for second in range(first, end)}


def a_play(**changes: object) -> Play:
    told: dict[str, object] = {
        "began_at": BEGAN,
        "ended_at": None,
        "closes_at": CLOSES,
        "length": 2700,
        "speed_percent": 100,
        **changes,
    }
    return Play(**told)  # type: ignore[arg-type]


def after(count: float) -> datetime:
    return BEGAN + timedelta(seconds=count)


@given(pairs)
def test_spans_hold_exactly_the_seconds_of_the_pairs(given_pairs: list[tuple[int, int]]) -> None:
    made = spans(given_pairs)

    assert seconds(made) == {second for first, end in given_pairs for second in range(first, end)}
    assert all(one[1] < other[0] for one, other in pairwise(made))


@given(sets, sets, sets)
def test_union_is_idempotent_and_order_free(one: Spans, other: Spans, third: Spans) -> None:
    assert coverage.union(one, one) == one
    assert coverage.union(one, other) == coverage.union(other, one)
    assert coverage.union(coverage.union(one, other), third) == coverage.union(one, coverage.union(other, third))
    assert seconds(coverage.union(one, other)) == seconds(one) | seconds(other)


@given(sets, sets)
def test_minus_leaves_what_is_only_in_the_first(one: Spans, other: Spans) -> None:
    left = coverage.minus(one, other)

    assert seconds(left) == seconds(one) - seconds(other)
    assert spans(left) == left


@given(sets, st.integers(-3, 400))
def test_earliest_keeps_the_first_seconds(given_set: Spans, count: int) -> None:
    assert seconds(coverage.earliest(given_set, count)) == set(sorted(seconds(given_set))[: max(0, count)])


@given(sets)
def test_text_brings_back_the_same_set(given_set: Spans) -> None:
    assert coverage.from_text(coverage.to_text(given_set)) == given_set


@given(st.dictionaries(st.sampled_from(Why), sets.filter(bool)))
def test_reasons_come_back_from_their_text(refused: dict[Why, Spans]) -> None:
    assert coverage.reasons_from_text(coverage.reasons_to_text(refused)) == refused


@pytest.mark.parametrize("text", ["5", "5-", "a-b", "9-3", "0-5,5-9", "7-9,0-3", "-4-9", "0-5,", "3-3"])
def test_a_text_that_is_no_set_is_refused(text: str) -> None:
    with pytest.raises(NotSpans):
        coverage.from_text(text)


def test_a_claim_within_the_clock_counts_in_full() -> None:
    verdict = judge([Claim(0, 30)], covered=NOTHING, play=a_play(), now=after(30))

    assert verdict == coverage.Verdict(((0, 30),), 30, {}, ((0, 30),))


def test_one_millisecond_less_than_the_clock_costs_a_second() -> None:
    verdict = judge([Claim(0, 30)], covered=NOTHING, play=a_play(), now=after(29.999))

    assert verdict.covered == ((0, 29),)
    assert verdict.refused == {Why.FASTER_THAN_CLOCK: ((29, 30),)}


def test_allowed_speed_widens_the_clock() -> None:
    play = a_play(speed_percent=150)

    assert judge([Claim(0, 45)], covered=NOTHING, play=play, now=after(30)).gained == 45
    assert judge([Claim(0, 46)], covered=NOTHING, play=play, now=after(30)).gained == 45


def test_what_was_watched_offline_counts_up_to_the_time_that_really_passed() -> None:
    kept_on_the_phone = [Claim(0, 600, age=700), Claim(600, 1200, age=100)]

    verdict = judge(kept_on_the_phone, covered=NOTHING, play=a_play(), now=after(1300))

    assert verdict.gained == 1200
    assert verdict.refused == {}


def test_seen_again_earns_nothing_and_costs_nothing() -> None:
    play = a_play(spent=30)

    verdict = judge([Claim(0, 30), Claim(30, 40)], covered=((0, 30),), play=play, now=after(40))

    assert verdict.covered == ((0, 40),)
    assert verdict.gained == 10


def test_seconds_the_lesson_does_not_have_are_refused() -> None:
    verdict = judge([Claim(2690, 2710)], covered=NOTHING, play=a_play(), now=after(60))

    assert verdict.covered == ((2690, 2700),)
    assert verdict.refused == {Why.OUTSIDE_MEDIA: ((2700, 2710),)}


def test_a_device_that_was_taken_over_earns_nothing_more() -> None:
    play = a_play(ended_at=after(100))

    verdict = judge([Claim(0, 50, age=0)], covered=NOTHING, play=play, now=after(101))

    assert verdict.gained == 0
    assert verdict.refused == {Why.ANOTHER_DEVICE: ((0, 50),)}


def test_what_it_watched_before_it_was_taken_over_still_counts() -> None:
    play = a_play(ended_at=after(100))

    verdict = judge([Claim(0, 90, age=3600), Claim(90, 200, age=3600)], covered=NOTHING, play=play, now=after(3700))

    assert verdict.covered == ((0, 100),)
    assert verdict.refused == {Why.FASTER_THAN_CLOCK: ((100, 200),)}


def test_the_last_second_of_the_term_counts_and_the_next_does_not() -> None:
    play = a_play(began_at=CLOSES - timedelta(seconds=60))

    assert judge([Claim(0, 59)], covered=NOTHING, play=play, now=CLOSES - timedelta(seconds=1)).gained == 59
    assert judge([Claim(0, 59)], covered=NOTHING, play=play, now=CLOSES).refused == {Why.STUDY_CLOSED: ((0, 59),)}


def test_a_phone_with_a_wrong_clock_gains_nothing_by_it() -> None:
    for age in (-(10**6), 0, 10**6):
        assert judge([Claim(0, 500, age=age)], covered=NOTHING, play=a_play(), now=after(10)).gained == 10


@given(
    st.lists(st.tuples(st.integers(-20, 320), st.integers(-20, 320)), max_size=8),
    sets,
    st.integers(0, 400),
    st.integers(0, 100),
)
def test_every_claimed_second_is_either_covered_or_refused_with_a_reason(
    claimed: list[tuple[int, int]], covered: Spans, wall: int, spent: int
) -> None:
    play = a_play(length=300, spent=spent)
    claims = [Claim(first, end) for first, end in claimed]

    verdict = judge(claims, covered=covered, play=play, now=after(wall))

    refused = {second for piece in verdict.refused.values() for second in seconds(piece)}
    asked = {second for claim in claims for second in range(claim.first, claim.end)}
    assert asked <= seconds(verdict.covered) | refused
    assert not seconds(verdict.covered) & refused
    assert verdict.gained == len(seconds(verdict.covered) - seconds(covered)) <= max(0, wall - spent)
