"""What can be done to the catalogue: load it from its data file."""

import hashlib
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.errors import CatalogueWrong, TrackUnknown
from xingtan.courses.models import Course, Lesson, Media
from xingtan.courses.rules import Catalogue, CourseEntry, MediaEntry
from xingtan.programmes.models import Programme, Track


@transaction.atomic
def load_catalogue(*, programme: Programme, catalogue: Catalogue, folder: Path, by: Post | None) -> None:
    """Make the programme's courses what the catalogue says; loading it again changes only what differs.

    A lesson the catalogue no longer names is no longer offered; what was recognised for it stays.
    Media files are read from ``folder`` and kept in the house's own storage.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    tracks = {track.title: track for track in Track.objects.filter(programme=programme)}
    media = {entry.name: _take_in(programme, entry, folder) for entry in catalogue.media}
    for position, entry in enumerate(catalogue.courses, 1):
        if entry.track and entry.track not in tracks:
            raise TrackUnknown(course=entry.code, track=entry.track, programme=programme.code)
        course, _ = Course.objects.update_or_create(
            programme=programme,
            code=entry.code,
            defaults={
                "track": tracks.get(entry.track),
                "title": entry.title,
                "summary": entry.summary,
                "tags": list(entry.tags),
                "is_required": entry.is_required,
                "position": position,
            },
        )
        _set_lessons(course, entry, media)
    gone = Course.objects.filter(programme=programme).exclude(code__in=[entry.code for entry in catalogue.courses])
    Lesson.objects.filter(course__in=gone).update(is_offered=False)
    audit.record("load_catalogue", by=by, about=programme, courses=len(catalogue.courses))


def _set_lessons(course: Course, entry: CourseEntry, media: dict[str, Media]) -> None:
    for position, lesson in enumerate(entry.lessons, 1):
        played = media[lesson.media]
        Lesson.objects.update_or_create(
            course=course,
            title=lesson.title,
            defaults={
                "media": played,
                "kind": played.kind,
                "position": position,
                "credit_seconds": played.seconds,
                "is_offered": True,
            },
        )
    named = [lesson.title for lesson in entry.lessons]
    Lesson.objects.filter(course=course).exclude(title__in=named).update(is_offered=False)


def _take_in(programme: Programme, entry: MediaEntry, folder: Path) -> Media:
    body = _read(folder / entry.file)
    sha256 = hashlib.sha256(body).hexdigest()
    held = Media.objects.filter(programme=programme, name=entry.name).first() or Media(
        programme=programme, name=entry.name
    )
    held.kind, held.seconds = entry.kind, entry.seconds
    held.chapters = [[chapter.second, chapter.title] for chapter in entry.chapters]
    held.sha256 = sha256
    held.file.name = _kept(body, entry.file)
    held.poster.name = _kept(_read(folder / entry.poster), entry.poster) if entry.poster else ""
    held.save()
    return held


def _kept(body: bytes, file_name: str) -> str:
    """The name under which the house's storage keeps these bytes; the same bytes are kept once."""
    name = f"media/{hashlib.sha256(body).hexdigest()[:16]}-{file_name}"
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(body))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogueWrong(where=path.name, what="the file cannot be read") from error
