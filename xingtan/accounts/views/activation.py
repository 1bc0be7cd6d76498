"""Getting a school's teachers into their accounts: who has not activated, slips to hand out."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.actions.codes import make_slips
from xingtan.accounts.forms import ActivationFilter
from xingtan.accounts.models import Account
from xingtan.accounts.queries.people import out_of_reach, teachers
from xingtan.accounts.rules.codes import spaced
from xingtan.accounts.views.people import SEES_PEOPLE
from xingtan.foundation import clock
from xingtan.outbox.gateways import sms_is_set_up
from xingtan.ui.lists import page_of

MOST_SLIPS = 500


@admits(*SEES_PEOPLE)
@require_GET
def index(request: ActingRequest) -> HttpResponse:
    """The teachers within scope who have not activated, or those who have."""
    filters = ActivationFilter(request.GET)
    is_activated = filters.chosen("done") == "1"
    by, q = request.acting, filters.chosen("q") or ""
    waiting, activated = (teachers(by=by, q=q, is_activated=done) for done in (False, True))
    page = page_of(request, activated if is_activated else waiting)
    context = {
        "filters": filters, "page": page, "is_activated": is_activated, "by_message": sms_is_set_up(),
        "waiting": waiting.count(), "activated": activated.count(), "most": MOST_SLIPS,
    }  # fmt: skip
    return render(request, "accounts/activation.html", context)


@admits(*SEES_PEOPLE)
@never_cache
@require_POST
def slips(request: ActingRequest) -> HttpResponse:
    """Codes for the teachers ticked, or for all who wait; on this one answer only."""
    rows = teachers(by=request.acting, is_activated=False)
    if request.POST.get("whom") != "all":
        rows = rows.filter(public_id__in=request.POST.getlist("account"))
    chosen = list(rows[:MOST_SLIPS])
    if not chosen:
        return redirect("accounts:activation_list")
    left_out = out_of_reach(chosen, request.acting)
    return _printed(request, [one for one in chosen if one not in left_out], left_out)


@admits(*SEES_PEOPLE, account=Account)
@never_cache
@require_POST
def slip(request: ActingRequest, account: Account) -> HttpResponse:
    """A code for one person, activated or not."""
    return _printed(request, [account])


def _printed(request: ActingRequest, accounts: list[Account], left_out: Sequence[Account] = ()) -> HttpResponse:
    made = make_slips(accounts=accounts, by=request.acting, now=clock.now())
    context = {
        "slips": [(one, spaced(one.code)) for one in made],
        "public_url": settings.PUBLIC_URL,
        "left_out": left_out,
    }
    return render(request, "accounts/slips.html", context)
