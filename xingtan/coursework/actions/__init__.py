"""What can be done with homework, works, marks and discussions."""

from xingtan.coursework.actions.discussions import (
    Said,
    ask,
    change_topic,
    complain,
    find_excellent,
    hide,
    leave,
    note_answer_read,
    say,
    set_topic,
    take_topic_back,
)
from xingtan.coursework.actions.homework import Task, change_assignment, set_assignment, take_assignment_back
from xingtan.coursework.actions.likeness import compare_version
from xingtan.coursework.actions.marking import Verdict, drop_phrase, keep_phrase, mark_second, mark_work
from xingtan.coursework.actions.peers import ask_reviews, give_review
from xingtan.coursework.actions.works import add_files, hand_in, save_draft, take_file_away

__all__ = [
    "Said",
    "Task",
    "Verdict",
    "add_files",
    "ask",
    "ask_reviews",
    "change_assignment",
    "change_topic",
    "compare_version",
    "complain",
    "drop_phrase",
    "find_excellent",
    "give_review",
    "hand_in",
    "hide",
    "keep_phrase",
    "leave",
    "mark_second",
    "mark_work",
    "note_answer_read",
    "save_draft",
    "say",
    "set_assignment",
    "set_topic",
    "take_assignment_back",
    "take_file_away",
    "take_topic_back",
]
