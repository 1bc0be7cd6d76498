"""Fingerprints of texts, and what was found alike: a hint for the tutor, never a judgement."""

from django.db import models

from xingtan.coursework.models.works import Version
from xingtan.programmes.models import Programme


class Fingerprint(models.Model):
    """One winnowed fingerprint of a version's text (``rules.likeness``)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    value = models.BigIntegerField()
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["programme", "value"], name="fingerprint_by_value")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.value}"


class Comparison(models.Model):
    """That a version was compared with the others, and what it has in common with which."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="comparison")
    at = models.DateTimeField()
    share = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    """Percent of its own words that stand in the likest other text; quotes of the task left out on both sides."""
    likest = models.ForeignKey(Version, models.CASCADE, null=True, related_name="+")
    passages = models.JSONField(default=list)
    """``[[begin, end, other_begin, other_end]]`` in the characters of both texts."""

    def __str__(self) -> str:
        return f"{self.version_id} {self.share} %"
