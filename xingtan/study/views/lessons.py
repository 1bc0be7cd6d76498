"""A learner's pages, and the door by which progress comes in when no door of its own stands."""

from contextlib import nullcontext
from threading import Lock

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits, public
from xingtan.accounts.models import Kind
from xingtan.accounts.rules.guessing import address_key, client_address
from xingtan.courses import queries as courses
from xingtan.courses.models import Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.fields import new_public_id
from xingtan.study import actions, queries
from xingtan.study.coverage import Why
from xingtan.study.message import read_beat
from xingtan.study.rules import StudyTerms, may_study

_ONE_AT_A_TIME = Lock()
"""SQLite lets one write at a time and has the others sleep and look again; here they wake as soon as it is their turn."""


@require_GET
@admits(Kind.LEARNER)
def home(request: ActingRequest) -> HttpResponse:
    """My study: one big *Continue*, and every course with how far it is."""
    programme = request.programme
    enrolment = enrolments.enrolment_of(programme, request.user.pk) if programme else None
    context = {"study": queries.my_study(enrolment) if enrolment else None, "programme": programme}
    context |= {"patterns": queries.patterns_of(enrolment) if enrolment else []}
    if programme:
        terms = queries.terms_of(programme)
        context |= {"terms": terms, "is_open": may_study(terms, clock.now()), "is_early": clock.now() < terms.opens_at}
    return render(request, "study/home.html", context)


