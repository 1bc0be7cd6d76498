"""The lists of the pages: classes, members, tutors, history, narrowed as the address asks."""

from django.db.models import Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.classes.models import ClassChange, MembershipQuerySet, OnlineClass, OnlineClassQuerySet, Tutor
from xingtan.classes.queries.classes import unplaced, without_tutor
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme


def narrowed_classes(
    rows: OnlineClassQuerySet,
    *,
    text: str | None = None,
    county: str | None = None,
    stage: str | None = None,
    tutored: str | None = None,
) -> OnlineClassQuerySet:
    """Classes whose or whose tutor's name contains a text, of a county, of a stage, without a tutor."""
    if text:
        named = Q(tenures__tutor__post__account__name__contains=text, tenures__ended_at__isnull=True)
        rows = rows.filter(Q(name__contains=text) | Q(pk__in=OnlineClass.objects.filter(named).values("pk")))
    if county:
        rows = rows.filter(division=county)
    if stage:
        rows = rows.filter(stage=stage)
    return without_tutor(rows) if tutored == "no" else rows


def narrowed_members(
    rows: MembershipQuerySet, *, text: str | None = None, subject: str | None = None, account: str | None = None
) -> MembershipQuerySet:
    """Members whose name or school contains a text, of a subject, with an account in some state."""
    if text:
        school = Q(enrolment__school__registered_name__contains=text)
        rows = rows.filter(Q(enrolment__account__name__contains=text) | school)
    if subject:
        rows = rows.filter(enrolment__subject=subject)
    if account:
        rows = rows.filter(enrolment__account__activated_at__isnull=account != "activated")
    return rows


def narrowed_tutors(
    rows: "QuerySet[Tutor]", *, text: str | None = None, county: str | None = None, state: str | None = None
) -> "QuerySet[Tutor]":
    """Tutors whose name or unit contains a text, of a county; those serving unless those relieved are asked for."""
    if text:
        rows = rows.filter(Q(post__account__name__contains=text) | Q(unit__contains=text))
    if county:
        rows = rows.filter(division=county)
    return rows.filter(ended_at__isnull=state != "relieved")


def unplaced_within(post: Post, programme: Programme) -> "QuerySet[Enrolment]":
    """Enrolled teachers without a class whom a post sees, by county, school and name."""
    rows = unplaced(programme).filter(pk__in=Enrolment.objects.within(post).values("pk"))
    return rows.select_related("account", "school__division").order_by(
        "school__division_id", "school__registered_name", "account__name", "pk"
    )


def changes_within(post: Post, programme: Programme) -> "QuerySet[ClassChange]":
    """What was done to the classes a post sees, the latest first, each with what took it back."""
    rows = ClassChange.objects.within(post).filter(programme=programme)
    return rows.select_related("online_class", "other_class", "division", "undone_by", "undoes")  # type: ignore[no-any-return]


def changes_of_class(rows: "QuerySet[ClassChange]", online_class: OnlineClass) -> "QuerySet[ClassChange]":
    """Of these what concerns one class."""
    return rows.filter(
        Q(online_class=online_class)
        | Q(other_class=online_class)
        | Q(kind=ClassChange.Kind.MADE, at=online_class.made_at, division=online_class.division)
    )
