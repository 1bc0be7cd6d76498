"""Mending in place: one cell, rows set aside, a teacher by hand, the sheet with its marks, words learnt."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.rosters import actions, exports, queries
from xingtan.rosters.forms import AsideForm, CellForm, NewRowForm
from xingtan.rosters.models import LearnedWord, Roster, RosterRow
from xingtan.rosters.sentences import field_name
from xingtan.rosters.sheet import FIELDS
from xingtan.rosters.views.roster import grid, page, panel
from xingtan.ui.lists import PER_PAGE, page_of

UNLEARNERS = (Kind.CITY_SUPERVISOR, Kind.SUPPORT)


@require_http_methods(["GET", "POST"])
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def cell(request: ActingRequest, roster: Roster, position: int, field: str) -> HttpResponse:
    """One cell opened, and the cell as mended: a part of the page, or the page with the cell open."""
    found = queries.row_at(roster, position)
    if found is None or field not in FIELDS:
        raise Http404
    if request.method == "POST":
        return _mended(request, roster, found, field)
    if not request.htmx:
        return redirect(_address(roster, position, f"&cell={position}-{field}"))
    opened = "" if "close" in request.GET else f"{position}-{field}"
    context = panel(request, roster) | grid(request, roster, [found]) | {"row": found, "opened": opened}
    return render(request, "rosters/roster.html#row", context)


def _mended(request: ActingRequest, roster: Roster, found: RosterRow, field: str) -> HttpResponse:
    form = CellForm(request.POST)
    if not form.is_valid():
        return _refused(
            request, roster, found, field, " ".join(map(str, form.errors.get("text", [_("Please type it again.")])))
        )
    try:
        changed = actions.mend_cells(
            roster=roster, position=found.position, cells={field: form.chosen}, alike=bool(form.cleaned_data["alike"]),
            row_version=form.cleaned_data["row_version"], by=request.acting, now=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, roster, found, field, str(refusal))
    roster.refresh_from_db()
    if not request.htmx:
        return redirect(_address(roster, found.position))
    return render(request, "rosters/roster.html#mended", _as_seen(request, roster) | {"changed": changed})


def _refused(request: ActingRequest, roster: Roster, found: RosterRow, field: str, sentence: str) -> HttpResponse:
    """The grid with the cell still open, what was typed in it, and why it was not kept."""
    roster.refresh_from_db()
    said = {
        "opened": f"{found.position}-{field}",
        "refused": sentence,
        "typed_text": request.POST.get("text", ""),
        "editing": None,
    }
    if request.htmx:
        return render(request, "rosters/roster.html#mended", _as_seen(request, roster) | said, status=422)
    return page(request, roster, status=422, **said)


def _as_seen(request: ActingRequest, roster: Roster) -> dict[str, Any]:
    """The panel and the page of the grid that the browser shows."""
    request.GET = QueryDict(urlsplit(request.htmx.current_url or "").query)
    return panel(request, roster) | grid(request, roster)


def _address(roster: Roster, position: int, more: str = "") -> str:
    """The page of the roster on which a row stands."""
    before = queries.rows_before(roster, position)
    return reverse("rosters:roster", args=[roster.public_id]) + f"?page={before // PER_PAGE + 1}{more}#row-{position}"


@require_POST
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def aside(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Take rows in that were set aside, or decide to leave them out."""
    form = AsideForm(request.POST)
    if not form.is_valid():
        return redirect("rosters:roster", roster=roster.public_id)
    number = form.cleaned_data["aside"]
    if form.cleaned_data["take"]:
        actions.take_aside(roster=roster, aside=number, by=request.acting, now=clock.now())
        messages.success(request, _("The rows are on the roster now and have been checked."))
    else:
        actions.leave_aside(roster=roster, aside=number, by=request.acting, now=clock.now())
        messages.success(request, _("The rows stay out. You can still take them in below."))
    return redirect("rosters:roster", roster=roster.public_id)


@require_POST
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def row_added(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Put a teacher typed by hand on the roster."""
    form = NewRowForm(request.POST, stages=roster.programme.stages, auto_id="new_%s")
    if form.is_valid():
        cells = {field: form.cleaned_data[field] for field in (*FIELDS, "note")}
        try:
            row = actions.add_row(roster=roster, cells=cells, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Added at the end of the roster and checked."))
            return redirect(_address(roster, row.position))
    return page(request, roster, status=422, new_row_form=form)


@require_GET
@admits(Kind.SCHOOL_CONTACT, roster=Roster)
def marked(request: ActingRequest, roster: Roster) -> HttpResponse:
    """The roster as a sheet with the cells to be mended tinted and commented, to be mended there and uploaded again."""
    audit.record(
        "export_own_roster", by=request.acting, about=roster, teachers=roster.teachers, problems=roster.open_problems
    )
    return exports.marked_sheet(roster)


@require_GET
@admits(*UNLEARNERS)
def words(request: ActingRequest) -> HttpResponse:
    """What the house has learnt from those who mend, with how many schools said so."""
    found = page_of(request, queries.words_within(request.acting))
    rows = [each | {"column": field_name(each["field"])} for each in found.object_list]
    return render(request, "rosters/words.html", {"page": found, "words": rows})


@require_POST
@admits(*UNLEARNERS, word=LearnedWord)
def word_unlearned(request: ActingRequest, word: LearnedWord) -> HttpResponse:
    """Forget what a word was taken to mean."""
    schools = actions.unlearn_word(word=word, by=request.acting, now=clock.now())
    said = ngettext(
        "Forgotten for %(schools)s school. It will not be learnt again.",
        "Forgotten for %(schools)s schools. It will not be learnt again.",
        schools,
    )
    messages.success(request, said % {"schools": schools})
    return redirect("rosters:words")
