"""What can be done to the catalogue: load it from its data file."""

import hashlib
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.actions.publishing import locked_draft, put_out
from xingtan.courses.errors import CatalogueWrong, DraftsWouldBeLost
from xingtan.courses.models import Course, Lesson, Media
from xingtan.courses.rules import Catalogue, CourseEntry, LessonEntry, MediaEntry, drafting
from xingtan.foundation.rich_text import cleaned
from xingtan.programmes.models import Programme


@transaction.atomic
def load_catalogue(*, programme: Programme, catalogue: Catalogue, folder: Path, by: Post | None, now: datetime) -> None:
    """Make the programme's courses what the catalogue says; loading it again changes only what differs.

    A lesson the catalogue no longer names is no longer offered; what was recognised for it stays. Each course is
    published as a version. Media files are read from ``folder`` and kept in the house's own storage. Raises
    ``CatalogueWrong``, ``TrackUnknown``, ``DraftsWouldBeLost``.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    media = {entry.name: _take_in(programme, entry, folder) for entry in catalogue.media}
    for position, entry in enumerate(catalogue.courses, 1):
        facts = {"title": entry.title, "position": position}
        course, _ = Course.objects.update_or_create(programme=programme, code=entry.code, defaults=facts)
        _publish(course, entry, media, by, now)
    gone = Course.objects.filter(programme=programme).exclude(code__in=[entry.code for entry in catalogue.courses])
    gone = gone.exclude(versions__by__isnull=False)  # what people publish by hand is not the file's
    Lesson.objects.filter(course__in=gone).update(is_offered=False)
    audit.record("load_catalogue", by=by, about=programme, courses=len(catalogue.courses))


def _publish(course: Course, entry: CourseEntry, media: dict[str, Media], by: Post | None, now: datetime) -> None:
    row = locked_draft(course)
    if row.pk and row.is_changed:
        raise DraftsWouldBeLost(course=course.title)
    held = drafting.from_json(row.body)
    draft = _drafted(entry, media, held)
    is_whole = course.lessons.filter(is_offered=True).count() == len(entry.lessons)
    if not (row.pk and is_whole and drafting.same_words(draft, held)):
        put_out(course, draft, by=by, now=now)


def _drafted(entry: CourseEntry, media: dict[str, Media], held: drafting.Draft) -> drafting.Draft:
    """The course as the file says it: units known again by their place, lessons by their title and medium."""
    facts = drafting.Facts(
        title=entry.title, summary=entry.summary, track=entry.track, obligation=entry.obligation,
        subject=entry.subject, domain=entry.domain, tags=entry.tags,
    )  # fmt: skip
    known = {lesson.title: lesson.number for lesson in held.lessons}
    last, lessons = held.last_lesson, []
    for each in entry.lessons:
        if each.title not in known:
            last += 1
            known[each.title] = last
        lessons.append(_lesson(each, media.get(each.media), known[each.title]))
    parts, rest = [], iter(lessons)
    for place, (title, count) in enumerate(entry.units or (("", len(lessons)),), 1):
        parts.append(drafting.Unit(title, tuple(islice(rest, count)), place))
    return drafting.Draft(facts, tuple(parts), max(held.last_unit, len(parts)), last)


def _lesson(entry: LessonEntry, played: Media | None, number: int) -> drafting.Lesson:
    return drafting.Lesson(
        kind=played.kind if played else entry.kind, title=entry.title, media=played.public_id if played else "",
        text=cleaned(entry.text), address=entry.address, seconds=played.seconds if played else entry.seconds,
        number=number,
    )  # fmt: skip


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
