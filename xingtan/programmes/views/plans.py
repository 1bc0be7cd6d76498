"""The counties' plans (R13) with what they give in support (R16): the city's list, a county's own page."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division
from xingtan.programmes import actions, queries
from xingtan.programmes.forms import PlanFilter, PlanForm, ReturnPlanForm, SupportForm
from xingtan.programmes.models import CountyPlan, PlanStep, SupportItem
from xingtan.programmes.plan_words import PLAN_KINDS, PLAN_STATES
from xingtan.programmes.rules import PlanDeed, PlanState, plan_after
from xingtan.ui.lists import page_of

SEES_PLANS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER, Kind.MONITOR, Kind.AUDITOR)


@require_GET
@admits(*SEES_PLANS)
def plan_list(request: ActingRequest) -> HttpResponse:
    """Every county with the state of its plan; a county goes to its own."""
    if request.programme is None:
        return render(request, "programmes/no_plans.html")
    if request.acting.kind == Kind.COUNTY_ADMIN:
        return redirect("programmes:plan", division=request.acting.division_id)
    rows, filters = queries.plan_rows(request.acting, request.programme), PlanFilter(request.GET)
    counts = {state: sum(row.state is state for row in rows) for state in PlanState}
    wanted = filters.chosen("state")
    shown = [{"row": row, **_worded(row.state)} for row in rows if wanted in (None, row.state.value)]
    figures = [{"label": PLAN_STATES[state], "state": state.value, "count": counts[state]} for state in PlanState]
    context = {"page": page_of(request, shown), "filters": filters, "figures": figures, "counts": counts}
    context |= {"lacking": counts[PlanState.MISSING] + counts[PlanState.RETURNED], "total": len(rows)}
    return render(request, "programmes/plans.html", context)


def _worded(state: PlanState) -> dict[str, Any]:
    return {"words": PLAN_STATES[state], "kind": PLAN_KINDS[state]}


@require_GET
@admits(*SEES_PLANS, division=Division)
def plan(request: ActingRequest, division: Division) -> HttpResponse:
    """One county's plan: where it stands, the file, its history, what can be done with it; and the support log."""
    return _page(request, division)


def _page(request: ActingRequest, division: Division, **forms: Any) -> HttpResponse:
    """The page of a county's plan, with a form that could not be taken as it was typed."""
    programme = request.programme
    if programme is None or not queries.units_of(programme).filter(pk=division.pk).exists():
        raise Http404
    found = queries.plan_of(programme, division)
    state = PlanState(found.state) if found else PlanState.MISSING
    steps = queries.steps_of(found) if found else []
    kind = request.acting.kind
    context = {
        "division": division, "plan": found, "steps": steps, "standing": queries.file_of(steps), **_worded(state),
        "support": queries.support_items(programme, division),
        "may_hand_in": kind == Kind.COUNTY_ADMIN and plan_after(state, PlanDeed.HAND_IN) is not None,
        "may_return": kind == Kind.CITY_SUPERVISOR and plan_after(state, PlanDeed.RETURN) is not None,
        "may_file": kind == Kind.CITY_SUPERVISOR and plan_after(state, PlanDeed.FILE) is not None,
        "is_own": kind == Kind.COUNTY_ADMIN, "form": PlanForm(), "return_form": ReturnPlanForm(),
        "support_form": SupportForm(initial={"done_on": clock.today()}), **forms,
    }  # fmt: skip
    faulty = any(form.errors for form in forms.values())
    return render(request, "programmes/plan.html", context, status=422 if faulty else 200)


@require_POST
@admits(Kind.COUNTY_ADMIN, division=Division)
def hand_in(request: ActingRequest, division: Division) -> HttpResponse:
    """Hand the plan in, or another in its place."""
    form = PlanForm(request.POST, request.FILES)
    if request.programme is not None and form.is_valid():
        try:
            actions.hand_in_plan(
                programme=request.programme, division=division, file=form.cleaned_data["file"],
                words=form.cleaned_data["words"], by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Handed in. The city sees it now."), extra_tags="ok")
            return redirect("programmes:plan", division=division.code)
    return _page(request, division, form=form)


@require_POST
@admits(Kind.COUNTY_ADMIN, division=Division)
def add_support(request: ActingRequest, division: Division) -> HttpResponse:
    """Note something given in support."""
    form = SupportForm(request.POST, request.FILES)
    if request.programme is not None and form.is_valid():
        try:
            actions.add_support(
                programme=request.programme, division=division, by=request.acting, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Noted."), extra_tags="ok")
            return redirect("programmes:plan", division=division.code)
    return _page(request, division, support_form=form)


@require_POST
@admits(Kind.CITY_SUPERVISOR, plan=CountyPlan)
def give_back(request: ActingRequest, plan: CountyPlan) -> HttpResponse:
    """Give the plan back with what is to be changed."""
    form = ReturnPlanForm(request.POST)
    if not form.is_valid():
        return _page(request, plan.division, return_form=form)
    actions.return_plan(plan=plan, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now())
    messages.success(request, _("Returned to the county with your reason."), extra_tags="ok")
    return redirect("programmes:plan", division=plan.division_id)


@require_POST
@admits(Kind.CITY_SUPERVISOR, plan=CountyPlan)
def put_on_file(request: ActingRequest, plan: CountyPlan) -> HttpResponse:
    """备案."""
    actions.file_plan(plan=plan, by=request.acting, now=clock.now())
    messages.success(request, _("Filed."), extra_tags="ok")
    return redirect("programmes:plan", division=plan.division_id)


@require_GET
@admits(*SEES_PLANS, step=PlanStep)
def plan_file(_request: ActingRequest, step: PlanStep) -> FileResponse:
    """The file of a plan as it was handed in, always as a download."""
    return _download(step)


@require_GET
@admits(*SEES_PLANS, item=SupportItem)
def support_file(_request: ActingRequest, item: SupportItem) -> FileResponse:
    """The document or photo of an item of support, always as a download."""
    return _download(item)


def _download(row: PlanStep | SupportItem) -> FileResponse:
    if not row.file:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.file_name)
