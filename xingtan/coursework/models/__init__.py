"""Homework, works with their versions and marks, likeness, peer review, discussions."""

from xingtan.coursework.models.discussions import Complaint, Contribution, Topic
from xingtan.coursework.models.homework import Assignment
from xingtan.coursework.models.likeness import Comparison, Fingerprint
from xingtan.coursework.models.marking import Phrase, SecondMark, WorkMark
from xingtan.coursework.models.peers import PeerReview
from xingtan.coursework.models.quizzes import (
    Attempt,
    AttemptItem,
    AttemptMark,
    ItemMark,
    Quiz,
    QuizPart,
)
from xingtan.coursework.models.works import Version, Work, WorkFile

__all__ = [
    "Assignment",
    "Attempt",
    "AttemptItem",
    "AttemptMark",
    "Comparison",
    "Complaint",
    "Contribution",
    "Fingerprint",
    "ItemMark",
    "PeerReview",
    "Phrase",
    "Quiz",
    "QuizPart",
    "SecondMark",
    "Topic",
    "Version",
    "Work",
    "WorkFile",
    "WorkMark",
]
