"""What is stored: a school's roster, its rows sealed, and each step of its way."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters.sheet import Teacher, unpacked

ROW_PURPOSE = "roster_row"
REMARK_PURPOSE = "roster_remark"


class RosterQuerySet(ScopedQuerySet["Roster"]):
    """Rosters, narrowed by scope."""

    reach = Reach(school="school", programme="programme")


class Roster(models.Model):
    """One school's Annex 1 for one programme (R33 R43). An accepted one is closed; later teachers come on a new one."""

    class State(models.TextChoices):
        """Where it is: with the school, with the county, with the training centre, back at the school, done."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        PASSED = "passed", _("Passed by the county")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rosters")
    school = models.ForeignKey(School, models.PROTECT, related_name="rosters")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counts every change; a page says which version it shows, so that nobody overwrites unseen."""
    file_name = models.CharField(max_length=200, blank=True)
    teachers = models.PositiveIntegerField(default=0)
    open_problems = models.PositiveIntegerField(default=0)
    ignored = models.JSONField(default=list)
    """``[sheet, row, reason, text]`` of the rows that were passed over."""
    declared_by = models.CharField(max_length=60, blank=True)
    """Who declared that it is true (R41)."""
    changed_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "school"], condition=~Q(state="accepted"), name="one_open_roster_per_school"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "passed", "returned", "accepted"]),
                name="roster_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(handed_in_at__isnull=False) & ~Q(declared_by="")),
                name="roster_handed_in_is_declared",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(decided_at__isnull=False, open_problems=0),
                name="roster_accepted_is_sound",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "handed_in_at"], name="roster_queue")]

    def __str__(self) -> str:
        return f"{self.school_id} · {self.programme_id} · {self.state}"

    @property
    def is_with_school(self) -> bool:
        """Whether the school holds it."""
        return self.state in {self.State.DRAFT, self.State.RETURNED}


class RosterRow(models.Model):
    """One teacher on a roster: cells sealed as a whole, found again by hashes of the two numbers."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="rows", db_index=False)
    position = models.PositiveIntegerField()
    """Order on the roster, from 1; stays when other rows go."""
    version = models.PositiveIntegerField(default=1)
    cells = SealedField(purpose=ROW_PURPOSE)
    id_hash = models.CharField(max_length=40, blank=True)
    mobile_hash = models.CharField(max_length=40, blank=True)
    problems = models.JSONField(default=list)
    """``[field, code, why]`` of each cell to be mended; nothing personal in it."""
    problem_count = models.PositiveSmallIntegerField(default=0)
    remark = SealedField(purpose=REMARK_PURPOSE, blank=True, null=True)
    """What the reviewer says about this row when the roster goes back."""
    remarked_version = models.PositiveIntegerField(null=True, blank=True)
    """The version of the row that the remark is about; a changed row has answered it."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "position"], name="roster_row_has_one_place")]
        indexes = [models.Index(fields=["id_hash"], name="roster_row_by_person")]

    def __str__(self) -> str:
        return f"{self.roster_id}/{self.position}"

    @property
    def open_remark(self) -> str:
        """The reviewer's remark as long as the row stands as it was."""
        return self.remark or "" if self.remarked_version == self.version else ""

    @property
    def teacher(self) -> Teacher:
        """What stands in the row, with its problems."""
        return unpacked(self.cells, self.problems)


class RosterStep(models.Model):
    """One step of a roster's way: who did what and when. Never changed."""

    class Kind(models.TextChoices):
        """What was done."""

        UPLOADED = "uploaded", _("Sheet uploaded")
        HANDED_IN = "handed_in", _("Roster handed in")
        PASSED = "passed", _("Passed on to the training centre")
        RETURNED = "returned", _("Returned to the school")
        ACCEPTED = "accepted", _("Accepted, teachers enrolled")

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    """The reason of a return, the name under a declaration, the file of an upload."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.roster_id} {self.kind}"
