"""Courses, their units and lessons, the media the lessons play, and the question bank."""

from xingtan.courses.models.courses import (
    Course,
    CourseQuerySet,
    Lesson,
    LessonQuerySet,
    Unit,
    UnitQuerySet,
)
from xingtan.courses.models.drafts import BroughtCourse, CourseVersion, CourseVersionQuerySet, Draft, DraftQuerySet
from xingtan.courses.models.media import Media, MediaQuerySet
from xingtan.courses.models.questions import (
    BankQuestion,
    BankQuestionQuerySet,
    QuestionCategory,
    QuestionFile,
    QuestionFileQuerySet,
    QuestionVersion,
)
from xingtan.courses.models.uploads import Caption, CaptionQuerySet, Upload, UploadQuerySet

__all__ = [
    "BankQuestion",
    "BankQuestionQuerySet",
    "BroughtCourse",
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
    "QuestionCategory",
    "QuestionFile",
    "QuestionFileQuerySet",
    "QuestionVersion",
    "Unit",
    "UnitQuerySet",
    "Upload",
    "UploadQuerySet",
]
