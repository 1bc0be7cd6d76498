"""Tutors of the counties, and when each had which class (R14)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.classes.models.classes import OnlineClass
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


class TutorQuerySet(ScopedQuerySet["Tutor"]):
    """Tutors, narrowed by scope: a tutor is its county's, and sees itself."""

    reach = Reach(division="division", programme="programme", account="post__account")

    def serving(self) -> "TutorQuerySet":
        """Those not relieved."""
        return self.filter(ended_at__isnull=True)


class Tutor(models.Model):
    """One appointment of a person as class tutor of a county for a programme; appointed again is a new row."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    """The county that appointed; the city for the schools directly under it."""
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    unit = models.CharField(max_length=100)
    stage = models.CharField(max_length=20, blank=True)
    """What the tutor guides best; empty: any."""
    subject = models.CharField(max_length=40, blank=True)
    shares_mobile = models.BooleanField(default=False)
    """Whether the learners of the tutor's classes see the mobile in full, as the tutor decided."""
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = TutorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "post"], condition=Q(ended_at__isnull=True), name="tutor_appointed_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "division"], name="tutor_of_county")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the person is called."""
        return str(self.post.account.name)


class Tenure(models.Model):
    """From when to when a tutor had a class; kept for ever."""

    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="tenures")
    tutor = models.ForeignKey(Tutor, models.PROTECT, related_name="tenures")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["online_class"], condition=Q(ended_at__isnull=True), name="tenure_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="tenure_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tutor_id} {self.online_class_id}"
