"""The question about the content: shown below the player, answered there or on its own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.enrolment import queries as enrolments
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.study import actions, queries


@require_http_methods(["GET", "POST"])
@admits(Kind.LEARNER)
def question(request: ActingRequest) -> HttpResponse:
    """The question that waits; and answer it. A part of it stands below the player."""
    programme = request.programme
    enrolment = enrolments.enrolment_of(programme, request.user.pk) if programme else None
    if enrolment is None:
        raise Http404
    refusal, answered = None, None
    if request.method == "POST":
        try:
            given = request.POST.getlist("given")
            answered = actions.answer_question(enrolment=enrolment, given=given, now=clock.now())
        except Refusal as caught:
            refusal = caught
        else:
            if not request.headers.get("HX-Request"):
                messages.success(request, _("Answered. Time counts again."))
                return redirect("study:presence")
    asked = queries.open_question(enrolment)
    context = {
        "asked": asked, "answered": answered, "refusal": refusal, "last": queries.last_answered(enrolment),
        "is_stopped": asked is not None and clock.now() >= asked.counts_until,
    }  # fmt: skip
    return render(request, "study/presence.html", context, status=422 if refusal else 200)
