"""The audit chain: each entry carries the hash of the one before it."""

from django.db import models


class Entry(models.Model):
    """One thing done, by whom, to what. Never changed, never deleted (database triggers)."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60, db_index=True)
    by = models.CharField(max_length=60, blank=True, db_index=True)
    """Public id of the post that acted; empty for the system itself."""
    by_words = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    """``room.model:public_id`` of what it is about."""
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.about}"


class Head(models.Model):
    """The end of the chain: one row, locked by whoever adds an entry."""

    number = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.number)
