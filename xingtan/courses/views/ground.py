"""What the authors' pages share."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from xingtan.accounts.access import ActingRequest
from xingtan.courses import actions, queries
from xingtan.courses.errors import ChangedMeanwhile
from xingtan.courses.models import Course, Media
from xingtan.courses.rules import drafting
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme
from xingtan.ui.forms import Form


def carried_out(form: Form, do: Callable[[], object], stands: Callable[[], int] | None = None) -> bool:
    """Whether a valid form could be carried out; what is refused stands at the form, with all that was typed.

    When somebody else was quicker, the form takes over the version that ``stands`` now: saving once more is meant.
    """
    if not form.is_valid():
        return False
    try:
        do()
    except ChangedMeanwhile as refusal:
        form.refuse(refusal)
        if stands is not None:
            form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            form.data["seen"] = str(stands())  # type: ignore[index]
        return False
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def change(request: ActingRequest, course: Course, verb: str, how: drafting.Change) -> drafting.Draft:
    """Change the draft as the acting post."""
    return actions.change_draft(course=course, change=how, verb=verb, by=request.acting, now=clock.now())


def package_of(request: ActingRequest, media: Media | None) -> queries.PackageShown | None:
    """A package as its authors look at it, the part of ``?item=`` open; None for any other medium. Nothing is kept."""
    return queries.package_shown(media, viewer=request.user, item=request.GET.get("item", ""), now=clock.now())


def to_outline(course: Course) -> HttpResponse:
    """Back to the course."""
    return redirect("courses:outline", course=course.public_id)


def tracks_of(programme: Programme) -> list[str]:
    """The titles of its tracks."""
    return list(programme.tracks.values_list("title", flat=True))
