"""A catalogue as its data file gives it, checked; and which part of a medium a range request wants."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from xingtan.courses.errors import CatalogueWrong

KINDS: Final = ("video", "document")
CONTENT_TYPES: Final = {
    ".mp4": "video/mp4",
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
    """A lesson: a title and the medium it plays."""

    title: str
    media: str


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """A course of the catalogue file; ``track`` is empty for courses of all stages (R05)."""

    code: str
    title: str
    summary: str
    track: str
    tags: tuple[str, ...]
    is_required: bool
    lessons: tuple[LessonEntry, ...]


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
            if lesson.media not in known:
                raise CatalogueWrong(
                    where=f"{course.code}, {lesson.title}", what=f"no medium is named {lesson.media!r}"
                )
    return Catalogue(media, courses)


def _media(entry: Mapping[str, Any], where: str) -> MediaEntry:
    kind, file = _text(entry, "kind", where), _text(entry, "file", where)
    if kind not in KINDS:
        raise CatalogueWrong(where=where, what=f"kind is {kind!r}, not video or document")
    if content_type_of(file) is None or "/" in file:
        raise CatalogueWrong(where=where, what=f"{file!r} is not the name of an mp4, html or pdf file")
    seconds = entry.get("seconds")
    if type(seconds) is not int or not 0 < seconds <= 6 * 3600:
        raise CatalogueWrong(where=where, what="seconds must be a whole number from 1 to 21600")
    chapters = tuple(Chapter(int(second), str(title)) for second, title in entry.get("chapters", ()))
    if any(not 0 <= chapter.second < seconds for chapter in chapters):
        raise CatalogueWrong(where=where, what="a chapter begins outside the film")
    return MediaEntry(_text(entry, "name", where), kind, file, seconds, str(entry.get("poster", "")), chapters)


def _course(entry: Mapping[str, Any], where: str) -> CourseEntry:
    lessons = tuple(
        LessonEntry(_text(lesson, "title", where), _text(lesson, "media", where)) for lesson in entry.get("lesson", ())
    )
    if not lessons:
        raise CatalogueWrong(where=where, what="the course has no lesson")
    return CourseEntry(
        code=_text(entry, "code", where),
        title=_text(entry, "title", where),
        summary=str(entry.get("summary", "")),
        track=str(entry.get("track", "")),
        tags=tuple(str(tag) for tag in entry.get("tags", ())),
        is_required=bool(entry.get("required", True)),
        lessons=lessons,
    )


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


# --- parts of a file -----------------------------------------------------------------------

_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last`` (both included) of a file of ``size`` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def part_wanted(header: str, size: int) -> Part | None:
    """The part a ``Range`` header asks for, None for the whole file.

    Several ranges at once and other units are answered with the whole file, as RFC 9110 allows. Raises
    ``ValueError`` when the part lies outside the file (answered with 416).
    """
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or asked.group(0) == "bytes=-":
        return None
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise ValueError(header)
        return Part(size - length, size - 1, size)
    if int(first) >= size or (last and int(last) < int(first)):
        raise ValueError(header)
    return Part(int(first), min(int(last), size - 1) if last else size - 1, size)
