"""What assessment asks: each learner's homework points and what the contributions to discussions come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xingtan.coursework.models import Contribution, Work
from xingtan.coursework.queries.ground import setting_of
from xingtan.coursework.queries.quizzes import attempts_scored
from xingtan.coursework.rules import DiscussionSum, Said, sum_of
from xingtan.foundation.clock import ZONE
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class HomeworkMark:
    """A marked work as assessment counts it: of a hundred, for the day on which it was handed in."""

    ref: str
    title: str
    score: Decimal
    done_on: date
    is_recommended: bool


def homework_marks(enrolments: Sequence[int]) -> dict[int, list[HomeworkMark]]:
    """The marked works of these enrolments, by enrolment; homework taken back is left out. One query."""
    rows = Work.objects.filter(
        enrolment__in=list(enrolments), state=Work.State.MARKED, assignment__taken_back_at__isnull=True
    ).order_by("pk")
    found: dict[int, list[HomeworkMark]] = defaultdict(list)
    facts = ("enrolment_id", "public_id", "assignment__title", "score", "handed_in_at", "is_recommended")
    for pk, ref, title, score, at, is_recommended in rows.values_list(*facts):
        found[pk].append(HomeworkMark(ref, title, score, at.astimezone(ZONE).date(), is_recommended))
    return found


@dataclass(frozen=True)
class MarksThere:
    """How much of each kind there is in a programme that a scheme could take marks from."""

    homework: int
    discussion: int
    quiz: int


def marks_there(programme: Programme) -> MarksThere:
    """Marked works, contributions and attempts with a score of a programme; three queries."""
    works = Work.objects.filter(assignment__programme=programme, state=Work.State.MARKED)
    said = Contribution.objects.shown().filter(
        topic__programme=programme, topic__lesson__isnull=True, enrolment__isnull=False
    )
    return MarksThere(works.count(), said.count(), attempts_scored(programme))


def discussion_sums(enrolments: Sequence[int], programme: Programme) -> dict[int, DiscussionSum]:
    """What the contributions that stand come to, by enrolment; who said nothing is left out. One query.

    Questions about lessons are help asked for, not discussion: they earn nothing.
    """
    rows = Contribution.objects.shown().filter(
        enrolment__in=list(enrolments), topic__programme=programme, topic__lesson__isnull=True,
        topic__taken_back_at__isnull=True,
    )  # fmt: skip
    said: dict[int, list[Said]] = defaultdict(list)
    for pk, characters, at, excellent_at in rows.order_by("pk").values_list(
        "enrolment_id", "characters", "at", "excellent_at"
    ):
        said[pk].append(Said(characters, at.astimezone(ZONE).date(), excellent_at is not None))
    setting = setting_of(programme)
    return {pk: sum_of(each, setting) for pk, each in said.items()}
