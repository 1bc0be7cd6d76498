"""One school after the deadline: asking, the list, the second person's decision."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import School
from xingtan.rosters import actions, queries
from xingtan.rosters.forms import DecisionForm, ReopeningForm
from xingtan.rosters.models import Reopening
from xingtan.ui.lists import page_of

DAYS_OFFERED = 3


@require_GET
@admits(*queries.ASKERS, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
def reopenings(request: ActingRequest) -> HttpResponse:
    """Every request within the post's scope, those that wait first."""
    rows = queries.reopenings_within(request.acting, request.programme)
    may_decide = set(queries.reopenings_to_decide(request.acting, request.programme).values_list("pk", flat=True))
    context = {"page": page_of(request, rows), "may_decide": may_decide, "form": DecisionForm()}
    return render(request, "rosters/reopenings.html", context)


@require_http_methods(["GET", "POST"])
@admits(*queries.ASKERS, school=School)
def reopening_request(request: ActingRequest, school: School) -> HttpResponse:
    """Ask for one school; what stands is shown instead of a second form."""
    until = clock.today() + timedelta(days=DAYS_OFFERED)
    form = ReopeningForm(request.POST or None, initial={"until": until.isoformat(), "cause": "late"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_reopening(
                programme=request.programme, school=school, by=request.acting, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Asked. As soon as a second person agrees, the school can hand in."))
            return redirect("rosters:reopenings")
    standing = queries.open_request(request.programme, school)
    context = {"school": school, "form": form, "standing": standing}
    return render(request, "rosters/reopening_request.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*queries.DECIDERS, reopening=Reopening)
def reopening_decision(request: ActingRequest, reopening: Reopening) -> HttpResponse:
    """Grant or refuse; the button says which."""
    granted = request.POST.get("decision") == "grant"
    actions.decide_reopening(
        reopening=reopening, granted=granted, words=request.POST.get("words", ""), by=request.acting, now=clock.now()
    )
    messages.success(request, _("Granted: the school can hand in now.") if granted else _("Refused, with your words."))
    return redirect("rosters:reopenings")
