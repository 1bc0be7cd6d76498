"""What the reviewer does: pass on or accept, remark on a row, return."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.errors import ReasonNeeded
from xingtan.rosters.forms import ReturnForm
from xingtan.rosters.models import Review, Roster
from xingtan.rosters.views.roster import page, panel
from xingtan.rosters.views.school import BIG_ROWS


@require_POST
@admits(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, roster=Roster)
def accept(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Pass the roster on, or accept it and enrol its teachers; those of a big one in the background."""
    if roster.teachers > BIG_ROWS and queries.is_reviewer(request.acting, roster):
        review = jobs.begin_review(
            programme=roster.programme, rosters=Roster.objects.filter(pk=roster.pk), verdict=Review.Verdict.ACCEPT,
            reason="", by=request.acting,
        )  # fmt: skip
        return redirect("rosters:review", review=review.public_id)
    accepted = actions.accept(roster=roster, by=request.acting, now=clock.now())
    if accepted.state == Roster.State.PASSED:
        messages.success(request, _("Passed on to the training centre."))
        return redirect("rosters:index")
    words = ngettext(
        "Accepted. %(count)s teacher is enrolled and has an account.",
        "Accepted. %(count)s teachers are enrolled and have accounts.",
        accepted.teachers,
    )
    messages.success(request, words % {"count": accepted.teachers})
    return redirect("rosters:roster", roster=roster.public_id)


@require_POST
@admits(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, roster=Roster)
def remark(request: ActingRequest, roster: Roster, position: int) -> HttpResponse:
    """Say something beside one row; the school sees it when the roster goes back."""
    words = request.POST.get("remark", "")
    row = actions.remark_row(roster=roster, position=position, words=words, by=request.acting, now=clock.now())
    if not request.htmx:
        return redirect(reverse("rosters:roster", args=[roster.public_id]) + f"#row-{position}")
    return render(request, "rosters/roster.html#row", panel(request, roster) | {"row": row})


@require_POST
@admits(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, roster=Roster)
def send_back(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Return the roster with a reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, roster, status=422, return_form=form)
    try:
        actions.send_back(roster=roster, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now())
    except ReasonNeeded as refusal:
        form.refuse(refusal)
        return page(request, roster, status=422, return_form=form)
    messages.success(request, _("Returned to the school with your reason."))
    return redirect("rosters:roster", roster=roster.public_id)
