"""Many schools' rosters in one upload: what was brought, what became of each school's rows, and deciding about the rest."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import School
from xingtan.organisations.queries import schools_found
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.errors import SchoolOutside
from xingtan.rosters.forms import BundleForm, DismissForm, SchoolSearch
from xingtan.rosters.models import Bundle, BundlePart, Roster
from xingtan.rosters.queries import BRINGERS
from xingtan.ui.lists import page_of

HOW = ("ask", "replace", "add")
MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
@admits(*BRINGERS)
def bundles(request: ActingRequest) -> HttpResponse:
    """What was brought so far, and the upload."""
    if request.programme is None:
        return render(request, "rosters/no_programme.html")
    form = BundleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            bundle = jobs.begin_bundle(
                programme=request.programme, content=file.read(), file_name=file.name, by=request.acting
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("rosters:bundle", bundle=bundle.public_id)
    page = page_of(request, queries.bundles_within(request.acting, request.programme))
    context = {
        "form": form,
        "page": page,
        "counts": queries.counts_of(page),
        "is_open": queries.is_received(request.programme, clock.now()),
        "mailbox": queries.mailbox_of(request.programme),
    }
    return render(request, "rosters/bundles.html", context, status=422 if form.errors else 200)


@require_GET
@admits(*BRINGERS, bundle=Bundle)
def bundle(request: ActingRequest, bundle: Bundle) -> HttpResponse:
    """How far it is read, and what became of each school's rows."""
    return bundle_page(request, bundle)


def bundle_page(request: ActingRequest, bundle: Bundle, **more: Any) -> HttpResponse:
    """The page of a bundle; ``more`` has something to say."""
    outcome = request.GET.get("outcome", "")
    known = outcome if outcome in BundlePart.Outcome.values else None
    page = page_of(request, queries.parts_of(bundle, outcome=known, only_open=outcome == "open"))
    counts = queries.counts_of([bundle]).get(bundle.pk, {})
    context = {
        "bundle": bundle,
        "run": queries.run_of(bundle.run) if bundle.state == Bundle.State.READING else None,
        "page": page,
        "candidates": queries.candidates_of(page),
        "counts": counts,
        "outcomes": [(value, label, counts[value]) for value, label in BundlePart.Outcome.choices if counts.get(value)],
        "outcome": outcome,
        "hands_in": queries.county_may_hand_in(bundle.programme),
    }
    return render(request, "rosters/bundle.html", context | more, status=422 if more else 200)


@require_POST
@admits(*BRINGERS, bundle=Bundle)
def bundle_resume(request: ActingRequest, bundle: Bundle) -> HttpResponse:
    """Read on after something went wrong."""
    if bundle.state == Bundle.State.READING:
        jobs.begin_reading(bundle)
        messages.info(request, _("Reading goes on."))
    return redirect("rosters:bundle", bundle=bundle.public_id)


@require_GET
@admits(*BRINGERS, bundle=Bundle)
def part(request: ActingRequest, bundle: Bundle, position: int) -> HttpResponse:
    """One part that waits for a decision: what its rows say, the schools it may be, a search among all."""
    found = queries.part_at(bundle, position)
    if found is None:
        raise Http404
    return part_page(request, bundle, found)


def part_page(request: ActingRequest, bundle: Bundle, part: BundlePart, **forms: Any) -> HttpResponse:
    """The page of a part; ``forms`` are those that were sent and have something to say."""
    search = SchoolSearch(request.GET)
    text = search.chosen("school")
    schools = within(School.objects.select_related("division"), request.acting)
    candidates = queries.candidates_of([part])
    context = {
        "bundle": bundle,
        "part": part,
        "page": page_of(request, queries.teachers_in(part)),
        "candidates": [candidates[key] for key in part.candidates if key in candidates],
        "search": search,
        "found": list(schools_found(schools, text)[:MOST_FOUND]) if text else [],
        "dismiss_form": DismissForm(),
    }
    return render(request, "rosters/part.html", context | forms, status=422 if forms else 200)


@require_POST
@admits(*BRINGERS, bundle=Bundle)
def part_assignment(request: ActingRequest, bundle: Bundle, position: int) -> HttpResponse:
    """Bring a part's rows in as a school's."""
    schools = within(School.objects.select_related("division"), request.acting)
    school = schools.filter(public_id=request.POST.get("school", "")).first()
    if school is None:
        raise SchoolOutside()
    how = request.POST.get("how", "ask")
    decided = actions.assign_part(
        bundle=bundle, position=position, school=school, by=request.acting, now=clock.now(),
        how=how if how in HOW else "ask",  # type: ignore[arg-type]  # one of these
    )  # fmt: skip
    if decided.outcome == BundlePart.Outcome.STANDING:
        messages.info(request, _("The school has a draft of its own. Please say what becomes of it."))
        return redirect("rosters:part", bundle=bundle.public_id, position=position)
    words = _("Brought in as the draft of %(school)s: %(count)s teachers.")
    messages.success(request, words % {"school": school.registered_name, "count": decided.teachers})
    return redirect("rosters:bundle", bundle=bundle.public_id)


@require_POST
@admits(*BRINGERS, bundle=Bundle)
def part_dismissal(request: ActingRequest, bundle: Bundle, position: int) -> HttpResponse:
    """Set a part aside with a reason."""
    form = DismissForm(request.POST)
    found = queries.part_at(bundle, position)
    if found is None:
        raise Http404
    if not form.is_valid():
        return part_page(request, bundle, found, dismiss_form=form)
    actions.dismiss_part(
        bundle=bundle, position=position, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now()
    )
    messages.success(request, _("Set aside."))
    return redirect("rosters:bundle", bundle=bundle.public_id)


@require_POST
@admits(*BRINGERS, roster=Roster)
def hand_in_for(request: ActingRequest, roster: Roster) -> HttpResponse:
    """Hand in for a school what was brought in, its head having declared on paper."""
    version = request.POST.get("version", "")
    handed = actions.hand_in_for(
        roster=roster, declared_by=request.POST.get("declared_by", "")[:60],
        version=int(version) if version.isascii() and version.isdigit() else 0, by=request.acting, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Handed in for %(school)s.") % {"school": handed.school.registered_name})
    return redirect("rosters:roster", roster=roster.public_id)
