"""The desk itself, and the small choices made in the frame: post, language, look."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language

from xingtan.accounts.access import ACTING_KEY, ActingRequest, admits, posts_of, public, signed_in
from xingtan.accounts.models import MANAGEMENT, STAFF, Kind
from xingtan.desks import showroom
from xingtan.desks.calendar_file import calendar_file
from xingtan.desks.forms import SampleFilter, SampleForm
from xingtan.desks.queries import WhatIsLeft, daily_study, desk_of, found, learner_desk, what_is_left
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.ui.context import TEXT_COOKIE, TEXTS, THEME_COOKIE, THEMES
from xingtan.ui.lists import page_of

MOST_LETTERS = 60
WATCHERS = (*MANAGEMENT, Kind.SCHOOL_CONTACT, Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.MONITOR)
A_YEAR = 60 * 60 * 24 * 365


@require_GET
@signed_in
def desk(request: ActingRequest) -> HttpResponse:
    """The first page of the post acted with."""
    if request.acting.kind == Kind.LEARNER:
        desk = learner_desk(request.acting, request.programme, clock.now())
        return render(request, "desks/learner.html", {"desk": desk})
    return render(request, "desks/desk.html", {"desk": desk_of(request.acting, request.programme, clock.now())})


@require_GET
@admits(*STAFF)
def search(request: ActingRequest) -> HttpResponse:
    """Schools and teachers of one's scope by name or number."""
    text = request.GET.get("q", "")[:MOST_LETTERS]
    return render(request, "desks/search.html", {"text": text, "finds": found(request.acting, request.programme, text)})


@require_GET
@admits(*WATCHERS)
def daily(request: ActingRequest) -> HttpResponse:
    """The line of study day by day; the desk fetches it after it has been drawn."""
    if request.programme is None:
        raise Http404
    sentence, chart = daily_study(request.acting, request.programme, clock.today())
    return render(request, "desks/daily.html", {"sentence": sentence, "chart": chart})


def _left(request: ActingRequest) -> WhatIsLeft | None:
    enrolment = enrolment_of(request.programme, request.user.pk) if request.programme else None
    return what_is_left(enrolment, clock.today()) if enrolment else None


@require_GET
@admits(Kind.LEARNER)
def left(request: ActingRequest) -> HttpResponse:
    """What is left for a teacher, and until when."""
    return render(request, "desks/left.html", {"left": _left(request)})


@require_GET
@admits(Kind.LEARNER)
def left_file(request: ActingRequest) -> HttpResponse:
    """The same days as a calendar file."""
    found = _left(request)
    text = calendar_file(found.days if found else [], stamp=clock.now(), host=request.get_host())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "xingtan.ics") or ""  # noqa: FBT003 - Django's own signature
    return answer


@require_POST
@signed_in
def switch(request: ActingRequest) -> HttpResponse:
    """Act with another of one's own posts from now on in this session."""
    chosen = request.POST.get("post", "")
    if any(post.public_id == chosen for post in posts_of(request)):
        request.session[ACTING_KEY] = chosen
    return redirect("desks:desk")


@require_GET
@signed_in
def run(request: ActingRequest, run: str) -> HttpResponse:
    """One piece of background work, for whoever started it."""
    row = get_object_or_404(Progress, public_id=run, owner=request.user.public_id)
    return render(request, "desks/run.html", {"run": row})


@public
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the look chosen in the foot: light or dark, normal or large text."""
    answer = HttpResponseRedirect(_next(request))
    chosen = {THEME_COOKIE: request.POST.get("theme", ""), TEXT_COOKIE: request.POST.get("text", "")}
    for cookie, allowed in ((THEME_COOKIE, THEMES), (TEXT_COOKIE, TEXTS)):
        if chosen[cookie] in allowed:
            answer.set_cookie(
                cookie, chosen[cookie], A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
            )
    return answer


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in the foot."""
    return set_language(request)


@require_http_methods(["GET", "POST"])
@admits(*STAFF)
def design(request: ActingRequest) -> HttpResponse:
    """Every component of the design system on one page."""
    sent = request.POST if request.method == "POST" else None
    return render(
        request,
        "desks/design.html",
        {
            "filters": SampleFilter(request.GET),
            "form": SampleForm(sent),
            "page": page_of(request, showroom.rows(), per=8),
            **showroom.context(),
        },
    )


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"
