"""The catalogue's pages, and its media."""

from collections.abc import Iterator
from typing import IO

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from xingtan.accounts.access import ActingRequest, admits, signed_in
from xingtan.accounts.models import PROVIDER
from xingtan.courses import queries
from xingtan.courses.forms import CourseFilter
from xingtan.courses.models import Lesson, Media
from xingtan.courses.rules import Part, content_type_of, part_wanted
from xingtan.courses.views.ground import package_of

_CHUNK = 64 * 1024
_SHUT_IN = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "media-src": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups"],
}
"""What a document may do when it is opened: be looked at (A8)."""


@require_safe
@signed_in
def index(request: ActingRequest) -> HttpResponse:
    """The catalogue: all courses, or those of one stage, track, subject, obligation or domain."""
    programme = request.programme
    if programme is None:
        return render(request, "courses/index.html", {"filters": CourseFilter(), "outlines": []})
    subjects, domains = queries.subjects_and_domains(programme)
    tracks = [(str(track.pk), track.title) for track in programme.tracks.all()]
    filters = CourseFilter(request.GET, stages=programme.stages, tracks=tracks, subjects=subjects, domains=domains)
    outlines = queries.outline(programme, wanted=filters.wanted)
    context = {"outlines": outlines, "filters": filters, "tags": queries.seconds_by_tag(outlines)}
    context["may_preview"] = request.acting.kind in PROVIDER
    return render(request, "courses/index.html", context)


@require_safe
@csp_update({"media-src": [SELF, "blob:"]})
@admits(*PROVIDER, lesson=Lesson)
def preview(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """A lesson as its learners see it, for the institution; nothing is counted."""
    key = queries.media_key(lesson.media, request.user) if lesson.media else ""
    context = {
        "lesson": lesson, "media_key": key, "package": package_of(request, lesson.media),
        **queries.shown_with(lesson.media),
    }  # fmt: skip
    return render(request, "courses/preview.html", context)


@require_safe
@xframe_options_sameorigin
@csp(_SHUT_IN)
@signed_in
def media(request: ActingRequest, media: str, key: str) -> HttpResponseBase:
    """A film or document, whole or the part asked for, to whoever was given its key."""
    return _file(request, media, key, "file")


@require_safe
@csp(_SHUT_IN)
@signed_in
def poster(request: ActingRequest, media: str, key: str) -> HttpResponseBase:
    """The still picture of a film."""
    return _file(request, media, key, "poster")


def _file(request: ActingRequest, public_id: str, key: str, field: str) -> HttpResponseBase:
    found = Media.objects.filter(public_id=public_id).first()
    if found is None or not queries.media_opened_by(key, found, request.user):
        raise Http404
    kept = getattr(found, field)
    content_type = content_type_of(kept.name or "")
    if content_type is None or not kept.storage.exists(kept.name):
        raise Http404
    answer = _sent(request.headers.get("Range", ""), kept.open("rb"), kept.size, content_type)
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "private, max-age=43200"
    return answer


def sent_in_parts(request: HttpRequest, name: str, content_type: str) -> HttpResponseBase:
    """A stored file by its name, whole or the part asked for."""
    return _sent(
        request.headers.get("Range", ""), default_storage.open(name, "rb"), default_storage.size(name), content_type
    )


def _sent(header: str, body: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    try:
        part = part_wanted(header, size)
    except ValueError:
        body.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return FileResponse(body, content_type=content_type)
    answer = StreamingHttpResponse(_read_part(body, part), status=206, content_type=content_type)
    answer["Content-Range"] = f"bytes {part.first}-{part.last}/{part.size}"
    answer["Content-Length"] = str(part.length)
    return answer


def _read_part(body: IO[bytes], part: Part) -> Iterator[bytes]:
    with body:
        body.seek(part.first)
        left = part.length
        while left and (chunk := body.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
