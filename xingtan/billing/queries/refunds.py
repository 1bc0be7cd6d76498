"""Asking about money that goes back."""

from typing import Any

from django.db.models import Count, QuerySet

from xingtan.accounts.models import Kind, Post
from xingtan.billing.models import BankLine, Refund, RefundState, RefundStep
from xingtan.programmes.models import Programme

APPROVERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER)


def refunds(programme: Programme | None, post: Post, state: str = "") -> Any:
    """Refunds with ``state`` and the line they come from; those that wait longest first."""
    rows = Refund.objects.within(post).filter(programme=programme).with_state()
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("line").order_by("asked_at", "pk")


def refund_counts(programme: Programme | None, post: Post) -> dict[str, int]:
    """How many refunds stand in each state."""
    rows = Refund.objects.within(post).filter(programme=programme).with_state().order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def refunds_to_approve(programme: Programme | None, post: Post) -> Any:
    """Refunds that another person asked for and this post may approve."""
    rows = refunds(programme, post, RefundState.ASKED)
    return rows.exclude(asker=post.account_id) if post.kind in APPROVERS else rows.none()


def steps_of_refund(refund: Refund) -> QuerySet[RefundStep]:
    """What became of it, in order."""
    return refund.steps.select_related("person", "proof__statement")


def refunds_of_line(line: BankLine) -> Any:
    """Everything that went or was to go back of one line."""
    return Refund.objects.filter(line=line).with_state().order_by("pk")


def proofs_for(refund: Refund) -> QuerySet[BankLine]:
    """Outgoing lines of the same amount that prove no refund yet, the latest first."""
    rows = BankLine.objects.filter(standing__programme=refund.programme_id, is_incoming=False, amount=refund.amount)
    free = rows.filter(proves_refund__isnull=True, booked_at__date__gte=refund.asked_at.date())
    return free.select_related("statement").order_by("-booked_at", "pk")  # type: ignore[no-any-return]
