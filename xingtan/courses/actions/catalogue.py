"""What can be done to the catalogue: load it from its data file."""

import hashlib
from itertools import islice
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.errors import CatalogueWrong, TrackUnknown
from xingtan.courses.models import Course, Lesson, Media, Unit
from xingtan.courses.rules import Catalogue, CourseEntry, LessonEntry, MediaEntry
from xingtan.foundation.rich_text import cleaned
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
                "obligation": entry.obligation,
                "subject": entry.subject,
                "domain": entry.domain,
                "position": position,
            },
        )
        _set_lessons(course, entry, media)
    gone = Course.objects.filter(programme=programme).exclude(code__in=[entry.code for entry in catalogue.courses])
    Lesson.objects.filter(course__in=gone).update(is_offered=False)
    audit.record("load_catalogue", by=by, about=programme, courses=len(catalogue.courses))


def _set_lessons(course: Course, entry: CourseEntry, media: dict[str, Media]) -> None:
    """Units are known again by their place, lessons by their title."""
    lessons, position = iter(entry.lessons), 0
    known = {lesson.title: lesson.number for lesson in course.lessons.all()}
    for place, (title, count) in enumerate(entry.units or (("", len(entry.lessons)),), 1):
        told = {"title": title, "position": place, "is_offered": True}
        unit, _ = Unit.objects.update_or_create(course=course, number=place, defaults=told)
        for lesson in islice(lessons, count):
            position += 1
            number = known.setdefault(lesson.title, max(known.values(), default=0) + 1)
            told = {"unit": unit, "title": lesson.title, "position": position, **_told(lesson, media)}
            Lesson.objects.update_or_create(course=course, number=number, defaults=told)
    Unit.objects.filter(course=course, number__gt=max(1, len(entry.units))).update(is_offered=False)
    named = [lesson.title for lesson in entry.lessons]
    Lesson.objects.filter(course=course).exclude(title__in=named).update(is_offered=False)


def _told(lesson: LessonEntry, media: dict[str, Media]) -> dict[str, object]:
    played = media.get(lesson.media)
    return {
        "media": played,
        "kind": played.kind if played else lesson.kind,
        "text": cleaned(lesson.text),
        "address": lesson.address,
        "credit_seconds": played.seconds if played else lesson.seconds,
        "is_offered": True,
    }


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
