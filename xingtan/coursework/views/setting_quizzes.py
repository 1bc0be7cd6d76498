"""Quizzes for who sets them: the list, a quiz with its figures, its terms, questions picked from the bank."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.courses.models import Course, Unit
from xingtan.courses.models.questions import BankQuestion
from xingtan.courses.queries import questions as bank
from xingtan.coursework.actions import quizzes as actions
from xingtan.coursework.forms.quizzes import PickFilter, QuizFilter, QuizForm
from xingtan.coursework.models import Quiz
from xingtan.coursework.queries import quizzes as queries
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of, sorting_of

SETTERS = (Kind.CONTENT_EDITOR, Kind.ACADEMIC, Kind.PROVIDER_MANAGER)
"""Who sets quizzes."""
COLUMNS = {"title": "title", "course": "course__title", "closes": "closes_at", "learners": "learners"}


def _programme(request: ActingRequest) -> Programme:
    if request.programme is None:
        raise Http404
    return request.programme  # type: ignore[no-any-return]


@require_GET
@admits(*SETTERS)
def index(request: ActingRequest) -> HttpResponse:
    """All quizzes of the programme."""
    programme = _programme(request)
    filters = QuizFilter(request.GET, courses=list(Course.objects.filter(programme=programme)))
    rows = queries.quizzes_within(request.acting, programme)
    narrowed = queries.narrowed_quizzes(rows, **{name: filters.chosen(name) for name in filters.fields})
    sorting = sorting_of(request, COLUMNS, default="title")
    context = {"filters": filters, "sorting": sorting, "page": page_of(request, sorting.applied_to(narrowed))}
    return render(request, "coursework/quizzes.html", context)


@require_GET
@admits(*SETTERS, quiz=Quiz)
def page(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """A quiz: what it asks, how it went, and how good its questions are."""
    parts = queries.parts_of(quiz)
    context = {
        "quiz": quiz, "parts": parts, "questions": sum(part.count for part in parts),
        "turnout": queries.turnout_of(quiz), "lines": queries.item_lines(quiz),
    }  # fmt: skip
    return render(request, "coursework/quiz_page.html", context)


@require_http_methods(["GET", "POST"])
@admits(*SETTERS)
def write(request: ActingRequest) -> HttpResponse:
    """A new quiz."""
    return _write(request, _programme(request), None)


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, quiz=Quiz)
def edit(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """A quiz changed; attempts that have begun stay as they are."""
    return _write(request, quiz.programme, quiz)


def _write(request: ActingRequest, programme: Programme, quiz: Quiz | None) -> HttpResponse:
    courses = list(Course.objects.filter(programme=programme))
    units = list(Unit.objects.filter(course__programme=programme, is_offered=True).select_related("course"))
    form = QuizForm(
        request.POST or None, courses=courses, units=units, categories=bank.categories_of(programme), quiz=quiz,
        parts=queries.parts_of(quiz) if quiz else (),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.set_quiz(
                course=form.course_chosen,
                plan=form.plan,
                parts=form.parts,
                by=request.acting,
                now=clock.now(),
                quiz=quiz,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."), extra_tags="ok")
            return redirect("quizzes:quiz_page", quiz=kept.public_id)
    context = {"form": form, "quiz": quiz, "approved": bank.approved_by_category(programme)}
    return render(request, "coursework/quiz_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, quiz=Quiz)
def pick(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """Approved questions of the bank, to be ticked."""
    approved = bank.bank_within(request.acting, quiz.programme).filter(state=BankQuestion.State.APPROVED)
    if request.method == "POST":
        chosen = approved.filter(public_id__in=request.POST.getlist("question"))
        count = actions.pick_questions(quiz=quiz, questions=chosen, by=request.acting)
        said = ngettext("%(count)s question picked.", "%(count)s questions picked.", count) % {"count": count}
        messages.success(request, said, extra_tags="ok")
        return redirect("quizzes:quiz_page", quiz=quiz.public_id)
    filters = PickFilter(request.GET, categories=bank.categories_of(quiz.programme))
    rows = bank.narrowed_questions(approved, **{name: filters.chosen(name) for name in filters.fields})
    picked = {part.question_id for part in queries.parts_of(quiz)}
    context = {
        "quiz": quiz,
        "filters": filters,
        "page": page_of(request, rows.order_by("category__path", "pk")),
        "picked": picked,
    }
    return render(request, "coursework/quiz_pick.html", context)


def _done(request: ActingRequest, quiz: Quiz, deed: Callable[..., object], said: str) -> HttpResponse:
    try:
        deed(quiz=quiz, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal), extra_tags="stop")
    else:
        messages.success(request, said, extra_tags="ok")
    return redirect("quizzes:quiz_page", quiz=quiz.public_id)


@require_POST
@admits(*SETTERS, quiz=Quiz)
def publish(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """Show it to its learners."""
    return _done(request, quiz, actions.publish_quiz, _("Learners of this course see it now."))


@require_POST
@admits(*SETTERS, quiz=Quiz)
def take_back(request: ActingRequest, quiz: Quiz) -> HttpResponse:
    """Show it no more."""
    return _done(request, quiz, actions.take_quiz_back, _("Taken back. It is shown to nobody and counts no more."))
