"""Decisions about study, pure: when it counts, what comes next, and which sittings a person should look at."""

from xingtan.study.rules.patterns import (
    Bounds,
    Cause,
    Found,
    Move,
    Sitting,
    State,
    may_move,
    moves_from,
    unusual,
)
from xingtan.study.rules.terms import (
    DONE_PERCENT,
    LessonState,
    StudyTerms,
    check_study_open,
    is_done,
    lesson_to_continue,
    may_study,
)

__all__ = [
    "DONE_PERCENT",
    "Bounds",
    "Cause",
    "Found",
    "LessonState",
    "Move",
    "Sitting",
    "State",
    "StudyTerms",
    "check_study_open",
    "is_done",
    "lesson_to_continue",
    "may_move",
    "may_study",
    "moves_from",
    "unusual",
]
