"""Lists with full numbers: whose turn it is, who could approve, what one person took out alone today."""

from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from xingtan.accounts.models import Account, Kind, Post
from xingtan.enrolment.models import FullList, FullListQuerySet
from xingtan.foundation.clock import ZONE
from xingtan.organisations.rules import above
from xingtan.programmes.models import Programme

State = FullList.State
APPROVERS = (Kind.SCHOOL_HEAD, Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)
SHOWN = (State.ASKED, State.GRANTED, State.REFUSED, State.TAKEN_BACK)


def full_lists_within(post: Post, programme: Programme) -> FullListQuerySet:
    """What was asked for within a post's reach, the latest first."""
    rows = FullList.objects.filter(programme=programme, state__in=SHOWN).within(post)
    related = ("asker", "asked_by__school", "asked_by__division", "decider")
    return rows.select_related(*related).order_by("-asked_at", "-pk")  # type: ignore[no-any-return]


def full_lists_to_decide(post: Post, programme: Programme) -> FullListQuerySet:
    """What other people asked for and this post may approve or refuse."""
    rows = full_lists_within(post, programme).filter(state=State.ASKED)
    return rows.exclude(asker=post.account_id) if post.kind in APPROVERS else rows.none()  # type: ignore[no-any-return]


def full_lists_to_take(post: Post, programme: Programme, now: datetime) -> FullListQuerySet:
    """What was approved for this very post and can still be taken out."""
    rows = FullList.objects.filter(programme=programme, asked_by=post, state=State.GRANTED, expires_at__gt=now)
    return rows.order_by("expires_at")  # type: ignore[no-any-return]


def approvers_of(post: Post) -> QuerySet[Post]:
    """The posts of other people that may approve what this post asks for: the head, the county's clerks, the city's."""
    place = post.school.division_id if post.school is not None else post.division_id
    clerks = Q(kind__in=(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR), division__in=above(place or ""))
    found = clerks | Q(kind=Kind.SCHOOL_HEAD, school=post.school_id) if post.school_id else clerks
    return Post.objects.filter(found, is_active=True).exclude(account=post.account_id).select_related("account")


def taken_alone_today(account: Account, now: datetime) -> int:
    """How many teachers' full numbers a person took out without a second person since midnight."""
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = FullList.objects.filter(asker=account, state=State.ALONE, asked_at__gte=midnight)
    return rows.aggregate(sum=Sum("teachers"))["sum"] or 0
