"""Lists with full numbers: taken out alone in small, else asked by one person and approved by another (A4)."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account, Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme


class FullListQuerySet(ScopedQuerySet["FullList"]):
    """Lists with full numbers, narrowed to the school or division of who asked, and what lies above it."""

    reach = Reach(school="school", division="division")


class FullList(models.Model):
    """One list with full numbers: which teachers, for what, who asked, who approved it, until when it may be taken."""

    class State(models.TextChoices):
        """Where it stands."""

        ALONE = "alone", pgettext_lazy("list with full numbers", "Taken out alone")
        ASKED = "asked", pgettext_lazy("list with full numbers", "Waits for the second person")
        GRANTED = "granted", pgettext_lazy("list with full numbers", "Approved")
        REFUSED = "refused", pgettext_lazy("list with full numbers", "Refused")
        TAKEN_BACK = "taken_back", pgettext_lazy("list with full numbers", "Taken back")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    """The school of who asked; None when it is a clerk of a division."""
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    filters = models.JSONField(default=dict)
    """What narrows the asker's teachers: approved is this list and no other."""
    teachers = models.PositiveIntegerField()
    """How many it held when it was asked for; it may not have grown when it is taken."""
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    """The person behind the post: two posts of one person are not two people."""
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decider = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    """Until when an approved list may be taken out, and its file be fetched."""

    objects: ClassVar[Any] = FullListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["alone", "asked", "taken_back"], decider__isnull=True, decided_at__isnull=True)
                | (
                    Q(state__in=["granted", "refused"], decider__isnull=False, decided_at__isnull=False)
                    & ~Q(decider=F("asker"))
                ),
                name="full_list_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(expires_at__isnull=False), name="full_list_granted_expires"
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False, division__isnull=True)
                | Q(school__isnull=True, division__isnull=False),
                name="full_list_is_of_one_place",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "asked_at"], name="full_list_queue"),
            models.Index(fields=["asker", "state", "asked_at"], name="full_list_by_asker"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def may_be_taken(self, now: datetime) -> bool:
        """Whether its asker can take it out now."""
        return self.state == self.State.GRANTED and self.expires_at is not None and now < self.expires_at
