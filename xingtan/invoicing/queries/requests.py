"""Asking about requests: the queue by state, a bill's own, and the bills for which one could be asked."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xingtan.accounts.models import Post
from xingtan.billing.models import HALF_FEN, Bill
from xingtan.foundation.clock import ZONE
from xingtan.foundation.yuan import yuan
from xingtan.invoicing.models import LIVE, BuyerProfile, InvoiceRequest, ProfileConfirmation, RequestState
from xingtan.invoicing.queries.counties import is_invoiced_to_county, whole_counties
from xingtan.invoicing.queries.profiles import is_confirmed, profile_of
from xingtan.invoicing.rules import Standing, wants_red_letter
from xingtan.programmes.models import Programme

IS_SETTLED = Q(received__gt=F("amount") - F("written_off") - HALF_FEN)
"""Of bills from ``with_received``: nothing is still to come."""


def requests_in(programme: Programme | None, post: Post, state: str = "") -> Any:
    """Requests within scope, in one state, ``red_due`` or all, with everything a list shows."""
    rows = InvoiceRequest.objects.alone().within(post).filter(bill__programme=programme)
    if state == "red_due":
        rows = rows.filter(red_due_at__isnull=False, state=RequestState.ISSUED)
    elif state:
        rows = rows.filter(state=state)
    return rows.select_related("bill__school__division", "profile", "batch", "invoice__mail")


def request_counts(programme: Programme | None, post: Post) -> dict[str, int]:
    """How many requests there are in each state, and how many want a red letter."""
    rows = InvoiceRequest.objects.alone().within(post).filter(bill__programme=programme)
    found = {row["state"]: row["n"] for row in rows.order_by().values("state").annotate(n=Count("pk"))}
    due = rows.filter(red_due_at__isnull=False, state=RequestState.ISSUED).count()
    return found | {"red_due": due}


def requests_of(bill: Bill) -> Any:
    """Everything that was asked for a bill, the latest first."""
    rows = InvoiceRequest.objects.filter(bill=bill).select_related(
        "profile", "batch", "invoice__mail", "invoice__red_letter"
    )
    return rows.prefetch_related("files").order_by("-pk")


def live_request_of(bill: Bill) -> InvoiceRequest | None:
    """The one request that stands for a bill."""
    found: InvoiceRequest | None = InvoiceRequest.objects.live().filter(bill=bill).first()
    return found


def standing_of(bill: Bill) -> Standing:
    """What decides whether an invoice can be asked for; the bill must come from ``with_received``."""
    return Standing(
        amount=bill.amount,
        received=bill.standing.received,
        written_off=bill.standing.written_off,
        has_live=live_request_of(bill) is not None,
        is_confirmed=is_confirmed(profile_of(bill.school), bill.programme),
        by_county=is_invoiced_to_county(bill),
    )


def _paid_without(programme: Programme) -> Any:
    """Paid bills of schools that buy themselves, without a live request, with ``is_confirmed``."""
    newest = (
        BuyerProfile.objects.filter(school=OuterRef("school"))
        .order_by()
        .values("school")
        .annotate(last=Max("pk"))
        .values("last")
    )
    live = InvoiceRequest.objects.filter(bill=OuterRef("pk"), state__in=LIVE)
    confirmed = ProfileConfirmation.objects.filter(programme=programme, profile=OuterRef("newest"))
    rows: Any = Bill.objects.filter(programme=programme, amount__gt=0).with_received()
    rows = (
        rows.filter(IS_SETTLED, received__gt=HALF_FEN)
        .filter(~Exists(live))
        .exclude(school__division__in=whole_counties(programme))
    )
    rows = rows.annotate(newest=Subquery(newest))
    return rows.annotate(is_confirmed=Exists(confirmed)).select_related("school__division", "programme").order_by("pk")


def askable_bills(programme: Programme) -> Any:
    """Paid bills whose school has confirmed its details, and for which no invoice stands."""
    return _paid_without(programme).filter(is_confirmed=True)


def unconfirmed_bills(programme: Programme) -> Any:
    """Paid bills that wait only for their school to confirm its details."""
    return _paid_without(programme).filter(is_confirmed=False)


def waiting_requests(programme: Programme) -> QuerySet[InvoiceRequest]:
    """Requests that are in no workbook yet, the oldest first."""
    rows = InvoiceRequest.objects.alone().filter(bill__programme=programme, state=RequestState.ASKED)
    rows = rows.filter(batch__isnull=True).prefetch_related("joined__bill__programme")
    return rows.select_related("bill__school", "bill__programme", "profile").order_by("asked_at", "pk")  # type: ignore[no-any-return]


def red_due(programme: Programme) -> list[int]:
    """Keys of the bills whose issued invoice is over another sum than what arrived and is owed by now."""
    rows: Any = Bill.objects.filter(programme=programme).with_received()
    issued = InvoiceRequest.objects.filter(bill=OuterRef("pk"), state=RequestState.ISSUED).order_by()
    part = issued.annotate(part=Coalesce("share", "amount")).values("part")[:1]
    rows = rows.annotate(invoiced=Subquery(part)).filter(invoiced__isnull=False)
    return [
        bill.pk
        for bill in rows
        if wants_red_letter(invoiced=yuan(bill.invoiced), amount=yuan(bill.amount), received=yuan(bill.received))
    ]


def today_of(moment: Any) -> date:
    """The day of a moment where the programme lives."""
    return moment.astimezone(ZONE).date()  # type: ignore[no-any-return]
