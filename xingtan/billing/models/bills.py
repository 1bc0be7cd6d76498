"""What schools owe, and how it changed."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing import rules
from xingtan.billing.models.columns import HALF_FEN, NOTHING, yuan_field
from xingtan.billing.payment_code import FIRST_OF_COUNTIES
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

IS_OPEN = Q(received__lt=F("amount") - F("written_off") - HALF_FEN)
"""Of bills from ``with_received``: money is still to come."""
IS_PAID = Q(amount__gt=0, received__lt=F("amount") + HALF_FEN) & ~IS_OPEN


def _sum_of(rows: str) -> Any:
    """The sum of a bill's allocations, or of its write-offs in force."""
    model: Any = Bill._meta.get_field(rows).related_model
    found = model.objects.filter(bill=OuterRef("pk"))
    if rows == "write_offs":
        steps = model._meta.get_field("steps").related_model.objects.filter(write_off=OuterRef("pk"))
        found = found.filter(Q(needs_second=False) | Exists(steps.filter(kind="approved")))
        found = found.exclude(Exists(steps.filter(kind="taken_back")))
    return found.order_by().values("bill").annotate(sum=Sum("amount")).values("sum")


class BillQuerySet(ScopedQuerySet["Bill"]):
    """Bills, narrowed by scope."""

    reach = Reach(school="school", programme="programme")

    def with_received(self) -> "BillQuerySet":
        """With ``received``: what has been allocated to each, undone allocations taken off; and ``written_off``."""
        return self.annotate(
            received=Coalesce(Subquery(_sum_of("allocations")), NOTHING, output_field=yuan_field()),
            written_off=Coalesce(Subquery(_sum_of("write_offs")), NOTHING, output_field=yuan_field()),
        )

    def in_state(self, state: str) -> Any:
        """Those in one state; as ``rules.Standing.state`` decides it, asked of the database."""
        rows: Any = self.with_received()
        match state:
            case rules.BillState.OVER:
                return rows.filter(received__gt=F("amount") + HALF_FEN)
            case rules.BillState.NOTHING:
                return rows.filter(amount=0, received__lt=HALF_FEN)
            case rules.BillState.UNPAID:
                return rows.filter(IS_OPEN, received__lt=HALF_FEN)
            case rules.BillState.PAID:
                return rows.filter(IS_PAID)
        return rows.filter(IS_OPEN, received__gt=HALF_FEN)

    def still_open(self) -> Any:
        """Those for which money is still to come."""
        rows: Any = self.with_received()
        return rows.filter(IS_OPEN)

    def settled(self) -> Any:
        """Those for which nothing is to come any more: paid in full, or more than that."""
        rows: Any = self.with_received()
        return rows.filter(~IS_OPEN).exclude(amount=0, received__lt=HALF_FEN)


class Bill(models.Model):
    """What one school owes for one programme; drawn from who is enrolled, never typed (R48, R49, A06)."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="bills")
    school = models.ForeignKey(School, models.PROTECT, related_name="bills")
    serial = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=6, unique=True)
    """Payment code, by which a transfer finds it."""
    headcount = models.PositiveIntegerField()
    amount = yuan_field()
    contact = models.CharField(max_length=60, blank=True)
    contact_mobile = SealedField(purpose="mobile")
    drawn_at = models.DateTimeField()

    objects: ClassVar[Any] = BillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "school"], name="bill_once_per_school"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="bill_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(serial__gte=1, serial__lt=FIRST_OF_COUNTIES), name="bill_serial_of_schools"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def standing(self) -> rules.Standing:
        """Where it stands; the bill must come from ``with_received``."""
        return rules.Standing(self.amount, self.received, self.written_off)  # type: ignore[attr-defined]


class BillChange(models.Model):
    """A head count that changed after the bill was drawn (A22). Append-only."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="changes")
    headcount_before = models.PositiveIntegerField()
    headcount_after = models.PositiveIntegerField()
    amount_before = yuan_field()
    amount_after = yuan_field()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.headcount_before} → {self.headcount_after}"

    @property
    def difference(self) -> Decimal:
        """Yuan to pay in addition; negative: to pay back."""
        return self.amount_after - self.amount_before

    @property
    def given_back(self) -> Decimal:
        """Yuan less to pay, for a head count that fell."""
        return -self.difference
