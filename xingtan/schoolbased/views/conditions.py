"""The conditions for every teacher: declared by the school, missed by teachers, seen by the county (R18)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.schoolbased import actions, exports, queries
from xingtan.schoolbased.forms import ConditionsFilter, ConditionsForm, WordsForm
from xingtan.schoolbased.models import Lack
from xingtan.schoolbased.views.posts import OVER, SCHOOL, programme_of, school_of
from xingtan.ui.lists import page_of, wants_export


@require_GET
@admits(*SCHOOL, *OVER)
def index(request: ActingRequest) -> HttpResponse:
    """A school's own declaration and what its teachers lack; overseers see every school."""
    if request.acting.kind in SCHOOL:
        return _own(request)
    programme, filters = programme_of(request), ConditionsFilter(request.GET)
    schools = queries.conditions_by_school(request.acting, programme, state=filters.chosen("state"))
    if wants_export(request):
        audit.record("export_conditions", by=request.acting, about=programme, rows=schools.count())
        return exports.conditions(schools, queries.declared_among(programme, list(schools)))
    page = page_of(request, schools)
    declared = queries.declared_among(programme, list(page))
    lacks = queries.lacks_within(request.acting, programme, is_open=True)
    context = {
        "page": page, "filters": filters, "rows": [(school, declared.get(school.pk)) for school in page],
        "lacks": lacks.filter(enrolment__school__in=list(page)),
    }  # fmt: skip
    return render(request, "schoolbased/conditions.html", context)


def _own(request: ActingRequest, refused: WordsForm | None = None) -> HttpResponse:
    programme, school = programme_of(request), school_of(request)
    declared = queries.conditions_of(programme, school)
    names = ("has_computers", "has_network", "has_time", "words")
    told: dict[str, Any] = {name: getattr(declared[0], name) for name in names} if declared else {}
    context = {
        "form": ConditionsForm(initial=told), "declared": declared, "answering": refused,
        "page": page_of(request, queries.lacks_within(request.acting, programme)),
    }  # fmt: skip
    return render(request, "schoolbased/own_conditions.html", context, status=422 if refused else 200)


@require_POST
@admits(*SCHOOL)
def declare(request: ActingRequest) -> HttpResponse:
    """Declare the conditions."""
    form = ConditionsForm(request.POST)
    form.is_valid()
    actions.declare_conditions(
        programme=programme_of(request), school=school_of(request), declared=actions.Declared(**form.cleaned_data),
        by=request.acting, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Declared. Your county sees it."), extra_tags="ok")
    return redirect("schoolbased:conditions")


@require_POST
@admits(*SCHOOL, lack=Lack)
def answer(request: ActingRequest, lack: Lack) -> HttpResponse:
    """Say what was done about a lack."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _own(request, form)
    actions.answer_lack(lack=lack, words=form.cleaned_data["words"], by=request.acting, now=clock.now())
    messages.success(request, _("The teacher reads your answer."), extra_tags="ok")
    return redirect("schoolbased:conditions")
