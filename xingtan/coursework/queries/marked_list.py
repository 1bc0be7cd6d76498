"""The marked list of a class: learners by homework and discussion; a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from xingtan.classes.models import OnlineClass
from xingtan.coursework.models import Assignment, Work
from xingtan.coursework.queries.results import discussion_sums
from xingtan.enrolment.models import Enrolment


@dataclass(frozen=True)
class Cell:
    """One learner's work for one piece of homework."""

    work: Work | None

    @property
    def words(self) -> str:
        """The mark, else how far it is."""
        if self.work is None:
            return ""
        if self.work.score is not None:
            return f"{self.work.score.normalize():f}"
        return str(self.work.get_state_display())

    @property
    def kind(self) -> str:
        """The kind of state in which it is shown."""
        kinds = {"handed_in": "wait", "returned": "warn", "marked": "ok"}
        return kinds.get(self.work.state, "off") if self.work else "off"


@dataclass(frozen=True)
class Row:
    """One learner."""

    name: str
    school: str
    cells: Sequence[Cell]
    discussion: str
    """Contributions that count, and the mark they make."""


@dataclass(frozen=True)
class MarkedList:
    """The whole list."""

    assignments: Sequence[Assignment]
    rows: Sequence[Row]


def marked_list(online_class: OnlineClass) -> MarkedList:
    """Every learner of a class by name with every mark; five queries, whatever the size of the class."""
    learners = list(
        Enrolment.objects.accepted()
        .filter(membership__online_class=online_class)
        .select_related("account", "school")
        .order_by("account__name", "pk")
    )
    keys = [each.pk for each in learners]
    works = {(each.enrolment_id, each.assignment_id): each for each in Work.objects.filter(enrolment__in=keys)}
    asked = {assignment for _learner, assignment in works}
    assignments = list(Assignment.objects.standing().filter(pk__in=asked))
    sums = discussion_sums(keys, online_class.programme)
    rows = [
        Row(
            each.account.name, each.school.registered_name,
            [Cell(works.get((each.pk, assignment.pk))) for assignment in assignments],
            f"{sums[each.pk].counted} · {sums[each.pk].score.normalize():f}" if each.pk in sums else "",
        )
        for each in learners
    ]  # fmt: skip
    return MarkedList(assignments, rows)
