"""What a result is made of: worked examples, then properties over any records."""

import doctest
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from xingtan.assessment import rules as rules_module
from xingtan.assessment import scheme as scheme_module
from xingtan.assessment.scheme import (
    Demand,
    Judgement,
    Mark,
    Outcome,
    Records,
    Scheme,
    Why,
    judge,
    recognised_hours,
)
from xingtan.assessment.scheme_text import read_scheme

DEFAULT = json.loads((Path(__file__).parents[1] / "data" / "default_scheme.json").read_text(encoding="utf-8"))
SCHEME = read_scheme(DEFAULT)
LAST_DAY = date(2021, 4, 12)
DEMAND = Demand(online_hours=36, school_based_hours=12, minutes_per_hour=45, ends_on=LAST_DAY)
FULL_SECONDS = 36 * 45 * 60


def mark(part: str, score: int | str, ref: str = "a", **more: object) -> Mark:
    return Mark(ref=ref, part=part, score=Decimal(score), done_on=date(2021, 1, 5), **more)  # type: ignore[arg-type]


def judged(*marks: Mark, minutes: int = 0, scheme: Scheme = SCHEME) -> Judgement:
    return judge(scheme, DEMAND, Records(watched_seconds=minutes * 60, marks=marks))


def points(judgement: Judgement) -> dict[str, Decimal]:
    return {each.part.key: each.points for each in judgement.parts}


def test_no_records_give_zero_and_name_everything_missing() -> None:
    nothing = judged()

    assert nothing.score == 0
    assert nothing.outcome is Outcome.SHORT
    assert nothing.missing_points == 60
    assert [each.part.key for each in nothing.below_floor] == ["course", "homework", "school_based"]
    assert nothing.hours == 0


def test_everything_done_gives_a_hundred_and_forty_eight_hours() -> None:
    marks = [
        mark(key, 100, f"{key}{n}", minutes=270 if key == "school_based" else 0)
        for key in ("homework", "discussion", "quiz", "school_based")
        for n in (1, 2)
    ]

    everything = judged(*marks, minutes=1620)

    assert everything.score == Decimal("100.00")
    assert (everything.online_hours, everything.school_based_hours) == (Decimal("36.0"), Decimal("12.0"))
    assert everything.outcome is Outcome.QUALIFIED
    assert everything.reaches_excellence


@pytest.mark.parametrize(
    ("minutes", "earned"),
    [(0, "0.00"), (1, "0.02"), (405, "10.00"), (810, "20.00"), (1619, "39.98"), (1620, "40.00"), (9999, "40.00")],
)
def test_course_points_grow_evenly_with_minutes(minutes: int, earned: str) -> None:
    assert points(judged(minutes=minutes))["course"] == Decimal(earned)


def test_minutes_beyond_the_requirement_are_told_as_enough() -> None:
    course = judged(minutes=1700).parts[0]

    assert [(line.why, int(line.amount)) for line in course.lines] == [(Why.COUNTED, 1620), (Why.ENOUGH, 80)]
    assert course.to_full == 0


def test_the_best_marks_count_and_the_others_say_why_not() -> None:
    homework = judged(mark("homework", 60, "a"), mark("homework", 90, "b"), mark("homework", 80, "c")).parts[1]

    assert homework.points == Decimal("17.00")
    assert [(line.ref, line.why) for line in homework.lines] == [
        ("b", Why.COUNTED),
        ("c", Why.COUNTED),
        ("a", Why.BETTER_ONES_COUNT),
    ]


def test_a_voided_mark_counts_for_nothing_and_keeps_its_reason() -> None:
    homework = judged(mark("homework", 90, voided_because="登记错人")).parts[1]

    assert homework.points == 0
    assert (homework.lines[0].why, homework.lines[0].note) == (Why.VOIDED, "登记错人")


@pytest.mark.parametrize(("done_on", "counts"), [(date(2021, 4, 12), True), (date(2021, 4, 13), False)])
def test_work_of_the_last_day_counts_and_of_the_day_after_does_not(done_on: date, *, counts: bool) -> None:
    homework = judged(replace(mark("homework", 90), done_on=done_on)).parts[1]

    assert homework.lines[0].why.counts is counts


def test_sixty_points_are_not_enough_while_a_floor_is_not_met() -> None:
    rich = [
        mark("homework", 100, "a"),
        mark("homework", 100, "b"),
        mark("discussion", 100, "c"),
        mark("discussion", 100, "d"),
        mark("quiz", 100, "e"),
    ]

    without_school = judged(*rich, minutes=1620)

    assert without_school.score == 80
    assert without_school.outcome is Outcome.SHORT
    assert [each.part.key for each in without_school.below_floor] == ["school_based"]
    assert judged(*rich, mark("school_based", 0, "f"), minutes=1620).outcome is Outcome.QUALIFIED


