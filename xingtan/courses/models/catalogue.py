"""Courses, their lessons, and the media the lessons play."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme, Track


class MediaQuerySet(ScopedQuerySet["Media"]):
    """Media, narrowed by scope."""

    reach = Reach(programme="programme", account="programme__enrolments__account")


class Media(models.Model):
    """A film or a document; several lessons may play the same one."""

    class Kind(models.TextChoices):
        """What it is."""

        VIDEO = "video", _("Video")
        DOCUMENT = "document", _("Document")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="media")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.FileField(upload_to="media/")
    poster = models.FileField(upload_to="media/", blank=True)
    seconds = models.PositiveIntegerField()
    """Length of a film; for a document the reading time that is recognised at most."""
    sha256 = models.CharField(max_length=64)
    """Of the file, so that loading it again copies nothing (I8)."""
    chapters = models.JSONField(default=list)
    """``[[second, title], …]``."""

    objects: ClassVar[Any] = MediaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "media"
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="media_name_once_in_programme")]

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(ScopedQuerySet["Course"]):
    """Courses, narrowed by scope: a provider's post by its programme, a learner by the own enrolment."""

    reach = Reach(programme="programme", account="programme__enrolments__account")


class Course(models.Model):
    """A course of a programme; without a track it is for all stages (R05)."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="courses")
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="courses")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=100)
    summary = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    is_required = models.BooleanField(default=True)
    position = models.PositiveIntegerField()

    objects: ClassVar[Any] = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="course_code_once_in_programme")]

    def __str__(self) -> str:
        return self.title


class LessonQuerySet(ScopedQuerySet["Lesson"]):
    """Lessons, narrowed by scope."""

    reach = Reach(programme="course__programme", account="course__programme__enrolments__account")


class Lesson(models.Model):
    """One sitting of a course."""

    public_id = PublicIdField()
    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    media = models.ForeignKey(Media, models.PROTECT, related_name="lessons")
    kind = models.CharField(max_length=10, choices=Media.Kind.choices)
    title = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    credit_seconds = models.PositiveIntegerField()
    """Seconds that can be recognised at most: the length of the film, or the reading time."""
    is_offered = models.BooleanField(default=True)
    """Off once the catalogue no longer names it; what was recognised stays."""

    objects: ClassVar[Any] = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["course__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "title"], name="lesson_title_once_in_course"),
            models.CheckConstraint(condition=models.Q(credit_seconds__gt=0), name="lesson_has_credit"),
        ]

    def __str__(self) -> str:
        return self.title
