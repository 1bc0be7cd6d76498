"""What is stored: one row per person and programme."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Account
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme


class EnrolmentQuerySet(ScopedQuerySet["Enrolment"]):
    """Enrolments, narrowed by scope."""

    reach = Reach(school="school", programme="programme", account="account")

    def accepted(self) -> "EnrolmentQuerySet":
        """Those that count."""
        return self.filter(status=Enrolment.Status.ACCEPTED)


class Enrolment(models.Model):
    """One teacher in one programme, enrolled by one school (R43, A24)."""

    class Status(models.TextChoices):
        """Whether it counts."""

        ACCEPTED = "accepted", _("Enrolled")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments")
    account = models.ForeignKey(Account, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    stage = models.CharField(max_length=20)
    subject = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACCEPTED)
    enrolled_at = models.DateTimeField()

    objects: ClassVar[Any] = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "account"], name="enrolled_once_per_programme"),
            models.CheckConstraint(
                condition=models.Q(status__in=["accepted", "withdrawn"]), name="enrolment_status_known"
            ),
        ]
        indexes = [models.Index(fields=["programme", "school", "status"], name="enrolment_by_school")]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.programme_id} · {self.status}"


class EnrolmentStep(models.Model):
    """A change of an enrolment after it was made: the schools it hung on are kept for ever. Append-only."""

    class Kind(models.TextChoices):
        """What happened."""

        WITHDRAWN = "withdrawn", _("Taken out of the training")
        TAKEN_UP = "taken_up", _("Enrolled again")
        MOVED = "moved", _("Moved to another school")
        SUBJECT = "subject", _("Stage or subject changed")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    to_school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    by_words = models.CharField(max_length=200, blank=True)
    """Who did it, as the post was called then; empty for the house itself."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind}"
