"""Marks entered one by one, or uploaded as a sheet that is shown before it is recorded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.assessment import actions, exports, queries, wording
from xingtan.assessment.forms import MarkForm, ReasonForm, SheetForm
from xingtan.assessment.mark_sheet import MOST_ROWS, read_rows
from xingtan.assessment.marking import NewMark, marked_parts
from xingtan.assessment.models import MarkSheet, RecordedMark
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.sheets import read_workbook
from xingtan.ui.lists import page_of


@require_POST
@admits(Kind.ACADEMIC, learner=Enrolment)
def record_mark(request: ActingRequest, learner: Enrolment) -> HttpResponse:
    """Record one mark; what is wrong is said beside the field."""
    scheme = actions.scheme_for(learner.programme)
    form = MarkForm(scheme.rules, request.POST)
    if form.is_valid():
        typed = {**form.cleaned_data, "minutes": form.cleaned_data["minutes"] or 0}
        try:
            actions.record_mark(enrolment=learner, new=NewMark(**typed), by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The mark is recorded and counts from now on."), extra_tags="ok")
            return redirect("assessment:learner", learner=learner.public_id)
    return render(request, "assessment/mark_form.html", {"form": form, "learner": learner}, status=422)


@require_POST
@admits(Kind.ACADEMIC, mark=RecordedMark)
def void_mark(request: ActingRequest, mark: RecordedMark) -> HttpResponse:
    """Void a mark, with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.void_mark(mark=mark, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now())
        messages.success(request, _("The mark is voided; it stays to be seen with your reason."), extra_tags="ok")
    else:
        messages.error(request, _("Please say why. Nothing was recorded."), extra_tags="stop")
    return redirect("assessment:learner", learner=mark.enrolment.public_id)


@require_http_methods(["GET", "POST"])
@admits(Kind.ACADEMIC)
def marks(request: ActingRequest) -> HttpResponse:
    """Upload a sheet of marks, and the sheets uploaded so far."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("assessment:mark_sheet", sheet=_read(request, form).public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    sheets = queries.mark_sheets(request.acting, request.programme)
    scheme = queries.scheme_of(request.programme)
    parts = wording.titles_of(marked_parts(scheme.rules)) if scheme else {}
    context = {"form": form, "page": page_of(request, sheets), "parts": parts}
    return render(request, "assessment/marks.html", context, status=422 if form.errors else 200)


def _read(request: ActingRequest, form: SheetForm) -> MarkSheet:
    upload = form.cleaned_data["file"]
    book = read_workbook(upload.read(), name=upload.name)
    rows = read_rows(book.visible[0].rows if book.visible else [])
    return actions.read_mark_sheet(
        programme=request.programme, file_name=upload.name, rows=rows, by=request.acting, now=clock.now()
    )


@require_http_methods(["GET", "POST"])
@admits(Kind.ACADEMIC, sheet=MarkSheet)
def mark_sheet(request: ActingRequest, sheet: MarkSheet) -> HttpResponse:
    """What was read from a sheet, bad rows named; and, once looked at, record the good ones."""
    if request.method == "POST":
        count = actions.record_sheet(sheet=sheet, by=request.acting, now=clock.now())
        said = ngettext("%(count)s mark recorded.", "%(count)s marks recorded.", count) % {"count": count}
        messages.success(request, said, extra_tags="ok")
        return redirect("assessment:mark_sheet", sheet=sheet.public_id)
    titles = wording.titles_of(actions.scheme_for(sheet.programme).rules.parts)
    rows = [{**row, "title": titles.get(row["part"], row["part"])} for row in sheet.rows]
    return render(request, "assessment/mark_sheet.html", {"sheet": sheet, "page": page_of(request, rows)})


@require_GET
@admits(Kind.ACADEMIC)
def blank_sheet(request: ActingRequest) -> HttpResponse:
    """The sheet to fill in, with the learners in it."""
    rows = queries.learners(request.acting, request.programme).order_by("school__division_id", "school_id", "pk")
    return exports.blank_sheet(rows[:MOST_ROWS], request.GET.get("part", "")[:40])
