"""What the bank tells: files and their lines."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.columns import yuan_field
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.programmes.models import Programme


class OfProgrammeQuerySet(ScopedQuerySet[Any]):
    """What only the provider's posts of a programme see."""

    reach = Reach(programme="programme")


class BankLineQuerySet(ScopedQuerySet[Any]):
    """Lines are seen by the programme in whose queue they stand, which need not be the one they were taken in for."""

    reach = Reach(programme="standing__programme")


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
    """For which it was taken in; in whose queue it stands says its standing."""
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

    objects: ClassVar[Any] = BankLineQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="bank_line_amount_not_zero")]
        indexes = [models.Index(fields=["programme", "booked_at"], name="bank_line_by_day")]

    def __str__(self) -> str:
        return f"{self.payer_name} {self.amount}"
