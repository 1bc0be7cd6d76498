"""Bills, the bank's lines, and the rows that say whose money each line is.

Money rows are only ever added (triggers in the database): an allocation or a setting-aside is undone
by a second row. What changes is the ``LineStanding``, which repeats in one row what its money
rows say, for the queue and for the locks.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing import rules
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

HALF_FEN = Decimal("0.005")
"""SQLite keeps decimals as binary numbers: less than half a fen apart is equal."""
NOTHING = Decimal("0.00")


def yuan_field(**options: Any) -> models.DecimalField[Any, Any]:
    """A column of yuan with two places."""
    return models.DecimalField(max_digits=14, decimal_places=2, **options)


class BillQuerySet(ScopedQuerySet["Bill"]):
    """Bills, narrowed by scope."""

    reach = Reach(school="school", programme="programme")

    def with_received(self) -> "BillQuerySet":
        """With ``received``: what has been allocated to each, undone allocations taken off."""
        return self.annotate(received=Coalesce(Sum("allocations__amount"), NOTHING, output_field=yuan_field()))

    def in_state(self, state: str) -> Any:
        """Those in one state; as ``rules.Standing.state`` decides it, asked of the database."""
        rows: Any = self.with_received()
        match state:
            case rules.BillState.OVER:
                return rows.filter(received__gt=F("amount") + HALF_FEN)
            case rules.BillState.NOTHING:
                return rows.filter(amount=0, received__lt=HALF_FEN)
            case rules.BillState.UNPAID:
                return rows.filter(amount__gt=0, received__lt=HALF_FEN)
            case rules.BillState.PAID:
                return rows.filter(
                    amount__gt=0, received__gt=F("amount") - HALF_FEN, received__lt=F("amount") + HALF_FEN
                )
        return rows.filter(received__gt=HALF_FEN, received__lt=F("amount") - HALF_FEN)

    def still_open(self) -> Any:
        """Those for which money is still to come."""
        rows: Any = self.with_received()
        return rows.filter(received__lt=F("amount") - HALF_FEN)


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
            models.CheckConstraint(condition=Q(serial__gte=1), name="bill_serial_from_one"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def standing(self) -> rules.Standing:
        """Where it stands; the bill must come from ``with_received``."""
        return rules.Standing(self.amount, self.received)  # type: ignore[attr-defined]


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


class OfProgrammeQuerySet(ScopedQuerySet[Any]):
    """What only the provider's posts of a programme see."""

    reach = Reach(programme="programme")


class StatementUpload(models.Model):
    """A statement that was uploaded and looked at, not yet imported. Gone once it is."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = SealedField(purpose="statement")
    """The file in base64."""
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """One imported file of the bank's lines. Append-only."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="statements")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    opening = yuan_field(null=True)
    closing = yuan_field(null=True)
    came_in = yuan_field()
    went_out = yuan_field()
    lines_read = models.PositiveIntegerField()
    """Lines in the file: new ones and those an earlier file brought."""
    lines_known = models.PositiveIntegerField()
    imported_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField()

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lines_known__lte=F("lines_read")), name="statement_known_within_read"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lines_new(self) -> int:
        """Lines that this file brought."""
        return self.lines_read - self.lines_known


class BankLine(models.Model):
    """One line of the bank, as the bank tells it. Append-only."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    identity = models.CharField(max_length=200, unique=True)
    """See ``statement.identity``: no file brings a line twice."""
    booked_at = models.DateTimeField()
    is_incoming = models.BooleanField()
    amount = yuan_field()
    balance = yuan_field(null=True)
    payer_name = models.CharField(max_length=200, blank=True)
    payer_account = SealedField(purpose="bank_account")
    payer_account_hash = models.CharField(max_length=40, blank=True, db_index=True)
    payer_bank = models.CharField(max_length=200, blank=True)
    remark = SealedField(purpose="remark")
    """Sealed: it holds names and mobile numbers."""
    serial = models.CharField(max_length=100, blank=True)

    objects: ClassVar[Any] = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="bank_line_amount_not_zero")]
        indexes = [models.Index(fields=["programme", "booked_at"], name="bank_line_by_day")]

    def __str__(self) -> str:
        return f"{self.payer_name} {self.amount}"


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
    findings = models.JSONField(default=dict)
    """What matching found, as ``findings.to_json`` writes it."""
    version = models.PositiveIntegerField(default=1)
    touched_by = models.CharField(max_length=200, blank=True)
    touched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(allocated__gte=-HALF_FEN) & (Q(allocated__lte=F("amount") + HALF_FEN) | Q(allocated=0)),
                name="line_allocated_within_amount",
            ),
            models.CheckConstraint(condition=Q(state__in=LineState.values), name="line_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[LineState.PART, LineState.BOOKED]) | Q(allocated=0),
                name="line_allocated_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.BOOKED)
                | Q(allocated__gt=F("amount") - HALF_FEN, allocated__lt=F("amount") + HALF_FEN),
                name="line_booked_is_wholly_allocated",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "-amount"], name="line_queue")]

    def __str__(self) -> str:
        return self.state

    @property
    def rest(self) -> Decimal:
        """What is not allocated yet."""
        return self.amount - self.allocated


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
