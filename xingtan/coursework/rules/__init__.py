"""What counts as handed in, how a rubric adds up, what texts have in common, who reviews whom: pure."""

from xingtan.coursework.rules.handing_in import Standing, Terms, check_content, closes_at, is_late, refusal_now
from xingtan.coursework.rules.likeness import Likeness, Passage, fingerprints, likeness
from xingtan.coursework.rules.peers import joined, median, ring
from xingtan.coursework.rules.quality import Agreement, agreement, median_of, within
from xingtan.coursework.rules.rubrics import Criterion, Level, Rubric, read_rubric, rubric_of
from xingtan.coursework.rules.sampling import is_sampled
from xingtan.coursework.rules.setting import Setting, setting_of
from xingtan.coursework.rules.speech import DiscussionSum, Said, blocked_in, sum_of
from xingtan.coursework.rules.texts import MOST_CHARACTERS, cleaned, count_characters

__all__ = [
    "MOST_CHARACTERS",
    "Agreement",
    "Criterion",
    "DiscussionSum",
    "Level",
    "Likeness",
    "Passage",
    "Rubric",
    "Said",
    "Setting",
    "Standing",
    "Terms",
    "agreement",
    "blocked_in",
    "check_content",
    "cleaned",
    "closes_at",
    "count_characters",
    "fingerprints",
    "is_late",
    "is_sampled",
    "joined",
    "likeness",
    "median",
    "median_of",
    "read_rubric",
    "refusal_now",
    "ring",
    "rubric_of",
    "setting_of",
    "sum_of",
    "within",
]
