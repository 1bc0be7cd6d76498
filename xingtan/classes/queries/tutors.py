"""The tutors of a county with what each has to do."""

from dataclasses import dataclass

from django.db.models import Count, Q

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import ScopedQuerySet
from xingtan.classes.models import Membership, Tenure, Tutor
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class Load:
    """What a tutor has at present."""

    classes: int = 0
    learners: int = 0


def tutors_within(post: Post, programme: Programme) -> "ScopedQuerySet[Tutor]":
    """The tutors of a programme that a post sees, with account and county."""
    rows = Tutor.objects.within(post).filter(programme=programme)
    return rows.select_related("post__account", "division")  # type: ignore[no-any-return]


def serving_tutors(programme: Programme, division_code: str) -> list[Tutor]:
    """Who can be given a class of a county, by name."""
    rows = Tutor.objects.serving().filter(programme=programme, division=division_code)
    return list(rows.select_related("post__account").order_by("post__account__name", "pk"))


def tutor_of_post(post: Post, programme: Programme) -> Tutor | None:
    """The serving appointment of a tutor's post."""
    found: Tutor | None = (
        Tutor.objects.serving().filter(post=post, programme=programme).select_related("post__account").first()
    )
    return found


def loads(tutors: "list[Tutor] | ScopedQuerySet[Tutor]") -> dict[int, Load]:
    """Classes and learners of each tutor by its key; two queries. The rates of marking are coursework's to add."""
    now = Q(ended_at__isnull=True, online_class__closed_at__isnull=True)
    keys = [each.pk for each in tutors]
    tenures = Tenure.objects.filter(now, tutor__in=keys)
    classes = dict(tenures.order_by().values_list("tutor").annotate(Count("pk")))
    learners = Membership.objects.filter(
        enrolment__status=Enrolment.Status.ACCEPTED,
        online_class__tenures__tutor__in=keys,
        online_class__tenures__ended_at__isnull=True,
    )
    heads = dict(learners.order_by().values_list("online_class__tenures__tutor").annotate(Count("pk")))
    return {key: Load(classes.get(key, 0), heads.get(key, 0)) for key in keys}
