"""Tasks the provider sets; the work that teachers handed in, judged by their school."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.schoolbased import actions, exports, queries
from xingtan.schoolbased.forms import JudgeForm, TaskForm, WorkFilter
from xingtan.schoolbased.models import Task, Work
from xingtan.schoolbased.views.posts import OVER, SCHOOL, SETTERS, lessons_of, programme_of, sent
from xingtan.ui.lists import page_of, wants_export


@require_GET
@admits(*SETTERS, Kind.MONITOR)
def index(request: ActingRequest) -> HttpResponse:
    """The tasks of the programme."""
    context = {
        "page": page_of(request, queries.tasks_of(programme_of(request))), "may_set": request.acting.kind in SETTERS
    }  # fmt: skip
    return render(request, "schoolbased/tasks.html", context)


@require_http_methods(["GET", "POST"])
@admits(*SETTERS)
def new(request: ActingRequest) -> HttpResponse:
    """Set a task."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@admits(*SETTERS, task=Task)
def edit(request: ActingRequest, task: Task) -> HttpResponse:
    """Write a task anew."""
    return _edit(request, task)


def _edit(request: ActingRequest, task: Task | None) -> HttpResponse:
    programme = task.programme if task else programme_of(request)
    names = ("title", "words", "stage", "due_on", "minutes")
    told: dict[str, Any] = {name: getattr(task, name) for name in names} if task else {}
    if task and task.lesson:
        told["lesson"] = task.lesson.public_id
    form = TaskForm(request.POST or None, initial=told, stages=programme.stages, lessons=lessons_of(programme))
    if request.method == "POST" and form.is_valid():
        facts = actions.TaskFacts(**form.cleaned_data)
        try:
            actions.set_task(programme=programme, facts=facts, by=request.acting, now=clock.now(), task=task)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The task stands; teachers see it at once."), extra_tags="ok")
            return redirect("schoolbased:tasks")
    context = {"form": form, "task": task}
    return render(request, "schoolbased/task.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*SETTERS, task=Task)
def close(request: ActingRequest, task: Task) -> HttpResponse:
    """Take a task back."""
    actions.close_task(task=task, by=request.acting, now=clock.now())
    return redirect("schoolbased:tasks")


@require_GET
@admits(*SCHOOL, *OVER)
def works(request: ActingRequest) -> HttpResponse:
    """What teachers handed in."""
    filters = WorkFilter(request.GET)
    programme = programme_of(request)
    rows = queries.works_within(request.acting, programme, state=filters.chosen("state"))
    if wants_export(request):
        audit.record("export_school_works", by=request.acting, about=programme, rows=rows.count())
        return exports.works(rows)
    return render(request, "schoolbased/works.html", {"page": page_of(request, rows), "filters": filters})


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL, work=Work)
def work(request: ActingRequest, work: Work) -> HttpResponse:
    """One teacher's work: accept it or give it back."""
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.judge_work(
                work=work, is_accepted=given["verdict"] == "accept", words=given["words"], by=request.acting,
                now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded. The teacher sees it."), extra_tags="ok")
            return redirect("schoolbased:works")
    return render(request, "schoolbased/work.html", {"form": form, "work": work}, status=422 if form.errors else 200)


@require_GET
@admits(*SCHOOL, Kind.LEARNER, work=Work)
def work_file(request: ActingRequest, work: Work) -> FileResponse:  # noqa: ARG001 - every view takes it
    """The file handed in, as a download."""
    return sent(work.file, work.file_name, is_picture=False, download=True)
