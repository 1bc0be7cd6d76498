"""Every way a course is changed while it is written, without a database."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.courses.errors import ChangedMeanwhile, EntryGone
from xingtan.courses.rules import drafting
from xingtan.courses.rules.drafting import EMPTY, Draft, Lesson, add_lesson, add_unit


def page(title: str, **said: object) -> Lesson:
    return Lesson(kind="page", title=title, text="<p>x</p>", **said)  # type: ignore[arg-type]


def course(*units: str) -> Draft:
    """Units of one-letter lessons: ``course("ab", "c")``."""
    draft = EMPTY
    for number, titles in enumerate(units, 1):
        draft = add_unit(draft, title=f"第{number}单元")
        for title in titles:
            draft = add_lesson(draft, unit=number, lesson=page(title))
    return draft


def said(draft: Draft) -> list[str]:
    return ["".join(lesson.title for lesson in unit.lessons) for unit in draft.units]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (lambda draft: drafting.move_lesson(draft, number=2, step=-1), ["ba", "c"]),
        (lambda draft: drafting.move_lesson(draft, number=2, step=1), ["a", "bc"]),
        (lambda draft: drafting.move_lesson(draft, number=3, step=-1), ["abc", ""]),
        (lambda draft: drafting.move_lesson(draft, number=1, step=-1), ["ab", "c"]),
        (lambda draft: drafting.move_lesson(draft, number=3, step=1), ["ab", "c"]),
        (lambda draft: drafting.place_lesson(draft, number=1, unit=2, position=1), ["b", "ca"]),
        (lambda draft: drafting.place_lesson(draft, number=1, unit=1, position=99), ["ba", "c"]),
        (lambda draft: drafting.move_unit(draft, number=1, step=1), ["c", "ab"]),
        (lambda draft: drafting.move_unit(draft, number=1, step=-1), ["ab", "c"]),
        (lambda draft: drafting.remove_lesson(draft, number=1, seen=1), ["b", "c"]),
        (lambda draft: drafting.remove_unit(draft, number=1, seen=1), ["c"]),
    ],
)
def test_units_and_lessons_are_moved_and_taken_out(change: Callable[[Draft], Draft], after: list[str]) -> None:
    assert said(change(course("ab", "c"))) == after


def test_a_number_is_never_given_twice() -> None:
    draft = drafting.remove_lesson(course("ab"), number=2, seen=1)

    draft = add_lesson(draft, unit=1, lesson=page("c"))

    assert [lesson.number for lesson in draft.lessons] == [1, 3]


def test_the_same_lesson_sent_twice_is_one() -> None:
    once = course("a")

    assert add_lesson(once, unit=1, lesson=page("a")) == once
    assert add_unit(add_unit(once, title="二"), title="二") == add_unit(once, title="二")


def test_who_comes_second_is_told_and_overwrites_nothing() -> None:
    first = drafting.change_lesson(course("a"), number=1, lesson=page("甲"), seen=1)

    with pytest.raises(ChangedMeanwhile):
        drafting.change_lesson(first, number=1, lesson=page("乙"), seen=1)
    with pytest.raises(ChangedMeanwhile):
        drafting.remove_lesson(first, number=1, seen=1)

    assert said(drafting.change_lesson(first, number=1, lesson=page("乙"), seen=2)) == ["乙"]


def test_two_may_write_two_lessons_at_once() -> None:
    first = drafting.change_lesson(course("ab"), number=1, lesson=page("甲"), seen=1)

    assert said(drafting.change_lesson(first, number=2, lesson=page("乙"), seen=1)) == ["甲乙"]


@pytest.mark.parametrize("change", [drafting.unit_of, drafting.lesson_of])
def test_what_was_taken_out_is_gone(change: Callable[[Draft, int], object]) -> None:
    with pytest.raises(EntryGone):
        change(course("a"), 9)


def test_another_film_makes_another_lesson_in_the_same_place() -> None:
    """What was studied of the first belongs to the first."""
    draft = add_lesson(course("", "c"), unit=1, lesson=Lesson("video", "课", media="one", seconds=60))
    changed = drafting.change_lesson(draft, number=2, lesson=Lesson("video", "课", media="two", seconds=90), seen=1)

    assert [(lesson.number, lesson.media) for lesson in changed.lessons] == [(3, "two"), (1, "")]
    retitled = drafting.change_lesson(draft, number=2, lesson=Lesson("video", "课一", media="one", seconds=60), seen=1)
    assert [lesson.number for lesson in retitled.lessons] == [2, 1]


def test_less_reading_time_makes_another_lesson_and_more_does_not() -> None:
    draft = add_lesson(course(""), unit=1, lesson=page("读", seconds=600))

    shorter = drafting.change_lesson(draft, number=1, lesson=page("读", seconds=300), seen=1)
    longer = drafting.change_lesson(draft, number=1, lesson=page("读", seconds=900), seen=1)

    assert ([each.number for each in shorter.lessons], [each.number for each in longer.lessons]) == ([2], [1])


MOVES = st.lists(
    st.tuples(st.sampled_from(["unit", "lesson", "place"]), st.integers(1, 6), st.integers(-1, 3), st.integers(1, 3)),
    max_size=12,
)


@given(MOVES)
def test_no_moving_loses_or_doubles_a_lesson(moves: list[tuple[str, int, int, int]]) -> None:
    draft = course("abc", "", "def")

    for what, number, position, unit in moves:
        if what == "unit":
            draft = drafting.move_unit(draft, number=unit, step=1 if position > 0 else -1)
        elif what == "lesson":
            draft = drafting.move_lesson(draft, number=number, step=1 if position > 0 else -1)
        else:
            draft = drafting.place_lesson(draft, number=number, unit=unit, position=position)

    assert sorted("".join(said(draft))) == list("abcdef")
    assert drafting.from_json(drafting.as_json(draft)) == draft
