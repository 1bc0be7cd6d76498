"""The outline of a course, its units and lessons."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.courses import queries
from xingtan.courses.errors import EntryGone
from xingtan.courses.forms import LessonForm, UnitForm, typed_lesson
from xingtan.courses.models import Course, Draft, Lesson
from xingtan.courses.queries import AUTHORS
from xingtan.courses.rules import drafting
from xingtan.courses.views.ground import carried_out, change, package_of, to_outline
from xingtan.foundation.errors import Refusal

KINDS = [(kind.value, kind.label) for kind in Lesson.Kind]


@require_GET
@admits(*AUTHORS, course=Course)
def outline(request: ActingRequest, course: Course) -> HttpResponse:
    """The course as it is written: units and lessons in order, what can be done with each."""
    draft = queries.draft_of(course)
    row = Draft.objects.filter(course=course).defer("body").first()
    media = queries.media_by_id(course.programme, {lesson.media for lesson in draft.lessons if lesson.media})
    context = {
        "course": course, "draft": draft, "row": row, "media": media, "kinds": KINDS, "unit_form": UnitForm(),
        "was_published": course.lessons.exists(), "icons": Lesson.ICONS,
    }  # fmt: skip
    return render(request, "courses/outline.html", context)


MOVES = {"up": -1, "down": 1}


@require_POST
@admits(*AUTHORS, course=Course)
def arrange(request: ActingRequest, course: Course) -> HttpResponse:
    """Move or take out one unit or lesson: ``move=up|down|place|out``, ``what=unit|lesson``, ``number``.

    ``place`` carries ``position`` (from 0) and, for a lesson, ``unit``; ``out`` carries the version ``seen``.
    """
    how = _arrangement(request)
    if how is None:
        messages.error(request, str(EntryGone()))
        return to_outline(course)
    verb, step = how
    try:
        change(request, course, verb, step)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return to_outline(course)


def _arrangement(request: ActingRequest) -> tuple[str, drafting.Change] | None:
    what, move = request.POST.get("what"), request.POST.get("move", "")
    number, position, unit, seen = (
        _whole(request.POST.get(name, "")) for name in ("number", "position", "unit", "seen")
    )
    if what == "unit":
        changes: dict[str, drafting.Change] = {
            "place": lambda draft: drafting.place_unit(draft, number=number, position=position),
            "out": lambda draft: drafting.remove_unit(draft, number=number, seen=seen),
        }
        if move in MOVES:
            return "move_unit", lambda draft: drafting.move_unit(draft, number=number, step=MOVES[move])
        return (f"{move}_unit", changes[move]) if move in changes else None
    changes = {
        "place": lambda draft: drafting.place_lesson(draft, number=number, unit=unit, position=position),
        "out": lambda draft: drafting.remove_lesson(draft, number=number, seen=seen),
    }
    if move in MOVES:
        return "move_lesson", lambda draft: drafting.move_lesson(draft, number=number, step=MOVES[move])
    return (f"{move}_lesson", changes[move]) if move in changes and what == "lesson" else None


def _whole(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 7 else 0


@require_POST
@admits(*AUTHORS, course=Course)
def add_unit(request: ActingRequest, course: Course) -> HttpResponse:
    """A new unit at the end."""
    form = UnitForm(request.POST)
    if form.is_valid():
        title = form.cleaned_data["title"].strip()
        change(request, course, "add_unit", lambda draft: drafting.add_unit(draft, title=title))
    else:
        messages.error(request, _("Please give the unit a title of at most 100 signs."))
    return to_outline(course)


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS, course=Course)
def unit(request: ActingRequest, course: Course, unit: str) -> HttpResponse:
    """Call a unit otherwise."""
    number, draft = _whole(unit), queries.draft_of(course)
    held = next((each for each in draft.units if each.number == number), None)
    if held is None:
        raise Http404
    form = UnitForm(request.POST or None, initial={"title": held.title, "seen": held.version})
    if request.method == "POST" and carried_out(
        form,
        lambda: _rename(request, course, number, form),
        lambda: drafting.unit_of(queries.draft_of(course), number).version,
    ):
        return to_outline(course)
    context = {"course": course, "form": form, "unit": held}
    return render(request, "courses/unit.html", context, status=422 if form.errors else 200)


def _rename(request: ActingRequest, course: Course, number: int, form: UnitForm) -> None:
    title, seen = form.cleaned_data["title"].strip(), form.cleaned_data["seen"] or 0
    change(
        request, course, "rename_unit", lambda draft: drafting.rename_unit(draft, number=number, title=title, seen=seen)
    )


def _form(request: ActingRequest, course: Course, kind: str, initial: dict[str, object] | None = None) -> LessonForm:
    media = queries.media_of(course.programme, kind) if kind in drafting.PLAYED else []
    choices = [(each.public_id, str(each)) for each in media]
    return LessonForm(request.POST or None, kind=kind, media=choices, initial=initial)


def _typed(course: Course, form: LessonForm) -> drafting.Lesson:
    media = queries.media_by_id(course.programme, [form.cleaned_data.get("medium", "")])
    return form.lesson({public_id: each.seconds for public_id, each in media.items()})


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS, course=Course)
def add_lesson(request: ActingRequest, course: Course, unit: str) -> HttpResponse:
    """A new lesson at the end of a unit; ``?kind=`` says what it is."""
    kind, draft = request.GET.get("kind", "page"), queries.draft_of(course)
    number = _whole(unit)
    if kind not in LessonForm.ASKED or number not in {each.number for each in draft.units}:
        raise Http404
    form = _form(request, course, kind)
    if request.method == "POST" and carried_out(form, lambda: _add(request, course, number, form)):
        messages.success(request, _("The lesson is in the draft."))
        return to_outline(course)
    context = {"course": course, "form": form, "kind": Lesson.Kind(kind).label}
    return render(request, "courses/lesson_form.html", context, status=422 if form.errors else 200)


def _add(request: ActingRequest, course: Course, unit: int, form: LessonForm) -> None:
    lesson = _typed(course, form)
    change(request, course, "add_lesson", lambda draft: drafting.add_lesson(draft, unit=unit, lesson=lesson))


def _lesson(course: Course, number: str) -> tuple[drafting.Draft, drafting.Lesson]:
    draft = queries.draft_of(course)
    found = next((each for each in draft.lessons if each.number == _whole(number)), None)
    if found is None:
        raise Http404
    return draft, found


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS, course=Course)
def lesson(request: ActingRequest, course: Course, number: str) -> HttpResponse:
    """Write a lesson anew."""
    _draft, held = _lesson(course, number)
    form = _form(request, course, held.kind, typed_lesson(held))
    if request.method == "POST" and carried_out(
        form,
        lambda: _write(request, course, held.number, form),
        lambda: drafting.lesson_of(queries.draft_of(course), held.number).version,
    ):
        messages.success(request, _("Saved in the draft. Learners see it once you publish."))
        return to_outline(course)
    context = {"course": course, "form": form, "kind": Lesson.Kind(held.kind).label, "lesson": held}
    return render(request, "courses/lesson_form.html", context, status=422 if form.errors else 200)


def _write(request: ActingRequest, course: Course, number: int, form: LessonForm) -> None:
    typed, seen = _typed(course, form), form.cleaned_data["seen"] or 0
    change(
        request, course, "change_lesson",
        lambda draft: drafting.change_lesson(draft, number=number, lesson=typed, seen=seen),
    )  # fmt: skip


@require_GET
@csp_update({"media-src": [SELF, "blob:"]})
@admits(*AUTHORS, course=Course)
def preview_draft(request: ActingRequest, course: Course, number: str) -> HttpResponse:
    """A lesson of the draft as learners would see it; nothing is counted."""
    draft, held = _lesson(course, number)
    shown = queries.lesson_shown(draft, held, course.programme)
    key = queries.media_key(shown.media, request.user) if shown.media else ""
    order = [each.number for each in draft.lessons]
    at = order.index(held.number)
    context = {
        "lesson": shown, "media_key": key, "course": course, "draft_lesson": held, **queries.shown_with(shown.media),
        "package": package_of(request, shown.media),
        "before": order[at - 1] if at else None, "after": order[at + 1] if at + 1 < len(order) else None,
    }  # fmt: skip
    return render(request, "courses/preview.html", context)
