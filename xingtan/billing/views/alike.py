"""Transfers for which the same things speak, accepted together."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, jobs, queries
from xingtan.billing.wording import accepted_in_words
from xingtan.foundation import clock
from xingtan.foundation.tasks import start

AT_ONCE = 20
"""So many lines are booked while the clerk waits; more of them in the background."""


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def alike(request: ActingRequest) -> HttpResponse:
    """The groups; ticked lines of one of them are booked, each as a decision of its own."""
    if request.method != "POST":
        groups = queries.alike_groups(request.programme, request.acting)
        return render(request, "billing/alike.html", {"groups": groups})
    picks, codes = _picked(request.POST), request.POST.get("codes", "").split("-")
    if not picks:
        messages.warning(request, _("Please tick at least one transfer."))
        return redirect("billing:alike")
    if len(picks) > AT_ONCE:
        return _in_the_background(request, picks, codes)
    done = actions.accept_alike(
        programme=request.programme, picks=picks, codes=codes, by=request.acting, now=clock.now()
    )
    messages.success(request, accepted_in_words(done.booked, done.left))
    return redirect("billing:alike")


def _picked(data: QueryDict) -> list[actions.Pick]:
    """The ticked lines, each with the version that was shown."""
    pairs = (text.rpartition(":") for text in data.getlist("line"))
    return [actions.Pick(line, int(version)) for line, _colon, version in pairs if version.isdecimal()]


def _in_the_background(request: ActingRequest, picks: list[actions.Pick], codes: list[str]) -> HttpResponse:
    run = start(
        jobs.accept_alike,
        title=_("Booking %(count)s transfers") % {"count": len(picks)},
        owner=request.user.public_id,
        programme=request.programme.pk,
        post=request.acting.pk,
        picks=[[pick.line, pick.version] for pick in picks],
        codes=codes,
    )
    return redirect("desks:run", run=run.public_id)
