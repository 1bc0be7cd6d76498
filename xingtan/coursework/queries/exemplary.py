"""What is held up as good within a class: works its tutor recommends, contributions found excellent."""

from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from xingtan.classes.models import OnlineClass
from xingtan.coursework.models import Contribution, Version, Work, WorkMark


def recommended_in(online_class: OnlineClass) -> "QuerySet[Work]":
    """The recommended works of a class's learners, the latest first, each with ``words`` of its last version."""
    last = Version.objects.filter(work=OuterRef("pk")).order_by("-number")
    rows = Work.objects.of_learners().filter(
        enrolment__membership__online_class=online_class, state=Work.State.MARKED, is_recommended=True
    )
    rows = rows.annotate(words=Subquery(last.values("text")[:1]))
    return rows.select_related("assignment__course", "enrolment__account").order_by("-judged_at", "-pk")  # type: ignore[no-any-return]


def excellent_in(classes: Sequence[OnlineClass]) -> "QuerySet[Contribution]":
    """What was found excellent in these classes, the latest first, with its topic; hidden ones are left out."""
    rows = Contribution.objects.shown().filter(
        online_class__in=list(classes), excellent_at__isnull=False, topic__taken_back_at__isnull=True
    )
    rows = rows.exclude(thread__hidden_at__isnull=False)
    return rows.select_related("topic__course", "thread").order_by("-excellent_at", "-pk")  # type: ignore[no-any-return]


def return_reasons(works: Iterable[Work]) -> dict[int, str]:
    """Why each of these works was returned, by its key: the comment of its latest mark; one query."""
    rows = WorkMark.objects.filter(
        version__work__in=[work.pk for work in works], outcome=WorkMark.Outcome.RETURNED, replaced_by__isnull=True
    )
    return dict(rows.order_by("at", "pk").values_list("version__work_id", "comment"))
