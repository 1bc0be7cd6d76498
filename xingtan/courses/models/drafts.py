"""Courses while they are written, and what was published of them."""

from typing import Any, ClassVar

from django.db import models

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models.courses import Course
from xingtan.courses.models.questions import QuestionFile


class DraftQuerySet(ScopedQuerySet["Draft"]):
    """Drafts, narrowed by scope: they are the provider's alone."""

    reach = Reach(programme="course__programme")


class Draft(models.Model):
    """A course as it is being written; learners see nothing of it until it is published."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="draft")
    body = models.JSONField()
    """As ``drafting.as_json`` writes it."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change."""
    is_changed = models.BooleanField(default=True)
    """Whether it says something else than what is published."""
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=60, blank=True)

    objects: ClassVar[Any] = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.course} · {self.version}"


class CourseVersionQuerySet(ScopedQuerySet["CourseVersion"]):
    """Versions, narrowed by scope: they are the provider's alone."""

    reach = Reach(programme="course__programme")


class CourseVersion(models.Model):
    """A course as it was published once; only added."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """As ``drafting.as_json`` writes it."""
    published_at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=60, blank=True)

    objects: ClassVar[Any] = CourseVersionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "-number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="course_version_once")]

    def __str__(self) -> str:
        return f"{self.course} · {self.number}"


class BroughtCourse(models.Model):
    """Where a course came from that was brought in whole, and what of it has no place here."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="brought")
    file_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60, blank=True)
    lessons = models.PositiveIntegerField()
    questions = models.ForeignKey(QuestionFile, models.SET_NULL, null=True, related_name="+")
    """Its questions, kept to be looked at."""
    left_out = models.JSONField(default=list)
    """``[[name, why], …]``, as ``cartridges.LeftOut`` says it."""

    def __str__(self) -> str:
        return f"{self.course_id} · {self.file_name}"
