"""What a learner works on and hands in: a draft, files, and every version as it was handed in."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.coursework.models.homework import Assignment
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField


def of_work(prefix: str) -> Reach:
    """What belongs to a work is reached by its learner, its programme's posts and the tutor of the learner's class."""
    return Reach(
        programme=f"{prefix}assignment__programme",
        account=f"{prefix}enrolment__account",
        tenure=f"{prefix}enrolment__membership__online_class__tenures",
    )


class WorkQuerySet(ScopedQuerySet["Work"]):
    """Works, narrowed by scope: a tutor reaches those of the learners who are in the own classes now."""

    reach = of_work("")

    def of_learners(self) -> Self:
        """Those of learners still enrolled, for homework that stands."""
        return self.filter(enrolment__status=Enrolment.Status.ACCEPTED, assignment__taken_back_at__isnull=True)


class Work(models.Model):
    """One learner's work for one assignment: the draft, and where it stands. Its versions are in ``Version``."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("Draft")
        HANDED_IN = "handed_in", pgettext_lazy("work", "Handed in")
        RETURNED = "returned", _("Returned")
        MARKED = "marked", _("Marked")

    public_id = PublicIdField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="works")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="works")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    draft = models.TextField(blank=True)
    """The text being written; after handing in, the text of the last version."""
    saved_at = models.DateTimeField()
    first_handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    """When the latest version was handed in, by the server's clock."""
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """Of a hundred, of the mark that stands."""
    is_recommended = models.BooleanField(default=False)
    judged_at = models.DateTimeField(null=True, blank=True)
    """When it was last marked or returned."""

    objects: ClassVar[Any] = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "enrolment"], name="work_once_for_an_assignment"),
            models.CheckConstraint(
                condition=Q(state="draft", handed_in_at__isnull=True)
                | (~Q(state="draft") & Q(handed_in_at__isnull=False)),
                name="work_handed_in_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(state="marked", score__gte=Decimal(0), score__lte=Decimal(100)),
                name="work_score_of_a_marked_work",
            ),
        ]
        indexes = [models.Index(fields=["state", "handed_in_at"], name="work_waiting")]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.enrolment_id} {self.state}"


class WorkFileQuerySet(ScopedQuerySet["WorkFile"]):
    """Files of works, narrowed as the works are."""

    reach = of_work("work__")


class WorkFile(models.Model):
    """A document, or a photo without its place and device, that goes with a work."""

    public_id = PublicIdField()
    work = models.ForeignKey(Work, models.PROTECT, related_name="files")
    file = models.FileField(upload_to="works/")
    file_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    """What it is by its content: ``foundation.file_kinds.FileKind``."""
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_in_draft = models.BooleanField(default=True)
    """Off once the learner took it away; a version handed in with it still shows it."""
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = WorkFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in the page."""
        return self.kind == "jpeg"


class VersionQuerySet(ScopedQuerySet["Version"]):
    """Versions, narrowed as the works are."""

    reach = of_work("work__")


class Version(models.Model):
    """A work as it was handed in once. Append-only."""

    public_id = PublicIdField()
    work = models.ForeignKey(Work, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    characters = models.PositiveIntegerField()
    """As ``rules.count_characters`` counts."""
    files = models.JSONField(default=list)
    """Public ids of the files that went with it."""
    handed_in_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)

    objects: ClassVar[Any] = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.work_id} · {self.number}"
