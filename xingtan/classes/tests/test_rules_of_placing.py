"""Where latecomers belong, and which tutor a class would have."""

import pytest

from xingtan.classes.rules import Guide, Latecomer, Place, ToGuide, place_for, tutors_for

WHO = Latecomer("140922", 7, "小学", "语文")


def place(key: int, *subjects: str, heads: int = 60, stage: str = "小学", school: int = 1) -> Place:
    division = "140922"
    return Place(key, division, stage, frozenset(subjects), heads, frozenset({school}), is_mixed=len(subjects) > 1)


@pytest.mark.parametrize(
    ("classes", "found"),
    [
        ([], None),
        ([place(1, "数学")], None),
        ([place(1, "语文", stage="初中")], None),
        ([place(1, "语文", heads=120)], None),
        ([place(1, "语文", heads=119)], 1),
        ([place(1, "音乐", "美术"), place(2, "语文", heads=119)], 2),
        ([place(1, "音乐", "美术")], 1),
        ([place(1, "语文", heads=80), place(2, "语文", heads=70)], 2),
        ([place(1, "语文", heads=80, school=7), place(2, "语文", heads=70)], 1),
    ],
)
def test_a_latecomer_goes_where_subject_colleagues_and_room_are(classes: list[Place], found: int | None) -> None:
    assert place_for(WHO, classes, largest=120) == found


def test_a_full_class_keeps_whom_it_has() -> None:
    assert place_for(WHO, [place(1, "语文", heads=120), place(2, "语文")], largest=120, now_in=1) == 1


def test_a_class_of_another_county_is_none() -> None:
    assert place_for(Latecomer("140981", 7, "小学", "语文"), [place(1, "语文")], largest=120) is None


def test_a_tutor_of_the_subject_comes_before_one_of_the_stage_and_whoever_has_least_first() -> None:
    tutors = [Guide(1, "", "", 0), Guide(2, "小学", "", 0), Guide(3, "小学", "语文", 100), Guide(4, "小学", "语文", 60)]

    found = tutors_for([ToGuide("小学", ("语文",), 80)] * 4, tutors, limit=200)

    assert found == [4, 3, 2, 2]


def test_nobody_guides_another_stage_or_more_than_the_limit() -> None:
    tutors = [Guide(1, "初中", "语文", 0), Guide(2, "小学", "语文", 200)]

    assert tutors_for([ToGuide("小学", ("语文",), 80)], tutors, limit=240) == [None]
