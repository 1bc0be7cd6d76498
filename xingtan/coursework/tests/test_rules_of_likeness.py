"""What two texts have in common."""

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.coursework.rules import fingerprints, likeness
from xingtan.coursework.rules.likeness import SHINGLE, WINDOW

SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
TASK = "请提交一份教学设计，说明教学目标、教学过程、作业设计与课后反思，字数不少于八百字。"


def prose(length: int, seed: int) -> str:
    """Chinese signs in no order: two seeds have nothing in common."""
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    return "".join(chance.choice(SIGNS) for _ in range(length))


def test_a_copied_passage_is_found_with_its_places() -> None:
    passage = prose(60, 21)
    mine, theirs = prose(99, 2) + "甲" + passage + "乙" + prose(39, 3), passage + prose(300, 4)

    found = likeness(mine, theirs)

    assert found.share == Decimal("30.0")
    (only,) = found.passages
    assert mine[only.begin : only.end] == theirs[only.other_begin : only.other_end] == passage


def test_marks_blanks_and_width_hide_no_copy() -> None:
    mine = "课堂上，学生先自读课文；再小组讨论 ＡＢＣ 三个问题。"
    theirs = "课堂上学生先自读课文，\n再小组讨论abc三个问题"

    assert likeness(mine, theirs).share == 100


def test_quotes_of_the_task_count_on_neither_side() -> None:
    mine, theirs = TASK + prose(200, 5), TASK + prose(200, 6)

    assert likeness(mine, theirs).share > 10
    assert likeness(mine, theirs, TASK).share == 0
    assert likeness(mine, theirs, TASK).passages == ()


def test_short_turns_of_phrase_are_how_everybody_writes() -> None:
    assert likeness("以学生为主体，教师为主导" + prose(80, 7), prose(80, 8) + "以学生为主体教师为主导").passages == ()


def test_nothing_is_like_an_empty_text() -> None:
    assert likeness("", prose(100, 9)).share == 0
    assert fingerprints("短文") == ()


@settings(max_examples=60, deadline=None)
@given(before=st.integers(0, 400), after=st.integers(0, 400), seed=st.integers(0, 10_000))
def test_a_passage_of_a_window_and_a_shingle_always_leaves_a_common_fingerprint(
    before: int, after: int, seed: int
) -> None:
    passage = prose(SHINGLE + WINDOW - 1, seed)

    mine = fingerprints(prose(before, seed + 1) + passage)
    theirs = fingerprints(passage + prose(after, seed + 2))

    assert set(mine) & set(theirs)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_a_share_lies_between_nothing_and_all_and_passages_are_the_same_letters(mine: str, theirs: str) -> None:
    found = likeness(mine, theirs)

    assert 0 <= found.share <= 100
    for each in found.passages:
        assert likeness(mine[each.begin : each.end], theirs[each.other_begin : each.other_end]).share == 100
