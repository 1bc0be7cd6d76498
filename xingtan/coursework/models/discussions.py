"""Topics of courses and what is said of them within a class."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.classes.models import OnlineClass
from xingtan.courses.models import Course
from xingtan.coursework.models.homework import OfProgramme
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class TopicQuerySet(OfProgramme):
    """Topics, narrowed by programme."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Topic(models.Model):
    """What a course's learners discuss (主题研讨), each class for itself."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=4000)
    """What is asked."""
    set_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    """From then on it is only read; none: until the term ends."""
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["course__position", "pk"]

    def __str__(self) -> str:
        return self.title


class ContributionQuerySet(ScopedQuerySet["Contribution"]):
    """What was said, seen by the class it was said in, its tutor and the programme's posts."""

    reach = Reach(
        programme="topic__programme",
        account="online_class__memberships__enrolment__account",
        tenure="online_class__tenures",
    )

    def shown(self) -> Self:
        """What was not hidden."""
        return self.filter(hidden_at__isnull=True)


class Contribution(models.Model):
    """A thread begun (``thread`` is None), or a reply in one. What was said is never changed."""

    public_id = PublicIdField()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="contributions")
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="+")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="contributions")
    """Who said it; none when the tutor or a post of the programme did."""
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    title = models.CharField(max_length=80, blank=True)
    body = models.TextField(max_length=4000)
    characters = models.PositiveIntegerField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    """When the thread was last written in."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the tutor first answered this thread."""
    excellent_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    hidden_because = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=22, unique=True)
    """Given with the empty form, so that a form sent twice says it once."""

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_because="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="contribution_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(title="", answered_at__isnull=True),
                name="contribution_reply_has_no_title",
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "online_class", "-last_at"], name="threads_of_class"),
            models.Index(fields=["enrolment", "at"], name="contributions_of_learner"),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:40]


class Complaint(models.Model):
    """Somebody finds that a contribution should not stand; the tutor decides."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="complaints")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "by"], name="complaint_once")]

    def __str__(self) -> str:
        return self.reason
