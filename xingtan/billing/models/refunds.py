"""Money that goes back: asked by one person, approved by another, proved by the bank's outgoing line (A22)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.columns import yuan_field
from xingtan.billing.models.statements import BankLine
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.programmes.models import Programme


class RefundState(models.TextChoices):
    """Where a refund stands: in exactly one of these."""

    ASKED = "asked", pgettext_lazy("refund", "Waits for approval")
    APPROVED = "approved", pgettext_lazy("refund", "Approved, to be paid")
    PAID = "paid", pgettext_lazy("refund", "Paid back")
    REFUSED = "refused", pgettext_lazy("refund", "Not approved")
    TAKEN_BACK = "taken_back", pgettext_lazy("refund", "Taken back")


SEEN = "seen"
"""A step only: the bank's outgoing line came after the voucher had proved the payment."""
ENDED_WITHOUT_MONEY = (RefundState.REFUSED, RefundState.TAKEN_BACK)


class RefundQuerySet(ScopedQuerySet["Refund"]):
    """Refunds, narrowed to the provider's posts of their programme."""

    reach = Reach(programme="programme")

    def with_state(self) -> Any:
        """With ``state``: what the last of its steps says."""
        steps = RefundStep.objects.filter(refund=OuterRef("pk"))
        order = (RefundState.TAKEN_BACK, RefundState.REFUSED, RefundState.PAID, RefundState.APPROVED)
        whens = [When(Exists(steps.filter(kind=kind)), then=Value(str(kind))) for kind in order]
        return self.annotate(state=Case(*whens, default=Value(str(RefundState.ASKED)), output_field=CharField()))


class Refund(models.Model):
    """A wish to pay money of one line back; the money is held back from the moment it is asked. Append-only."""

    class Why(models.TextChoices):
        """Why it goes back."""

        OVERPAID = "overpaid", _("More was paid than is owed")
        DUPLICATE = "duplicate", _("Paid twice")
        WITHDRAWN = "withdrawn", _("Teachers withdrew after payment")
        NOT_OURS = "not_ours", _("Not meant for this training")
        OTHER = "other", _("Another reason")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="refunds")
    amount = yuan_field()
    why = models.CharField(max_length=12, choices=Why.choices)
    note = models.CharField(max_length=200, blank=True)
    to_name = models.CharField(max_length=200)
    to_account = SealedField(purpose="bank_account")
    to_bank = models.CharField(max_length=200, blank=True)
    asker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()

    objects: ClassVar[Any] = RefundQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive")]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.amount}"


class RefundStep(models.Model):
    """What became of a refund. Append-only; each kind once."""

    refund = models.ForeignKey(Refund, models.PROTECT, related_name="steps")
    kind = models.CharField(
        max_length=10, choices=[*RefundState.choices, (SEEN, pgettext_lazy("refund", "Found on the statement"))]
    )
    asker_id_of_refund = models.BigIntegerField()
    """Who asked, repeated here so that the database itself can refuse one person in two parts."""
    person = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    """Nobody where the bank's line spoke for itself."""
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)
    """Why it was not approved; the number of the voucher."""
    proof = models.OneToOneField(BankLine, models.PROTECT, null=True, blank=True, related_name="proves_refund")
    """The bank's outgoing line."""

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "kind"], name="refund_step_once"),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(kind__in=["approved", "refused"]), name="refund_decided_once"
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(kind__in=["paid", "refused", "taken_back"]), name="refund_ended_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(kind__in=["paid", "seen"], proof__isnull=False),
                name="refund_step_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(kind="seen") | Q(proof__isnull=False), name="refund_seen_is_proved"),
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "paid", "refused", "taken_back", "seen"]),
                name="refund_step_is_a_step",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["approved", "refused"]) | ~Q(person=F("asker_id_of_refund")),
                name="refund_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(kind="paid") | Q(proof__isnull=False) | ~Q(words=""), name="refund_paid_is_proved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.refund_id} {self.kind}"
