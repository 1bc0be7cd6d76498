"""Homework as it is set for a course: programme data (S1, S7)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from xingtan.accounts.models import Post
from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.classes.models import OnlineClass
from xingtan.courses.models import Course, Lesson
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class OfProgramme(ScopedQuerySet[Any]):
    """What is set for a whole programme: its own posts, its learners, the tutors of its classes."""

    reach = Reach(programme="programme", account="programme__enrolments__account")

    def within(self, post: ActingPost) -> Self:
        """What this post may see."""
        if post.reach_of is ReachOf.CLASSES:
            return self.filter(programme__in=OnlineClass.objects.within(post).values("programme"))
        return super().within(post)


class AssignmentQuerySet(OfProgramme):
    """Homework, narrowed by programme."""

    def standing(self) -> Self:
        """What was not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Assignment(models.Model):
    """One piece of homework (研修作业) of a course; for whoever studies that course."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=80)
    task = models.TextField(max_length=8000)
    due_at = models.DateTimeField()
    takes_late = models.BooleanField(default=True)
    """Whether work is still taken after ``due_at``, and shown as late."""
    least_characters = models.PositiveIntegerField(default=0)
    takes_files = models.BooleanField(default=True)
    rubric = models.JSONField(default=list)
    """``[{"title", "points", "levels": [{"points", "words"}]}]``; ``rules.rubric_of`` reads it."""
    resubmissions = models.PositiveSmallIntegerField(default=2)
    """How often a returned work may be handed in anew."""
    peers = models.PositiveSmallIntegerField(default=0)
    """How many works of others each reviews; 0: no peer review."""
    peers_until = models.DateTimeField(null=True, blank=True)
    """From then on the tutor marks without waiting for peers."""
    set_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(peers=0, peers_until__isnull=True) | Q(peers__gt=0, peers_until__gte=F("due_at")),
                name="assignment_peers_have_an_end",
            ),
        ]
        indexes = [models.Index(fields=["programme", "due_at"], name="assignment_by_day")]

    def __str__(self) -> str:
        return self.title
