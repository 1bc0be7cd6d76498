"""Homework and topics set by the institution, and the sample marked a second time."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.courses.models import Course
from xingtan.coursework import actions, queries
from xingtan.coursework.forms import AssignmentForm, TopicForm
from xingtan.coursework.models import Assignment, Topic, WorkFile
from xingtan.coursework.rules import rubric_of
from xingtan.coursework.views.posts import SETTERS, programme_at
from xingtan.coursework.views.rubric_rows import rows_of, typed_points
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.forms import Form
from xingtan.ui.lists import page_of


@require_GET
@admits(*SETTERS)
def index(request: ActingRequest) -> HttpResponse:
    """All homework and topics of the programme."""
    programme = programme_at(request)
    rows = queries.set_within(request.acting, programme).order_by("due_at", "pk")
    topics = queries.topics_within(request.acting, programme)
    return render(request, "coursework/index.html", {"page": page_of(request, rows), "topics": topics})


@require_http_methods(["GET", "POST"])
@admits(*SETTERS)
def new(request: ActingRequest) -> HttpResponse:
    """Set homework."""
    form = AssignmentForm(request.POST or None, courses=_courses(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_assignment(
                course=form.cleaned_data["course"], lesson=None, task=form.as_task(), by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Set. Learners of the course see it from now on."))
            return redirect("coursework:index")
    return _form(request, "coursework/assignment.html", form, {})


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, assignment=Assignment)
def change(request: ActingRequest, assignment: Assignment) -> HttpResponse:
    """Write homework anew."""
    form = AssignmentForm(request.POST or None, courses=_courses(request, assignment.course_id), assignment=assignment)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_assignment(assignment=assignment, task=form.as_task(), by=request.acting)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("coursework:index")
    return _form(request, "coursework/assignment.html", form, {"assignment": assignment})


def _form(request: ActingRequest, template: str, form: Form, context: dict[str, object]) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _courses(request: ActingRequest, course: int | None = None) -> "QuerySet[Course]":
    if course is not None:
        return Course.objects.filter(pk=course)  # type: ignore[no-any-return]
    return Course.objects.filter(programme=programme_at(request))  # type: ignore[no-any-return]


@require_POST
@admits(*SETTERS, assignment=Assignment)
def take_back(request: ActingRequest, assignment: Assignment) -> HttpResponse:
    """Ask for it no more."""
    actions.take_assignment_back(assignment=assignment, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back. What was handed in stays on record and counts no more."))
    return redirect("coursework:index")


@require_http_methods(["GET", "POST"])
@admits(*SETTERS)
def new_topic(request: ActingRequest) -> HttpResponse:
    """Set a topic."""
    form = TopicForm(request.POST or None, courses=_courses(request))
    if request.method == "POST" and form.is_valid():
        actions.set_topic(**form.cleaned_data, by=request.acting, now=clock.now())
        messages.success(request, _("Set. Every class discusses it for itself."))
        return redirect("coursework:index")
    return _form(request, "coursework/topic_form.html", form, {})


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, topic=Topic)
def change_topic(request: ActingRequest, topic: Topic) -> HttpResponse:
    """Write a topic anew."""
    initial = {name: getattr(topic, name) for name in ("course", "title", "words", "closes_at")}
    form = TopicForm(request.POST or None, courses=_courses(request, topic.course_id), initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "words", "closes_at")}
        actions.change_topic(topic=topic, by=request.acting, **told)
        messages.success(request, _("Saved."))
        return redirect("coursework:index")
    return _form(request, "coursework/topic_form.html", form, {"topic": topic})


@require_POST
@admits(*SETTERS, topic=Topic)
def take_topic_back(request: ActingRequest, topic: Topic) -> HttpResponse:
    """Show a topic no more."""
    actions.take_topic_back(topic=topic, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back. What was said stays on record and counts no more."))
    return redirect("coursework:index")


@require_http_methods(["GET", "POST"])
@admits(Kind.ACADEMIC)
def sample(request: ActingRequest) -> HttpResponse:
    """The next work of the sample, to be marked a second time without knowing the first mark."""
    version = queries.next_of_sample(programme_at(request), request.acting.account_id)
    form = Form(request.POST or None)
    if version is None:
        return render(request, "coursework/sample.html", {"version": None, "form": form})
    rubric = rubric_of(version.work.assignment.rubric)
    if request.method == "POST" and request.POST.get("version") == version.public_id:
        try:
            actions.mark_second(
                version=version, points=typed_points(request, rubric), by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded. It changes nobody’s result."))
            return redirect("coursework:sample")
    rows = rows_of(rubric, typed_points(request, rubric) if form.errors else ())
    files = WorkFile.objects.filter(public_id__in=version.files)
    context = {"version": version, "rows": rows, "files": files, "form": form, "assignment": version.work.assignment}
    return render(request, "coursework/sample.html", context, status=422 if form.errors else 200)
