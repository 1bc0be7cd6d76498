"""A learner reviews a colleague's work, without names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.coursework import actions
from xingtan.coursework.forms import ReviewForm
from xingtan.coursework.models import PeerReview, WorkFile
from xingtan.coursework.rules import rubric_of
from xingtan.coursework.views.rubric_rows import rows_of, typed_points
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal


@require_http_methods(["GET", "POST"])
@admits(Kind.LEARNER, review=PeerReview)
def review(request: ActingRequest, review: PeerReview) -> HttpResponse:
    """The work, the rubric, and a few words; given once."""
    form = ReviewForm(request.POST or None, initial={"comment": review.comment})
    rubric = rubric_of(review.version.work.assignment.rubric)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_review(
                review=review, points=typed_points(request, rubric), comment=form.cleaned_data["comment"],
                by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you. Your colleague sees your review without your name."))
            return redirect("coursework:mine")
    points = typed_points(request, rubric) if request.method == "POST" else review.points
    files = {each.public_id: each for each in WorkFile.objects.filter(public_id__in=review.version.files)}
    context = {
        "review": review, "version": review.version, "assignment": review.version.work.assignment, "form": form,
        "rows": rows_of(rubric, points), "files": [files[name] for name in review.version.files if name in files],
    }  # fmt: skip
    return render(request, "coursework/review.html", context, status=422 if form.errors else 200)
