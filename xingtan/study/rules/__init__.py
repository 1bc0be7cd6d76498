"""Decisions about study, pure: when it counts, what comes next, and which sittings a person should look at."""

from xingtan.study.rules.notes import (
    MOST_CHARACTERS,
    MOST_IN_A_LESSON,
    Jotting,
    WrittenNote,
    as_text,
    clock_face,
    supersedes,
)
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
from xingtan.study.rules.presence import Asking, absence
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
    "MOST_CHARACTERS",
    "MOST_IN_A_LESSON",
    "Asking",
    "Bounds",
    "Cause",
    "Found",
    "Jotting",
    "LessonState",
    "Move",
    "Sitting",
    "State",
    "StudyTerms",
    "WrittenNote",
    "absence",
    "as_text",
    "check_study_open",
    "clock_face",
    "is_done",
    "lesson_to_continue",
    "may_move",
    "may_study",
    "moves_from",
    "supersedes",
    "unusual",
]
