"""The platform's template as the provider downloads it, the tax terms in force from a day, and the workbooks made."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class OfProgrammeQuerySet(ScopedQuerySet[Any]):
    """What only the provider's posts of a programme see."""

    reach = Reach(programme="programme")


class TaxTerms(models.Model):
    """Item, tax code and rate in force from a day; empty until the provider's accountant has set them. Append-only."""

    class Kind(models.TextChoices):
        """The platform's own words for the kind of invoice."""

        ORDINARY = "普通发票", _("Ordinary invoice")
        SPECIAL = "增值税专用发票", _("Special VAT invoice")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ORDINARY)
    item_name = models.CharField(max_length=100)
    tax_code = models.CharField(max_length=19)
    rate = models.CharField(max_length=10)
    """As the platform wants it: 0.03."""
    unit = models.CharField(max_length=20, blank=True)
    policy_used = models.CharField(max_length=10, blank=True)
    """是, 否 or nothing: 是否使用优惠政策."""
    policy = models.CharField(max_length=60, blank=True)
    show_buyer = models.CharField(max_length=60, blank=True)
    """Word for “show the buyer's bank”, where the template offers none of its own."""
    payee = models.CharField(max_length=16, blank=True)
    reviewer = models.CharField(max_length=16, blank=True)
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(item_name="") & ~Q(tax_code="") & ~Q(rate=""), name="tax_terms_are_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_name} {self.rate}"


class PlatformTemplate(models.Model):
    """A template as it was downloaded from the platform; the latest is used."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="invoicing/templates/%Y/")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    version = models.CharField(max_length=60, blank=True)
    columns = models.PositiveIntegerField()
    """Columns of its sheet of invoices."""
    kept_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name


class Batch(models.Model):
    """One workbook for the platform, kept as it was made: downloaded again it is the same, byte by byte."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    template = models.ForeignKey(PlatformTemplate, models.PROTECT, related_name="+")
    terms = models.ForeignKey(TaxTerms, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="invoicing/batches/%Y/")
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="invoice_batch_number_once")]

    def __str__(self) -> str:
        return str(self.number)
