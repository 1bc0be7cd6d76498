"""Annex 1 out: a list of teachers as the form, masked or for a reason in full (R33)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.enrolment import jobs
from xingtan.enrolment.actions.annexes import refuse_unless_allowed, write_annex
from xingtan.enrolment.forms.annexes import FULL, AnnexForm
from xingtan.enrolment.models import AnnexExport
from xingtan.enrolment.queries.annexes import SEES_NUMBERS, form_of, live_exports
from xingtan.enrolment.views.teachers import SEES_TEACHERS, chosen_of, found
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 1_000
"""Up to so many teachers the file is the answer; beyond, it is made in the background."""


@never_cache
@require_http_methods(["GET", "POST"])
@admits(*SEES_TEACHERS)
def annex(request: ActingRequest) -> HttpResponse:
    """How many teachers would be in the list, and how they are to be shown."""
    if request.programme is None:
        raise Http404
    rows, filters = found(request)
    form = AnnexForm(request.POST or None, may_be_full=request.acting.kind in SEES_NUMBERS)
    teachers = rows.count()
    if request.method == "POST" and form.is_valid():
        try:
            return _taken_out(request, form, teachers)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {
        "form": form, "teachers": teachers, "filters": filters, "annex": form_of(request.programme),
        "ready": live_exports(request.acting, clock.now()), "at_once": AT_ONCE,
    }  # fmt: skip
    return render(request, "enrolment/annex.html", context, status=422 if form.errors else 200)


def _taken_out(request: ActingRequest, form: AnnexForm, teachers: int) -> HttpResponse:
    """The file at once, or the way to where it will be."""
    by, programme, (rows, filters) = request.acting, request.programme, found(request)
    is_masked, reason = form.cleaned_data["numbers"] != FULL, form.cleaned_data.get("reason", "")
    if teachers <= AT_ONCE:
        content = write_annex(
            programme=programme, rows=rows, is_masked=is_masked, reason=reason, by=by, now=clock.now()
        )
        return _file(content, form_of(programme).title)
    refuse_unless_allowed(is_masked=is_masked, reason=reason, by=by)
    run = start(
        jobs.make_annex, title=_("Annex 1 as a list"), owner=request.user.public_id, programme=programme.pk, post=by.pk,
        filters=chosen_of(filters), is_masked=is_masked, reason=reason,
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)


@never_cache
@require_GET
@admits(*SEES_TEACHERS, annex=AnnexExport)
def annex_file(request: ActingRequest, annex: AnnexExport) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A list made ready in the background, for its asker, until it expires."""
    if annex.expires_at <= clock.now():
        raise Http404
    return _file(annex.content, form_of(annex.programme).title)


def _file(content: bytes, title: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")  # noqa: FBT003 - Django's own
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
