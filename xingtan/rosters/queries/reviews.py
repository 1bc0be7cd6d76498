"""What can be asked about reviews in bulk."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from xingtan.accounts.models import Post
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Review, ReviewItem, Roster, RosterQuerySet
from xingtan.rosters.queries.standing import REVIEWERS, of_reviewer, rosters_within


def to_review(post: Post, programme: Programme) -> RosterQuerySet:
    """The sound rosters that wait for this post's decision."""
    return of_reviewer(rosters_within(post, programme), post, programme).filter(open_problems=0)  # type: ignore[no-any-return]


def deciding_now(rosters: Iterable[Roster], post: Post, programme: Programme) -> set[int]:
    """The keys of those rosters whose turn it is to be decided about by this post; one query, or none."""
    if post.kind not in REVIEWERS.values():
        return set()
    shown = Roster.objects.filter(pk__in=[each.pk for each in rosters])
    return set(of_reviewer(shown, post, programme).values_list("pk", flat=True))


def items_of(review: Review, *, state: str | None = None) -> QuerySet[ReviewItem]:
    """The rosters of a review, those that were refused first."""
    rows = review.items.select_related("roster__school__division").order_by("-state", "pk")
    return rows.filter(state=state) if state else rows  # type: ignore[no-any-return]


def waiting_items(review: Review) -> QuerySet[ReviewItem]:
    """What has still to be decided."""
    return review.items.filter(state=ReviewItem.State.WAITING).order_by("pk")  # type: ignore[no-any-return]


def item_counts(review: Review) -> dict[str, int]:
    """How many rosters of a review went which way; one query."""
    return dict(review.items.order_by().values_list("state").annotate(Count("pk")))
