"""Courses, their units and lessons, and the media the lessons play."""

from xingtan.courses.models.courses import (
    Course,
    CourseQuerySet,
    Lesson,
    LessonQuerySet,
    Unit,
    UnitQuerySet,
)
from xingtan.courses.models.drafts import CourseVersion, CourseVersionQuerySet, Draft, DraftQuerySet
from xingtan.courses.models.media import Media, MediaQuerySet
from xingtan.courses.models.uploads import Caption, CaptionQuerySet, Upload, UploadQuerySet

__all__ = [
    "Caption",
    "CaptionQuerySet",
    "Course",
    "CourseQuerySet",
    "CourseVersion",
    "CourseVersionQuerySet",
    "Draft",
    "DraftQuerySet",
    "Lesson",
    "LessonQuerySet",
    "Media",
    "MediaQuerySet",
    "Unit",
    "UnitQuerySet",
    "Upload",
    "UploadQuerySet",
]
