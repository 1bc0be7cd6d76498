"""The account that collects, and how it changes: asked, approved by another, waited for, in force (A14)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.programmes.models.programmes import Programme
from xingtan.programmes.rules.payee import Payee, PayeeState


class PayeeChangeQuerySet(ScopedQuerySet["PayeeChange"]):
    """Changes, narrowed to the posts of their programme and to the division that decided it."""

    reach = Reach(division="programme__owner_division", programme="programme")

    def with_state(self) -> Any:
        """With ``state`` and ``effective_at``: what their steps say."""
        steps = PayeeChangeStep.objects.filter(change=OuterRef("pk"))
        order = {
            "taken_back": PayeeState.TAKEN_BACK,
            "refused": PayeeState.REFUSED,
            "in_force": PayeeState.IN_FORCE,
            "approved": PayeeState.WAITING,
        }
        whens = [When(Exists(steps.filter(kind=kind)), then=Value(str(state))) for kind, state in order.items()]
        return self.annotate(
            state=Case(*whens, default=Value(str(PayeeState.ASKED)), output_field=CharField()),
            effective_at=Subquery(steps.filter(kind="approved").values("effective_at")[:1]),
        )


class PayeeChange(models.Model):
    """A wish to collect on another account. Append-only; numbers are text and keep their leading zero."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="payee_changes")
    old_name = models.CharField(max_length=100)
    old_account = models.CharField(max_length=40)
    old_bank = models.CharField(max_length=100)
    old_bank_code = models.CharField(max_length=20)
    new_name = models.CharField(max_length=100)
    new_account = models.CharField(max_length=40)
    new_bank = models.CharField(max_length=100)
    new_bank_code = models.CharField(max_length=20)
    reason = models.CharField(max_length=200)
    told = SealedField(purpose="outbox.to")
    """Who is told of every step, a line each, as their addresses were when it was asked for."""
    asker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()

    objects: ClassVar[Any] = PayeeChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="payee_change_says_why")]

    def __str__(self) -> str:
        return f"{self.old_account} → {self.new_account}"

    @property
    def old(self) -> Payee:
        """The account it leaves."""
        return Payee(self.old_name, self.old_account, self.old_bank, self.old_bank_code)

    @property
    def new(self) -> Payee:
        """The account it goes to."""
        return Payee(self.new_name, self.new_account, self.new_bank, self.new_bank_code)


class PayeeChangeStep(models.Model):
    """What became of a change. Append-only; each kind once."""

    class Kind(models.TextChoices):
        """What was done."""

        APPROVED = "approved", pgettext_lazy("account", "Approved")
        REFUSED = "refused", pgettext_lazy("account", "Not approved")
        TAKEN_BACK = "taken_back", pgettext_lazy("account", "Taken back")
        IN_FORCE = "in_force", pgettext_lazy("account", "In force")

    change = models.ForeignKey(PayeeChange, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    asker_id_of_change = models.BigIntegerField()
    """Who asked, repeated here so that the database itself can refuse one person in two parts."""
    person = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    """Nobody where time alone brought it."""
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)
    """Of an approval: from when on."""
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "kind"], name="payee_step_once"),
            models.UniqueConstraint(
                fields=["change"], condition=Q(kind__in=["approved", "refused"]), name="payee_change_decided_once"
            ),
            models.UniqueConstraint(
                fields=["change"],
                condition=Q(kind__in=["refused", "taken_back", "in_force"]),
                name="payee_change_ended_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "refused", "taken_back", "in_force"]), name="payee_step_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["approved", "refused"])
                | (Q(person__isnull=False) & ~Q(person=F("asker_id_of_change"))),
                name="payee_change_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(kind="approved", effective_at__isnull=False)
                | (~Q(kind="approved") & Q(effective_at__isnull=True)),
                name="payee_approval_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.kind}"
