"""A county's plan for a programme (R13) with each step of its way, and what the county gives in support (R16)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division
from xingtan.programmes.models.programmes import Programme


class CountyPlanQuerySet(ScopedQuerySet["CountyPlan"]):
    """Plans, narrowed by their county."""

    reach = Reach(division="division", programme="programme")


class CountyPlan(models.Model):
    """One county's 实施计划 for one programme. A county without a row has handed in nothing (未提交)."""

    class State(models.TextChoices):
        """Where it stands."""

        SUBMITTED = "submitted", pgettext_lazy("plan", "Handed in")
        RETURNED = "returned", pgettext_lazy("plan", "Returned")
        FILED = "filed", pgettext_lazy("plan", "Filed")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = CountyPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "division"], name="one_plan_per_county"),
            models.CheckConstraint(
                condition=models.Q(state__in=["submitted", "returned", "filed"]), name="plan_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division_id} · {self.state}"


class PlanStepQuerySet(ScopedQuerySet["PlanStep"]):
    """Steps, narrowed as their plan is."""

    reach = Reach(division="plan__division", programme="plan__programme")


class PlanStep(models.Model):
    """One step of a plan's way: handed in with its file, returned with the reason, filed. Never changed."""

    public_id = PublicIdField()
    plan = models.ForeignKey(CountyPlan, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=CountyPlan.State.choices)
    words = models.TextField(blank=True)
    file = models.FileField(upload_to="plans/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size_bytes = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = PlanStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="submitted") | ~models.Q(file=""), name="plan_handed_in_with_file"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="returned") | ~models.Q(words=""), name="plan_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.at}"


class SupportItemQuerySet(ScopedQuerySet["SupportItem"]):
    """Items of support, narrowed by their county."""

    reach = Reach(division="division", programme="programme")


class SupportItem(models.Model):
    """One thing a county did or gave for its teachers' training, as the scheme asks (R16). Never changed."""

    class Kind(models.TextChoices):
        """What it was."""

        MONEY = "money", _("Funds")
        PLACE = "place", _("Rooms and equipment")
        NETWORK = "network", _("Network")
        POLICY = "policy", _("Policy document")
        HELP = "help", _("Guidance for schools")
        OTHER = "other", _("Other")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500)
    done_on = models.DateField()
    file = models.FileField(upload_to="support/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = SupportItemQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return self.words[:60]
