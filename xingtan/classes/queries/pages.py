"""Notices, plans and bulletins of a class, as each post sees them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from xingtan.classes.models import Bulletin, BulletinVersion, ClassNotice, NoticeReading, OnlineClass, PlanItem
from xingtan.classes.queries.classes import heads_of, learners_in
from xingtan.enrolment.models import Enrolment

Headline = tuple[str, str, str]
"""What is counted, the figure, a note."""


def notices_of(online_class: OnlineClass) -> "QuerySet[ClassNotice]":
    """What a class was told, the latest first, each with ``readers``: how many of its learners have read it."""
    rows = ClassNotice.objects.standing().for_class(online_class)
    mine = Q(readings__enrolment__membership__online_class=online_class)
    return rows.annotate(readers=Count("readings", filter=mine))  # type: ignore[no-any-return]


def notices_for(enrolment: Enrolment, online_class: OnlineClass) -> "QuerySet[ClassNotice]":
    """The same for a learner: each with ``is_read``."""
    read = NoticeReading.objects.filter(notice=OuterRef("pk"), enrolment=enrolment)
    rows = ClassNotice.objects.standing().for_class(online_class)
    return rows.annotate(is_read=Exists(read))  # type: ignore[no-any-return]


def unread_by(enrolment: Enrolment, online_class: OnlineClass) -> int:
    """How many notices a learner has not opened; one query."""
    rows = ClassNotice.objects.standing().for_class(online_class)
    count: int = rows.exclude(readings__enrolment=enrolment).count()
    return count


def plan_of(online_class: OnlineClass) -> "QuerySet[PlanItem]":
    """The plan by day."""
    return PlanItem.objects.filter(online_class=online_class)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ShownBulletin:
    """A bulletin with its latest version."""

    bulletin: Bulletin
    version: BulletinVersion


def bulletins_of(online_class: OnlineClass, *, drafts: bool) -> list[ShownBulletin]:
    """A class's bulletins, the latest first; two queries."""
    found = Bulletin.objects.filter(online_class=online_class)
    rows = list(found if drafts else found.published())
    latest: dict[int, BulletinVersion] = {}
    for version in BulletinVersion.objects.filter(bulletin__in=rows).order_by("number"):
        latest[version.bulletin_id] = version
    return [ShownBulletin(row, latest[row.pk]) for row in rows]


def versions_of(bulletin: Bulletin) -> list[BulletinVersion]:
    """Every version, the latest first."""
    return list(BulletinVersion.objects.filter(bulletin=bulletin))


def headlines(online_class: OnlineClass, since: date, until: date) -> Sequence[Headline]:
    """The figures at the head of a bulletin: members here, study and more from the rooms above that settings name.

    Study, marking and results stand above this room, so they say their figures themselves
    (``BULLETIN_FIGURES``), as they say what a change means (``CHANGE_EFFECTS``).
    """
    learners = learners_in([online_class])
    heads = heads_of([online_class]).get(online_class.pk, 0)
    activated = learners.filter(account__activated_at__isnull=False).count()
    found: list[Headline] = [
        (_("Teachers in the class"), str(heads), ""),
        (_("Accounts activated"), f"{activated}/{heads}", ""),
    ]
    for path in settings.BULLETIN_FIGURES:
        tell: Callable[..., Iterable[Headline]] = import_string(path)
        found += tell(learners, since=since, until=until)
    return found
