"""Reminding schools of what they lack: one, the ticked ones, or all; the text is shown before it goes."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of
from xingtan.oversight import actions, chasing_words, jobs, queries
from xingtan.oversight.forms import ChaseFilter, ReminderForm
from xingtan.oversight.rules import Subject
from xingtan.oversight.subject_words import TITLES
from xingtan.oversight.views.divisions import OVER_DIVISIONS
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of

CHASERS = tuple(kind for kind in OVER_DIVISIONS if kind != Kind.AUDITOR)
AT_ONCE = 30
"""So many schools are reminded while the clerk waits; more go in the background, with a bar."""


@require_GET
@admits(*CHASERS)
def chase_index(request: ActingRequest) -> HttpResponse:
    """To what most schools lack first on their way."""
    if request.programme is None:
        return render(request, "oversight/nothing.html")
    schools, subjects = queries.area_schools(request.acting, request.programme), queries.subjects_of(request.acting)
    counts = queries.counts_lacking(schools, request.programme, subjects)
    subject = next((each for each, count in counts.items() if count), Subject.ROSTER)
    return redirect("oversight:chase", subject=subject.value)


@require_GET
@admits(*CHASERS)
def chase(request: ActingRequest, subject: str) -> HttpResponse:
    """The schools that lack one thing, with when each was reminded of it last."""
    about, programme = _subject(request, subject), _programme(request)
    units = _units(request, programme)
    filters = ChaseFilter(request.GET, units=units)
    rows = _rows(request, programme, about, filters.chosen("division") or "")
    rows = queries.with_reminders(queries.named(rows, filters.chosen("q") or ""), programme, about, clock.today())
    subjects = queries.subjects_of(request.acting)
    counts = queries.counts_lacking(queries.area_schools(request.acting, programme), programme, subjects)
    context = {
        "subject": about.value, "title": TITLES[about], "filters": filters,
        "tabs": [(each.value, TITLES[each], counts[each]) for each in subjects],
        "page": page_of(request, rows.order_by("division", "registered_name", "pk")),
        "division": filters.chosen("division") or "", "has_units": len(units) > 1,
        "due_on": queries.due_on(programme, about), "holiday": queries.holiday_of(programme, clock.today()),
        "counts_people": about in {Subject.PAYMENT, Subject.ACTIVATION, Subject.LAGGING},
    }  # fmt: skip
    return render(request, "oversight/chase.html", context)


def _subject(request: ActingRequest, text: str) -> Subject:
    """What the address names, where this post reminds of it."""
    found = next((each for each in queries.subjects_of(request.acting) if each.value == text), None)
    if found is None:
        raise Http404
    return found


def _programme(request: ActingRequest) -> Programme:
    if request.programme is None:
        raise Http404
    found: Programme = request.programme
    return found


def _units(request: ActingRequest, programme: Programme) -> list[tuple[str, str]]:
    area = Division.objects.filter(code__startswith=prefix_of(programme.owner_division_id)).order_by("code")
    direct = _("City-direct")
    rows = within(area, request.acting)
    return [(each.code, each.name if each.kind == Division.Kind.COUNTY else direct) for each in rows]


def _rows(request: ActingRequest, programme: Programme, subject: Subject, division: str) -> QuerySet[School]:
    """The schools of the post's area, or of one unit of it, that lack this."""
    schools = queries.area_schools(request.acting, programme)
    if division:
        schools = schools.filter(division=division)
    return queries.lacking(schools.select_related("division"), programme, subject)


def _chosen(request: ActingRequest, programme: Programme, subject: Subject, form: ReminderForm) -> QuerySet[School]:
    """The schools meant: all that lack it, or the ticked ones among them."""
    rows = _rows(request, programme, subject, form.cleaned_data["division"])
    if not form.cleaned_data["everybody"]:
        rows = rows.filter(public_id__in=request.POST.getlist("school"))
    return rows.order_by("division", "registered_name", "pk")


@require_POST
@admits(*CHASERS)
def chase_preview(request: ActingRequest, subject: str) -> HttpResponse:
    """What the schools will read, how many they are, and who will be left out; nothing is sent yet."""
    about, programme, form = _subject(request, subject), _programme(request), ReminderForm(request.POST)
    if not form.is_valid():
        return _refused(request, about)
    rows = queries.with_reminders(_chosen(request, programme, about, form), programme, about, clock.today())
    schools: list[Any] = list(rows)
    if not schools:
        return _refused(request, about)
    told = [each for each in schools if not each.is_reminded and each.has_people]
    first = (told or schools)[0]
    note = form.cleaned_data["note"]
    text = chasing_words.said_to(programme, about, first, number=first.lacks, by=request.acting, note=note)
    context = {
        "subject": about.value, "title": TITLES[about], "form": form, "schools": schools, "text": text,
        "told": len(told), "first": first, "everybody": form.cleaned_data["everybody"],
        "today_already": sum(each.is_reminded for each in schools),
        "without_people": [each for each in schools if not each.has_people],
        "holiday": queries.holiday_of(programme, clock.today()),
    }  # fmt: skip
    return render(request, "oversight/chase_preview.html", context)


def _refused(request: ActingRequest, subject: Subject) -> HttpResponse:
    messages.warning(request, _("Please tick at least one school."), extra_tags="warn")
    return redirect("oversight:chase", subject=subject.value)


@require_POST
@admits(*CHASERS)
def chase_send(request: ActingRequest, subject: str) -> HttpResponse:
    """Send the reminders: a few at once, many in the background."""
    about, programme, form = _subject(request, subject), _programme(request), ReminderForm(request.POST)
    if not form.is_valid():
        return _refused(request, about)
    ids = list(_chosen(request, programme, about, form).values_list("pk", flat=True))
    if not ids:
        return _refused(request, about)
    facts = {"subject": about.value, "note": form.cleaned_data["note"]}
    if len(ids) > AT_ONCE:
        run = start(
            jobs.remind_many, title=_("Reminding schools"), owner=request.user.public_id, programme=programme.code,
            by=request.acting.public_id, school_ids=ids, **facts,
        )  # fmt: skip
        return redirect("desks:run", run=run.public_id)
    return _send_at_once(request, programme, about, ids, form.cleaned_data["note"])


def _send_at_once(
    request: ActingRequest, programme: Programme, subject: Subject, ids: list[int], note: str
) -> HttpResponse:
    try:
        done = actions.remind_schools(
            programme=programme, subject=subject, school_ids=ids, by=request.acting, now=clock.now(), note=note
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal), extra_tags="warn")
    else:
        said = ngettext("%(count)s school was reminded.", "%(count)s schools were reminded.", done.sent)
        messages.success(request, said % {"count": done.sent}, extra_tags="ok" if done.sent else "warn")
    return redirect(reverse("oversight:chase", kwargs={"subject": subject.value}))
