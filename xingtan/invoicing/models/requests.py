"""What is asked of the tax platform: one live request per bill, ever (I4)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models import Bill, yuan_field
from xingtan.foundation.fields import PublicIdField
from xingtan.invoicing.models.batches import Batch
from xingtan.invoicing.models.profiles import BuyerProfile


class RequestState(models.TextChoices):
    """Where a request stands: in exactly one of these."""

    ASKED = "asked", pgettext_lazy("invoice", "Asked for")
    BATCHED = "batched", pgettext_lazy("invoice", "At the tax platform")
    FAILED = "failed", pgettext_lazy("invoice", "Refused by the platform")
    ISSUED = "issued", pgettext_lazy("invoice", "Issued")
    RED_ASKED = "red_asked", pgettext_lazy("invoice", "Red letter under way")
    REVERSED = "reversed", pgettext_lazy("invoice", "Reversed by red letter")
    REPLACED = "replaced", pgettext_lazy("invoice", "Mended and asked anew")
    WITHDRAWN = "withdrawn", pgettext_lazy("invoice", "Taken back")


LIVE = (
    RequestState.ASKED, RequestState.BATCHED, RequestState.FAILED, RequestState.ISSUED, RequestState.RED_ASKED,
)  # fmt: skip
"""States in which no other request for the bill can stand."""
OUTSIDE = (
    RequestState.BATCHED,
    RequestState.FAILED,
    RequestState.ISSUED,
    RequestState.RED_ASKED,
    RequestState.REVERSED,
)


class InvoiceRequestQuerySet(ScopedQuerySet["InvoiceRequest"]):
    """Requests, narrowed as their bill is."""

    reach = Reach(school="bill__school", programme="bill__programme")

    def live(self) -> "InvoiceRequestQuerySet":
        """Those that keep others from the bill."""
        return self.filter(state__in=LIVE)


class InvoiceRequest(models.Model):
    """An invoice over one bill, from the wish to the red letter; its serial joins it to the platform's files."""

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="invoice_requests")
    profile = models.ForeignKey(BuyerProfile, models.PROTECT, related_name="requests")
    """The version in force when it was asked for: who buys never changes under a request."""
    serial = models.CharField(max_length=20, unique=True)
    amount = yuan_field()
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="requests")
    failure = models.CharField(max_length=500, blank=True)
    """The platform's reason, in its own words."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    red_due_at = models.DateTimeField(null=True, blank=True)
    """Since when the bill no longer has what was invoiced."""
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = InvoiceRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill"], condition=Q(state__in=LIVE), name="invoice_one_live_per_bill"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="invoice_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="invoice_state_known"),
            models.CheckConstraint(
                condition=~Q(state=RequestState.BATCHED) | Q(batch__isnull=False), name="invoice_batched_in_a_batch"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.FAILED) | ~Q(failure=""), name="invoice_failed_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="invoice_queue")]

    def __str__(self) -> str:
        return self.serial
