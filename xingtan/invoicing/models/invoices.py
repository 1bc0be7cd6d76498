"""What the tax platform issued: the invoice by its number, its files, and the red letter that takes it back."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models import yuan_field
from xingtan.foundation.fields import PublicIdField
from xingtan.invoicing.models.requests import InvoiceRequest
from xingtan.outbox.models import Message


class FileKind(models.TextChoices):
    """The three forms an electronic invoice has."""

    PDF = "pdf", "PDF"
    OFD = "ofd", "OFD"
    XML = "xml", "XML"


class Invoice(models.Model):
    """An issued invoice: twenty digits, once."""

    request = models.OneToOneField(InvoiceRequest, models.PROTECT, related_name="invoice")
    number = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    total = yuan_field()
    tax = yuan_field(null=True, blank=True)
    filed_at = models.DateTimeField()
    mail = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    """The last mail it went out with."""
    mails = models.PositiveSmallIntegerField(default=0)
    handed_to = models.CharField(max_length=60, blank=True)
    """Who fetched it against the voucher (A07)."""
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="invoice_total_positive"),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True) | ~Q(handed_to=""), name="invoice_handed_to_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RedLetter(models.Model):
    """An invoice taken back at the platform: asked here, issued there, then known by its own number."""

    class Why(models.TextChoices):
        """Why it is taken back."""

        BUYER = "buyer", _("Buyer wrong")
        AMOUNT = "amount", _("Amount changed")
        REFUNDED = "refunded", _("Money paid back")
        OTHER = "other", _("Another reason")

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="red_letter")
    why = models.CharField(max_length=10, choices=Why.choices)
    note = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    """By which the buyer was told."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True, confirmed_at__isnull=True)
                | Q(number__isnull=False, confirmed_at__isnull=False),
                name="red_letter_number_with_moment",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.why


class InvoiceFileQuerySet(ScopedQuerySet["InvoiceFile"]):
    """Files, narrowed as their request is."""

    reach = Reach(
        school="request__profile__school", division="request__profile__division", programme="request__bill__programme"
    )


class InvoiceFile(models.Model):
    """One file of an invoice, as the platform gave it; one of each kind, and of its red letter."""

    public_id = PublicIdField()
    request = models.ForeignKey(InvoiceRequest, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=3, choices=FileKind.choices)
    is_red = models.BooleanField(default=False)
    file = models.FileField(upload_to="invoices/%Y/")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    filed_by = models.CharField(max_length=200)
    filed_at = models.DateTimeField()

    objects: ClassVar[Any] = InvoiceFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "kind", "is_red"], name="invoice_file_once_per_kind"),
            models.UniqueConstraint(fields=["sha256"], name="invoice_file_filed_once"),
        ]

    def __str__(self) -> str:
        return self.file_name
