"""Annex 1 out: a list of teachers as the form, masked or for a reason in full (R33)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.enrolment import jobs, queries
from xingtan.enrolment.actions.annexes import write_annex
from xingtan.enrolment.actions.full_lists import ask_full_list, note_fetched
from xingtan.enrolment.forms.annexes import FULL, AnnexForm
from xingtan.enrolment.models import AnnexExport, EnrolmentQuerySet, FullList
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
        "alone": settings.FULL_NUMBERS_ALONE, "taken": queries.taken_alone_today(request.user, clock.now()),
    }  # fmt: skip
    return render(request, "enrolment/annex.html", context, status=422 if form.errors else 200)


def _taken_out(request: ActingRequest, form: AnnexForm, teachers: int) -> HttpResponse:
    """The file at once, the way to where it will be, or to the list of what waits for a second person."""
    programme, (rows, filters) = request.programme, found(request)
    permission = None
    if form.cleaned_data["numbers"] == FULL:
        permission = ask_full_list(
            programme=programme, filters=chosen_of(filters), teachers=teachers, reason=form.cleaned_data["reason"],
            by=request.acting, now=clock.now(),
        )  # fmt: skip
        if permission.state == FullList.State.ASKED:
            messages.info(request, _("Asked. As soon as a second person approves, you can take the list out here."))
            return redirect("enrolment:full_lists")
    return taken_out(request, rows, chosen_of(filters), permission)


def taken_out(
    request: ActingRequest, rows: EnrolmentQuerySet, filters: dict[str, Any], permission: FullList | None
) -> HttpResponse:
    """A list of this size as the answer, or made in the background."""
    by, programme = request.acting, request.programme
    if rows.count() <= AT_ONCE:
        content = write_annex(programme=programme, rows=rows, permission=permission, by=by, now=clock.now())
        return _file(content, form_of(programme).title)
    run = start(
        jobs.make_annex, title=_("Annex 1 as a list"), owner=request.user.public_id, programme=programme.pk, post=by.pk,
        filters=filters, permission=permission.pk if permission else None,
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)


@never_cache
@require_GET
@admits(*SEES_TEACHERS, annex=AnnexExport)
def annex_file(request: ActingRequest, annex: AnnexExport) -> HttpResponse:
    """A list made ready in the background, for its asker, until it expires; each fetching of full numbers on record."""
    if annex.expires_at <= clock.now():
        raise Http404
    if not annex.is_masked:
        note_fetched(annex=annex, by=request.acting)
    return _file(annex.content, form_of(annex.programme).title)


def _file(content: bytes, title: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")  # noqa: FBT003 - Django's own
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
