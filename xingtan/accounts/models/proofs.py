"""One-time codes, recovery codes, and how much guessing went on. No secret is stored: only keyed hashes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models.people import Account
from xingtan.accounts.rules.codes import TRIES, Channel
from xingtan.foundation.sealing import digest


def code_hash(account_id: int, code: str) -> str:
    """The keyed hash of a code, bound to its account: the same code elsewhere opens nothing."""
    return digest(f"{account_id}:{code}", purpose="code")


class Proof(models.Model):
    """The second proof (A16): a one-time code with which its holder may set a new password.

    One per account and channel; a new one replaces the one before.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="proofs")
    channel = models.CharField(
        max_length=4, choices=[(Channel.SMS.value, _("Text message")), (Channel.SLIP.value, _("Slip"))]
    )
    code_hash = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40, blank=True)
    """Public id of the post that made it; empty for one that went out by text message."""
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=TRIES)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "channel"], name="proof_once_per_channel"),
            models.CheckConstraint(condition=models.Q(tries_left__lte=TRIES), name="proof_tries_bounded"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.account_id}"


class RecoveryCode(models.Model):
    """A code on paper that stands in for a lost phone, once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=40)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.account_id}"


class GuessLevel(models.Model):
    """How full the bucket of one axis is (``rules.guessing``): in the database, so it survives and is shared."""

    row_key = models.CharField(max_length=120, primary_key=True)
    """``axis:key``; accounts enter by the hash of the mobile typed."""
    level = models.FloatField(default=0)
    counted_at_epoch = models.FloatField(default=0, db_index=True)
    """When the level was last raised, in seconds since 1970: the database computes with it."""
    alarmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.row_key} {self.level:.1f}"
