"""A school's page: its figures, who lags and why, its teachers; and the reminder."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import School
from xingtan.oversight import actions, presenting, queries, wording
from xingtan.oversight.forms import SchoolFilter
from xingtan.oversight.rules import Rate, Step, rate
from xingtan.oversight.views.divisions import ONLINE_ON_TIME, OVER_SCHOOLS, REMINDERS
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of, sorting_of

COLUMNS = {"name": "account__name", "minutes": "result__watched_seconds", "score": "result__score"}


@require_GET
@admits(*OVER_SCHOOLS, school=School)
def school(request: ActingRequest, school: School) -> HttpResponse:
    """One school with its teachers."""
    programme = request.programme
    if programme is None or not queries.is_of_programme(programme, school.division_id):
        raise Http404
    counts, names = queries.counts_of_school(programme, school), partial(_names, school.public_id)
    county = queries.counts_of_division(programme, school.division)
    rows = queries.people(request.acting, programme, school=school)
    sorting = sorting_of(request, COLUMNS, default="name")
    filters = SchoolFilter(request.GET)
    page = page_of(request, sorting.applied_to(rows))
    study = rate(Rate.STUDY, counts)
    context = {
        "school": school,
        "trail": queries.trail(request.acting, programme, school.division),
        "figures": presenting.figures(counts, names),
        "counts": counts,
        "promptness": presenting.promptness(counts),
        "online_href": reverse("oversight:school_names", args=[school.public_id, ONLINE_ON_TIME]),
        "due": queries.due_of_school(programme, school),
        "chart": presenting.funnel(counts, names),
        "sentence": wording.study_sentence(
            school.registered_name, study, rate(Rate.STUDY, county), school.division.name
        ),
        "definitions": presenting.definitions(),
        "taken_at": queries.taken_at(programme),
        "filters": filters,
        "sorting": sorting,
        "page": page,
        "people": [_person(each, programme) for each in page],
        "reminders": queries.reminders_of(programme, school),
        "may_remind": request.acting.kind in REMINDERS,
    }
    return render(request, "oversight/school.html", context)


def _person(enrolment: Enrolment, programme: Programme) -> dict[str, object]:
    why = queries.lag_of(enrolment, programme, clock.now())
    return {"enrolment": enrolment, "lag": wording.LAGS[why] if why else ""}


@require_POST
@admits(*REMINDERS, school=School)
def remind(request: ActingRequest, school: School) -> HttpResponse:
    """Remind the school's contact, once a day."""
    if request.programme is None:
        raise Http404
    try:
        actions.remind_school(programme=request.programme, school=school, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal), extra_tags="warn")
    else:
        said = _("%(school)s was reminded.") % {"school": school.registered_name}
        messages.success(request, said, extra_tags="ok")
    begin = queries.start_of(request.acting, request.programme)
    if request.POST.get("from") == "list" and begin is not None:
        return redirect("oversight:lagging", division=begin.code)
    return redirect("oversight:school", school=school.public_id)


def _names(public_id: str, step: Step) -> str:
    return reverse("oversight:school_names", kwargs={"school": public_id, "step": step.value})
