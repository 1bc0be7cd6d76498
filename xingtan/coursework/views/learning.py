"""A learner's homework: what is asked, writing, handing in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes.queries import class_of
from xingtan.coursework import actions, queries
from xingtan.coursework.errors import DraftMeanwhile
from xingtan.coursework.forms import WorkForm, moment_of
from xingtan.coursework.models import Assignment, Work, WorkFile
from xingtan.coursework.queries.quizzes import quizzes_for
from xingtan.coursework.rules import count_characters, rubric_of
from xingtan.coursework.views.posts import learner_at
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal


@require_GET
@admits(Kind.LEARNER)
def mine(request: ActingRequest) -> HttpResponse:
    """The tab 任务: homework, reviews asked for, discussions."""
    enrolment = enrolment_of(request.programme, request.acting.account_id) if request.programme else None
    if enrolment is None:
        return render(request, "coursework/mine.html", {"enrolment": None})
    courses = queries.courses_of(enrolment)
    asked = queries.asked_of(enrolment, courses)
    online_class = class_of(enrolment)
    topics = queries.topics_for(enrolment, courses)
    lines = queries.topic_lines(topics, [online_class] if online_class else [])
    context = {
        "enrolment": enrolment, "open": [each for each in asked if each.is_open],
        "done": [each for each in asked if not each.is_open], "now": clock.now(),
        "quizzes": quizzes_for(enrolment), "reviews": queries.reviews_due(enrolment, clock.now()), "topics": lines, "online_class": online_class,
    }  # fmt: skip
    return render(request, "coursework/mine.html", context)


@require_http_methods(["GET", "POST"])
@admits(Kind.LEARNER, assignment=Assignment)
def homework(request: ActingRequest, assignment: Assignment) -> HttpResponse:
    """One piece of homework: the task, the rubric, the learner's own work with every version."""
    enrolment = _asked(request, assignment)
    work = queries.work_of(assignment, enrolment)
    if request.method == "GET":
        form = WorkForm(initial={"text": work.draft if work else "", "seen": work.saved_at.isoformat() if work else ""})
        return _page(request, assignment, enrolment, form)
    form = WorkForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _sent(request, assignment, enrolment, form)
        except Refusal as refusal:
            form.refuse(refusal)
            return _page(request, assignment, enrolment, _renewed(form, assignment, enrolment), refusal)
    return _page(request, assignment, enrolment, form)


def _sent(request: ActingRequest, assignment: Assignment, enrolment: Enrolment, form: WorkForm) -> HttpResponse:
    """Save first, then take the files, then hand in: whatever is refused, what came before it is kept."""
    told, now = form.cleaned_data, clock.now()
    work = actions.save_draft(assignment=assignment, enrolment=enrolment, text=told["text"], seen=told["seen"], now=now)
    if told["added"]:
        actions.add_files(assignment=assignment, enrolment=enrolment, files=told["added"], now=now)
    if request.POST.get("do") == "hand_in":
        actions.hand_in(
            assignment=assignment, enrolment=enrolment, text=work.draft, seen=work.saved_at, by=request.acting, now=now
        )
        messages.success(request, _("Handed in. Your tutor marks it; you see the mark here."))
    else:
        messages.success(request, _("Saved. Nobody else sees it until you hand it in."))
    return redirect("coursework:homework", assignment=assignment.public_id)


def _renewed(form: WorkForm, assignment: Assignment, enrolment: Enrolment) -> WorkForm:
    """The same form with what was typed, beginning from the draft that stands now: saving again keeps the own text."""
    work = queries.work_of(assignment, enrolment)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = work.saved_at.isoformat() if work else ""  # type: ignore[index]
    return form


def _asked(request: ActingRequest, assignment: Assignment) -> Enrolment:
    """The learner's enrolment; homework of another stage's course or one taken back is as good as none."""
    enrolment = learner_at(request, assignment.programme)
    work = queries.work_of(assignment, enrolment)
    if work is None and (assignment.taken_back_at is not None or not queries.is_asked_of(assignment, enrolment)):
        raise Http404
    return enrolment


def _page(
    request: ActingRequest, assignment: Assignment, enrolment: Enrolment, form: WorkForm, refusal: Refusal | None = None
) -> HttpResponse:
    work = queries.work_of(assignment, enrolment)
    versions = queries.versions_of(work) if work else []
    reviews = queries.reviews_of(versions[0].version) if versions else []
    text = str(form["text"].value() or "")
    context = {
        "assignment": assignment, "work": work, "versions": versions, "form": form, "rubric": rubric_of(assignment.rubric),
        "door": queries.door_of(assignment, work, clock.now()), "characters": count_characters(text),
        "files": list(work.files.filter(is_in_draft=True)) if work else [],
        "reviews": reviews, "median": queries.median_of_reviews(reviews),
        "setting": queries.setting_of(assignment.programme), "states": Work.State,
        "other": work.draft if work and isinstance(refusal, DraftMeanwhile) else "", "now": clock.now(),
    }  # fmt: skip
    return render(request, "coursework/homework.html", context, status=422 if form.errors else 200)


@require_POST
@admits(Kind.LEARNER, assignment=Assignment)
def draft(request: ActingRequest, assignment: Assignment) -> HttpResponse:
    """Save while typing; answers with one line and the moment of saving."""
    enrolment = _asked(request, assignment)
    seen, text = moment_of(request.POST.get("seen", "")), request.POST.get("text", "")
    try:
        work = actions.save_draft(assignment=assignment, enrolment=enrolment, text=text, seen=seen, now=clock.now())
    except Refusal as refusal:
        return render(request, "coursework/_saved.html", {"refusal": refusal}, status=409)
    return render(request, "coursework/_saved.html", {"work": work})


@require_POST
@admits(Kind.LEARNER, file=WorkFile)
def take_away(request: ActingRequest, file: WorkFile) -> HttpResponse:
    """Take a file out of the draft."""
    actions.take_file_away(file=file)
    messages.success(request, _("“%(name)s” was taken away.") % {"name": file.file_name})
    return redirect("coursework:homework", assignment=file.work.assignment.public_id)
