"""What a school sees and does before there is a roster: the blank form, the upload."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits, public
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.sheets import read_workbook, write_workbook
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.errors import IndividualEnrolment
from xingtan.rosters.forms import UploadForm
from xingtan.rosters.models import Roster
from xingtan.rosters.queries.mailing import mailing_of

SCHOOL = (Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD)
BLANK_ROWS = 200
BIG_BYTES, BIG_ROWS = 256 * 1024, 1_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_page(request: ActingRequest, form: UploadForm | None = None, status: int = 200) -> HttpResponse:
    """Where the school's roster stands, what to do next, and every roster of the past."""
    school, programme = request.acting.school, request.programme
    assert school is not None  # noqa: S101 - a school's post has a school (database constraint)
    rosters = list(queries.rosters_of_school(school, programme))
    standing = next((each for each in rosters if each.state != Roster.State.ACCEPTED), None)
    until = queries.received_until(programme, school, clock.now())
    context = {
        "school": school,
        "rosters": rosters,
        "standing": standing,
        "form": form or UploadForm(initial={"version": standing.version if standing else None}),
        "is_open": until is not None,
        "reopened_until": until if until != programme.enrol_closes_at else None,
        "mailing": mailing_of(school, programme),
        "may_upload": request.acting.kind == Kind.SCHOOL_CONTACT and (standing is None or standing.is_with_school),
    }
    return render(request, "rosters/own.html", context, status=status)


@require_POST
@admits(Kind.SCHOOL_CONTACT)
def upload(request: ActingRequest) -> HttpResponse:
    """Take the sheet in as the school's draft and show what was read."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _taken_in(request, form)
        except Refusal as refusal:
            form.refuse(refusal)
    return own_page(request, form, status=422)


def _taken_in(request: ActingRequest, form: UploadForm) -> HttpResponse:
    """A small sheet is read at once; a big one in the background, with a bar that says how far it is."""
    file, version = form.cleaned_data["file"], form.cleaned_data["version"]
    content = file.read()
    assert request.acting.school is not None  # noqa: S101 - see own_page
    book = read_workbook(content, name=file.name) if len(content) <= BIG_BYTES else None
    if book is None or sum(len(sheet.rows) for sheet in book.sheets) > BIG_ROWS:
        run = jobs.begin_sheet(
            programme=request.programme, school=request.acting.school, content=content, file_name=file.name,
            by=request.acting, version=version,
        )  # fmt: skip
        return redirect("desks:run", run=run.public_id)
    roster = actions.take_in(
        programme=request.programme, school=request.acting.school, grids=queries.grids_of(book), file_name=file.name,
        by=request.acting, now=clock.now(), version=version,
    )  # fmt: skip
    sheets = list(dict.fromkeys(teacher.sheet for teacher in queries.teachers_of(roster)))
    if len(sheets) > 1:
        messages.info(
            request, _("Several sheets hold a roster and all were read: %(sheets)s.") % {"sheets": "、".join(sheets)}
        )
    return redirect("rosters:roster", roster=roster.public_id)


@require_GET
@public
def blank(request: HttpRequest) -> HttpResponse:
    """Annex 1 with nothing in it: title and columns word for word (R33), cells formatted as text."""
    facts = queries.blank_form(request.programme)  # type: ignore[attr-defined]
    answer = HttpResponse(
        write_workbook(facts.columns, [], title=facts.title, blank_rows=BLANK_ROWS), content_type=XLSX
    )
    answer["Content-Disposition"] = "attachment; filename=\"annex-1.xlsx\"; filename*=UTF-8''" + facts.quoted_file_name
    return answer


@csrf_exempt  # who tries to enrol alone by POST is told why not, instead of a word about form tokens; it writes nothing
@require_http_methods(["GET", "POST"])
@public
def individual(request: HttpRequest) -> HttpResponse:
    """There is no enrolment of individuals: said here with what to do instead (R46)."""
    return render(
        request, "rosters/individual.html", {"refusal": IndividualEnrolment()}, status=IndividualEnrolment.status
    )
