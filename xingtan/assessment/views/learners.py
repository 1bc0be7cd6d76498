"""A learner's own result, and the results of those within a post's scope."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.assessment import actions, exports, queries, wording
from xingtan.assessment.forms import MarkForm, ReasonForm, ResultFilter
from xingtan.assessment.models import Result, Scheme
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.ui.lists import page_of, sorting_of, wants_export

VIEWERS = (
    Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT,
    Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.MONITOR, Kind.AUDITOR,
)  # fmt: skip
COLUMNS = {"name": "account__name", "school": "school__registered_name", "score": "result__score"}


@require_GET
@admits(Kind.LEARNER)
def my_result(request: ActingRequest) -> HttpResponse:
    """What I have reached, what is missing and by when."""
    mine = enrolment_of(request.programme, request.acting.account_id) if request.programme else None
    scheme = queries.scheme_of(request.programme)
    certificates = queries.certificates_of(request.acting.account_id)
    if mine is None or scheme is None:
        return render(request, "assessment/no_result.html", {"certificates": certificates})
    return render(request, "assessment/my_result.html", {**_reckoning(mine, scheme), "certificates": certificates})


@require_GET
@admits(*VIEWERS)
def index(request: ActingRequest) -> HttpResponse:
    """Everybody within scope with their results; also as a workbook."""
    filters = ResultFilter(request.GET)
    rows = _narrowed(queries.learners(request.acting, request.programme), filters)
    sorting = sorting_of(request, COLUMNS, default="school")
    if wants_export(request):
        audit.record("export_results", by=request.acting, rows=rows.count())
        return exports.results(sorting.applied_to(rows))
    return render(
        request,
        "assessment/index.html",
        {
            "page": page_of(request, sorting.applied_to(rows)),
            "filters": filters,
            "sorting": sorting,
            "outcomes": queries.outcomes_of(request.acting, request.programme),
            "scheme": queries.scheme_of(request.programme),
            "may_mark": request.acting.kind == Kind.ACADEMIC,
        },
    )


@require_GET
@admits(*VIEWERS, learner=Enrolment)
def learner(request: ActingRequest, learner: Enrolment) -> HttpResponse:
    """One person's result with the whole reckoning; the academic post records and voids marks here."""
    scheme = queries.scheme_of(learner.programme)
    if scheme is None:
        return render(request, "assessment/no_result.html")
    form = MarkForm(scheme.rules, initial={"done_on": clock.today()})
    may_mark = request.acting.kind == Kind.ACADEMIC
    context = {**_reckoning(learner, scheme), "form": form, "may_mark": may_mark, "reason": ReasonForm()}
    return render(request, "assessment/learner.html", context)


@require_POST
@admits(Kind.ACADEMIC, learner=Enrolment)
def recommend(request: ActingRequest, learner: Enrolment) -> HttpResponse:
    """Recommend a learner as excellent."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.recommend_excellent(enrolment=learner, reason=reason, by=request.acting, now=clock.now())
        messages.success(request, _("Recommended as excellent."), extra_tags="ok")
    else:
        messages.error(request, _("Please say why. Nothing was recorded."), extra_tags="stop")
    return redirect("assessment:learner", learner=learner.public_id)


def _reckoning(enrolment: Enrolment, scheme: Scheme) -> dict[str, object]:
    standing = queries.standing_of(enrolment, scheme)
    parts = [wording.part_words(part, standing.marks) for part in standing.judgement.parts]
    return {
        "standing": standing,
        "parts": parts,
        "rules": scheme.rules,
        "excellent_percent": scheme.rules.excellent_share * 100,
        "demand": scheme.demand,
        "to_floors": [part for part in parts if part.kind == "wait"],
    }


def _narrowed(rows: "QuerySet[Enrolment]", filters: ResultFilter) -> "QuerySet[Enrolment]":
    text, outcome = filters.chosen("q"), filters.chosen("outcome")
    if text:
        rows = rows.filter(Q(account__name__icontains=text) | Q(school__registered_name__icontains=text))
    if outcome == Result.Outcome.SHORT:
        return rows.filter(Q(result__isnull=True) | Q(result__outcome=outcome))
    return rows.filter(result__outcome=outcome) if outcome else rows
