"""What schools bring as proof that they paid (R54, R55): the file, what it says, and what it came to."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.bills import Bill
from xingtan.billing.models.columns import yuan_field
from xingtan.billing.models.statements import BankLine
from xingtan.billing.vouching import Difference, Verdict
from xingtan.foundation.fields import PublicIdField, SealedField


class VoucherState(models.TextChoices):
    """What a voucher has come to (R54)."""

    PENDING = Verdict.PENDING.value, pgettext_lazy("voucher", "To be checked")
    ARRIVED = Verdict.ARRIVED.value, pgettext_lazy("voucher", "Money has arrived")
    DIFFERS = Verdict.DIFFERS.value, pgettext_lazy("voucher", "Does not agree")


class VoucherQuerySet(ScopedQuerySet["Voucher"]):
    """Vouchers, narrowed as their bill is."""

    reach = Reach(school="bill__school", programme="bill__programme")

    def live(self) -> "VoucherQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def with_twin(self) -> Any:
        """With ``has_twin``: whether the same number or the same file was handed in another time."""
        others = Voucher.objects.live().exclude(pk=OuterRef("pk"))
        same_number = others.filter(receipt_number=OuterRef("receipt_number")).exclude(receipt_number="")
        same_serial = others.filter(serial=OuterRef("serial"), amount=OuterRef("amount"), paid_at=OuterRef("paid_at"))
        same_file = others.filter(source_sha256=OuterRef("source_sha256")).exclude(bill=OuterRef("bill"))
        return self.annotate(has_twin=Exists(same_number) | Exists(same_serial.exclude(serial="")) | Exists(same_file))


class Voucher(models.Model):
    """One remittance voucher of a bill. Kept for good; taken back only by saying so."""

    class Source(models.TextChoices):
        """The way it came."""

        UPLOAD = "upload", pgettext_lazy("voucher", "Uploaded")
        MAIL = "mail", pgettext_lazy("voucher", "By mail")

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="vouchers")
    position = models.PositiveSmallIntegerField(default=0)
    """Its place in its file, which may hold several."""
    file = models.FileField(upload_to="vouchers/%Y/")
    file_name = models.CharField(max_length=200)
    is_picture = models.BooleanField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the file as kept; a picture is written anew."""
    source_sha256 = models.CharField(max_length=64, db_index=True)
    """Of the file as it came."""
    is_read = models.BooleanField()
    """Whether its figures were read from the file's own text, and not typed by a person."""
    receipt_number = models.CharField(max_length=60, blank=True, db_index=True)
    serial = models.CharField(max_length=60, blank=True, db_index=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    amount = yuan_field(null=True, blank=True)
    payer_name = models.CharField(max_length=200, blank=True)
    payer_account = SealedField(purpose="bank_account")
    payer_account_hash = models.CharField(max_length=40, blank=True)
    payee_account = SealedField(purpose="bank_account")
    state = models.CharField(max_length=8, choices=VoucherState.choices, default=VoucherState.PENDING)
    why = models.CharField(max_length=14, blank=True, choices=[(each.value, each.value) for each in Difference])
    words = models.CharField(max_length=300, blank=True)
    """What a clerk said about it."""
    line = models.ForeignKey(BankLine, models.PROTECT, null=True, blank=True, related_name="vouchers")
    """The bank's line it was found on."""
    source = models.CharField(max_length=6, choices=Source.choices)
    brought_by = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = VoucherQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "source_sha256", "position"],
                condition=Q(withdrawn_at__isnull=True),
                name="voucher_file_once_per_bill",
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="voucher_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=VoucherState.values), name="voucher_state_known"),
            models.CheckConstraint(
                condition=Q(state="differs") & ~Q(why="") | ~Q(state="differs") & Q(why=""),
                name="voucher_differs_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="arrived") | Q(line__isnull=False), name="voucher_arrived_on_line"
            ),
        ]
        indexes = [models.Index(F("state"), F("brought_at").asc(), name="voucher_queue")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_told(self) -> bool:
        """Whether its figures are known, read or typed."""
        return self.amount is not None
