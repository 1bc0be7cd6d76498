"""Marks given to versions, the comment bank, and works marked a second time to compare tutors."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.coursework.models.works import Version, of_work
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class WorkMarkQuerySet(ScopedQuerySet["WorkMark"]):
    """Marks, narrowed as the works are."""

    reach = of_work("version__work__")


class WorkMark(models.Model):
    """What a tutor said of a version. Append-only: a mark put right is another row that replaces it."""

    class Outcome(models.TextChoices):
        """How the marking ended."""

        MARKED = "marked", _("Marked")
        RECOMMENDED = "recommended", _("Recommended")
        RETURNED = "returned", _("Returned")

    public_id = PublicIdField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="marks")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    points = models.JSONField(default=list)
    """One for each criterion of the rubric, in its order, as text; empty when returned."""
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """Of a hundred; none when returned."""
    comment = models.TextField(max_length=2000, blank=True)
    """For the learner; the reason when returned."""
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    waited_hours = models.PositiveIntegerField()
    """Whole hours between handing in and this mark."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects: ClassVar[Any] = WorkMarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(replaces__isnull=True), name="work_mark_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="returned", score__isnull=True)
                | (~Q(outcome="returned") & Q(score__gte=0, score__lte=100)),
                name="work_mark_has_score_unless_returned",
            ),
        ]
        indexes = [models.Index(fields=["by", "at"], name="work_marks_of_tutor")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.outcome} {self.score}"


class PhraseQuerySet(ScopedQuerySet["Phrase"]):
    """Comments of the bank: the programme's for its posts, and a tutor's own."""

    reach = Reach(programme="programme")

    def within(self, post: ActingPost) -> Self:
        """The programme's for those who keep them; otherwise the own ones only."""
        mine = Q(owner=post.pk)
        return self.filter(mine | (Q(owner__isnull=True) & self.reach.of(post)))

    def standing(self) -> Self:
        """Those still offered."""
        return self.filter(dropped_at__isnull=True)


class Phrase(models.Model):
    """A comment kept to be used again: a tutor's own, or the programme's for all tutors."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    """None: the programme's."""
    text = models.CharField(max_length=300)
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PhraseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "owner"], name="phrases_of_owner")]

    def __str__(self) -> str:
        return self.text


class SecondMark(models.Model):
    """A sampled version marked once more without seeing the first mark. Append-only; it changes nobody's result."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="second")
    points = models.JSONField(default=list)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="second_mark_of_a_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.score}"
