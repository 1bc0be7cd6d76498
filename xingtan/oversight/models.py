"""The figures as they were last counted, and the reminders that were sent."""

from dataclasses import fields
from typing import Any, ClassVar

from django.db import models

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.organisations.models import Division, School
from xingtan.oversight.rules import Counts, Fraction, Rate, Subject, rate
from xingtan.programmes.models import Programme

COUNTED = tuple(each.name for each in fields(Counts))
"""The columns of a tally: one for each field of ``rules.Counts``."""


class CountedFigures(models.Model):
    """The columns that every tally has."""

    schools = models.PositiveIntegerField(default=0)
    schools_enrolled = models.PositiveIntegerField(default=0)
    schools_paid = models.PositiveIntegerField(default=0)
    on_register = models.PositiveIntegerField(default=0)
    register_enrolled = models.PositiveIntegerField(default=0)
    enrolled = models.PositiveIntegerField(default=0)
    paid = models.PositiveIntegerField(default=0)
    activated = models.PositiveIntegerField(default=0)
    studying = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    qualified = models.PositiveIntegerField(default=0)
    excellent = models.PositiveIntegerField(default=0)
    lagging = models.PositiveIntegerField(default=0)
    recognised_seconds = models.PositiveBigIntegerField(default=0)
    schools_prompt = models.PositiveIntegerField(default=0)
    online_due = models.PositiveIntegerField(default=0)
    online_prompt = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def counts(self) -> Counts:
        """The figures as the rules take them."""
        return Counts(**{name: getattr(self, name) for name in COUNTED})

    @property
    def online_on_time(self) -> Fraction:
        """Which share of the teachers was online by the day due (R61)."""
        return rate(Rate.ONLINE_ON_TIME, self.counts)


class TallyQuerySet(ScopedQuerySet["Tally"]):
    """Tallies, narrowed by scope."""

    reach = Reach(school="school", programme="programme")


class Tally(CountedFigures):
    """One school's figures in one programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    division = models.ForeignKey(Division, models.CASCADE, related_name="+")
    """The school's division when it was counted: kept here so that a division is summed without a join."""

    objects: ClassVar[Any] = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint(fields=["programme", "school"], name="tally_once_per_school")]
        indexes = [models.Index(fields=["programme", "division"], name="tally_by_division")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.enrolled}"


class DivisionTally(CountedFigures):
    """The schools that hang on one division, summed: what a city page reads, some sixteen rows at any size."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    division = models.ForeignKey(Division, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "division tallies"
        constraints = [models.UniqueConstraint(fields=["programme", "division"], name="tally_once_per_division")]

    def __str__(self) -> str:
        return f"{self.division_id}: {self.enrolled}"


class Snapshot(models.Model):
    """When a programme's figures were last brought up to date."""

    programme = models.OneToOneField(Programme, models.CASCADE, primary_key=True, related_name="+")
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.taken_at}"


class ReminderQuerySet(ScopedQuerySet["Reminder"]):
    """Reminders, narrowed by scope."""

    reach = Reach(school="school", programme="programme")


class Reminder(models.Model):
    """One reminder to a school about one thing it lacks (R19, R30, R39, R60); one a day for each."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    subject = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Subject], default=Subject.LAGGING.value
    )
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """How many teachers it was about; 1 where it is about the school itself."""

    objects: ClassVar[Any] = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "school", "subject", "sent_on"], name="reminded_of_it_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.sent_on}"


class CountyReminderQuerySet(ScopedQuerySet["CountyReminder"]):
    """Reminders to counties, narrowed by scope."""

    reach = Reach(division="division", programme="programme")


class CountyReminder(models.Model):
    """One reminder of the city to one county about the rosters of its schools; one a day (R37, R44)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    silent_schools = models.PositiveIntegerField()
    """Schools that had handed in nothing."""
    to_review = models.PositiveIntegerField()
    """Rosters that waited for the county."""
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = CountyReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "division", "sent_on"], name="county_reminded_of_rosters_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.division_id} {self.sent_on}"