@pytest.mark.parametrize(("minutes", "to_floor"), [(972, 0), (971, 1), (0, 972)])
def test_sixty_per_cent_of_the_minutes_are_the_floor_of_the_courses(minutes: int, to_floor: int) -> None:
    assert judged(minutes=minutes).parts[0].to_floor == to_floor


def test_a_second_short_of_the_floor_is_a_minute_to_go() -> None:
    course = judge(SCHEME, DEMAND, Records(watched_seconds=972 * 60 - 1)).parts[0]

    assert course.to_floor == 1


@pytest.mark.parametrize(
    ("seconds", "hours"),
    [
        (0, "0.0"),
        (134, "0.0"),
        (135, "0.1"),
        (2700, "1.0"),
        (50_000, "18.5"),
        (FULL_SECONDS, "36.0"),
        (FULL_SECONDS * 9, "36.0"),
    ],
)
def test_hours_are_rounded_half_up_to_a_tenth_and_never_above_those_required(seconds: int, hours: str) -> None:
    assert recognised_hours(seconds, 45, 36) == Decimal(hours)


def test_school_based_hours_come_of_every_accepted_record_also_beyond_the_best() -> None:
    marks = [mark("school_based", 80, str(n), minutes=90) for n in range(3)]

    assert judged(*marks).school_based_hours == Decimal("6.0")


def test_a_mark_for_a_part_the_scheme_does_not_have_changes_nothing() -> None:
    assert judged(mark("singing", 100)) == judged()


@pytest.mark.parametrize("module", [scheme_module, rules_module])
def test_the_examples_in_the_text_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)

    assert (outcome.failed, outcome.attempted > 0) == (0, True)


scores = st.decimals(min_value=0, max_value=100, places=2)
any_mark = st.builds(
    Mark,
    ref=st.uuids().map(str),
    part=st.sampled_from(["homework", "discussion", "quiz", "school_based", "unknown"]),
    score=scores,
    done_on=st.dates(min_value=date(2020, 12, 1), max_value=date(2021, 5, 1)),
    minutes=st.integers(min_value=0, max_value=600),
    voided_because=st.sampled_from(["", "", "", "误录"]),
)
any_records = st.builds(
    Records,
    watched_seconds=st.integers(min_value=0, max_value=2 * FULL_SECONDS),
    marks=st.lists(any_mark, max_size=12).map(tuple),
)


@any_of(any_records, st.integers(min_value=0, max_value=FULL_SECONDS), st.lists(any_mark, max_size=4))
def test_more_records_never_lower_anything(records: Records, seconds: int, marks: list[Mark]) -> None:
    more = Records(records.watched_seconds + seconds, (*records.marks, *marks))

    before, after = judge(SCHEME, DEMAND, records), judge(SCHEME, DEMAND, more)

    assert after.score >= before.score
    assert after.online_hours >= before.online_hours
    assert after.school_based_hours >= before.school_based_hours
    assert (after.outcome is Outcome.QUALIFIED) >= (before.outcome is Outcome.QUALIFIED)
    assert all(late.points >= early.points for early, late in zip(before.parts, after.parts, strict=True))
    assert all(late.to_floor <= early.to_floor for early, late in zip(before.parts, after.parts, strict=True))


@any_of(any_records)
def test_the_lines_add_up_to_the_sum_and_stay_within_bounds(records: Records) -> None:
    judgement = judge(SCHEME, DEMAND, records)

    assert judgement.score == sum(each.points for each in judgement.parts)
    assert 0 <= judgement.score <= 100
    assert all(0 <= each.points <= each.part.weight for each in judgement.parts)
    assert 0 <= judgement.hours <= 48
    for each in judgement.parts:
        assert sum(line.amount for line in each.lines if line.why.counts) == each.reached


@any_of(any_records, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records: Records, chance: object) -> None:
    shuffled = list(records.marks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert judge(SCHEME, DEMAND, replace(records, marks=tuple(shuffled))) == judge(SCHEME, DEMAND, records)


@any_of(any_records)
def test_doing_what_is_said_to_be_missing_meets_the_floor(records: Records) -> None:
    course = judge(SCHEME, DEMAND, records).parts[0]

    done = replace(records, watched_seconds=records.watched_seconds + int(course.to_floor) * 60)

    assert judge(SCHEME, DEMAND, done).parts[0].meets_floor
