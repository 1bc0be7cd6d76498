"""Courses, their lessons and media."""

from xingtan.courses.models.catalogue import Course, CourseQuerySet, Lesson, LessonQuerySet, Media, MediaQuerySet

__all__ = ["Course", "CourseQuerySet", "Lesson", "LessonQuerySet", "Media", "MediaQuerySet"]
