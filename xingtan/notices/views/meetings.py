"""The mobilisation meetings: a school records its own, overseers see which are missing (R40)."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.notices import actions, queries
from xingtan.notices.forms import MeetingFilter, MeetingForm
from xingtan.notices.models import MeetingFile, MobilisationMeeting
from xingtan.notices.views.receipts import OVERSEERS, SIGNERS
from xingtan.organisations.models import School
from xingtan.organisations.queries import schools_found
from xingtan.organisations.rules import prefix_of
from xingtan.ui.lists import page_of

SEES_MEETINGS = (*OVERSEERS, *SIGNERS)


@require_GET
@admits(*SEES_MEETINGS)
def meetings(request: ActingRequest) -> HttpResponse:
    """A school goes to its own; others see every school with its meeting, or without."""
    if request.programme is None:
        return render(request, "notices/no_meetings.html")
    if request.acting.kind in SIGNERS:
        return redirect("notices:own_meeting")
    filters, code = MeetingFilter(request.GET), request.programme.code
    area = School.objects.filter(division__code__startswith=prefix_of(request.programme.owner_division_id))
    rows = within(area.select_related("division"), request.acting).annotate(is_held=queries.with_meeting(code))
    total, held = rows.count(), rows.filter(is_held=True).count()
    if state := filters.chosen("state"):
        rows = rows.filter(is_held=state == "recorded")
    rows = schools_found(rows, filters.chosen("q") or "").order_by("division", "registered_name", "pk")
    page = page_of(request, rows)
    found = {
        each.school_id: each for each in queries.meetings_within(request.acting, code).filter(school__in=list(page))
    }
    shown = [{"school": each, "meeting": found.get(each.pk)} for each in page]
    context = {"page": page, "rows": shown, "filters": filters, "total": total, "held": held}
    return render(request, "notices/meetings.html", context)


@require_http_methods(["GET", "POST"])
@admits(*SIGNERS)
def meeting_own(request: ActingRequest) -> HttpResponse:
    """Record the own school's meeting, or put the record right."""
    school, programme = request.acting.school, request.programme
    if programme is None or school is None:
        return render(request, "notices/no_meetings.html")
    former = queries.meeting_of(school, programme.code)
    form = MeetingForm(request.POST or None, request.FILES or None, former=former)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded. Your county sees it now."), extra_tags="ok")
            return redirect("notices:own_meeting")
    context = {"form": form, "school": school, **_shown(former)}
    return render(request, "notices/meeting_own.html", context, status=422 if form.errors else 200)


def _record(request: ActingRequest, form: MeetingForm) -> MobilisationMeeting:
    notice, school = request.programme.notice, request.acting.school
    assert school is not None  # noqa: S101 - the view asked
    return actions.record_meeting(
        programme_code=request.programme.code, school=school, facts=form.facts, files=form.cleaned_data["photos"],
        keep=form.keep, by=request.acting, now=clock.now(), not_before=notice.issued_on if notice else None,
    )  # fmt: skip


def _shown(meeting: MobilisationMeeting | None) -> dict[str, Any]:
    return {"meeting": meeting, "former": queries.former_records(meeting) if meeting else []}


@require_GET
@admits(*SEES_MEETINGS, meeting=MobilisationMeeting)
def meeting(request: ActingRequest, meeting: MobilisationMeeting) -> HttpResponse:
    """One meeting with its photos and what was put right."""
    standing = queries.meeting_of(meeting.school, meeting.programme_code)
    return render(request, "notices/meeting.html", {"school": meeting.school, **_shown(standing)})


@require_GET
@admits(*SEES_MEETINGS, file=MeetingFile)
def meeting_file(request: ActingRequest, file: MeetingFile) -> FileResponse:
    """A photo inside the page, since our own encoder wrote it; anything else only as a download."""
    if not file.file.storage.exists(str(file.file.name)):
        raise Http404
    answer = FileResponse(
        file.file.open("rb"), as_attachment=not file.is_picture or "download" in request.GET, filename=file.file_name,
        content_type="image/jpeg" if file.is_picture else "application/pdf",
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
