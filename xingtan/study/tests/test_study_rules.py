"""When study is open, and what comes next."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from xingtan.programmes.rules import Calendar
from xingtan.study import rules
from xingtan.study.errors import StudyClosed, StudyNotYetOpen
from xingtan.study.rules import LessonState, StudyTerms

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(
    login_opens_on=date(2020, 12, 10),
    term_starts_on=date(2020, 12, 12),
    term_ends_on=date(2021, 4, 12),
    enrol_closes_at=datetime(2020, 12, 9, 23, 59, 59, tzinfo=ZONE),
    registration_due_on=date(2020, 12, 10),
)
TERMS = StudyTerms.of(CALENDAR)
SECOND = timedelta(seconds=1)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc,arg-type]


def test_study_opens_with_login_not_with_the_term_by_default() -> None:
    """R35, A01."""
    assert not rules.may_study(TERMS, at(2020, 12, 9, 23, 59, 59))
    assert rules.may_study(TERMS, at(2020, 12, 10))


def test_a_programme_may_count_from_the_first_day_of_term_only() -> None:
    """A01, the other reading."""
    strict = StudyTerms.of(replace(CALENDAR, count_before_term=False))

    assert not rules.may_study(strict, at(2020, 12, 11, 23, 59, 59))
    assert rules.may_study(strict, at(2020, 12, 12))


def test_the_last_day_of_term_is_included() -> None:
    """R36."""
    assert rules.may_study(TERMS, at(2021, 4, 12, 23, 59, 59))
    assert not rules.may_study(TERMS, at(2021, 4, 13))


def test_dates_are_those_of_the_programme_wherever_the_clock_is_read() -> None:
    assert rules.may_study(TERMS, at(2020, 12, 10).astimezone(ZoneInfo("America/New_York")))
    assert not rules.may_study(TERMS, at(2021, 4, 13).astimezone(ZoneInfo("America/New_York")))


def test_too_early_is_refused_with_the_opening_day() -> None:
    with pytest.raises(StudyNotYetOpen) as refused:
        rules.check_study_open(TERMS, TERMS.opens_at - SECOND)
    assert refused.value.parameters == {"opens": "2020-12-10"}
    rules.check_study_open(TERMS, TERMS.opens_at)


def test_too_late_is_refused_with_the_last_day() -> None:
    """R38: the term is the same for who came late."""
    rules.check_study_open(TERMS, TERMS.closes_at - SECOND)
    with pytest.raises(StudyClosed) as refused:
        rules.check_study_open(TERMS, TERMS.closes_at)
    assert refused.value.parameters == {"last_day": "2021-04-12"}


def test_continue_goes_back_to_the_lesson_last_played() -> None:
    states = [LessonState(1, True, 100, 0), LessonState(2, False, 100, 40)]

    assert rules.lesson_to_continue(states, last_played=2) == 2


def test_continue_takes_required_lessons_first_once_that_is_finished() -> None:
    states = [LessonState(1, False, 100, 0), LessonState(2, False, 100, 95), LessonState(3, True, 100, 10)]

    assert rules.lesson_to_continue(states, last_played=2) == 3
    assert rules.lesson_to_continue(states, last_played=None) == 3


def test_nothing_to_continue_when_all_is_finished() -> None:
    assert rules.lesson_to_continue([LessonState(1, True, 100, 100)], last_played=1) is None
    assert rules.lesson_to_continue([], last_played=None) is None


def test_a_lesson_is_finished_at_ninety_five_percent() -> None:
    assert not LessonState(1, True, 2700, 2564).is_done
    assert LessonState(1, True, 2700, 2565).is_done
