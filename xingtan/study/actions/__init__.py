"""What can be done: begin to play a lesson, take in what was played, and finish what takes no time.

A play leaves no entry in the audit chain: its own row, never deleted, says who, when and how much, and a
chain that every teacher's every sitting must pass through would make them wait for one another.
"""

from xingtan.study.actions.beginning import Begun, Device, begin_play
from xingtan.study.actions.finishing import finish_lesson
from xingtan.study.actions.hearing import Heard, take_progress
from xingtan.study.actions.notes import keep_note
from xingtan.study.actions.packages import Opened, open_part, take_package_report
from xingtan.study.actions.patterns import keep_patterns, move_pattern
from xingtan.study.actions.presence import answer_question

__all__ = [
    "Begun",
    "Device",
    "Heard",
    "Opened",
    "answer_question",
    "begin_play",
    "finish_lesson",
    "keep_note",
    "keep_patterns",
    "move_pattern",
    "open_part",
    "take_package_report",
    "take_progress",
]
