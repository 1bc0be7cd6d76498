"""What is recognised of each lesson, and the plays that brought it in."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment


class CoverageQuerySet(ScopedQuerySet["Coverage"]):
    """Coverages, narrowed by scope through the enrolment."""

    reach = Reach(school="enrolment__school", programme="enrolment__programme", account="enrolment__account")


class Coverage(models.Model):
    """The seconds of one lesson recognised for one teacher. It only grows (I5)."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="coverages")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="coverages")
    spans = models.TextField(blank=True)
    """As ``coverage.to_text`` writes them: ``0-45,60-70``."""
    credited_seconds = models.PositiveIntegerField(default=0)
    """The size of ``spans``, kept for sums."""
    position = models.PositiveIntegerField(default=0)
    """Where the player stood last, to resume there."""
    heard_at = models.DateTimeField()
    """When its player was last heard of; of a lesson that takes no time, when it was last opened."""
    finished_at = models.DateTimeField(null=True, blank=True)
    """When a lesson that takes no time was finished; the others are finished by their seconds."""

    objects: ClassVar[Any] = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="coverage_once_per_lesson")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.lesson_id} · {self.credited_seconds} s"


class PlayQuerySet(ScopedQuerySet["Play"]):
    """Plays, narrowed by scope through the enrolment."""

    reach = Reach(school="coverage__enrolment__school", programme="coverage__enrolment__programme", account="account")


class Play(models.Model):
    """One stretch of wall time in which one device of a person plays one lesson.

    Its number is the fencing token: the play with the highest number of an account is the one that
    holds the lease, and the database allows only one that has not ended.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="plays")
    coverage = models.ForeignKey(Coverage, models.CASCADE, related_name="plays")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When another play took over."""
    spent_seconds = models.PositiveIntegerField(default=0)
    """Seconds it has brought in."""
    refused = models.TextField(blank=True)
    """What did not count, as ``coverage.reasons_to_text`` writes it: kept as sets, so a repeat adds nothing."""
    noted_at = models.DateTimeField(null=True, blank=True)
    """When the school's figures were last marked as changed by it."""

    objects: ClassVar[Any] = PlayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at__isnull=True), name="one_play_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                name="play_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["began_at"], name="play_by_day")]

    def __str__(self) -> str:
        return f"{self.pk} · {self.coverage_id} · {self.spent_seconds} s"
