"""A county that pays for its schools, and why a school sent money twice (A06, R49)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.bills import Bill
from xingtan.billing.models.statements import BankLine
from xingtan.billing.payment_code import CAPACITY, FIRST_OF_COUNTIES
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


class CountyBillQuerySet(ScopedQuerySet["CountyBill"]):
    """Bills of counties, narrowed by scope."""

    reach = Reach(division="division", programme="programme")


class CountyBill(models.Model):
    """What a county pays in one remittance for its schools (A06).

    Its lines are its schools' bills: heads, sums and what has arrived are theirs. So whoever pays,
    money stands with a school, and another payer moves none of it.
    """

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="county_bills")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=6, unique=True)
    is_paying = models.BooleanField()
    """Whether the county is the payer now; the last ``PayerSwitch`` says the same."""
    contact = models.CharField(max_length=60, blank=True)
    contact_mobile = SealedField(purpose="mobile")
    drawn_at = models.DateTimeField()

    objects: ClassVar[Any] = CountyBillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "division"], name="county_bill_once"),
            models.CheckConstraint(
                condition=Q(serial__gte=FIRST_OF_COUNTIES, serial__lt=CAPACITY), name="county_bill_serial_of_counties"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PayerSwitch(models.Model):
    """From here on the county pays, or its schools do again. Append-only."""

    county_bill = models.ForeignKey(CountyBill, models.PROTECT, related_name="switches")
    is_paying = models.BooleanField()
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="payer_switch_says_why")]

    def __str__(self) -> str:
        return f"{self.county_bill_id} {self.is_paying}"


class SecondRemittance(models.Model):
    """Why more than one transfer came for a bill (R49: 一次性). Append-only."""

    class Why(models.TextChoices):
        """Why it came in parts."""

        MORE_TEACHERS = "more_teachers", _("Teachers were added after the first transfer")
        SHORT_BEFORE = "short_before", _("The first transfer was too small")
        BANK_LIMIT = "bank_limit", _("The bank allowed it only in parts")
        BY_MISTAKE = "by_mistake", _("Sent twice by mistake")
        OTHER = "other", _("Another reason")

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="second_remittances")
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="+")
    why = models.CharField(max_length=14, choices=Why.choices)
    words = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "line"], name="second_remittance_explained_once"),
            models.CheckConstraint(condition=~Q(why="other") | ~Q(words=""), name="second_remittance_says_why"),
        ]

    def __str__(self) -> str:
        return self.why
