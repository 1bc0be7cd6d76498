"""How the text of a reminder is filled: pure."""

from xingtan.oversight.rules import filled, unknown_places


def test_only_known_places_are_filled_and_nothing_is_looked_up_in_them() -> None:
    assert filled("{school}：{count}人 {school.__class__} {x}", {"school": "一中", "count": 3}) == (
        "一中：3人 {school.__class__} {x}"
    )
    assert unknown_places("{school} {teacher} {0}") == ["teacher", "0"]
