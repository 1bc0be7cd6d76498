"""Who waits for reviews, who is asked for them, what came of them."""

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from xingtan.coursework.models import Assignment, PeerReview, Version, Work
from xingtan.coursework.rules import median
from xingtan.enrolment.models import Enrolment


def first_versions(assignment: Assignment) -> list[Version]:
    """The first version of every work that waits, in the order of handing in, with who wrote it in which class."""
    rows = Version.objects.filter(
        work__assignment=assignment, work__state=Work.State.HANDED_IN, work__enrolment__membership__isnull=False,
        work__enrolment__status=Enrolment.Status.ACCEPTED,
    )  # fmt: skip
    rows = rows.filter(work__in=Work.objects.filter(assignment=assignment).exclude(versions__marks__isnull=False))
    found: dict[int, Version] = {}
    for row in rows.select_related("work__enrolment__membership").order_by("handed_in_at", "pk"):
        found[row.work_id] = row
    return list(found.values())


def with_peers(now: datetime) -> "QuerySet[Assignment]":
    """Homework whose reviews can still be asked."""
    rows = Assignment.objects.standing().filter(peers__gt=0, peers_until__gt=now)
    return rows.select_related("programme").order_by("pk")  # type: ignore[no-any-return]


def reviews_due(enrolment: Enrolment, now: datetime) -> list[PeerReview]:
    """The reviews a learner has yet to give, while they still matter; one query."""
    rows = PeerReview.objects.filter(
        reviewer=enrolment, given_at__isnull=True, version__work__assignment__peers_until__gt=now,
        version__work__assignment__taken_back_at__isnull=True,
    )  # fmt: skip
    return list(rows.select_related("version__work__assignment__course"))


def reviews_of(version: Version) -> list[PeerReview]:
    """The reviews given of a version."""
    return list(PeerReview.objects.filter(version=version, given_at__isnull=False))


def median_of_reviews(reviews: list[PeerReview]) -> Decimal | None:
    """What the colleagues found, as the median."""
    return median([each.score for each in reviews if each.score is not None])
