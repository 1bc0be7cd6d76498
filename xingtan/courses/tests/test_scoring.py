"""What an answer earns: never more than everything, whatever the order, never by a forged form."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.courses.questions.content import Kind, Question, as_data, digest_of, from_data
from xingtan.courses.questions.scoring import (
    FULL,
    NOTHING,
    order_of,
    right_answer,
    score_of,
    share_of,
    sound_answer,
)
from xingtan.courses.tests.question_samples import (
    MATCHING,
    MULTIPLE,
    NUMERIC,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    sound_questions,
)

ANSWERS = st.lists(
    st.one_of(st.sampled_from(["0", "1", "2", "3", "true", "论语", "3.14"]), st.text(max_size=6)), max_size=6
)


@pytest.mark.parametrize(
    ("question", "given_answer", "share"),
    [
        (SINGLE, ("1",), FULL),
        (SINGLE, ("0",), NOTHING),
        (SINGLE, (), NOTHING),
        (MULTIPLE, ("0", "1"), FULL),
        (MULTIPLE, ("1", "0"), FULL),
        (MULTIPLE, ("1",), Fraction(1, 2)),
        (MULTIPLE, ("0", "1", "2"), NOTHING),
        (TRUE_FALSE, ("false",), FULL),
        (TRUE_FALSE, ("true",), NOTHING),
        (SHORT, (" 论 语。",), FULL),
        (SHORT, ("孟子",), NOTHING),
        (NUMERIC, ("３．１４",), FULL),
        (NUMERIC, ("3.15",), FULL),
        (NUMERIC, ("3.151",), NOTHING),
        (NUMERIC, ("三",), NOTHING),
        (MATCHING, ("0", "1"), FULL),
        (MATCHING, ("0", "2"), Fraction(1, 2)),
        (MATCHING, ("1", "0"), NOTHING),
        (MATCHING, ("", "1"), Fraction(1, 2)),
    ],
)
def test_an_answer_earns(question: Question, given_answer: tuple[str, ...], share: Fraction) -> None:
    assert share_of(question, given_answer) == share


@given(sound_questions(), ANSWERS)
@settings(max_examples=200, deadline=None)
def test_no_answer_earns_more_than_everything_or_less_than_nothing(question: Question, said: list[str]) -> None:
    assert NOTHING <= share_of(question, tuple(said)) <= FULL


@given(sound_questions())
@settings(max_examples=150, deadline=None)
def test_the_right_answer_earns_everything(question: Question) -> None:
    assert share_of(question, right_answer(question)) == FULL


@given(sound_questions(), ANSWERS, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_options_are_ticked_is_irrelevant(
    question: Question, said: list[str], random: Random
) -> None:
    mixed = list(said)
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        random.shuffle(mixed)

    assert share_of(question, tuple(mixed)) == share_of(question, tuple(said))


@given(sound_questions(), ANSWERS)
@settings(max_examples=150, deadline=None)
def test_what_is_kept_of_an_answer_is_kept_again_the_same(question: Question, said: list[str]) -> None:
    kept = sound_answer(question, said)

    assert sound_answer(question, kept) == kept


@given(sound_questions(), st.integers(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_option_is_shown_once(question: Question, seed: int, shuffled: bool) -> None:
    order = order_of(question, Random(seed), is_shuffled=shuffled)  # noqa: S311 - no secret

    assert sorted(order) == list(range(len(order)))


@given(sound_questions())
@settings(max_examples=100, deadline=None)
def test_a_question_kept_as_data_is_the_same_again(question: Question) -> None:
    again = from_data(as_data(question), category=question.category, difficulty=question.difficulty)

    assert again == question
    assert digest_of(again) == digest_of(question)


@given(st.lists(st.tuples(st.fractions(0, 1), st.integers(1, 20)), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_a_score_lies_between_nothing_and_a_hundred(shares: list[tuple[Fraction, int]]) -> None:
    assert Decimal(0) <= score_of(shares) <= Decimal(100)
    assert score_of([(FULL, points) for _share, points in shares]) == Decimal("100.00")
