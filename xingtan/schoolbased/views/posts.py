"""Which posts see and do what on these pages, and the ground every view stands on."""

from typing import Any

from django.http import FileResponse, Http404

from xingtan.accounts.access import ActingRequest
from xingtan.accounts.models import Kind
from xingtan.courses.models import Lesson
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

SCHOOL = (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)
COUNTY = (Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)
"""Who draws and checks; the city for the schools directly under it."""
SETTERS = (Kind.PROVIDER_MANAGER, Kind.ACADEMIC)
"""Who sets tasks."""
OVER = (*COUNTY, *SETTERS, Kind.MONITOR)


def programme_of(request: ActingRequest) -> Programme:
    """The programme looked at; without one there is no such page."""
    if request.programme is None:
        raise Http404
    found: Programme = request.programme
    return found


def school_of(request: ActingRequest) -> School:
    """The school of the post acted with; a post of another kind has no such page."""
    if request.acting.school is None:
        raise Http404
    return request.acting.school


def lessons_of(programme: Programme) -> Any:
    """The lessons something can go with."""
    return Lesson.objects.filter(course__programme=programme, is_offered=True).select_related("course")


def sent(file: Any, name: str, *, is_picture: bool, download: bool) -> FileResponse:
    """A photo inside the page, since our own encoder wrote it; anything else only as a download."""
    if not file or not file.storage.exists(str(file.name)):
        raise Http404
    answer = FileResponse(
        file.open("rb"), as_attachment=not is_picture or download, filename=name,
        content_type="image/jpeg" if is_picture else "application/octet-stream",
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
