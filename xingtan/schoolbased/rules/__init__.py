"""Decisions about school-based study, pure: research time, who may sign, and the draw of a sample."""

from xingtan.schoolbased.rules.counting import Counted
from xingtan.schoolbased.rules.drawing import drawn, sample_size
from xingtan.schoolbased.rules.recording import (
    MOST_MINUTES,
    MOST_PHOTOS,
    check_day,
    check_minutes,
)
from xingtan.schoolbased.rules.research_time import Slot, check_slot, seconds_within, within_research_time

__all__ = [
    "MOST_MINUTES",
    "MOST_PHOTOS",
    "Counted",
    "Slot",
    "check_day",
    "check_minutes",
    "check_slot",
    "drawn",
    "sample_size",
    "seconds_within",
    "within_research_time",
]
