"""A learner's own notes: kept beside the player, read again course by course, taken along as text."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.courses.models import Course, Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.study import actions, queries
from xingtan.study.errors import NoteUnreadable
from xingtan.study.forms import NoteForm
from xingtan.study.rules import MOST_CHARACTERS, as_text
from xingtan.study.views.lessons import player_at, refused


@require_POST
@admits(Kind.LEARNER, lesson=Lesson)
def keep(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """Keep a note, or take it away when it is empty; a script is answered in JSON, a plain form by the page."""
    enrolment, _player = player_at(request, lesson)
    is_script = request.headers.get("Accept") == "application/json"
    form = NoteForm(request.POST)
    try:
        if not form.is_valid():
            raise NoteUnreadable(most=MOST_CHARACTERS)
        note = actions.keep_note(enrolment=enrolment, lesson=lesson, jotting=form.as_jotting(), now=clock.now())
    except Refusal as refusal:
        if is_script:
            return refused(refusal)
        messages.error(request, str(refusal))
    else:
        if is_script:
            return JsonResponse({"kept": note is not None})
        messages.success(request, _("The note is kept.") if note else _("The note is taken away."))
    return redirect("study:lesson", lesson=lesson.public_id)


@require_GET
@admits(Kind.LEARNER, course=Course)
def of_course(request: ActingRequest, course: Course) -> HttpResponse:
    """All notes of a course on one page."""
    context = {"course": course, "notes": queries.notes_of_course(_enrolment(request, course), course)}
    return render(request, "study/notes.html", context)


@require_GET
@admits(Kind.LEARNER, course=Course)
def as_file(request: ActingRequest, course: Course) -> HttpResponse:
    """The same as a text file."""
    notes = queries.notes_of_course(_enrolment(request, course), course)
    answer = HttpResponse(as_text(course.title, queries.written_out(notes)), content_type="text/plain; charset=utf-8")
    name = _("Notes on %(course)s") % {"course": course.title}
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.txt") or ""  # noqa: FBT003 - Django's own signature
    return answer


def _enrolment(request: ActingRequest, course: Course) -> Enrolment:
    """The learner's enrolment in the course's programme; who has none has no notes there."""
    found = enrolments.enrolment_of(course.programme, request.user.pk)
    if found is None:
        raise Http404
    return found
