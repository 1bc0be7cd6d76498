"""Questions about lessons: asked beside the player, answered by the tutor, read by the class once answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes.models import OnlineClass
from xingtan.classes.queries import class_of
from xingtan.courses.models import Lesson
from xingtan.coursework import actions, queries
from xingtan.coursework.actions import Said
from xingtan.coursework.forms import AskForm, QuestionFilter
from xingtan.coursework.views.posts import MARKERS, learner_at, programme_at
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.fields import new_public_id
from xingtan.study.queries import player
from xingtan.ui.lists import page_of


@require_http_methods(["GET", "POST"])
@admits(Kind.LEARNER, lesson=Lesson)
def lesson_questions(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """What the own class asked about a lesson; and ask. A part of it stands beside the player."""
    enrolment = learner_at(request, lesson.course.programme)
    if player(enrolment, lesson) is None:
        raise Http404
    online_class = class_of(enrolment)
    form = AskForm(request.POST or None, initial={"key": new_public_id()})
    if request.method == "POST" and online_class is not None and form.is_valid():
        try:
            _ask(request, lesson, online_class, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your question is with the tutor. You are told when it is answered."))
            return redirect("coursework:lesson_questions", lesson=lesson.public_id)
    context = _questions(request, lesson, enrolment, online_class) | {"form": form}
    return render(request, "coursework/lesson_questions.html", context, status=422 if form.errors else 200)


def _ask(request: ActingRequest, lesson: Lesson, online_class: OnlineClass, form: AskForm) -> None:
    told = form.cleaned_data
    said = Said(told["body"], told["key"], second=told["second"])
    actions.ask(lesson=lesson, online_class=online_class, said=said, by=request.acting, now=clock.now())


def _questions(
    request: ActingRequest, lesson: Lesson, enrolment: Enrolment, online_class: OnlineClass | None
) -> dict[str, object]:
    about: dict[str, object] = {"lesson": lesson, "enrolment": enrolment, "online_class": online_class}
    if online_class is None:
        return about
    rows = queries.questions_about(lesson, online_class, enrolment)
    hidden = queries.hidden_questions(enrolment, lesson)
    return about | {"page": page_of(request, rows, per=10), "hidden": hidden}


@require_GET
@admits(*MARKERS)
def questions(request: ActingRequest) -> HttpResponse:
    """The questions of the post's classes: those that wait first, the oldest on top."""
    classes = queries.classes_for(request.acting, programme_at(request))
    filters = QuestionFilter(request.GET)
    page = page_of(request, queries.questions_in(classes, only=filters.chosen("only")), per=20)
    return render(request, "coursework/questions.html", {"filters": filters, "page": page, "classes": classes})
