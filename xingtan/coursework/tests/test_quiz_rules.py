"""When an attempt may begin, until when it runs, what is drawn, what counts, what figures say. Pure."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xingtan.coursework.errors.quizzes import NoAttemptLeft, QuizNotOpen, QuizOver
from xingtan.coursework.rules.quizzes import (
    Counts,
    Pool,
    Quality,
    Shows,
    Sums,
    Terms,
    check_beginning,
    counted,
    drawn,
    ends_at,
    is_over,
    item_figures,
    seconds_left,
    shows_answers,
)
from xingtan.foundation.clock import ZONE

NOON = datetime(2021, 1, 8, 12, tzinfo=ZONE)
SECOND = timedelta(seconds=1)


def test_a_quiz_opens_to_the_second() -> None:
    terms = Terms(opens_at=NOON)

    with pytest.raises(QuizNotOpen):
        check_beginning(terms, done=0, now=NOON - SECOND)
    check_beginning(terms, done=0, now=NOON)


def test_a_quiz_closes_to_the_second() -> None:
    terms = Terms(closes_at=NOON)

    check_beginning(terms, done=0, now=NOON - SECOND)
    with pytest.raises(QuizOver):
        check_beginning(terms, done=0, now=NOON)


def test_attempts_run_out() -> None:
    check_beginning(Terms(attempts=2), done=1, now=NOON)
    with pytest.raises(NoAttemptLeft):
        check_beginning(Terms(attempts=2), done=2, now=NOON)
    check_beginning(Terms(attempts=0), done=99, now=NOON)


@pytest.mark.parametrize(
    ("terms", "minutes"),
    [
        (Terms(), None),
        (Terms(minutes=30), 30),
        (Terms(minutes=30, closes_at=NOON + timedelta(minutes=10)), 10),
        (Terms(closes_at=NOON + timedelta(minutes=10)), 10),
    ],
)
def test_an_attempt_ends_by_its_minutes_or_the_close(terms: Terms, minutes: int | None) -> None:
    assert ends_at(terms, NOON) == (None if minutes is None else NOON + timedelta(minutes=minutes))


def test_the_grace_is_counted_to_the_second() -> None:
    assert not is_over(NOON, NOON + 10 * SECOND, 10)
    assert is_over(NOON, NOON + 11 * SECOND, 10)
    assert not is_over(None, NOON, 10)


def test_seconds_left_are_never_below_nothing() -> None:
    assert seconds_left(NOON, NOON - timedelta(seconds=1.5)) == 1
    assert seconds_left(NOON, NOON + SECOND) == 0
    assert seconds_left(None, NOON) is None


@pytest.mark.parametrize(
    ("shows", "closes_at", "is_shown"),
    [
        (Shows.AT_ONCE, NOON + SECOND, True),
        (Shows.AFTER_CLOSE, NOON + SECOND, False),
        (Shows.AFTER_CLOSE, NOON, True),
        (Shows.AFTER_CLOSE, None, True),
        (Shows.NEVER, NOON, False),
    ],
)
def test_answers_are_shown_when_said(shows: Shows, closes_at: datetime | None, is_shown: bool) -> None:
    assert shows_answers(shows, closes_at, NOON) is is_shown


@pytest.mark.parametrize(("counts", "score"), [(Counts.BEST, "90"), (Counts.LAST, "65"), (Counts.AVERAGE, "65.00")])
def test_of_several_attempts_counts_what_was_said(counts: Counts, score: str) -> None:
    assert counted([Decimal(40), Decimal(90), Decimal(65)], counts) == Decimal(score)
    assert counted([], counts) is None


pools = st.lists(
    st.builds(Pool, st.lists(st.integers(1, 30), unique=True, max_size=12), st.integers(1, 8), st.integers(1, 5)),
    max_size=4,
)


@given(pools, st.integers(), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_drawn_twice_and_each_pool_gives_what_it_can(asked: list[Pool], seed: int, mixed: bool) -> None:
    found = drawn(asked, Random(seed), is_shuffled=mixed)  # noqa: S311 - no secret

    versions = [version for version, _points in found]
    assert len(set(versions)) == len(versions)
    assert set(versions) <= {version for pool in asked for version in pool.versions}
    assert len(found) <= sum(pool.count for pool in asked)
    if len(asked) == 1:
        assert len(found) == min(asked[0].count, len(asked[0].versions))


def test_a_picked_question_is_not_drawn_again() -> None:
    found = drawn([Pool([1, 2, 3], 2), Pool([1], 1)], Random(1), is_shuffled=False)  # noqa: S311 - no secret

    assert sorted(version for version, _points in found) == [1, 2, 3]


@pytest.mark.parametrize(
    ("sums", "quality"),
    [
        (Sums(4, 2, 2, 200, 12_000, 120), Quality.FEW),
        (Sums(10, 5, 5, 600, 40_000, 400), Quality.GOOD),
        (Sums(10, 5, 5, 600, 40_000, 200), Quality.AGAINST),
        (Sums(10, 10, 10, 600, 40_000, 600), Quality.TOO_EASY),
        (Sums(10, 1, 1, 600, 40_000, 90), Quality.TOO_HARD),
        (Sums(10, 5, 5, 600, 40_000, 305), Quality.WEAK),
    ],
)
def test_figures_say_what_to_look_at(sums: Sums, quality: Quality) -> None:
    assert item_figures(sums).quality is quality
