"""Classes, who is in them, and what was changed by hand."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


class OnlineClassQuerySet(ScopedQuerySet["OnlineClass"]):
    """Classes: a county's and a programme's, a tutor's own, a learner's own."""

    reach = Reach(
        division="division", programme="programme", account="memberships__enrolment__account", tenure="tenures"
    )

    def standing(self) -> "OnlineClassQuerySet":
        """Those that were not given up."""
        return self.filter(closed_at__isnull=True)


class OnlineClass(models.Model):
    """One class of a county: a stage, its subjects, at most one tutor at a time (R14, R63)."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    stage = models.CharField(max_length=20)
    subjects = models.JSONField(default=list)
    """The subjects whose later teachers are placed here."""
    reasons = models.JSONField(default=list)
    """Why the rule made it so: ``[[code, {parameter: value}]]``; ``wording.sentence_of`` says it."""
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OnlineClassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "online classes"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "division", "name"], condition=Q(closed_at__isnull=True), name="class_name_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "division", "stage"], name="class_of_county")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_standing(self) -> bool:
        """Whether it was not given up."""
        return self.closed_at is None


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Who is in which class, narrowed as the classes are."""

    reach = Reach(
        division="online_class__division", programme="online_class__programme",
        account="enrolment__account", tenure="online_class__tenures",
    )  # fmt: skip


class Membership(models.Model):
    """A learner's class: one for an enrolment, so one for a learner and programme."""

    public_id = PublicIdField()
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="membership")
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    """County, stage and subject of the learner when placed: a difference says that the class is to be looked at again."""
    stage = models.CharField(max_length=20)
    subject = models.CharField(max_length=40)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.online_class_id}"


class ClassChangeQuerySet(ScopedQuerySet["ClassChange"]):
    """What was changed, narrowed by county and programme."""

    reach = Reach(division="division", programme="programme")


class ClassChange(models.Model):
    """Something done to classes: made, moved, merged, split, renamed, given up, another tutor. Can be taken back once."""

    class Kind(models.TextChoices):
        """What was done."""

        MADE = "made", _("Classes made by rule")
        OPENED = "opened", _("Class opened")
        MOVED = "moved", _("Teachers moved")
        MERGED = "merged", _("Classes merged")
        SPLIT = "split", _("Class split")
        RENAMED = "renamed", _("Class renamed")
        TUTOR = "tutor", _("Tutor changed")
        PLACED = "placed", _("Adjusted by itself")
        UNDONE = "undone", _("Taken back")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, null=True, related_name="changes")
    other_class = models.ForeignKey(OnlineClass, models.PROTECT, null=True, related_name="+")
    """The class they came from (moved, split), or that was given up (merged)."""
    before = models.JSONField(default=dict)
    """What stood, as far as steps of members do not tell it: the old name, the old tutor's tenure."""
    heads = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_words = models.CharField(max_length=200, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    objects: ClassVar[Any] = ClassChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["programme", "division", "-at"], name="class_changes_of_county")]

    def __str__(self) -> str:
        return f"{self.kind} {self.heads}"


class MemberStep(models.Model):
    """Into which class a learner came from which: the way of each learner. Append-only."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    change = models.ForeignKey(ClassChange, models.PROTECT, related_name="steps")
    from_class = models.ForeignKey(OnlineClass, models.PROTECT, null=True, related_name="+")
    to_class = models.ForeignKey(OnlineClass, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.from_class_id} → {self.to_class_id}"
