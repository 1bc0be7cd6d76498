"""Deciding about many rosters in one go, and how it went for each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.foundation.errors import Refusal
from xingtan.rosters import jobs, queries
from xingtan.rosters.models import Review, ReviewItem
from xingtan.rosters.queries import BRINGERS
from xingtan.ui.lists import page_of


@require_POST
@admits(*BRINGERS)
def review_start(request: ActingRequest) -> HttpResponse:
    """Accept or return the ticked rosters, or all sound ones that wait, in the background."""
    if request.programme is None:
        return redirect("rosters:index")
    rosters = queries.to_review(request.acting, request.programme)
    if "all" not in request.POST:
        seen = queries.rosters_within(request.acting, request.programme)
        rosters = seen.filter(public_id__in=request.POST.getlist("roster"))
    verdict = Review.Verdict.RETURN if request.POST.get("verdict") == "return" else Review.Verdict.ACCEPT
    try:
        review = jobs.begin_review(
            programme=request.programme, rosters=rosters, verdict=verdict,
            reason=request.POST.get("reason", ""), by=request.acting,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("rosters:index")
    return redirect("rosters:review", review=review.public_id)


@require_GET
@admits(*BRINGERS, review=Review)
def review(request: ActingRequest, review: Review) -> HttpResponse:
    """How far it is, and how it went for each roster."""
    state = request.GET.get("state", "")
    context = {
        "review": review,
        "run": queries.run_of(review.run) if review.finished_at is None else None,
        "page": page_of(request, queries.items_of(review, state=state if state in ReviewItem.State.values else None)),
        "counts": queries.item_counts(review),
        "state": state,
    }
    return render(request, "rosters/review.html", context)
