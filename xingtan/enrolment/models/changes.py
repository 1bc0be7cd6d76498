"""Requests for changes after enrolment, their evidence and their history (R71)."""

import base64
import json
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.enrolment import rules
from xingtan.enrolment.models.enrolments import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import School

_OPEN = Q(state__in=rules.WAITING)
_DECIDED = Q(state__in=rules.DECIDED)


class ChangeRequestQuerySet(ScopedQuerySet["ChangeRequest"]):
    """Requests, seen by both schools concerned and by who stands over either."""

    reach = Reach(school="school", programme="enrolment__programme", account="enrolment__account")
    reach_of_other = Reach(school="to_school")

    def within(self, post: ActingPost) -> Self:
        """The requests this post may see."""
        found = self.reach.of(post)
        if post.reach_of is ReachOf.SCHOOL:
            found &= ~Q(kind=rules.Change.DISPUTE)  # the school on record is called by support, not shown who claims
        if post.reach_of in {ReachOf.SCHOOL, ReachOf.DIVISION}:
            found |= self.reach_of_other.of(post)
        return self.filter(found)

    def waiting(self) -> Self:
        """Those not decided yet."""
        return self.filter(_OPEN)


class ChangeRequest(models.Model):
    """What a school asks to be changed about a teacher, and what became of it.

    ``wanted`` and ``before`` hold the new and the old values as sealed JSON; pages show them masked.
    """

    class Kind(models.TextChoices):
        """What is to be changed; the values of ``rules.Change``."""

        TRANSFER = "transfer", _("Move to another school")
        WITHDRAWAL = "withdrawal", _("Leave the training")
        MOBILE = "mobile", _("Change of the mobile number")
        NAME = "name", _("Correct the name")
        ID_NUMBER = "id_number", _("Correct the ID number")
        SUBJECT = "subject", _("Another stage or subject")
        DISPUTE = "dispute", _("Mobile on record for somebody else")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Waiting")
        AGREED = "agreed", _("The other school agrees")
        OBJECTED = "objected", _("The other school objects")
        ACCEPTED = "accepted", _("Granted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="changes")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    """The teacher's school when it was asked."""
    to_school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    """The school a transfer leads to; of a dispute the school that asks."""
    decider = models.CharField(max_length=20, choices=[(each.value, each.value) for each in rules.Decider])
    """The kind of post that decides, as ``rules.decider_of`` found it."""
    wanted = SealedField(purpose="change")
    before = SealedField(purpose="change")
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind"], condition=_OPEN, name="change_open_once"),
            models.CheckConstraint(
                condition=(_DECIDED & Q(decided_at__isnull=False, decided_by__isnull=False))
                | (~_DECIDED & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="change_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["transfer", "dispute"]) | Q(to_school__isnull=False),
                name="change_between_schools_has_both",
            ),
        ]
        indexes = [models.Index(fields=["state", "decider", "asked_at"], name="change_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def new(self) -> dict[str, str]:
        """What it is to be changed to, by field."""
        values: dict[str, str] = json.loads(self.wanted)
        return values

    @property
    def old(self) -> dict[str, str]:
        """What stood when it was asked, by field."""
        values: dict[str, str] = json.loads(self.before)
        return values

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be decided."""
        return self.state in rules.WAITING

    @property
    def other_school_id(self) -> int | None:
        """The school that is to say whether it agrees: of a transfer the one that did not ask."""
        if self.kind != self.Kind.TRANSFER:
            return None
        return self.school_id if self.asked_by.school_id == self.to_school_id else self.to_school_id

    @property
    def matter(self) -> rules.Matter:
        """The request as the rules see it."""
        return rules.Matter(
            change=rules.Change(self.kind),
            state=self.state,
            decider=rules.Decider(self.decider),
            asker=self.asked_by.account_id,
            about=self.enrolment.account_id,
            asked_on=self.asked_at.astimezone(ZONE).date(),
            other_school=self.other_school_id,
        )

    def answer_due_on(self, days: int) -> Any:
        """The last day on which the other school is waited for."""
        return self.asked_at.astimezone(ZONE).date() + timedelta(days=days)


class ChangeStep(models.Model):
    """One step of a request: who did what and when. Append-only."""

    class Kind(models.TextChoices):
        """What was done."""

        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("The other school agreed")
        OBJECTED = "objected", _("The other school objected")
        ACCEPTED = "accepted", _("Granted and carried out")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class ChangeEvidenceQuerySet(ScopedQuerySet["ChangeEvidence"]):
    """Evidence: pictures of cards and papers, seen by the school that brought them and by who stands over it."""

    def within(self, post: ActingPost) -> Self:
        """The evidence this post may see."""
        rows = self.filter(request__in=ChangeRequest.objects.within(post))
        return rows.filter(request__asked_by__school=post.school_id) if post.school_id else rows


class ChangeEvidence(models.Model):
    """A picture or PDF that proves what is asked; sealed, kept in the same transaction as its request."""

    class Kind(models.TextChoices):
        """What the file is, by its content."""

        JPEG = "jpeg", _("Picture")
        PNG = "png", _("Picture")
        PDF = "pdf", _("PDF")

    public_id = PublicIdField()
    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = SealedField(purpose="change.evidence")
    """The file in base64."""

    objects: ClassVar[Any] = ChangeEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "change evidence"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.kind != self.Kind.PDF

    @property
    def content(self) -> bytes:
        """The file."""
        return base64.b64decode(self.sealed)
