"""What can be asked of coursework."""

from xingtan.coursework.queries.discussions import (
    classes_for,
    complaints_in,
    has_complaint,
    hidden_of,
    narrowed_threads,
    replies_of,
    threads_of,
    topic_lines,
)
from xingtan.coursework.queries.ground import closes_at, setting_of
from xingtan.coursework.queries.homework import (
    Asked,
    asked_of,
    courses_of,
    courses_to_choose,
    door_of,
    is_asked_of,
    set_within,
    topics_for,
    topics_within,
    work_of,
)
from xingtan.coursework.queries.likeness import hint_of, side_by_side, uncompared
from xingtan.coursework.queries.marked_list import MarkedList, marked_list
from xingtan.coursework.queries.marking import (
    narrowed_works,
    on_desk,
    phrases_for,
    piles_of,
    versions_of,
    waiting_for,
    waiting_in,
    work_to_mark,
    works_in,
)
from xingtan.coursework.queries.peers import median_of_reviews, reviews_due, reviews_of, with_peers
from xingtan.coursework.queries.quality import TutorQuality, next_of_sample, quality_of
from xingtan.coursework.queries.results import HomeworkMark, discussion_sums, homework_marks

__all__ = [
    "Asked",
    "HomeworkMark",
    "MarkedList",
    "TutorQuality",
    "asked_of",
    "classes_for",
    "closes_at",
    "complaints_in",
    "courses_of",
    "courses_to_choose",
    "discussion_sums",
    "door_of",
    "has_complaint",
    "hidden_of",
    "hint_of",
    "homework_marks",
    "is_asked_of",
    "marked_list",
    "median_of_reviews",
    "narrowed_threads",
    "narrowed_works",
    "next_of_sample",
    "on_desk",
    "phrases_for",
    "piles_of",
    "quality_of",
    "replies_of",
    "reviews_due",
    "reviews_of",
    "set_within",
    "setting_of",
    "side_by_side",
    "threads_of",
    "topic_lines",
    "topics_for",
    "topics_within",
    "uncompared",
    "versions_of",
    "waiting_for",
    "waiting_in",
    "with_peers",
    "work_of",
    "work_to_mark",
    "works_in",
]
