"""Asking about what is not asked for any more."""

from typing import Any

from django.db.models import Count

from xingtan.accounts.models import Post
from xingtan.billing.models import Bill, WriteOff, WriteOffState
from xingtan.billing.queries.refunds import APPROVERS
from xingtan.programmes.models import Programme


def write_offs(programme: Programme | None, post: Post, state: str = "") -> Any:
    """Write-offs with ``state`` and their bills; those that wait longest first."""
    rows = WriteOff.objects.within(post).filter(bill__programme=programme).with_state()
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("bill__school__division").order_by("asked_at", "pk")


def write_off_counts(programme: Programme | None, post: Post) -> dict[str, int]:
    """How many write-offs stand in each state."""
    rows = WriteOff.objects.within(post).filter(bill__programme=programme).with_state().order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def write_offs_to_approve(programme: Programme | None, post: Post) -> Any:
    """Write-offs that another person entered and this post may approve."""
    rows = write_offs(programme, post, WriteOffState.ASKED)
    return rows.exclude(asker=post.account_id) if post.kind in APPROVERS else rows.none()


def write_offs_of(bill: Bill) -> Any:
    """Everything written off a bill or meant to be, the latest first, with who did what."""
    return WriteOff.objects.filter(bill=bill).with_state().prefetch_related("steps").order_by("-asked_at", "-pk")
