"""Whose money a line is: how it stands, what is allocated, what is set aside."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.bills import Bill
from xingtan.billing.models.columns import HALF_FEN, NOTHING, yuan_field
from xingtan.billing.models.statements import BankLine
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class LineState(models.TextChoices):
    """Where a bank line stands: in exactly one of these."""

    NEW = "new", _("Not matched yet")
    REVIEW = "review", _("For review")
    PART = "part", _("Partly allocated")
    BOOKED = "booked", _("Booked")
    ASIDE = "aside", _("Set aside")
    IGNORED = "ignored", _("No matter")


class LineStanding(models.Model):
    """Where a line stands, what matching made of it, and the version that guards two clerks from each other."""

    line = models.OneToOneField(BankLine, models.PROTECT, primary_key=True, related_name="standing")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=LineState.choices, default=LineState.NEW)
    amount = yuan_field()
    allocated = yuan_field(default=NOTHING)
    refunding = yuan_field(default=NOTHING)
    """What is held back to be paid back, or was paid back already."""
    findings = models.JSONField(default=dict)
    """What matching found, as ``findings.to_json`` writes it."""
    version = models.PositiveIntegerField(default=1)
    touched_by = models.CharField(max_length=200, blank=True)
    touched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(allocated__gte=-HALF_FEN, refunding__gte=-HALF_FEN)
                & (Q(allocated__lte=F("amount") - F("refunding") + HALF_FEN) | Q(allocated=0, refunding=0)),
                name="line_allocated_within_amount",
            ),
            models.CheckConstraint(condition=Q(state__in=LineState.values), name="line_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[LineState.PART, LineState.BOOKED]) | Q(allocated=0),
                name="line_allocated_says_so",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LineState.PART, LineState.BOOKED, LineState.ASIDE]) | Q(refunding=0),
                name="line_refunding_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.BOOKED)
                | Q(
                    allocated__gt=F("amount") - F("refunding") - HALF_FEN,
                    allocated__lt=F("amount") - F("refunding") + HALF_FEN,
                ),
                name="line_booked_is_wholly_allocated",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "-amount"], name="line_queue")]

    def __str__(self) -> str:
        return self.state

    @property
    def rest(self) -> Decimal:
        """What is neither allocated nor going back."""
        return self.amount - self.allocated - self.refunding


class AllocationQuerySet(ScopedQuerySet["Allocation"]):
    """Allocations, narrowed by the bill's scope."""

    reach = Reach(school="bill__school", programme="bill__programme")

    def live(self) -> "AllocationQuerySet":
        """Those that were not undone."""
        return self.filter(amount__gt=0, undone_by__isnull=True)


class Allocation(models.Model):
    """So much of a line is for a bill; a negative row undoes an earlier one. Append-only."""

    public_id = PublicIdField()
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="allocations")
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="allocations")
    amount = yuan_field()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    is_automatic = models.BooleanField()
    reasons = models.JSONField(default=list)
    """Codes of what spoke for it when it was booked."""
    by = models.CharField(max_length=60, blank=True)
    """Public id of the post; empty for matching itself."""
    by_words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[Any] = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, undoes__isnull=True) | Q(amount__lt=0, undoes__isnull=False),
                name="allocation_negative_only_to_undo",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.bill_id} {self.amount}"


class SetAside(models.Model):
    """A line that is nobody's bill, with the reason; ``is_release`` takes it back. Append-only."""

    class Why(models.TextChoices):
        """Why no bill gets it."""

        RETURNED = "returned", _("Returned transfer")
        POSTAL = "postal", _("Post-office remittance")
        DUPLICATE = "duplicate", _("Paid twice, to be refunded")
        OTHER_INCOME = "other_income", _("Other income of the institution")
        UNKNOWN = "unknown", _("Payer unknown, being asked")
        OTHER = "other", _("Another reason")

    line = models.ForeignKey(BankLine, models.PROTECT, related_name="asides")
    is_release = models.BooleanField(default=False)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=60)
    by_words = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_release=True) | ~Q(why=""), name="set_aside_says_why"),
        ]

    def __str__(self) -> str:
        return self.why
