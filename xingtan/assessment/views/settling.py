"""The scheme, and settling the results when the term is over."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.assessment import actions, jobs, queries, wording
from xingtan.assessment.errors import TermNotOver
from xingtan.assessment.forms import SchemeForm
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start
from xingtan.programmes.rules import term_is_over


@require_http_methods(["GET", "POST"])
@admits(Kind.ACADEMIC, Kind.PROVIDER_MANAGER)
def scheme(request: ActingRequest) -> HttpResponse:
    """The scheme as everybody is judged by it; its figures can be changed until results are settled."""
    adopted = queries.scheme_of(request.programme)
    if adopted is None:
        raise Http404
    form = SchemeForm(adopted.rules, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.as_data(adopted.data)
            actions.adopt_scheme(programme=request.programme, data=data, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The scheme is changed; everybody is judged by it from now on."), extra_tags="ok"
            )
            return redirect("assessment:scheme")
    parts = [
        (part, wording.title_of(part), wording.floor_words(part), wording.source_words(part))
        for part in adopted.rules.parts
    ]
    untaken = [wording.untaken_words(source, count) for source, count in queries.untaken_marks(adopted)]
    context = {
        "scheme": adopted, "rules": adopted.rules, "parts": parts, "form": form, "demand": adopted.demand,
        "untaken": untaken,
    }  # fmt: skip
    return render(request, "assessment/scheme.html", context, status=422 if form.errors else 200)


@require_GET
@admits(Kind.ACADEMIC, Kind.PROVIDER_MANAGER)
def settlement(request: ActingRequest) -> HttpResponse:
    """How results stand, and the step from provisional to settled."""
    programme = request.programme
    context = {
        "scheme": queries.scheme_of(programme),
        "outcomes": queries.outcomes_of(request.acting, programme),
        "is_over": programme is not None and term_is_over(programme.calendar, clock.now()),
        "due": queries.certificates_due(programme) if programme else 0,
    }
    return render(request, "assessment/settlement.html", context)


@require_POST
@admits(Kind.ACADEMIC)
def settle(request: ActingRequest) -> HttpResponse:
    """Start settling in the background."""
    programme = request.programme
    if programme is None:
        raise Http404
    if not term_is_over(programme.calendar, clock.now()):
        raise TermNotOver(ends_on=programme.term_ends_on.isoformat())
    run = start(
        jobs.settle_results, title=_("Settling the results"), owner=request.user.public_id,
        programme=programme.pk, post=request.acting.pk,
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)
