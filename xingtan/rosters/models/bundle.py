"""Many schools' rosters in one upload: what was uploaded, and what became of each school's rows."""

import base64
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.rosters.models.roster import Roster

FILE_PURPOSE = "roster_file"
PART_PURPOSE = "roster_bundle_part"


class KeptFile(models.Model):
    """An uploaded file that waits to be read in the background. Gone once it is read."""

    public_id = PublicIdField()
    name = models.CharField(max_length=200)
    content = SealedField(purpose=FILE_PURPOSE)
    """The file in base64."""
    kept_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return self.name

    @property
    def opened(self) -> bytes:
        """The file as it was uploaded."""
        return base64.b64decode(self.content)


class BundleQuerySet(ScopedQuerySet["Bundle"]):
    """Bundles, narrowed by scope: a county sees those of its own."""

    reach = Reach(division="division", programme="programme")


class Bundle(models.Model):
    """One workbook or packed folder with the rosters of many schools, brought by a county or the city (R15 A05)."""

    class State(models.TextChoices):
        """How far it is read."""

        READING = "reading", pgettext_lazy("bundle", "Being read")
        DONE = "done", pgettext_lazy("bundle", "Read")
        FAILED = "failed", pgettext_lazy("bundle", "Could not be read")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="bundles")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    """Whose schools it may hold: a county's own, or all of the city's."""
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.OneToOneField(KeptFile, models.SET_NULL, null=True, blank=True, related_name="bundle")
    run = models.CharField(max_length=22, blank=True)
    """Public id of the work that reads it."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    said = models.CharField(max_length=500, blank=True)
    """Why it could not be read."""
    files_done = models.PositiveIntegerField(default=0)
    """How many files of it are read to the end: where reading goes on after a standstill."""
    passed_over = models.JSONField(default=list)
    """Names of files that nobody means: ``~$…``, ``__MACOSX``."""
    created_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    """When reading last stored something."""
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="reading", finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="bundle_finished_is_dated",
            ),
        ]
        indexes = [models.Index(fields=["state", "heard_at"], name="bundle_by_state")]

    def __str__(self) -> str:
        return self.file_name


class BundlePart(models.Model):
    """One school's rows in a bundle, or one file that could not be read; and what became of it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        TAKEN = "taken", _("Brought in as the school’s draft")
        UNKNOWN = "unknown", _("School not recognised")
        STANDING = "standing", _("The school has a draft of its own")
        HANDED_IN = "handed_in", _("The school has handed in already")
        ACCEPTED = "accepted", _("The school’s roster is accepted already")
        OUTSIDE = "outside", _("A school outside of your county")
        CLOSED = "closed", _("Enrolment is closed for this school")
        UNREADABLE = "unreadable", _("File could not be read")
        DISMISSED = "dismissed", _("Set aside")

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="parts", db_index=False)
    position = models.PositiveIntegerField()
    """Order within the bundle, from 1."""
    file_index = models.PositiveIntegerField()
    share_index = models.PositiveIntegerField()
    """Which share of which file: the same at every reading, so that none comes in twice."""
    file_name = models.CharField(max_length=200)
    school_text = models.CharField(max_length=200, blank=True)
    """The school as the sheet calls it."""
    county_text = models.CharField(max_length=200, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    candidates = models.JSONField(default=list)
    """Keys of the schools it might be, best first."""
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.CharField(max_length=500, blank=True)
    """Why it could not be read, or why it was set aside."""
    teachers = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    ignored = models.JSONField(default=list)
    rows = SealedField(purpose=PART_PURPOSE, null=True, blank=True)
    """The rows that are nowhere else, until they are brought in or set aside."""
    roster = models.ForeignKey(Roster, models.SET_NULL, null=True, blank=True, related_name="bundle_parts")
    roster_version = models.PositiveIntegerField(default=0)
    """The roster's version as brought in: still the same, nobody at the school has touched it."""
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "position"], name="bundle_part_has_one_place"),
            models.UniqueConstraint(fields=["bundle", "file_index", "share_index"], name="bundle_part_comes_in_once"),
            models.CheckConstraint(
                condition=~Q(outcome="taken") | Q(rows__isnull=True), name="bundle_part_rows_in_one_place"
            ),
        ]
        indexes = [models.Index(fields=["bundle", "outcome"], name="bundle_part_by_outcome")]

    def __str__(self) -> str:
        return f"{self.bundle_id}/{self.position} {self.outcome}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to say what becomes of its rows."""
        return self.outcome in OPEN_OUTCOMES


OPEN_OUTCOMES = frozenset(
    {
        BundlePart.Outcome.UNKNOWN,
        BundlePart.Outcome.STANDING,
        BundlePart.Outcome.HANDED_IN,
        BundlePart.Outcome.ACCEPTED,
        BundlePart.Outcome.OUTSIDE,
        BundlePart.Outcome.CLOSED,
        BundlePart.Outcome.UNREADABLE,
    }
)
"""Outcomes that leave a decision to whoever brought the bundle."""


class ReviewQuerySet(ScopedQuerySet["Review"]):
    """Reviews in bulk, narrowed by scope."""

    reach = Reach(division="division", programme="programme")


class Review(models.Model):
    """Many rosters decided in one go: accepted, or returned with one reason."""

    class Verdict(models.TextChoices):
        """What was decided about all of them."""

        ACCEPT = "accept", pgettext_lazy("review", "Accept")
        RETURN = "return", pgettext_lazy("review", "Return")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    reason = models.CharField(max_length=500, blank=True)
    run = models.CharField(max_length=22, blank=True)
    created_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="accept") | (Q(verdict="return") & ~Q(reason="")), name="review_return_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("created_at")),
                name="review_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.created_at}"


class ReviewItem(models.Model):
    """One roster of a review in bulk, and how it went."""

    class State(models.TextChoices):
        """How it went."""

        WAITING = "waiting", pgettext_lazy("review", "Waiting")
        DONE = "done", pgettext_lazy("review", "Done")
        REFUSED = "refused", pgettext_lazy("review", "Not done")

    review = models.ForeignKey(Review, models.CASCADE, related_name="items", db_index=False)
    roster = models.ForeignKey(Roster, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    """The roster's version as ticked: a changed one is not decided unseen."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    words = models.CharField(max_length=500, blank=True)
    """Why it was not done."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "roster"], name="review_item_once")]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.roster_id} {self.state}"
