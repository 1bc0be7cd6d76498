"""Decisions of the catalogue: its data file read and checked, and the parts of a file a request wants."""

from xingtan.courses.rules.catalogue import (
    CONTENT_TYPES,
    MEDIA_KINDS,
    MOST_SECONDS,
    OBLIGATIONS,
    Catalogue,
    Chapter,
    CourseEntry,
    LessonEntry,
    MediaEntry,
    content_type_of,
    read_catalogue,
)
from xingtan.courses.rules.parts import Part, part_wanted

__all__ = [
    "CONTENT_TYPES",
    "MEDIA_KINDS",
    "MOST_SECONDS",
    "OBLIGATIONS",
    "Catalogue",
    "Chapter",
    "CourseEntry",
    "LessonEntry",
    "MediaEntry",
    "Part",
    "content_type_of",
    "part_wanted",
    "read_catalogue",
]
