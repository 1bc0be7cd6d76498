"""Learners who review one another's work within a class."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.coursework.models.works import Version
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField


class PeerReviewQuerySet(ScopedQuerySet["PeerReview"]):
    """Reviews, seen by who is to write them."""

    reach = Reach(account="reviewer__account")


class PeerReview(models.Model):
    """One learner's review of another's work: asked, then given once."""

    public_id = PublicIdField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    points = models.JSONField(default=list)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    comment = models.TextField(max_length=1000, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PeerReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "reviewer"], name="peer_review_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, score__isnull=True)
                | Q(given_at__isnull=False, score__gte=0, score__lte=100),
                name="peer_review_given_has_score",
            ),
        ]
        indexes = [models.Index(fields=["reviewer", "given_at"], name="peer_reviews_due")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.reviewer_id}"
