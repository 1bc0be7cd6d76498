"""Courses, their units and lessons, as learners see them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models.media import Media
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme, Track


class CourseQuerySet(ScopedQuerySet["Course"]):
    """Courses, narrowed by scope: a provider's post by its programme, a learner by the own enrolment."""

    reach = Reach(programme="programme", account="programme__enrolments__account")


class Course(models.Model):
    """A course of a programme; without a track it is for all stages (R05)."""

    class Obligation(models.TextChoices):
        """Whom it binds."""

        REQUIRED = "required", _("Required")
        ELECTIVE = "elective", _("Elective")
        COMMON = "common", _("Common")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="courses")
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="courses")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=100)
    summary = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    obligation = models.CharField(max_length=10, choices=Obligation.choices, default=Obligation.REQUIRED)
    """Required of its track, free to choose, or common: ethics, law and safety for everybody (R05)."""
    subject = models.CharField(max_length=40, blank=True)
    """The school subject it is about, as enrolments name it; empty: not about one."""
    domain = models.CharField(max_length=40, blank=True)
    """Of the five domains of a kindergarten, when it is about one (R06)."""
    position = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True, blank=True)
    """Since when it is no longer offered; what was recognised stays."""

    objects: ClassVar[Any] = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="course_code_once_in_programme")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_required(self) -> bool:
        """Whether its teachers must study it."""
        return self.obligation != self.Obligation.ELECTIVE


class UnitQuerySet(ScopedQuerySet["Unit"]):
    """Units, narrowed by scope."""

    reach = Reach(programme="course__programme", account="course__programme__enrolments__account")


class Unit(models.Model):
    """A part of a course: some lessons in order. Every course has at least one."""

    public_id = PublicIdField()
    course = models.ForeignKey(Course, models.CASCADE, related_name="units")
    number = models.PositiveIntegerField()
    """By which the course knows it for good, wherever it is moved."""
    title = models.CharField(max_length=100, blank=True)
    """Empty for the only unit of a course that is not divided."""
    position = models.PositiveIntegerField()
    is_offered = models.BooleanField(default=True)
    """Off once it is taken out; what hangs on it stays."""

    objects: ClassVar[Any] = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["course__position", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="unit_number_once_in_course")]

    def __str__(self) -> str:
        return self.title or str(self.course)


ICONS = {
    "video": "play-fill", "audio": "headphones", "document": "file-earmark-text", "page": "card-text",
    "link": "box-arrow-up-right", "package": "box-seam",
}  # fmt: skip


class LessonQuerySet(ScopedQuerySet["Lesson"]):
    """Lessons, narrowed by scope."""

    reach = Reach(programme="course__programme", account="course__programme__enrolments__account")


class Lesson(models.Model):
    """One sitting of a course."""

    ICONS: ClassVar[dict[str, str]] = ICONS

    class Kind(models.TextChoices):
        """What is done in it."""

        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        DOCUMENT = "document", _("Document")
        PAGE = "page", _("Page")
        LINK = "link", _("Link")
        PACKAGE = "package", _("SCORM package")

    public_id = PublicIdField()
    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="lessons")
    number = models.PositiveIntegerField()
    """By which the course knows it for good, wherever it is moved."""
    media = models.ForeignKey(Media, models.PROTECT, null=True, blank=True, related_name="lessons")
    """What it plays; none for a page or a link."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    """Within the whole course, through all its units."""
    text = models.TextField(blank=True)
    """HTML of a page, cleaned when it was stored."""
    address = models.URLField(max_length=500, blank=True)
    """Where a link leads."""
    credit_seconds = models.PositiveIntegerField()
    """Seconds that can be recognised at most: the length of the film, or the reading time; 0 where no time is
    taken, and the lesson is finished by being opened, or by what its package reports."""
    is_offered = models.BooleanField(default=True)
    """Off once the catalogue no longer names it; what was recognised stays."""

    objects: ClassVar[Any] = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["course__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="lesson_number_once_in_course"),
            models.CheckConstraint(
                condition=Q(kind__in=("video", "audio", "document"), media__isnull=False, credit_seconds__gt=0)
                | Q(kind="package", media__isnull=False)
                | (~Q(kind__in=("video", "audio", "document", "package")) & Q(media__isnull=True)),
                name="lesson_has_what_its_kind_plays",
            ),
            models.CheckConstraint(condition=~Q(kind="link") | ~Q(address=""), name="lesson_link_leads_somewhere"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        """The sign of its kind."""
        return ICONS[self.kind]
