"""Deciding about many rosters in one go: each in its own transaction, each refusal kept beside its roster (A05)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme
from xingtan.rosters import queries
from xingtan.rosters.actions.checking import locked
from xingtan.rosters.actions.deciding import accept, send_back
from xingtan.rosters.errors import NothingTicked, ReasonNeeded
from xingtan.rosters.models import Review, ReviewItem, RosterQuerySet

_BATCH = 500
_LONGEST_WORDS = 500


@transaction.atomic
def begin_review(
    *,
    programme: Programme,
    division: Division,
    rosters: RosterQuerySet,
    verdict: str,
    reason: str,
    by: Post,
    now: datetime,
) -> Review:
    """Note which rosters are to be decided and how; only those whose turn it is for this post are taken.

    Raises ``NothingTicked`` when none is, ``ReasonNeeded`` for a return without a reason.
    """
    if verdict == Review.Verdict.RETURN and not reason.strip():
        raise ReasonNeeded()
    waiting = queries.of_reviewer(rosters, by, programme).order_by("pk").values_list("pk", "version")
    review: Review = Review.objects.create(
        programme=programme, division=division, by=by, verdict=verdict, reason=reason.strip()[:_LONGEST_WORDS],
        created_at=now, heard_at=now,
    )  # fmt: skip
    items = [ReviewItem(review=review, roster_id=pk, version=version) for pk, version in waiting]
    if not items:
        raise NothingTicked()
    ReviewItem.objects.bulk_create(items, batch_size=_BATCH)
    audit.record("begin_review", by=by, about=review, verdict=verdict, rosters=len(items))
    return review


@transaction.atomic
def note_review_run(*, review: Review, run: str, now: datetime) -> None:
    """Say which work decides the review now."""
    Review.objects.filter(pk=review.pk).update(run=run, heard_at=now)


@transaction.atomic
def decide_item(*, item: ReviewItem, now: datetime) -> ReviewItem:
    """Decide one roster as its review says; a refusal is kept beside it. One that is decided stays as it is."""
    related = ReviewItem.objects.select_related("review__by", "roster")
    item = related.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state != ReviewItem.State.WAITING:
        return item
    try:
        with transaction.atomic():
            _decide(item, now)
    except Refusal as refusal:
        item.state, item.words = ReviewItem.State.REFUSED, str(refusal)[:_LONGEST_WORDS]
    else:
        item.state = ReviewItem.State.DONE
    item.save(update_fields=["state", "words"])
    Review.objects.filter(pk=item.review_id).update(heard_at=now)
    return item


def _decide(item: ReviewItem, now: datetime) -> None:
    roster, by = locked(item.roster, item.version), item.review.by
    if item.review.verdict == Review.Verdict.ACCEPT:
        accept(roster=roster, by=by, now=now)
    else:
        send_back(roster=roster, reason=item.review.reason, by=by, now=now)


@transaction.atomic
def finish_review(*, review: Review, now: datetime) -> None:
    """Say that every roster of it has been decided or refused."""
    Review.objects.filter(pk=review.pk, finished_at__isnull=True).update(finished_at=now, heard_at=now)
