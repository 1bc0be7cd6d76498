"""The media that lessons play."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class MediaQuerySet(ScopedQuerySet["Media"]):
    """Media, narrowed by scope."""

    reach = Reach(programme="programme", account="programme__enrolments__account")


class Media(models.Model):
    """A film, a recording, a document or a package; several lessons may play the same one."""

    class Kind(models.TextChoices):
        """What it is."""

        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        DOCUMENT = "document", _("Document")
        PACKAGE = "package", _("SCORM package")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="media")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.FileField(upload_to="media/")
    poster = models.FileField(upload_to="media/", blank=True)
    seconds = models.PositiveIntegerField()
    """Length of a film or recording; for a document the reading time that is recognised at most; 0 for a package."""
    sha256 = models.CharField(max_length=64)
    """Of the file, so that loading it again copies nothing (I8)."""
    chapters = models.JSONField(default=list)
    """``[[second, title], …]``."""
    streams = models.CharField(max_length=120, blank=True)
    """Folder of its bitrates in the house's storage; empty while there is only the file."""
    folder = models.CharField(max_length=120, blank=True)
    """Where a package lies unpacked in the house's storage."""
    manifest = models.JSONField(default=dict, blank=True)
    """Of a package, as ``manifests.as_json`` writes it."""
    transcript = models.TextField(blank=True)
    """What is said, to be read instead; where it is empty the captions serve."""

    objects: ClassVar[Any] = MediaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "media"
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="media_name_once_in_programme")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pdf(self) -> bool:
        """Whether it is a document that is shown page by page."""
        return self.kind == self.Kind.DOCUMENT and str(self.file.name).endswith(".pdf")
