"""Files on their way in, piece by piece; and the captions of media."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models.courses import Course
from xingtan.courses.models.media import Media
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class UploadQuerySet(ScopedQuerySet["Upload"]):
    """Uploads, narrowed by scope."""

    reach = Reach(programme="programme")


class Upload(models.Model):
    """A large file that comes in pieces and goes on where it stopped, by its fingerprint."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    """Who sends it; nobody else adds to it."""
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=100)
    """By which the browser knows the same file again after the page was closed."""
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    media = models.ForeignKey(Media, models.SET_NULL, null=True, related_name="+")
    """What became of it once it was whole and right,"""
    course = models.ForeignKey(Course, models.SET_NULL, null=True, related_name="+")
    """or the course, of a cartridge."""
    began_at = models.DateTimeField()
    heard_at = models.DateTimeField()

    objects: ClassVar[Any] = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_past_its_size"),
        ]
        indexes = [models.Index(fields=["account", "fingerprint"], name="upload_by_fingerprint")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.received}/{self.size}"


class CaptionQuerySet(ScopedQuerySet["Caption"]):
    """Captions, narrowed by scope."""

    reach = Reach(programme="media__programme", account="media__programme__enrolments__account")


class Caption(models.Model):
    """What is said in a film, with its times, in one language."""

    class Language(models.TextChoices):
        """In which it is written."""

        CHINESE = "zh", "中文"
        ENGLISH = "en", "English"

    public_id = PublicIdField()
    media = models.ForeignKey(Media, models.CASCADE, related_name="captions")
    language = models.CharField(max_length=5, choices=Language.choices)
    text = models.TextField()
    """WebVTT, written anew from the cues that were read."""

    objects: ClassVar[Any] = CaptionQuerySet.as_manager()

    class Meta:
        ordering = ["media", "-language"]
        constraints = [models.UniqueConstraint(fields=["media", "language"], name="caption_once_per_language")]

    def __str__(self) -> str:
        return f"{self.media} · {self.language}"