@require_GET
@csp_update({"media-src": [SELF, "blob:"]})
@admits(Kind.LEARNER, lesson=Lesson)
def lesson(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """The player of a lesson."""
    enrolment, player = player_at(request, lesson)
    terms = queries.terms_of(enrolment.programme)
    asked = _asked_second(request, lesson)
    begins_at = player.position if asked is None else asked
    context = {
        "player": player,
        "lesson": lesson,
        "programme": enrolment.programme,
        "terms": terms,
        "total_hours": queries.hours_of(player.total_seconds, enrolment.programme),
        "media_key": courses.media_key(lesson.media, request.user) if lesson.media else "",
        "reasons": reasons(terms),
        "notes": queries.notes_of(enrolment, lesson),
        "new_note": {"key": new_public_id(), "second": begins_at},
        "begins_at": begins_at,
        **package_context(request, lesson, enrolment),
        **courses.shown_with(lesson.media),
    }
    return render(request, "study/lesson.html", context)


@require_GET
@admits(Kind.LEARNER, lesson=Lesson)
def evidence(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """Why something counted or did not: the plays of a lesson one by one."""
    enrolment, player = player_at(request, lesson)
    covered, plays = queries.evidence(enrolment, lesson)
    terms = queries.terms_of(enrolment.programme)
    context = {"lesson": lesson, "player": player, "covered": covered, "plays": plays, "terms": terms}
    context |= {"asked": queries.asked_about(enrolment, lesson)}
    return render(request, "study/evidence.html", context | {"reasons": reasons(terms)})


@require_POST
@admits(Kind.LEARNER, lesson=Lesson)
def play(request: ActingRequest, lesson: Lesson) -> JsonResponse:
    """Begin to play on this device: the answer carries the token for its progress messages."""
    player_at(request, lesson)
    try:
        begun = actions.begin_play(lesson=lesson, by=request.acting, now=clock.now(), device=_device(request))
    except Refusal as refusal:
        return refused(refusal)
    said = {"token": begun.token, "covered": begun.covered, "position": begun.position}
    return JsonResponse(said | {"ask": True} if begun.asks else said)


@require_POST
@admits(Kind.LEARNER, lesson=Lesson)
def finish(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """Mark a lesson that takes no time as finished, and go on with the next."""
    _enrolment, player = player_at(request, lesson)
    actions.finish_lesson(lesson=lesson, by=request.acting, now=clock.now())
    messages.success(request, _("“%(title)s” is finished.") % {"title": lesson.title})
    return redirect("study:lesson", lesson=player.following.public_id) if player.following else redirect("study:home")


@csrf_exempt
@require_POST
@public
def progress(request: HttpRequest) -> JsonResponse:
    """Take in one progress message; the signed token within it says whose it is, so no session and no form key."""
    now = clock.now()
    try:
        beat = read_beat(request.body, queries.token_key(), now)
    except Refusal as refusal:
        return refused(refusal)
    with _ONE_AT_A_TIME if connection.vendor == "sqlite" else nullcontext():
        (heard,) = actions.take_progress(beats=[beat], now=now)
    return refused(heard) if isinstance(heard, Refusal) else JsonResponse(heard.as_json())


def reasons(terms: StudyTerms) -> dict[Why, str]:
    """Why something did not count, in words."""
    return {
        Why.DAY_LIMIT: _("Today’s limit of %(hours)s hours is reached. What you watch still plays; it does not count.")
        % {"hours": f"{terms.seconds_per_day / 3600:g}"},
        Why.COURSE_LIMIT: _(
            "Of one course at most %(hours)s hours count, and these are reached. What you watch still plays; it does not count."
        )
        % {"hours": f"{terms.seconds_per_course / 3600:g}"},
        Why.FASTER_THAN_CLOCK: _(
            "More was reported than the time that really passed allows. It counts as time goes on."
        ),
        Why.NOT_ANSWERED: _(
            "A question about the lesson stood unanswered, so this did not count. It counts again from the answer on."
        ),
        Why.ANOTHER_DEVICE: _("Another device had begun to play. Only one device counts at a time."),
        Why.OUTSIDE_MEDIA: _("The lesson has no such second."),
        Why.STUDY_CLOSED: _("It arrived after the term had ended."),
    }


def package_context(request: ActingRequest, lesson: Lesson, enrolment: Enrolment) -> dict[str, object]:
    """What the page of a package needs: the part that is open, how each stands, and where its reports go."""
    shown = courses.package_shown(lesson.media, viewer=request.user, item=request.GET.get("item", ""), now=clock.now())
    if shown is None:
        return {}
    parts = queries.parts_of(enrolment, lesson)
    return {
        "package": shown,
        "parts": parts,
        "standing": next((each for each in parts if each.item == shown.current), None),
        "package_open": reverse("study:open_part", kwargs={"lesson": lesson.public_id}),
        "package_report": reverse("study:report_part", kwargs={"lesson": lesson.public_id}),
        "reports_itself": queries.reports_itself(lesson),
    }


def player_at(request: ActingRequest, lesson: Lesson) -> tuple[Enrolment, queries.Player]:
    """The learner's enrolment and player; a lesson that is not theirs is as good as none."""
    queries.with_course(lesson)
    request.programme = lesson.course.programme  # the one looked at, whichever is current
    enrolment = enrolments.enrolment_of(lesson.course.programme, request.user.pk)
    player = queries.player(enrolment, lesson) if enrolment else None
    if enrolment is None or player is None:
        raise Http404
    return enrolment, player


def _asked_second(request: HttpRequest, lesson: Lesson) -> int | None:
    """The second a link asks for, as those of notes do; None where it asks for none the lesson has."""
    asked = request.GET.get("at", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and int(asked[:7]) < lesson.credit_seconds else None


def _device(request: HttpRequest) -> actions.Device:
    """What tells this device from another: digests of its browser's name and of the network it comes from."""
    address = client_address(
        remote=request.META.get("REMOTE_ADDR", ""),
        forwarded=request.headers.get("X-Forwarded-For", "").split(","),
        proxies=settings.TRUSTED_PROXIES,
    )
    kind = request.headers.get("User-Agent", "")
    return actions.Device(kind=queries.digest_of(kind), place=queries.digest_of(address_key(address)))


def refused(refusal: Refusal) -> JsonResponse:
    """A refusal as scripts read it."""
    return JsonResponse({"code": refusal.code, "sentence": str(refusal)}, status=refusal.status)
