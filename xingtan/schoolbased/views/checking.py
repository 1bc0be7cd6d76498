"""The county's random sample, and what it found."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.schoolbased import actions, exports, queries
from xingtan.schoolbased.forms import DrawForm, FindForm
from xingtan.schoolbased.models import Check
from xingtan.schoolbased.views.posts import COUNTY, programme_of
from xingtan.ui.lists import page_of, wants_export


@require_GET
@admits(*COUNTY)
def index(request: ActingRequest) -> HttpResponse:
    """What was drawn, and how many signed activities were never drawn."""
    if wants_export(request):
        programme = programme_of(request)
        rows = queries.checks_of(request.acting, programme)
        audit.record("export_checks", by=request.acting, about=programme, rows=rows.count())
        return exports.checks(rows)
    return _index(request, DrawForm())


def _index(request: ActingRequest, form: DrawForm) -> HttpResponse:
    programme = programme_of(request)
    context = {
        "form": form, "page": page_of(request, queries.checks_of(request.acting, programme)),
        "waiting": queries.waiting(request.acting, programme),
    }  # fmt: skip
    return render(request, "schoolbased/checks.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*COUNTY)
def draw(request: ActingRequest) -> HttpResponse:
    """Draw a sample."""
    form, programme, division = DrawForm(request.POST), programme_of(request), request.acting.division
    if division is None:
        raise Http404
    if not form.is_valid():
        return _index(request, form)
    try:
        sample = actions.draw_sample(
            programme=programme, division=division, percent=form.cleaned_data["percent"],
            by=request.acting, now=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _index(request, form)
    count = sample.checks.count()
    said = ngettext("%(count)s activity was drawn.", "%(count)s activities were drawn.", count) % {"count": count}
    messages.success(request, said, extra_tags="ok")
    return redirect("schoolbased:checks")


@require_http_methods(["GET", "POST"])
@admits(*COUNTY, check=Check)
def check(request: ActingRequest, check: Check) -> HttpResponse:
    """One drawn activity: look at it, and say what was found."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.find(
                check=check,
                is_good=given["finding"] == "good",
                words=given["words"],
                by=request.acting,
                now=clock.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded. The school sees it."), extra_tags="ok")
            return redirect("schoolbased:checks")
    activity = check.activity
    context = {
        "check": check, "form": None if check.finding else form, "activity": activity, "photos": activity.photos.all(),
        "presences": activity.presences.select_related("enrolment__account").order_by("enrolment__account__name", "pk"),
    }  # fmt: skip
    return render(request, "schoolbased/check.html", context, status=422 if form.errors else 200)
