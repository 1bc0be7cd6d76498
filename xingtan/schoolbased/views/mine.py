"""A teacher's own pages: what counts, what is to be handed in, what is missing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.schoolbased import actions, queries
from xingtan.schoolbased.forms import HandInForm, LackForm, WordsForm
from xingtan.schoolbased.models import Activity, Task
from xingtan.schoolbased.views.activities import activity_page


def _own(request: ActingRequest) -> Enrolment | None:
    return enrolment_of(request.programme, request.user.pk) if request.programme else None


@require_GET
@admits(Kind.LEARNER)
def mine(request: ActingRequest) -> HttpResponse:
    """My school-based study."""
    return _mine(request, LackForm())


@require_GET
@admits(Kind.LEARNER, lesson=Lesson)
def of_lesson(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """The school's activities and the tasks that go with a lesson; a part of it stands beside the player."""
    enrolment = enrolment_of(lesson.course.programme, request.user.pk)
    if enrolment is None:
        raise Http404
    context = {
        "lesson": lesson,
        "activities": queries.activities_about(enrolment, lesson),
        "duties": queries.tasks_about(enrolment, lesson),
    }
    return render(request, "schoolbased/of_lesson.html", context)


def _mine(request: ActingRequest, form: LackForm) -> HttpResponse:
    enrolment = _own(request)
    context: dict[str, Any] = {"form": form, "mine": None}
    if enrolment:
        mine = queries.my_schoolbased(enrolment)
        today = clock.today()
        context |= {"mine": mine, "duties": [(duty, duty.may_hand_in(today)) for duty in mine.duties]}
    return render(request, "schoolbased/mine.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(Kind.LEARNER, task=Task)
def hand_in(request: ActingRequest, task: Task) -> HttpResponse:
    """Hand in work for a task."""
    enrolment = _own(request)
    duty = next((each for each in queries.tasks_for(enrolment) if each.task == task), None) if enrolment else None
    if enrolment is None or duty is None:
        raise Http404
    initial = {"words": duty.work.words} if duty.work else {}
    form = HandInForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.hand_in(
                task=task, enrolment=enrolment, words=given["words"], file=given["file"], by=request.acting,
                now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Handed in. Your school looks at it."), extra_tags="ok")
            return redirect("schoolbased:mine")
    context = {"form": form, "duty": duty, "is_open": duty.may_hand_in(clock.today())}
    return render(request, "schoolbased/hand_in.html", context, status=422 if form.errors else 200)


@require_POST
@admits(Kind.LEARNER, activity=Activity)
def reflect(request: ActingRequest, activity: Activity) -> HttpResponse:
    """Write the own reflection."""
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            actions.reflect(activity=activity, words=form.cleaned_data["words"], by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your reflection is kept with the activity."), extra_tags="ok")
            return redirect("schoolbased:activity", activity=activity.public_id)
    return activity_page(request, activity, form)


@require_POST
@admits(Kind.LEARNER)
def tell_lack(request: ActingRequest) -> HttpResponse:
    """Say what is missing."""
    form, enrolment = LackForm(request.POST), _own(request)
    if enrolment is None:
        raise Http404
    if not form.is_valid():
        return _mine(request, form)
    actions.tell_lack(enrolment=enrolment, **form.cleaned_data, by=request.acting, now=clock.now())
    messages.success(request, _("Your school and your county see it now."), extra_tags="ok")
    return redirect("schoolbased:mine")
