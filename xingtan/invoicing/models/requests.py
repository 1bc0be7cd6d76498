"""What is asked of the tax platform: one live request per bill, ever (I4); a county's invoice joins those of its bills."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models import Bill, CountyBill, yuan_field
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
    """Requests, narrowed by who buys: what a county gets for its schools is none of a school's."""

    reach = Reach(school="profile__school", division="profile__division", programme="bill__programme")

    def live(self) -> "InvoiceRequestQuerySet":
        """Those that keep others from the bill."""
        return self.filter(state__in=LIVE)

    def alone(self) -> "InvoiceRequestQuerySet":
        """Those the tax platform knows: of an invoice over several bills the one that carries it."""
        return self.filter(joined_to__isnull=True)


class InvoiceRequest(models.Model):
    """An invoice over one bill, from the wish to the red letter; its serial joins it to the platform's files."""

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="invoice_requests")
    profile = models.ForeignKey(BuyerProfile, models.PROTECT, related_name="requests")
    """The version in force when it was asked for: who buys never changes under a request."""
    serial = models.CharField(max_length=20, unique=True)
    amount = yuan_field()
    """What the invoice is over; of one that is joined to another, what of it is for its bill."""
    share = yuan_field(null=True, blank=True)
    """Where others are joined to it: what of the amount is for its own bill; empty where it stands alone."""
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    """The request that carries one invoice over several bills of a county; both stand alike, always (A06)."""
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
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, joined_to__isnull=True),
                name="invoice_share_of_carrier",
            ),
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

    @property
    def for_its_bill(self) -> Decimal:
        """What of the invoice is for its own bill."""
        found: Decimal = self.amount if self.share is None else self.share
        return found


class CountyInvoicing(models.Model):
    """Whether a county that pays gets one invoice for all its schools, or each school its own (A06)."""

    county_bill = models.OneToOneField(CountyBill, models.PROTECT, related_name="+")
    is_whole = models.BooleanField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.county_bill_id} {self.is_whole}"
