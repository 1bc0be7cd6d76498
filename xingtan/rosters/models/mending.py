"""What mending keeps: rows put aside from a roster, and words learnt from those who mend."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import School
from xingtan.rosters.models.roster import Roster
from xingtan.rosters.sheet import Offered

ASIDE_PURPOSE = "roster_aside"


class SetAside(models.Model):
    """Rows read from a sheet or removed by hand that are not on the roster but can be taken in: nothing is lost."""

    class Kind(models.TextChoices):
        """Why they are not on the roster."""

        HIDDEN_SHEET = Offered.HIDDEN_SHEET.value, pgettext_lazy("rows set aside", "On a hidden sheet")
        HIDDEN_ROWS = Offered.HIDDEN_ROWS.value, pgettext_lazy("rows set aside", "In hidden rows")
        SAMPLE = Offered.SAMPLE.value, pgettext_lazy("rows set aside", "Like the sample row of the form")
        REMOVED = "removed", pgettext_lazy("rows set aside", "Removed by you")

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="aside")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    sheet = models.CharField(max_length=100, blank=True)
    teachers = models.PositiveIntegerField()
    rows = SealedField(purpose=ASIDE_PURPOSE)
    """A list of ``[position, cells, problems]``; the position is 0 when the rows were never on the roster."""
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    """When somebody decided to leave them out; they can still be taken in."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.roster_id} {self.kind}"


class LearnedWordQuerySet(ScopedQuerySet["LearnedWord"]):
    """Learnt words, narrowed by scope."""

    reach = Reach(school="school")

    def within(self, post: ActingPost) -> Self:
        """Those of the schools a post may see; a provider's programme has no bounds in space."""
        return self if post.reach_of is ReachOf.PROGRAMME else super().within(post)

    def holding(self) -> "LearnedWordQuerySet":
        """Those that have not been unlearnt."""
        return self.filter(unlearned_at=None)


class LearnedWord(models.Model):
    """What one school meant by a word of a closed column, or by a name for itself. Never a person, never a number."""

    public_id = PublicIdField()
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    field = models.CharField(max_length=8)
    key = models.CharField(max_length=60)
    """The text as it is looked up (``sheet.cells.key_of``)."""
    text = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    learned_at = models.DateTimeField()
    learned_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    unlearned_at = models.DateTimeField(null=True, blank=True)
    unlearned_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = LearnedWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "field", "key"], name="word_learned_once_per_school"),
            models.CheckConstraint(
                condition=Q(field__in=["stage", "subject", "county", "school"]), name="learned_word_of_a_closed_column"
            ),
        ]
        indexes = [models.Index(fields=["field", "key", "value"], name="learned_word_said")]

    def __str__(self) -> str:
        return f"{self.field} {self.text} → {self.value}"
