"""Receiving one school's roster after the deadline: asked by one person, granted by another (A04, R47)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account, Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters.rules import LATE, NEWLY_HIRED


class ReopeningQuerySet(ScopedQuerySet["Reopening"]):
    """Reopenings, narrowed by scope."""

    reach = Reach(school="school", programme="programme")


class Reopening(models.Model):
    """A request to receive one school's roster once more, and what became of it."""

    class Cause(models.TextChoices):
        """Why the deadline did not do."""

        LATE = LATE, _("The school missed the deadline")
        NEWLY_HIRED = NEWLY_HIRED, _("Teachers hired after the deadline")

    class State(models.TextChoices):
        """Where the request stands."""

        ASKED = "asked", pgettext_lazy("reopening", "Waits for the second person")
        GRANTED = "granted", pgettext_lazy("reopening", "Granted")
        REFUSED = "refused", pgettext_lazy("reopening", "Refused")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reopenings")
    school = models.ForeignKey(School, models.PROTECT, related_name="reopenings")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    reason = models.CharField(max_length=500)
    until = models.DateField()
    """The last day on which the roster is received."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    """The person behind the post: two posts of one person are not two people."""
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decider = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = ReopeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "school"], condition=Q(state="asked"), name="reopening_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decider__isnull=True, decided_at__isnull=True)
                | (
                    Q(state__in=["granted", "refused"], decided_at__isnull=False, decider__isnull=False)
                    & ~Q(decider=F("asker"))
                ),
                name="reopening_by_two_people",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "asked_at"], name="reopening_queue")]

    def __str__(self) -> str:
        return f"{self.school_id} · {self.programme_id} · {self.state}"
