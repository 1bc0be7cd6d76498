"""Unusual sittings: the monitor's list, one with its evidence and what was said, and every sitting of a teacher."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.study import actions, exports, queries
from xingtan.study.coverage import from_text, reasons_from_text
from xingtan.study.forms import MoveForm, PatternFilter
from xingtan.study.models import Pattern
from xingtan.study.rules import Move, moves_from
from xingtan.study.views.lessons import reasons
from xingtan.study.wording import sentence_of
from xingtan.ui.lists import page_of, sorting_of, wants_export

WATCHERS = (Kind.MONITOR, Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.AUDITOR)
"""Who sees what was found unusual."""
MOVE_WORDS: dict[Move, Promise] = {
    Move.ASK: gettext_lazy("Ask the teacher"),
    Move.ANSWER: gettext_lazy("Answer"),
    Move.CLOSE: gettext_lazy("Close it: nothing is wrong, or it is explained"),
    Move.REFER: gettext_lazy("Open a decision; somebody else takes it"),
    Move.DECIDE: gettext_lazy("Take the decision"),
    Move.APPEAL: gettext_lazy("Appeal"),
    Move.SETTLE: gettext_lazy("Answer the appeal"),
}
COLUMNS = {"day": "day", "name": "enrolment__account__name", "state": "state"}


@require_GET
@admits(*WATCHERS)
def patterns(request: ActingRequest) -> HttpResponse:
    """What was found unusual, for people to look at."""
    if request.programme is None:
        raise Http404
    filters = PatternFilter(request.GET)
    chosen = {name: filters.chosen(name) for name in filters.fields}
    rows = queries.patterns_within(request.acting, request.programme, **chosen)
    sorting = sorting_of(request, COLUMNS, default="-day")
    if wants_export(request):
        audit.record("export_patterns", by=request.acting, about=request.programme, rows=rows.count())
        return exports.patterns(sorting.applied_to(rows))
    context = {"filters": filters, "sorting": sorting, "page": page_of(request, sorting.applied_to(rows))}
    return render(request, "study/patterns.html", context)


@require_http_methods(["GET", "POST"])
@admits(*WATCHERS, Kind.LEARNER, pattern=Pattern)
def pattern(request: ActingRequest, pattern: Pattern) -> HttpResponse:
    """One thing found unusual: the evidence, what was said, and what this post can do; the teacher sees the same."""
    moves = [(move.value, MOVE_WORDS[move]) for move in moves_from(pattern.state, request.acting.kind)]
    form = MoveForm(request.POST or None, moves=moves)
    if request.method == "POST" and form.is_valid():
        move, words = Move(form.cleaned_data["move"]), form.cleaned_data["words"]
        try:
            actions.move_pattern(pattern=pattern, move=move, words=words, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("This is recorded; everybody concerned can read it."), extra_tags="ok")
            return redirect("study:pattern", pattern=pattern.public_id)
    context = {
        "pattern": pattern, "form": form if moves else None, "sittings": queries.sittings_of(pattern),
        "steps": pattern.steps.order_by("pk"), "sentence": sentence_of(pattern),
    }  # fmt: skip
    return render(request, "study/pattern.html", context, status=422 if form.errors else 200)


@require_GET
@admits(*WATCHERS, learner=Enrolment)
def sittings(request: ActingRequest, learner: Enrolment) -> HttpResponse:
    """Every sitting of a teacher: which seconds it brought in, and what did not count and why."""
    page = page_of(request, queries.sittings_kept(learner))
    rows = [(play, from_text(play.brought), list(reasons_from_text(play.refused).items())) for play in page]
    words = reasons(queries.terms_of(learner.programme))
    context = {"learner": learner, "page": page, "rows": rows, "reasons": words}
    return render(request, "study/sittings.html", context)
