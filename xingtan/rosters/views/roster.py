"""One roster: what was read, cell by cell; mending a row; handing in."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.rosters import actions, queries
from xingtan.rosters.forms import HandInForm, NewRowForm, ReturnForm, RowForm, UploadForm
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.rules import why_not_change
from xingtan.rosters.sheet import FIELDS
from xingtan.rosters.views.lists import SEES_ROSTERS
from xingtan.ui.lists import page_of


def page(request: ActingRequest, roster: Roster, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a roster; ``forms`` are those that were sent and have something to say."""
    context = {
        **panel(request, roster),
        **grid(request, roster),
        "steps": list(queries.steps_of(roster)),
        "remarks": queries.remarked_rows(roster).count(),
        "upload_form": UploadForm(initial={"version": roster.version}),
        "return_form": ReturnForm(),
        "asides": queries.asides_of(roster) if request.acting.kind == Kind.SCHOOL_CONTACT else (),
        "new_row_form": NewRowForm.for_school(queries.own_school(roster.school), roster.programme.stages),
        **forms,
    }
    return render(request, "rosters/roster.html", context, status=status)


def grid(request: ActingRequest, roster: Roster, rows: Sequence[RosterRow] | None = None) -> dict[str, Any]:
    """One page of the rows, or some of them, with what their doubtful cells may have meant."""
    only_problems = request.GET.get("rows") == "problems"
    shown: dict[str, Any] = {"only_problems": only_problems, "opened": request.GET.get("cell", "")}
    if rows is None:
        shown["page"] = page_of(request, queries.rows_of(roster, only_problems=only_problems))
        rows = list(shown["page"])
    if request.acting.kind != Kind.SCHOOL_CONTACT or not any(row.problem_count for row in rows):
        return shown
    return shown | {
        "hints": queries.suggestions_for(roster, rows, clock.today()),
        "alike": queries.same_texts(roster),
        "stages": roster.programme.stages,
    }


def panel(request: ActingRequest, roster: Roster) -> dict[str, Any]:
    """What depends on the roster's state: who may do what, and the counter."""
    standing = queries.standing_of(roster, clock.now())
    is_contact = request.acting.kind == Kind.SCHOOL_CONTACT
    return {
        "roster": roster,
        "may_change": is_contact and why_not_change(standing) is None,
        "is_closed": not standing.is_received,
        "is_school": request.acting.school_id == roster.school_id,
        "may_hand_in": _may_hand_in(request, roster) and why_not_change(standing) is None,
        "may_decide": queries.is_reviewer(request.acting, roster),
        "passes_on": queries.way_of(roster).after_yes(roster.state) == Roster.State.PASSED,
        "hand_in_form": HandInForm(
            initial={"version": roster.version, "declared_by": queries.head_of(roster.school)}, auto_id="hand_in_%s"
        ),
        "first_problem": queries.first_problem(roster) if is_contact and roster.open_problems else None,
    }


def _may_hand_in(request: ActingRequest, roster: Roster) -> bool:
    """The head, and whoever the programme lets hand in for the head (R41, A21)."""
    if request.acting.kind == Kind.SCHOOL_HEAD:
        return True
    return request.acting.kind == Kind.SCHOOL_CONTACT and not roster.programme.reading("A21", "head_declares_in_person")


@require_GET
@admits(*SEES_ROSTERS, roster=Roster)
def roster(request: ActingRequest, roster: Roster) -> HttpResponse:
    """What was read, who did what when, and what can be done now. ``?edit=`` opens one row."""
    edited = request.GET.get("edit", "")
    found = queries.row_at(roster, int(edited)) if edited.isascii() and edited.isdigit() and len(edited) < 7 else None
    forms: dict[str, Any] = {"editing": found.position, "row_form": _form_of(roster, found)} if found else {}
    return page(request, roster, **forms)


def _form_of(roster: Roster, row: RosterRow) -> RowForm:
    return RowForm.of(row.teacher, row.version, roster.programme.stages)


@require_http_methods(["GET", "POST"])
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def row(request: ActingRequest, roster: Roster, position: int) -> HttpResponse:
    """One row opened for mending, and the row as mended. A part of the page, or the page with the row open."""
    found = queries.row_at(roster, position)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _mended(request, roster, found)
    if not request.htmx:
        return redirect(reverse("rosters:roster", args=[roster.public_id]) + f"?edit={position}#row-{position}")
    part = "rosters/roster.html#row" if "close" in request.GET else "rosters/roster.html#editor"
    context = panel(request, roster) | grid(request, roster, [found])
    return render(request, part, context | {"row": found, "row_form": _form_of(roster, found)})


def _mended(request: ActingRequest, roster: Roster, found: RosterRow) -> HttpResponse:
    form = RowForm(request.POST, stages=roster.programme.stages, auto_id="row_%s")
    if form.is_valid():
        cells = {field: form.cleaned_data[field] for field in (*FIELDS, "note")}
        if "own_school" in request.POST:
            own = queries.own_school(roster.school)
            cells |= {"county": own.county, "school": own.full_name}
        try:
            return _changed(request, roster, found.position, cells, form.cleaned_data["row_version"])
        except Refusal as refusal:
            form.refuse(refusal)
    stale = {"row": found, "row_form": form, "editing": found.position, "stands_now": found.teacher}
    if request.htmx:
        return render(request, "rosters/roster.html#editor", panel(request, roster) | stale, status=422)
    return page(request, roster, status=422, **stale)


def _changed(
    request: ActingRequest, roster: Roster, position: int, cells: dict[str, str], row_version: int
) -> HttpResponse:
    changed = actions.change_row(
        roster=roster, position=position, cells=cells, row_version=row_version, by=request.acting, now=clock.now()
    )
    if not request.htmx:
        return redirect(reverse("rosters:roster", args=[roster.public_id]) + f"#row-{position}")
    roster.refresh_from_db()
    context = panel(request, roster) | grid(request, roster, [changed])
    return render(request, "rosters/roster.html#mended_row", context | {"row": changed, "row_form": None})


@require_POST
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def row_removal(request: ActingRequest, roster: Roster, position: int) -> HttpResponse:
    """Take one row off the roster."""
    version = request.POST.get("row_version", "")
    actions.remove_row(
        roster=roster, position=position, row_version=int(version) if version.isascii() and version.isdigit() else 0,
        by=request.acting, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The row was removed."))
    return redirect("rosters:roster", roster=roster.public_id)


@require_POST
@admits(Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD, roster=Roster)
def hand_in(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Hand the roster in, declared true."""
    form = HandInForm(request.POST, auto_id="hand_in_%s")
    if form.is_valid():
        try:
            actions.hand_in(
                roster=roster, declared_by=form.cleaned_data["declared_by"], version=form.cleaned_data["version"],
                by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Handed in. You see here when it has been reviewed."))
            return redirect("rosters:roster", roster=roster.public_id)
    roster.refresh_from_db()
    return page(request, roster, status=422, hand_in_form=form)
