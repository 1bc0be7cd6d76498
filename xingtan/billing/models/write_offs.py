"""A shortfall that nobody is asked for any more: with its reason, and by two people above the programme's limit (A22)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.bills import Bill
from xingtan.billing.models.columns import HALF_FEN, yuan_field
from xingtan.foundation.fields import PublicIdField


class WriteOffState(models.TextChoices):
    """Where a write-off stands: in exactly one of these."""

    ASKED = "asked", pgettext_lazy("write-off", "Waits for a second person")
    IN_FORCE = "in_force", pgettext_lazy("write-off", "Written off")
    REFUSED = "refused", pgettext_lazy("write-off", "Not approved")
    TAKEN_BACK = "taken_back", pgettext_lazy("write-off", "Taken back")


WITHOUT_EFFECT = (WriteOffState.REFUSED, WriteOffState.TAKEN_BACK)


class WriteOffQuerySet(ScopedQuerySet["WriteOff"]):
    """Write-offs, narrowed by the scope of their bill's programme."""

    reach = Reach(programme="bill__programme")

    def with_state(self) -> Any:
        """With ``state``: what its steps say; small ones are in force at once."""
        steps = WriteOffStep.objects.filter(write_off=OuterRef("pk"))
        return self.annotate(
            state=Case(
                When(Exists(steps.filter(kind="taken_back")), then=Value(str(WriteOffState.TAKEN_BACK))),
                When(Exists(steps.filter(kind="refused")), then=Value(str(WriteOffState.REFUSED))),
                When(needs_second=False, then=Value(str(WriteOffState.IN_FORCE))),
                When(Exists(steps.filter(kind="approved")), then=Value(str(WriteOffState.IN_FORCE))),
                default=Value(str(WriteOffState.ASKED)),
                output_field=CharField(),
            )
        )


class WriteOff(models.Model):
    """So much of a bill is not asked for. Append-only; what becomes of it are its steps."""

    class Why(models.TextChoices):
        """Why it is not asked for."""

        BANK_FEE = "bank_fee", _("Kept by a bank as its fee")
        SMALL_REST = "small_rest", _("Too small to ask for")
        OTHER = "other", _("Another reason")

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="write_offs")
    amount = yuan_field()
    why = models.CharField(max_length=12, choices=Why.choices)
    note = models.CharField(max_length=200, blank=True)
    limit = yuan_field()
    """Up to how many yuan one person decided alone when it was entered."""
    needs_second = models.BooleanField()
    asker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()

    objects: ClassVar[Any] = WriteOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="write_off_amount_positive"),
            models.CheckConstraint(
                condition=Q(needs_second=True) | Q(amount__lt=F("limit") + HALF_FEN),
                name="write_off_alone_within_limit",
            ),
            models.CheckConstraint(condition=~Q(why="other") | ~Q(note=""), name="write_off_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} −{self.amount}"


class WriteOffStep(models.Model):
    """What became of a write-off. Append-only; each kind once."""

    class Kind(models.TextChoices):
        """What was done."""

        APPROVED = "approved", pgettext_lazy("write-off", "Approved")
        REFUSED = "refused", pgettext_lazy("write-off", "Not approved")
        TAKEN_BACK = "taken_back", pgettext_lazy("write-off", "Taken back")

    write_off = models.ForeignKey(WriteOff, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    asker_id_of_write_off = models.BigIntegerField()
    """Who asked, repeated here so that the database itself can refuse one person in two parts."""
    person = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["write_off", "kind"], name="write_off_step_once"),
            models.UniqueConstraint(
                fields=["write_off"], condition=Q(kind__in=["approved", "refused"]), name="write_off_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "refused", "taken_back"]), name="write_off_step_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="taken_back") | ~Q(person=F("asker_id_of_write_off")), name="write_off_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.write_off_id} {self.kind}"
