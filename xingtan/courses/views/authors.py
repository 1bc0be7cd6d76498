"""The courses as their authors see them: the list, a new one, its facts, publishing, versions, copies."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.courses import actions, exports, queries
from xingtan.courses.forms import AuthorFilter, CopyForm, FactsForm, typed_facts
from xingtan.courses.models import BroughtCourse, Course, CourseVersion, Lesson
from xingtan.courses.queries import AUTHORS
from xingtan.courses.rules import drafting
from xingtan.courses.views.ground import carried_out, change, package_of, to_outline, tracks_of
from xingtan.courses.wording import LEFT_OUT, STATES
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of, sorting_of, wants_export

COLUMNS = {"title": "title", "position": "position", "changed": "changed_at"}


def programme_of(request: ActingRequest) -> Programme:
    """The programme written in; without one there is nothing to write."""
    if request.programme is None:
        raise Http404
    programme: Programme = request.programme
    return programme


@require_GET
@admits(*AUTHORS)
def courses(request: ActingRequest) -> HttpResponse:
    """All courses with how far each is; also as a workbook."""
    filters = AuthorFilter(request.GET)
    rows = queries.narrowed_courses(
        queries.courses_of(programme_of(request)), text=filters.chosen("text"), state=filters.chosen("state")
    )
    sorting = sorting_of(request, COLUMNS, default="position")
    if wants_export(request):
        return exports.courses(sorting.applied_to(rows))
    page = page_of(request, sorting.applied_to(rows))
    lines = [(course, *STATES[queries.state_of(course)]) for course in page]
    context = {"filters": filters, "sorting": sorting, "page": page, "lines": lines}
    return render(request, "courses/courses.html", context)


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS)
def begin(request: ActingRequest) -> HttpResponse:
    """A new course."""
    programme = programme_of(request)
    form = FactsForm(request.POST or None, tracks=tracks_of(programme))
    if request.method == "POST" and form.is_valid():
        course = actions.begin_course(programme=programme, facts=form.facts, by=request.acting, now=clock.now())
        messages.success(request, _("Kept as a draft. Add its lessons next; nobody sees it until you publish it."))
        return to_outline(course)
    return render(request, "courses/facts.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS, course=Course)
def facts(request: ActingRequest, course: Course) -> HttpResponse:
    """What the course says of itself."""
    draft = queries.draft_of(course)
    form = FactsForm(request.POST or None, initial=typed_facts(draft.facts), tracks=tracks_of(course.programme))
    if request.method == "POST" and carried_out(
        form, lambda: _tell(request, course, form), lambda: queries.draft_of(course).facts.version
    ):
        messages.success(request, _("Saved in the draft. Learners see it once you publish."))
        return to_outline(course)
    context = {"form": form, "course": course, "draft": draft}
    return render(request, "courses/facts.html", context, status=422 if form.errors else 200)


def _tell(request: ActingRequest, course: Course, form: FactsForm) -> None:
    seen = form.cleaned_data["seen"] or 0
    change(request, course, "tell_course_facts", lambda draft: drafting.tell_facts(draft, facts=form.facts, seen=seen))


@require_POST
@admits(*AUTHORS, course=Course)
def publish(request: ActingRequest, course: Course) -> HttpResponse:
    """Let learners see the draft."""
    try:
        version = actions.publish(course=course, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Published as version %(number)s: learners see it now.") % {"number": version.number}
        )
    return to_outline(course)


@require_POST
@admits(*AUTHORS, course=Course)
def discard(request: ActingRequest, course: Course) -> HttpResponse:
    """Go back to what is published."""
    actions.discard_changes(course=course, by=request.acting, now=clock.now())
    messages.success(request, _("The draft says again what is published."))
    return to_outline(course)


@require_POST
@admits(*AUTHORS, course=Course)
def archive(request: ActingRequest, course: Course) -> HttpResponse:
    """Offer it no longer."""
    actions.archive(course=course, by=request.acting, now=clock.now())
    messages.success(
        request, _("“%(title)s” is archived; what was studied of it stays recognised.") % {"title": course.title}
    )
    return redirect("courses:courses")


@require_POST
@admits(*AUTHORS, course=Course)
def restore(request: ActingRequest, course: Course) -> HttpResponse:
    """Offer it again."""
    actions.restore(course=course, by=request.acting)
    messages.success(request, _("“%(title)s” is offered again.") % {"title": course.title})
    return to_outline(course)


@require_GET
@admits(*AUTHORS, course=Course)
def versions(request: ActingRequest, course: Course) -> HttpResponse:
    """What was published, the latest first."""
    page = page_of(request, CourseVersion.objects.filter(course=course).defer("body").order_by("-number"))
    return render(request, "courses/versions.html", {"course": course, "page": page})


def _version(course: Course, number: str) -> CourseVersion:
    found: CourseVersion | None = (
        CourseVersion.objects.filter(course=course, number=int(number)).first() if number.isdecimal() else None
    )
    if found is None:
        raise Http404
    return found


@require_GET
@csp_update({"media-src": [SELF, "blob:"]})
@admits(*AUTHORS, course=Course)
def version(request: ActingRequest, course: Course, number: str) -> HttpResponse:
    """A course as it was published once; ``?lesson=`` opens one lesson of it."""
    held = _version(course, number)
    draft = drafting.from_json(held.body)
    asked = request.GET.get("lesson", "")
    shown = next((each for each in draft.lessons if str(each.number) == asked), None)
    context: dict[str, object] = {"course": course, "version": held, "draft": draft}
    if shown is not None:
        lesson = queries.lesson_shown(draft, shown, course.programme)
        context |= {"lesson": lesson, "media_key": _key(request, lesson), **queries.shown_with(lesson.media)}
        context |= {"package": package_of(request, lesson.media), "chosen_lesson": shown.number}
    return render(request, "courses/version.html", context)


def _key(request: ActingRequest, lesson: Lesson) -> str:
    return queries.media_key(lesson.media, request.user) if lesson.media else ""


@require_POST
@admits(*AUTHORS, course=Course)
def bring_back(request: ActingRequest, course: Course, number: str) -> HttpResponse:
    """Let the draft say what an older version said."""
    actions.bring_back(version=_version(course, number), by=request.acting, now=clock.now())
    messages.success(
        request, _("The draft says what version %(number)s said. Publish it when it is right.") % {"number": number}
    )
    return to_outline(course)


@require_GET
@admits(*AUTHORS, course=Course)
def brought(request: ActingRequest, course: Course) -> HttpResponse:
    """Where a course came from that was brought in whole, and what of it was not taken over."""
    row = BroughtCourse.objects.select_related("questions").filter(course=course).first()
    lines = [(name, LEFT_OUT[why]) for name, why in row.left_out] if row else []
    context = {"course": course, "row": row, "lines": page_of(request, lines)}
    return render(request, "courses/brought.html", context)


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS, course=Course)
def copy(request: ActingRequest, course: Course) -> HttpResponse:
    """Take the course along into another programme, as next year."""
    programmes = {each.code: each for each in queries.programmes_written_in(request.acting)}
    form = CopyForm(request.POST or None, programmes=[(code, each.title) for code, each in programmes.items()])
    if request.method == "POST" and carried_out(
        form, lambda: _copy(request, course, programmes[form.cleaned_data["programme"]])
    ):
        messages.success(request, _("Copied as a draft. Choose the other programme above to go on with it there."))
        return to_outline(course)
    context = {"form": form, "course": course, "programmes": programmes}
    return render(request, "courses/copy.html", context, status=422 if form.errors else 200)


def _copy(request: ActingRequest, course: Course, programme: Programme) -> None:
    actions.copy_course(course=course, programme=programme, by=request.acting, now=clock.now())
