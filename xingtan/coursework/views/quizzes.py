"""A learner's quizzes: the list, before it begins, the questions, each answer as it is given, the result."""

import json
from collections.abc import Sequence

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.coursework.actions import quizzes as actions
from xingtan.coursework.models import Attempt, Quiz
from xingtan.coursework.queries import quizzes as queries
from xingtan.coursework.rules import quizzes as rules
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock


@require_GET
@admits(Kind.LEARNER)
def mine(request: ActingRequest) -> HttpResponse:
    """All quizzes of my courses: what is open, what is done."""
    enrolment = enrolment_of(request.programme, request.user.pk) if request.programme else None
    now = clock.now()
    quizzes = queries.quizzes_for(enrolment) if enrolment else []
    context = {"open": [each for each in quizzes if each.is_open(now)], "now": now, "enrolment": enrolment}
    context["others"] = [each for each in quizzes if not each.is_open(now)]
    return render(request, "coursework/my_quizzes.html", context)


def _seen_by_me(request: ActingRequest, quiz: Quiz) -> tuple[Enrolment, queries.MyQuiz]:
    """My enrolment and the quiz as I see it; one that is not asked of me is as good as none."""
    enrolment = enrolment_of(quiz.programme, request.user.pk)
    found = queries.my_quiz(quiz, enrolment) if enrolment else None
    if enrolment is None or found is None:
        raise Http404
    return enrolment, found


@require_GET
@never_cache
@admits(Kind.LEARNER, quiz=Quiz)
def quiz(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """What a quiz asks for, before it begins, and the attempts so far."""
    _enrolment, found = _seen_by_me(request, quiz)
    now = clock.now()
    questions = sum(part.count for part in queries.parts_of(quiz))
    opens_later = quiz.opens_at is not None and now < quiz.opens_at
    context = {
        "mine": found,
        "quiz": quiz,
        "questions": questions,
        "opens_later": opens_later,
        "is_open": found.is_open(now),
    }
    return render(request, "coursework/quiz.html", context)


@require_POST
@admits(Kind.LEARNER, quiz=Quiz)
def begin(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """Begin, or go on with the attempt that runs."""
    enrolment, _found = _seen_by_me(request, quiz)
    attempt = actions.begin_attempt(quiz=quiz, enrolment=enrolment, by=request.acting, now=clock.now())
    return redirect("quizzes:attempt", attempt=attempt.public_id)


@require_http_methods(["GET", "POST"])
@never_cache
@admits(Kind.LEARNER, attempt=Attempt)
def attempt(request: ActingRequest, attempt: Attempt) -> HttpResponse:
    """The questions while it runs, the result afterwards. A posted page keeps what was changed on it, and hands in."""
    now = clock.now()
    if request.method == "POST":
        given = changed_on(request)
        if given:
            actions.save_answers(attempt=attempt, given=given, now=now)
        if "hand_in" in request.POST:
            actions.hand_in_attempt(attempt=attempt, by=request.acting, now=now)
        return redirect("quizzes:attempt", attempt=attempt.public_id)
    if attempt.handed_in_at is None and rules.is_over(attempt.ends_at, now):
        attempt = actions.end_if_over(attempt=attempt, now=now)
    return _result(request, attempt) if attempt.handed_in_at else _questions(request, attempt)


def changed_on(request: ActingRequest) -> dict[int, Sequence[str]]:
    """The answers that differ from what the page showed, so that an old page in another tab undoes nothing."""
    found: dict[int, Sequence[str]] = {}
    for name in request.POST:
        position = name.removeprefix("was-")
        if position == name or not (position.isascii() and position.isdigit()) or len(position) > 4:
            continue
        said = request.POST.getlist(f"given-{position}")
        if as_shown(said) != request.POST[name]:
            found[int(position)] = said
    return found


def as_shown(given: Sequence[str]) -> str:
    """An answer as a page says what it showed."""
    return json.dumps(list(given) if any(given) else [], ensure_ascii=False)


def _questions(request: ActingRequest, attempt: Attempt) -> HttpResponse:
    asked = queries.asked_in(attempt)
    context = {
        "attempt": attempt, "quiz": attempt.quiz, "asked": [(each, as_shown(each.given)) for each in asked],
        "answered": sum(each.is_answered for each in asked), "count": len(asked),
        "left": rules.seconds_left(attempt.ends_at, clock.now()),
    }  # fmt: skip
    return render(request, "coursework/attempt.html", context)


def _result(request: ActingRequest, attempt: Attempt) -> HttpResponse:
    _enrolment, found = _seen_by_me(request, attempt.quiz)
    shows = rules.shows_answers(rules.Shows(attempt.quiz.shows), attempt.quiz.closes_at, clock.now())
    context = {
        "attempt": attempt, "quiz": attempt.quiz, "mine": found, "score": attempt.mark.score, "shows": shows,
        "asked": queries.asked_in(attempt), "is_open": found.is_open(clock.now()),
    }  # fmt: skip
    return render(request, "coursework/attempt_result.html", context)


@require_POST
@admits(Kind.LEARNER, attempt=Attempt)
def answer(request: ActingRequest, attempt: Attempt, position: int) -> HttpResponse:
    """One answer kept as it is given; when the time is over, the way to the result."""
    now = clock.now()
    said = request.POST.getlist(f"given-{position}")
    saving = actions.save_answers(attempt=attempt, given={position: said}, now=now)
    page = reverse("quizzes:attempt", kwargs={"attempt": attempt.public_id})
    if not saving.is_kept:
        return HttpResponse(headers={"HX-Redirect": page})
    if saving.item is None:
        raise Http404
    asked = queries.asked_in(attempt)
    context = {
        "position": position, "saved_at": now, "was": as_shown(saving.item.given),
        "answered": sum(each.is_answered for each in asked), "count": len(asked), "swaps": True,
    }  # fmt: skip
    return render(request, "coursework/_answer_saved.html", context)


@require_GET
@never_cache
@admits(Kind.LEARNER, attempt=Attempt)
def left(request: ActingRequest, attempt: Attempt) -> HttpResponse:  # noqa: ARG001 - the attempt says it all
    """How many seconds are left by the server's clock, for a page that slept."""
    seconds = rules.seconds_left(attempt.ends_at, clock.now())
    return JsonResponse({"left": seconds, "over": attempt.handed_in_at is not None})
