"""The city's reminders to counties that have not declared, or fall short (R29)."""

from django.db import models

from xingtan.accounts.models import Post
from xingtan.organisations.models import Division


class CountyReminder(models.Model):
    """One reminder to one county about one year; one a day. Schools are reminded by ``oversight``."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "year", "sent_on"], name="county_reminded_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.division_id} {self.year} {self.sent_on}"
