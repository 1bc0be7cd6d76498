"""What the reviewer does: accept, return."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.rosters import actions
from xingtan.rosters.forms import ReturnForm
from xingtan.rosters.models import Roster
from xingtan.rosters.views.roster import page


@require_POST
@admits(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, roster=Roster)
def accept(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Accept the roster and enrol its teachers."""
    accepted = actions.accept(roster=roster, by=request.acting, now=clock.now())
    words = ngettext(
        "Accepted. %(count)s teacher is enrolled and has an account.",
        "Accepted. %(count)s teachers are enrolled and have accounts.",
        accepted.teachers,
    )
    messages.success(request, words % {"count": accepted.teachers})
    return redirect("rosters:roster", roster=roster.public_id)


@require_POST
@admits(Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, roster=Roster)
def send_back(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Return the roster with a reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, roster, status=422, return_form=form)
    actions.send_back(roster=roster, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now())
    messages.success(request, _("Returned to the school with your reason."))
    return redirect("rosters:roster", roster=roster.public_id)
