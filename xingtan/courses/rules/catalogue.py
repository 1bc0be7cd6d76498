"""A catalogue as its data file gives it, checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from xingtan.courses.errors import CatalogueWrong

MEDIA_KINDS: Final = ("video", "audio", "document")
"""Kinds of media, each played by the lessons of the same kind."""
MOST_SECONDS: Final = 6 * 3600
OBLIGATIONS: Final = ("required", "elective", "common")
CONTENT_TYPES: Final = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
}
"""What may be served, by the ending of its name; nothing else is taken in."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in a video: its second and what begins there."""

    second: int
    title: str


@dataclass(frozen=True, slots=True)
class MediaEntry:
    """A film or a document of the catalogue file."""

    name: str
    kind: str
    file: str
    seconds: int
    """Length of a film; for a document the reading time that is recognised at most."""
    poster: str = ""
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A lesson: a title and the medium it plays; or, of kind ``page``, its text, and of kind ``link``, its address."""

    title: str
    media: str = ""
    kind: str = ""
    """Empty: the kind of its medium."""
    text: str = ""
    """HTML of a page, as its author wrote it."""
    address: str = ""
    """Where a link leads."""
    seconds: int = 0
    """Reading time of a page that is recognised at most; what plays a medium has the medium's."""


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """A course of the catalogue file; ``track`` is empty for courses of all stages (R05)."""

    code: str
    title: str
    summary: str
    track: str
    tags: tuple[str, ...]
    obligation: str
    """One of ``OBLIGATIONS``."""
    lessons: tuple[LessonEntry, ...]
    """In the order of the units."""
    units: tuple[tuple[str, int], ...] = ()
    """Titles of the units with how many lessons each has; empty: one unit with all of them."""
    subject: str = ""
    domain: str = ""
    """Of the five domains of a kindergarten, when the course is about one."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All courses of a programme."""

    media: tuple[MediaEntry, ...]
    courses: tuple[CourseEntry, ...]


def read_catalogue(said: Mapping[str, Any]) -> Catalogue:
    """The catalogue a parsed data file means; raises ``CatalogueWrong`` at the first thing that is not right."""
    media = tuple(_media(entry, f"media {number}") for number, entry in enumerate(said.get("media", ()), 1))
    courses = tuple(_course(entry, f"course {number}") for number, entry in enumerate(said.get("course", ()), 1))
    if not courses:
        raise CatalogueWrong(where="course", what="there is no course in the file")
    _each_once([entry.name for entry in media], "media")
    _each_once([entry.code for entry in courses], "course")
    known = {entry.name for entry in media}
    for course in courses:
        for lesson in course.lessons:
            if lesson.media and lesson.media not in known:
                raise CatalogueWrong(
                    where=f"{course.code}, {lesson.title}", what=f"no medium is named {lesson.media!r}"
                )
    return Catalogue(media, courses)


def _media(entry: Mapping[str, Any], where: str) -> MediaEntry:
    kind, file = _text(entry, "kind", where), _text(entry, "file", where)
    if kind not in MEDIA_KINDS:
        raise CatalogueWrong(where=where, what=f"kind is {kind!r}, not video, audio or document")
    if content_type_of(file) is None or "/" in file:
        raise CatalogueWrong(where=where, what=f"{file!r} is not the name of an mp4, html or pdf file")
    seconds = entry.get("seconds")
    if type(seconds) is not int or not 0 < seconds <= MOST_SECONDS:
        raise CatalogueWrong(where=where, what="seconds must be a whole number from 1 to 21600")
    chapters = tuple(Chapter(int(second), str(title)) for second, title in entry.get("chapters", ()))
    if any(not 0 <= chapter.second < seconds for chapter in chapters):
        raise CatalogueWrong(where=where, what="a chapter begins outside the film")
    return MediaEntry(_text(entry, "name", where), kind, file, seconds, str(entry.get("poster", "")), chapters)


def _course(entry: Mapping[str, Any], where: str) -> CourseEntry:
    units = entry.get("unit") or [{"title": "", "lesson": entry.get("lesson", ())}]
    held = [tuple(_lesson(lesson, where) for lesson in unit.get("lesson", ())) for unit in units]
    if not any(held):
        raise CatalogueWrong(where=where, what="the course has no lesson")
    obligation = entry.get("obligation") or ("required" if entry.get("required", True) else "elective")
    if obligation not in OBLIGATIONS:
        raise CatalogueWrong(where=where, what=f"obligation is {obligation!r}, not {', '.join(OBLIGATIONS)}")
    return CourseEntry(
        code=_text(entry, "code", where),
        title=_text(entry, "title", where),
        summary=str(entry.get("summary", "")),
        track=str(entry.get("track", "")),
        tags=tuple(str(tag) for tag in entry.get("tags", ())),
        obligation=obligation,
        lessons=tuple(lesson for lessons in held for lesson in lessons),
        units=tuple((str(unit.get("title", "")), len(lessons)) for unit, lessons in zip(units, held, strict=True)),
        subject=str(entry.get("subject", "")),
        domain=str(entry.get("domain", "")),
    )


def _lesson(entry: Mapping[str, Any], where: str) -> LessonEntry:
    title, kind, seconds = _text(entry, "title", where), str(entry.get("kind", "")), entry.get("seconds", 0)
    if type(seconds) is not int or not 0 <= seconds <= MOST_SECONDS:
        raise CatalogueWrong(where=f"{where}, {title}", what="seconds must be a whole number from 0 to 21600")
    if kind == "page":
        return LessonEntry(title, kind=kind, text=_text(entry, "text", where), seconds=seconds)
    if kind == "link":
        return LessonEntry(title, kind=kind, address=_text(entry, "address", where))
    if kind:
        raise CatalogueWrong(where=f"{where}, {title}", what=f"kind is {kind!r}, not page or link")
    return LessonEntry(title, _text(entry, "media", where))


def _text(entry: Mapping[str, Any], name: str, where: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CatalogueWrong(where=where, what=f"{name} is missing")
    return value.strip()


def _each_once(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise CatalogueWrong(where=where, what=f"{name!r} stands there twice")


def content_type_of(file_name: str) -> str | None:
    """The content type by which a file is served, None when such files are not served."""
    ending = re.search(r"\.[a-z0-9]+$", file_name)
    return CONTENT_TYPES.get(ending[0]) if ending else None
