"""What a school, a county and the provider ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.schoolbased.models import Activity, Check, Conditions, Lack, ResearchTime, Task, Work
from xingtan.schoolbased.rules import Slot, seconds_within
from xingtan.study.queries import sittings_of_school


def slots_of(programme: Programme, school: School) -> "QuerySet[ResearchTime]":
    """The weekly research times of a school."""
    return ResearchTime.objects.filter(programme=programme, school=school)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ResearchShare:
    """How much of the recognised study fell into research time (R20)."""

    seconds: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent, down."""
        return self.seconds * 100 // self.of if self.of else 0


def research_share(programme: Programme, school: School, *, enrolment: int | None = None) -> ResearchShare:
    """Recognised study of a school (or of one of its teachers) within its research time; two queries."""
    slots = [Slot(each.weekday, each.begins, each.ends) for each in slots_of(programme, school)]
    rows = sittings_of_school(programme, school, enrolment=enrolment)
    total = sum(earned for _, _, earned in rows)
    return ResearchShare(sum(seconds_within(began, ended, earned, slots) for began, ended, earned in rows), total)


def activities_within(
    post: Post,
    programme: Programme,
    *,
    text: str | None = None,
    form: str | None = None,
    state: str | None = None,
) -> "QuerySet[Activity]":
    """The activities a post sees, narrowed; with how many were present."""
    rows = Activity.objects.filter(pk__in=Activity.objects.within(post).values("pk"), programme=programme)
    if text:
        rows = rows.filter(
            Q(topic__contains=text) | Q(lesson__title__contains=text) | Q(school__registered_name__contains=text)
        )
    rows = rows.filter(**{name: value for name, value in (("form", form), ("state", state)) if value})
    rows = rows.select_related("school__division", "lesson", "task")
    return rows.annotate(present=Count("presences", distinct=True))  # type: ignore[no-any-return]


def unchecked(post: Post, programme: Programme) -> "QuerySet[Activity]":
    """Signed activities a county sees and never drew."""
    rows = Activity.objects.within(post).filter(programme=programme, state=Activity.State.SIGNED)
    return rows.exclude(pk__in=Check.objects.values("activity")).order_by("pk")  # type: ignore[no-any-return]


def checks_of(post: Post, programme: Programme, *, is_open: bool = False) -> "QuerySet[Check]":
    """What was drawn of the schools a post sees; only what waits for a finding where ``is_open``."""
    rows = Check.objects.within(post).filter(activity__programme=programme)
    rows = rows.filter(finding="") if is_open else rows
    return rows.select_related("activity__school", "activity__lesson", "activity__task", "sample").order_by("-pk")  # type: ignore[no-any-return]


def tasks_of(programme: Programme) -> "QuerySet[Task]":
    """The tasks of a programme with how many handed in and how many were accepted."""
    rows = Task.objects.filter(programme=programme).select_related("lesson")
    accepted = Count("works", filter=Q(works__state=Work.State.ACCEPTED))
    return rows.annotate(handed_in=Count("works"), accepted=accepted).order_by("due_on", "pk")  # type: ignore[no-any-return]


def works_within(post: Post, programme: Programme, *, state: str | None = None) -> "QuerySet[Work]":
    """What was handed in at the schools a post sees, what waits longest first."""
    rows = Work.objects.within(post).filter(task__programme=programme)
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("task", "enrolment__account", "enrolment__school")  # type: ignore[no-any-return]


def conditions_of(programme: Programme, school: School) -> list[Conditions]:
    """What a school declared, the latest first."""
    return list(Conditions.objects.filter(programme=programme, school=school))


def lacks_within(post: Post, programme: Programme, *, is_open: bool = False) -> "QuerySet[Lack]":
    """What teachers lack at the schools a post sees, open ones first."""
    rows = Lack.objects.within(post).filter(enrolment__programme=programme)
    rows = rows.filter(answered_at__isnull=True) if is_open else rows
    return rows.select_related("enrolment__account", "enrolment__school").order_by("answered_at", "-pk")  # type: ignore[no-any-return]


def conditions_by_school(post: Post, programme: Programme, *, state: str | None = None) -> "QuerySet[School]":
    """The schools a post sees that take part, with the number of their last declaration and of open lacks."""
    last = Conditions.objects.filter(programme=programme, school=OuterRef("pk")).order_by("-pk")
    open_lacks = Lack.objects.filter(
        enrolment__programme=programme, enrolment__school=OuterRef("pk"), answered_at__isnull=True
    )
    rows = within(School.objects.filter(enrolments__programme=programme).distinct(), post)
    rows = rows.annotate(declared=Subquery(last.values("pk")[:1]), lacks=Exists(open_lacks))
    match state:
        case "silent":
            rows = rows.filter(declared__isnull=True)
        case "lacks":
            rows = rows.filter(lacks=True)
    return rows.select_related("division").order_by("division_id", "registered_name", "pk")


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody, in numbers."""

    to_sign: int = 0
    to_judge: int = 0
    lacks: int = 0
    checks: int = 0
    returned: int = 0
    to_draw: int = 0


def waiting(post: Post, programme: Programme) -> Waiting:
    """What waits at the schools a post sees; six counts."""
    activities: QuerySet[Activity] = Activity.objects.within(post).filter(programme=programme)
    return Waiting(
        to_sign=activities.filter(state=Activity.State.RECORDED).count(),
        to_judge=works_within(post, programme, state=Work.State.HANDED_IN).count(),
        lacks=lacks_within(post, programme, is_open=True).count(),
        checks=checks_of(post, programme, is_open=True).count(),
        returned=activities.filter(state=Activity.State.RETURNED).count(),
        to_draw=unchecked(post, programme).count(),
    )


def declared_among(programme: Programme, schools: Sequence[School]) -> dict[int, Conditions]:
    """The last declaration of each of these schools; one query."""
    rows = Conditions.objects.filter(programme=programme, school__in=schools).order_by("pk")
    return {row.school_id: row for row in rows}
