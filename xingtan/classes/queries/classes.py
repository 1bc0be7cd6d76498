"""Which class a learner is in, which classes a post sees, who is in a class and who tutors it."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xingtan.accounts.models import Post
from xingtan.classes import rules
from xingtan.classes.models import Membership, MembershipQuerySet, OnlineClass, OnlineClassQuerySet, Tenure, Tutor
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme

BATCH = 500


def setting_of(programme: Programme) -> rules.Setting:
    """Sizes, loads and names as the programme file says them."""
    return rules.setting_of(programme.facts.get("classes", {}), programme.subjects)


def class_of(enrolment: Enrolment) -> OnlineClass | None:
    """The class a learner is in."""
    return classes_of([enrolment]).get(enrolment.pk)


def classes_of(enrolments: Iterable[Enrolment]) -> dict[int, OnlineClass]:
    """The classes of many learners by the enrolment's key; who has none is left out. One query for each 500."""
    keys = [each.pk for each in enrolments]
    found: dict[int, OnlineClass] = {}
    for start in range(0, len(keys), BATCH):
        rows = Membership.objects.filter(enrolment__in=keys[start : start + BATCH]).select_related("online_class")
        found.update({row.enrolment_id: row.online_class for row in rows})
    return found


def classes_of_tutor(post: Post, programme: Programme | None = None) -> OnlineClassQuerySet:
    """The standing classes that a tutor's post has now, by name."""
    rows = OnlineClass.objects.standing().filter(tenures__tutor__post=post, tenures__ended_at__isnull=True)
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.select_related("division", "programme").order_by("name", "pk")  # type: ignore[no-any-return]


def classes_within(post: Post, programme: Programme) -> OnlineClassQuerySet:
    """The standing classes of a programme that a post sees."""
    return OnlineClass.objects.within(post).standing().filter(programme=programme).select_related("division")  # type: ignore[no-any-return]


def with_heads(classes: OnlineClassQuerySet) -> OnlineClassQuerySet:
    """Each class with ``heads``: how many enrolled learners it has."""
    counted = (
        Membership.objects.filter(online_class=OuterRef("pk"), enrolment__status=Enrolment.Status.ACCEPTED)
        .order_by()
        .values("online_class")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return classes.annotate(heads=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def members(online_class: OnlineClass) -> MembershipQuerySet:
    """Who is in a class, with enrolment, account and school, by name; withdrawn ones no more."""
    return members_in([online_class]).order_by("enrolment__account__name", "pk")  # type: ignore[no-any-return]


def members_in(classes: Iterable[OnlineClass] | OnlineClassQuerySet) -> MembershipQuerySet:
    """Who is in any of these classes."""
    rows = Membership.objects.filter(online_class__in=classes, enrolment__status=Enrolment.Status.ACCEPTED)
    return rows.select_related("enrolment__account", "enrolment__school")  # type: ignore[no-any-return]


def learners_in(classes: Iterable[OnlineClass] | OnlineClassQuerySet) -> "QuerySet[Enrolment]":
    """The enrolments of these classes, for questions of rooms above."""
    return Enrolment.objects.accepted().filter(membership__online_class__in=classes)


def heads_of(classes: Iterable[OnlineClass]) -> dict[int, int]:
    """How many learners each class has, by its key; empty ones are left out."""
    rows = Membership.objects.filter(online_class__in=list(classes), enrolment__status=Enrolment.Status.ACCEPTED)
    return dict(rows.order_by().values_list("online_class").annotate(Count("pk")))


def tutors_of(online_class: OnlineClass) -> list[Tutor]:
    """Who tutors a class now: one, or nobody."""
    found = tutors_by_class([online_class]).get(online_class.pk)
    return [found] if found else []


def tutors_by_class(classes: Iterable[OnlineClass]) -> dict[int, Tutor]:
    """The present tutors of many classes by the class's key; one query."""
    rows = Tenure.objects.filter(online_class__in=list(classes), ended_at__isnull=True)
    return {row.online_class_id: row.tutor for row in rows.select_related("tutor__post__account")}


def tenures_of(online_class: OnlineClass) -> Sequence[Tenure]:
    """Who had a class from when to when, the present one first."""
    rows = Tenure.objects.filter(online_class=online_class).select_related("tutor__post__account")
    return list(rows.order_by("-began_at", "-pk"))


def without_tutor(classes: OnlineClassQuerySet) -> OnlineClassQuerySet:
    """Those of these classes that nobody tutors."""
    return classes.exclude(pk__in=Tenure.objects.filter(ended_at__isnull=True).values("online_class"))


def unplaced(programme: Programme) -> "QuerySet[Enrolment]":
    """Enrolled teachers without a class."""
    return Enrolment.objects.accepted().filter(programme=programme, membership__isnull=True)


def tutored_by_division(programme: Programme) -> dict[str, tuple[int, int]]:
    """How many classes of each county have a tutor, and how many classes it has; two queries."""
    rows = OnlineClass.objects.standing().filter(programme=programme)
    counted = rows.order_by().values_list("division").annotate(Count("pk"))
    lacking = dict(without_tutor(rows).order_by().values_list("division").annotate(Count("pk")))
    return {code: (total - lacking.get(code, 0), total) for code, total in counted}
