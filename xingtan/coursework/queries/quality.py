"""How tutors keep up: load, what is marked, how fast, what is answered, how alike they mark (S6, 3.5; R14)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from xingtan.classes.models import Tutor
from xingtan.classes.queries import Load, loads
from xingtan.coursework.models import Contribution, SecondMark, Version, Work, WorkMark
from xingtan.coursework.queries.ground import setting_of
from xingtan.coursework.rules import Agreement, agreement, is_sampled, median_of, within
from xingtan.programmes.models import Programme

TENURES = "enrolment__membership__online_class__tenures"


@dataclass(frozen=True)
class TutorQuality:
    """The figures of one tutor; every rate with what it is made of."""

    tutor: Tutor
    load: Load
    handed_in: int
    judged: int
    """Of those marked or returned."""
    median_hours: Decimal | None
    in_time: int
    """Marks given within the programme's hours."""
    marks: int
    recommended: int
    threads: int
    answered: int
    agreement: Agreement


def quality_of(tutors: Sequence[Tutor], programme: Programme) -> list[TutorQuality]:
    """The figures of these tutors in their order; seven queries, whatever their number.

    What waits is counted by the classes a tutor has now, marks and their hours by who gave them.
    """
    setting = setting_of(programme)
    having, works, threads = loads(list(tutors)), _works(tutors), _threads(tutors)
    hours, pairs = _hours(tutors, programme), _pairs(tutors, programme)
    recommended = _recommended(tutors, programme)
    found = []
    for each in tutors:
        handed_in, judged = works.get(each.pk, (0, 0))
        asked, answered = threads.get(each.pk, (0, 0))
        counted = hours.get(each.post_id, {})
        found.append(
            TutorQuality(
                tutor=each, load=having[each.pk], handed_in=handed_in, judged=judged, median_hours=median_of(counted),
                in_time=within(counted, setting.mark_within_hours), marks=sum(counted.values()),
                recommended=recommended.get(each.post_id, 0), threads=asked, answered=answered,
                agreement=agreement(pairs.get(each.post_id, []), setting.agree_within),
            )
        )  # fmt: skip
    return found


def _works(tutors: Sequence[Tutor]) -> dict[int, tuple[int, int]]:
    """Handed in, and judged of them, in the classes each has now."""
    rows = Work.objects.of_learners().filter(
        handed_in_at__isnull=False,
        enrolment__membership__online_class__in=_class_keys(tutors),
        **{f"{TENURES}__ended_at__isnull": True},
    )
    counted = rows.order_by().values_list(f"{TENURES}__tutor").annotate(
        n=Count("pk"), judged=Count("pk", filter=Q(state__in=[Work.State.MARKED, Work.State.RETURNED]))
    )  # fmt: skip
    return {key: (n, judged) for key, n, judged in counted}


def _class_keys(tutors: Sequence[Tutor]) -> "QuerySet[Tutor, Any]":
    """The classes these tutors have now, for another question to narrow by."""
    return Tutor.objects.filter(pk__in=[each.pk for each in tutors], tenures__ended_at__isnull=True).values(
        "tenures__online_class"
    )


def _hours(tutors: Sequence[Tutor], programme: Programme) -> dict[int, dict[int, int]]:
    """By post: hours waited → how many first marks of a version."""
    rows = WorkMark.objects.filter(
        by__in=[each.post_id for each in tutors], replaces__isnull=True,
        version__work__assignment__programme=programme,
    )  # fmt: skip
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for post, hours, n in rows.order_by().values_list("by", "waited_hours").annotate(n=Count("pk")):
        found[post][hours] = n
    return found


def _recommended(tutors: Sequence[Tutor], programme: Programme) -> dict[int, int]:
    rows = WorkMark.objects.filter(
        by__in=[each.post_id for each in tutors], outcome=WorkMark.Outcome.RECOMMENDED, replaced_by__isnull=True,
        version__work__assignment__programme=programme,
    )  # fmt: skip
    return dict(rows.order_by().values_list("by").annotate(n=Count("pk")))


def _threads(tutors: Sequence[Tutor]) -> dict[int, tuple[int, int]]:
    """Threads learners began in the classes each has now, and those the tutor answered."""
    rows = Contribution.objects.shown().filter(
        thread__isnull=True, enrolment__isnull=False, online_class__in=_class_keys(tutors),
        online_class__tenures__ended_at__isnull=True,
    )  # fmt: skip
    counted = rows.order_by().values_list("online_class__tenures__tutor").annotate(
        n=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False))
    )  # fmt: skip
    return {key: (n, answered) for key, n, answered in counted}


def _pairs(tutors: Sequence[Tutor], programme: Programme) -> dict[int, list[tuple[Decimal, Decimal]]]:
    """By post: the score that stands and the second one, for every work marked twice."""
    rows = SecondMark.objects.filter(
        version__marks__by__in=[each.post_id for each in tutors], version__marks__replaced_by__isnull=True,
        version__marks__score__isnull=False, version__work__assignment__programme=programme,
    )  # fmt: skip
    found: dict[int, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for post, first, second in rows.values_list("version__marks__by", "version__marks__score", "score"):
        found[post].append((Decimal(first or 0), second))
    return found


SAMPLED_FROM = 2_000
"""So many of the latest marked versions are looked through for the next of the sample."""


def next_of_sample(programme: Programme, account_id: int) -> Version | None:
    """A marked version of the sample that nobody marked a second time, whose first mark somebody else gave."""
    setting = setting_of(programme)
    rows = Version.objects.filter(
        work__assignment__programme=programme, work__state=Work.State.MARKED, second__isnull=True,
        marks__score__isnull=False, handed_in_at=F("work__handed_in_at"),
    ).exclude(marks__by__account=account_id)  # fmt: skip
    for key, public_id in rows.order_by("-handed_in_at", "-pk").values_list("pk", "public_id")[:SAMPLED_FROM]:
        if is_sampled(public_id, setting.sample_percent):
            found: Version = Version.objects.select_related("work__assignment__course").get(pk=key)
            return found
    return None
