"""A scheme is data: read, checked as a whole, and refused with every problem named."""

import copy
from typing import Any

import pytest

from xingtan.assessment.errors import SchemeInvalid
from xingtan.assessment.scheme_text import read_scheme, write_scheme
from xingtan.assessment.tests.test_scheme import DEFAULT, SCHEME


def problems(data: Any) -> set[tuple[str, str]]:
    with pytest.raises(SchemeInvalid) as refused:
        read_scheme(data)
    return {(each.where, each.code) for each in refused.value.problems}


def changed(**entries: Any) -> dict[str, Any]:
    return {**copy.deepcopy(DEFAULT), **entries}


def with_part(position: int, **entries: Any) -> dict[str, Any]:
    data = copy.deepcopy(DEFAULT)
    data["parts"][position - 1].update(entries)
    return data


def test_the_default_scheme_is_the_one_of_the_domain_paper() -> None:
    assert [(part.key, int(part.weight)) for part in SCHEME.parts] == [
        ("course", 40),
        ("homework", 20),
        ("discussion", 10),
        ("quiz", 10),
        ("school_based", 20),
    ]
    assert (int(SCHEME.pass_score), int(SCHEME.excellent_score)) == (60, 85)


def test_a_scheme_written_down_reads_back_the_same() -> None:
    assert read_scheme(write_scheme(SCHEME)) == SCHEME


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], ("scheme", "not_object")),
        (changed(parts=[]), ("parts", "no_parts")),
        (changed(bonus=1), ("scheme.bonus", "unknown")),
        (changed(pass_score=None), ("pass_score", "missing")),
        (changed(pass_score=True), ("pass_score", "not_number")),
        (changed(pass_score="NaN"), ("pass_score", "not_number")),
        (changed(pass_score="1e999999999"), ("pass_score", "out_of_range")),
        (changed(excellent_share="1.1"), ("excellent_share", "out_of_range")),
        (changed(excellent_score="59"), ("excellent_score", "excellent_below_pass")),
        (with_part(1, weight="39.9"), ("parts", "weights")),
        (with_part(2, weight=[]), ("parts[2].weight", "not_number")),
        (with_part(2, kind={}), ("parts[2].kind", "not_kind")),
        (with_part(2, kind="minutes"), ("parts", "two_minutes")),
        (with_part(2, key="course"), ("parts", "repeated")),
        (with_part(2, key="研修"), ("parts[2].key", "not_key")),
        (with_part(2, title_zh="  "), ("parts[2].title_zh", "not_text")),
        (with_part(2, best="1.5"), ("parts[2].best", "not_whole")),
        (with_part(2, best=0), ("parts[2].best", "out_of_range")),
        (with_part(2, floor=3), ("homework.floor", "floor_above_best")),
        (with_part(2, floor="0.5"), ("homework.floor", "not_whole")),
        (with_part(5, gives_hours="yes"), ("parts[5].gives_hours", "not_yes_no")),
        (with_part(1, floor="60"), ("parts[1].floor", "out_of_range")),
    ],
)
def test_each_fault_is_named_with_its_place(data: Any, problem: tuple[str, str]) -> None:
    assert problem in problems(data)


def test_all_faults_are_told_at_once() -> None:
    data = with_part(1, weight="50", title_zh="")

    assert problems({**data, "pass_score": "x"}) == {
        ("parts", "weights"),
        ("parts[1].title_zh", "not_text"),
        ("pass_score", "not_number"),
    }
