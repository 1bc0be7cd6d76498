"""A year's money of a county or school and what of it goes to training (R25, R28, R30): each version stays."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.funding.rules import Share
from xingtan.organisations.models import Division, School

ONE_PLACE = Q(division__isnull=False, school__isnull=True) | Q(division__isnull=True, school__isnull=False)


class Source(models.TextChoices):
    """Where the training money is booked (R25)."""

    PUBLIC_FUNDS = "public_funds", pgettext_lazy("source of money", "Public funds")
    OPERATING = "operating", pgettext_lazy("source of money", "Operating expenses")


class DeclarationQuerySet(ScopedQuerySet["Declaration"]):
    """Declarations, narrowed by scope: a school its own, a county its own and its schools', the city all, the provider none."""

    reach = Reach(school="school", division="division")

    def standing(self) -> "DeclarationQuerySet":
        """The version that holds of each: the one that no other replaced."""
        return self.filter(replaced_by__isnull=True)


class Declaration(models.Model):
    """One version of what a county or a school declared for a year. Append-only; a correction is another version."""

    public_id = PublicIdField()
    year = models.PositiveSmallIntegerField()
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    version = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    base = models.DecimalField(max_digits=14, decimal_places=2)
    """The year's wages of a county's teachers, or a school's public funds; yuan."""
    training = models.DecimalField(max_digits=14, decimal_places=2)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    """The norm of that year as it was when declared."""
    document = models.CharField(max_length=100)
    missing = models.DecimalField(max_digits=14, decimal_places=2)
    """What is missing to the norm, yuan: as ``rules.Share`` says, kept so that lists can be sorted by it."""
    source = models.CharField(max_length=20, choices=Source.choices)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was corrected; of a first version nothing."""
    file = models.FileField(upload_to="funding/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.CheckConstraint(condition=ONE_PLACE, name="declaration_of_one_place"),
            models.CheckConstraint(
                condition=Q(base__gte=0, training__gte=0, missing__gte=0), name="declaration_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(base__gt=0), name="declaration_wages_positive"
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces__isnull=True, reason="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")),
                name="declaration_corrected_with_reason",
            ),
            models.UniqueConstraint(fields=["division", "year", "version"], name="declaration_version_of_division"),
            models.UniqueConstraint(fields=["school", "year", "version"], name="declaration_version_of_school"),
        ]

    def __str__(self) -> str:
        return f"{self.division_id or self.school_id} {self.year} v{self.version}"

    @property
    def share(self) -> Share:
        """What was declared beside what the norm asked."""
        return Share(self.base, self.training, self.percent)


class Draft(models.Model):
    """What somebody has begun to fill in, as it was typed: right or wrong, nothing of it is lost."""

    year = models.PositiveSmallIntegerField()
    division = models.ForeignKey(Division, models.CASCADE, null=True, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+")
    typed = models.JSONField(default=dict)
    file = models.FileField(upload_to="funding/drafts/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_PLACE, name="funding_draft_of_one_place"),
            models.UniqueConstraint(fields=["division", "year"], name="funding_draft_of_division"),
            models.UniqueConstraint(fields=["school", "year"], name="funding_draft_of_school"),
        ]

    def __str__(self) -> str:
        return f"{self.division_id or self.school_id} {self.year}"
