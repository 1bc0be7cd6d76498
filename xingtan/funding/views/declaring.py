"""Declaring, with everything that was typed kept, and what looks like a slip asked back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.uploads import UploadRefused
from xingtan.funding import actions, queries, wording
from xingtan.funding.forms import DeclarationForm
from xingtan.funding.models import Declaration
from xingtan.funding.rules import Place, Share, doubts
from xingtan.funding.views.years import OF_SCHOOL, checked, norms_of, year_asked
from xingtan.organisations.models import Division, School


@require_http_methods(["GET", "POST"])
@admits(Kind.COUNTY_ADMIN, division=Division)
def county_declare(request: ActingRequest, division: Division) -> HttpResponse:
    """A county's wages and training money (R28)."""
    return _page(request, division, division, reverse("funding:county", kwargs={"division": division.code}))


@require_http_methods(["GET", "POST"])
@admits(*OF_SCHOOL, school=School)
def school_declare(request: ActingRequest, school: School) -> HttpResponse:
    """A school's public funds and training money (R30)."""
    return _page(request, school, school.division, reverse("funding:school", kwargs={"school": school.public_id}))


def _page(request: ActingRequest, place: Division | School, division: Division, back: str) -> HttpResponse:
    """The form, or on to the place's page once declared or put by."""
    programme = checked(request, division)
    year = year_asked(request, programme)
    standing = queries.standing_of(place, year)
    form = _form_of(request, place, year, standing)
    asked: list[str] = []
    if request.method == "POST":
        said, asked = _taken(request, form, place, year)
        if said:
            messages.success(request, said, extra_tags="ok")
            return redirect(f"{back}?year={year}")
    kind = Place.COUNTY if isinstance(place, Division) else Place.SCHOOL
    context = {
        "form": form, "asked": asked, "place": place, "division": division, "year": year, "back": f"{back}?year={year}", "standing": standing,
        "is_county": kind is Place.COUNTY, "draft": queries.draft_of(place, year), **norms_of(programme, kind, year),
    }  # fmt: skip
    return render(request, "funding/declare.html", context, status=422 if form.errors or asked else 200)


def _form_of(
    request: ActingRequest, place: Division | School, year: int, standing: Declaration | None
) -> DeclarationForm:
    options: dict[str, Any] = {"is_county": isinstance(place, Division), "is_correction": standing is not None}
    if request.method == "POST":
        return DeclarationForm(request.POST, request.FILES, **options)
    draft = queries.draft_of(place, year)
    initial: dict[str, Any] = {"seen": standing.version if standing else 0}
    if standing is not None:
        initial |= {"base": f"{standing.base:,}", "training": f"{standing.training:,}", "source": standing.source}
    if draft is not None:
        initial |= {name: text for name, text in draft.typed.items() if text}
    return DeclarationForm(initial=initial, **options)


def _taken(request: ActingRequest, form: DeclarationForm, place: Division | School, year: int) -> tuple[str, list[str]]:
    """What to say when it was declared or put by, or what is asked back; all that was typed is kept first."""
    is_right = form.is_valid()
    try:
        actions.keep_draft(
            place=place, year=year, typed=form.typed, file=request.FILES.get("file"), by=request.acting, now=clock.now()
        )
    except UploadRefused as refusal:
        form.add_error("file", str(refusal))
        actions.keep_draft(place=place, year=year, typed=form.typed, file=None, by=request.acting, now=clock.now())
        return "", []
    if request.POST.get("do") == "draft":
        return _("Put by. It is declared only once you declare it."), []
    if not is_right:
        return "", []
    return _declared(request, form, place, year)


def _declared(
    request: ActingRequest, form: DeclarationForm, place: Division | School, year: int
) -> tuple[str, list[str]]:
    asked = [] if form.cleaned_data["sure"] else _asked_back(request, form, place, year)
    if asked:
        return "", asked
    try:
        done = actions.declare(
            programme=request.programme, place=place, year=year, figures=form.figures, seen=form.cleaned_data["seen"] or 0,
            file=None, by=request.acting, now=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        _show_latest(form, place, year)
        return "", []
    return (_("Declared: the norm is met.") if done.share.is_met else _("Declared. The norm is not met yet.")), []


def _asked_back(request: ActingRequest, form: DeclarationForm, place: Division | School, year: int) -> list[str]:
    kind = Place.COUNTY if isinstance(place, Division) else Place.SCHOOL
    norm, before = queries.norm_of(request.programme, kind, year), queries.standing_of(place, year - 1)
    if norm is None:
        return []
    (base, training), former = form.amounts, before.base if before else None
    found = doubts(Share(base, training, norm.percent), norm, former)
    return [wording.doubt_words(each, base=base, training=training, before=former) for each in found]


def _show_latest(form: DeclarationForm, place: Division | School, year: int) -> None:
    """The next attempt answers the version that stands now."""
    standing = queries.standing_of(place, year)
    form.data = {**form.data.dict(), "seen": str(standing.version if standing else 0)}  # type: ignore[attr-defined]  # of a request
