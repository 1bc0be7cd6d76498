"""How teachers are divided into classes: by subject and size, small subjects put together, schools kept whole."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from xingtan.classes.rules import Candidate, PlannedClass, Setting, form

SUBJECTS = {"小学": ["语文", "数学", "英语", "科学", "音乐"], "初中": ["语文", "数学", "物理", "化学", "生物学"]}
SETTING = Setting(subjects=SUBJECTS)


def teachers(*groups: tuple[str, str, int, int]) -> list[Candidate]:
    """Groups of (stage, subject, school, how many)."""
    keys = count(1)
    return [
        Candidate(next(keys), school, stage, subject) for stage, subject, school, heads in groups for _ in range(heads)
    ]


def told(classes: list[PlannedClass]) -> list[tuple[str, int]]:
    return [(f"{each.stage}{'、'.join(each.subjects)}", len(each.members)) for each in classes]


def codes(planned: PlannedClass) -> list[str]:
    return [code for code, _facts in planned.reasons]


@pytest.mark.parametrize(
    ("heads", "sizes"),
    [(50, [50]), (120, [120]), (121, [61, 60]), (240, [120, 120]), (241, [81, 80, 80])],
)
def test_a_subject_has_as_few_classes_as_hold_it_of_even_size(heads: int, sizes: list[int]) -> None:
    one_by_one = teachers(*(("小学", "语文", school, 1) for school in range(heads)))

    assert [size for _name, size in told(form(one_by_one, SETTING))] == sizes


def test_small_subjects_are_put_together_in_the_programmes_order() -> None:
    found = form(
        teachers(("初中", "生物学", 1, 30), ("初中", "化学", 1, 30), ("初中", "物理", 1, 30), ("初中", "数学", 1, 60)),
        SETTING,
    )

    assert told(found) == [("初中数学", 60), ("初中物理、化学、生物学", 90)]
    assert codes(found[1]) == ["put_together", "joined"]


def test_what_is_left_joins_the_nearest_subject_that_has_room() -> None:
    found = form(teachers(("小学", "数学", 1, 100), ("小学", "英语", 1, 30), ("小学", "语文", 1, 60)), SETTING)

    assert told(found) == [("小学语文、英语", 90), ("小学数学", 100)]
    assert codes(found[0]) == ["own_subject", "joined"]


def test_too_few_for_any_class_stand_alone_and_it_is_said() -> None:
    found = form(teachers(("小学", "语文", 1, 7), ("初中", "语文", 1, 60)), SETTING)

    assert told(found) == [("小学语文", 7), ("初中语文", 60)]
    assert codes(found[0]) == ["too_few"]


def test_stages_are_never_mixed() -> None:
    found = form(teachers(("小学", "音乐", 1, 10), ("初中", "化学", 1, 10)), SETTING)

    assert told(found) == [("小学音乐", 10), ("初中化学", 10)]


def test_a_schools_teachers_stay_together_where_they_can() -> None:
    found = form(teachers(*(("小学", "语文", school, 40) for school in range(1, 6))), SETTING)

    schools = [Counter(member.school for member in each.members) for each in found]
    assert [set(each.values()) for each in schools] == [{40}, {40}]
    assert all("schools_divided" not in codes(each) for each in found)


def test_a_school_larger_than_a_class_is_divided_evenly_and_it_is_said() -> None:
    found = form(teachers(("小学", "语文", 7, 130)), SETTING)

    assert told(found) == [("小学语文", 65), ("小学语文", 65)]
    assert found[0].reasons[-1] == ("schools_divided", {"schools": [7]})


def test_a_class_left_too_small_by_whole_schools_is_filled_up() -> None:
    found = form(teachers(("小学", "语文", 1, 110), ("小学", "语文", 2, 21)), SETTING)

    assert sorted(size for _name, size in told(found)) == [50, 81]


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(["小学", "初中", "特教"]), st.sampled_from(["语文", "数学", "物理", "手工"]),
        st.integers(1, 9), st.integers(1, 90),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@drawn(groups=GROUPS, smallest=st.integers(1, 60), room=st.integers(0, 80))
def test_everybody_is_in_one_class_none_is_too_large_and_the_order_does_not_matter(
    groups: list[tuple[str, str, int, int]], smallest: int, room: int
) -> None:
    setting = Setting(smallest=smallest, largest=smallest + room, subjects=SUBJECTS)
    candidates = teachers(*groups)

    found = form(candidates, setting)

    assert sorted(member.enrolment for each in found for member in each.members) == [
        each.enrolment for each in candidates
    ]
    assert all(len(each.members) <= setting.largest for each in found)
    assert all({member.stage for member in each.members} == {each.stage} for each in found)
    assert all({member.subject for member in each.members} <= set(each.subjects) for each in found)
    assert all(each.reasons for each in found)
    assert form(reversed(candidates), setting) == found


@settings(max_examples=100, deadline=None)
@drawn(heads=st.lists(st.integers(1, 150), min_size=1, max_size=9))
def test_no_class_is_below_the_smallest_size_where_there_are_enough(heads: list[int]) -> None:
    found = form(teachers(*(("小学", "语文", school, n) for school, n in enumerate(heads))), SETTING)

    total = sum(heads)
    assert all(len(each.members) >= min(50, total // len(found)) for each in found)
