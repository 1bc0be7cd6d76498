"""Layouts of statements that a clerk explained, and lines that went to another programme of the same account."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from xingtan.billing.models.statements import BankLine, OfProgrammeQuerySet
from xingtan.billing.statement import Column, Layout
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class StatementLayout(models.Model):
    """What a clerk said once about a header no word of which is known: used whenever that header comes again."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=32)
    titles = models.JSONField(default=list)
    """The header's words."""
    meanings = models.JSONField(default=list)
    """Pairs of a column, from 0, and what it holds."""
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "fingerprint"], name="layout_once_per_programme")]

    def __str__(self) -> str:
        return " · ".join(filter(None, self.titles))

    @property
    def as_layout(self) -> Layout:
        """For reading."""
        return Layout(self.fingerprint, tuple((at, Column(column)) for at, column in self.meanings))


class LineHandover(models.Model):
    """A line that was taken in for one programme and is another's, both collecting on one account. Append-only."""

    line = models.ForeignKey(BankLine, models.PROTECT, related_name="handovers")
    from_programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    to_programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    by = models.CharField(max_length=60)
    by_words = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_programme=F("to_programme")), name="handover_to_another_programme")
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.from_programme_id} → {self.to_programme_id}"
