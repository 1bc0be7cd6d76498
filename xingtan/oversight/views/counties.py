"""The city reminds its counties of rosters: the ticked ones or all, the text shown before it goes, and the history."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.oversight import actions, county_words, queries
from xingtan.oversight.forms import CountyReminderForm
from xingtan.programmes.models import Programme

CITY = (Kind.CITY_SUPERVISOR,)


def _programme(request: ActingRequest) -> Programme:
    if request.programme is None:
        raise Http404
    found: Programme = request.programme
    return found


@require_GET
@admits(*CITY)
def counties(request: ActingRequest) -> HttpResponse:
    """The counties that are behind with rosters, with when each was reminded last, and the reminders so far."""
    programme = request.programme
    if programme is None:
        return render(request, "oversight/nothing.html")
    today = clock.today()
    rows = queries.counties_behind(request.acting, programme, today)
    context = {
        "rows": rows,
        "may_remind": any(row.may_be_reminded for row in rows),
        "history": queries.reminders_of_county(request.acting, programme),
        "holiday": queries.holiday_of(programme, today),
    }
    return render(request, "oversight/counties.html", context)


def _chosen(request: ActingRequest, form: CountyReminderForm) -> list[queries.CountyBehind]:
    rows = queries.counties_behind(request.acting, _programme(request), clock.today())
    codes = request.POST.getlist("county")
    return rows if form.cleaned_data["everybody"] else [row for row in rows if row.division.code in codes]


@require_POST
@admits(*CITY)
def counties_preview(request: ActingRequest) -> HttpResponse:
    """What the counties will read, and who is left out; nothing is sent yet."""
    programme, form = _programme(request), CountyReminderForm(request.POST)
    rows = _chosen(request, form) if form.is_valid() else []
    if not rows:
        return _refused(request)
    told = [row for row in rows if row.may_be_reminded]
    first = (told or rows)[0]
    context = {
        "form": form, "rows": rows, "told": told, "first": first, "everybody": form.cleaned_data["everybody"],
        "text": county_words.said_to_county(programme, first, by=request.acting, note=form.cleaned_data["note"]),
        "today_already": sum(row.is_reminded for row in rows),
        "without_people": [row for row in rows if not row.people],
        "holiday": queries.holiday_of(programme, clock.today()),
    }  # fmt: skip
    return render(request, "oversight/counties_preview.html", context)


def _refused(request: ActingRequest) -> HttpResponse:
    messages.warning(request, _("Please tick at least one county."), extra_tags="warn")
    return redirect("oversight:counties")


@require_POST
@admits(*CITY)
def counties_send(request: ActingRequest) -> HttpResponse:
    """Send the reminders."""
    programme, form = _programme(request), CountyReminderForm(request.POST)
    rows = _chosen(request, form) if form.is_valid() else []
    if not rows:
        return _refused(request)
    try:
        done = actions.remind_counties(
            programme=programme, codes=[row.division.code for row in rows], by=request.acting, now=clock.now(),
            note=form.cleaned_data["note"],
        )  # fmt: skip
    except Refusal as refusal:
        messages.warning(request, str(refusal), extra_tags="warn")
    else:
        said = ngettext("%(count)s county was reminded.", "%(count)s counties were reminded.", done.sent)
        messages.success(request, said % {"count": done.sent}, extra_tags="ok" if done.sent else "warn")
    return redirect("oversight:counties")
