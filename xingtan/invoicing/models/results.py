"""What came back from the tax platform, and what became of each file in it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from xingtan.foundation.fields import PublicIdField
from xingtan.invoicing.models.batches import OfProgrammeQuerySet
from xingtan.invoicing.models.requests import InvoiceRequest
from xingtan.programmes.models import Programme


class ResultUpload(models.Model):
    """An uploaded workbook, file or packed folder of results; kept until it has been read."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="invoicing/results/%Y/")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name


class ResultItem(models.Model):
    """What became of one file or row of an upload."""

    class Outcome(models.TextChoices):
        """What was done with it."""

        FILED = "filed", pgettext_lazy("invoice file", "Filed")
        KNOWN = "known", pgettext_lazy("invoice file", "Filed before")
        FAILED = "failed", pgettext_lazy("invoice file", "Failure noted")
        REFUSED = "refused", pgettext_lazy("invoice file", "Not taken")

    upload = models.ForeignKey(ResultUpload, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    said = models.CharField(max_length=500, blank=True)
    request = models.ForeignKey(InvoiceRequest, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="result_item_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"
