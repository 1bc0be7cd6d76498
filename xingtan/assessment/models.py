"""Schemes, marks, results, the hours ledger and certificates."""

import json
import secrets
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.assessment import scheme as heart
from xingtan.assessment.scheme_text import read_scheme
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme

CHECK_ID_BYTES = 16


def new_check_id() -> str:
    """The id behind the QR code of a certificate: 128 random bits, so that it cannot be guessed (A18)."""
    return secrets.token_urlsafe(CHECK_ID_BYTES)


def of_enrolment(prefix: str) -> Reach:
    """Everything that belongs to one enrolment is reached the same way."""
    path = f"{prefix}enrolment"
    return Reach(school=f"{path}__school", programme=f"{path}__programme", account=f"{path}__account")


class SchemeQuerySet(ScopedQuerySet["Scheme"]):
    """Schemes, seen by the posts of their programme."""

    reach = Reach(programme="programme")


class Scheme(models.Model):
    """How one programme assesses, as data; one per programme."""

    public_id = PublicIdField()
    programme = models.OneToOneField(Programme, models.PROTECT, related_name="scheme")
    data = models.JSONField()
    """What ``scheme_text.read_scheme`` reads; stored only after it has been read without fault."""
    adopted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    """When the results of the whole programme were settled."""

    objects: ClassVar[Any] = SchemeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.programme}"

    @property
    def rules(self) -> heart.Scheme:
        """The scheme itself."""
        return read_scheme(self.data)

    @property
    def demand(self) -> heart.Demand:
        """What the programme asks of everybody."""
        return heart.Demand(
            online_hours=self.programme.online_hours,
            school_based_hours=self.programme.school_based_hours,
            minutes_per_hour=self.programme.minutes_per_hour,
            ends_on=self.programme.term_ends_on,
        )


class MarkQuerySet(ScopedQuerySet["RecordedMark"]):
    """Marks, narrowed by scope."""

    reach = of_enrolment("")


class RecordedMark(models.Model):
    """One mark for a part whose room does not stand yet: homework, discussion, test, school-based study.

    Append-only in the database; a wrong one is voided by a ``MarkVoid`` and entered anew.
    """

    public_id = PublicIdField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="marks")
    part = models.CharField(max_length=30)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    minutes = models.PositiveSmallIntegerField(default=0)
    """How long a school-based activity took; gives hours."""
    done_on = models.DateField()
    evidence = models.CharField(max_length=200)
    """What the mark rests on, in words: the piece of work, the activity, who marked it."""
    recorded_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[Any] = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=100), name="mark_of_a_hundred"),
            models.UniqueConstraint(fields=["enrolment", "part", "done_on", "evidence"], name="mark_recorded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.score}"


class MarkVoid(models.Model):
    """A mark that does not count after all, and why; append-only."""

    mark = models.OneToOneField(RecordedMark, models.PROTECT, related_name="void")
    reason = models.CharField(max_length=200)
    voided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Recommendation(models.Model):
    """Someone was recommended as excellent; whether they are is decided when results are settled."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="recommendation")
    reason = models.CharField(max_length=200)
    recommended_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    recommended_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class ResultQuerySet(ScopedQuerySet["Result"]):
    """Results, narrowed by scope."""

    reach = of_enrolment("")


class Result(models.Model):
    """Where one learner stands; provisional until settled, then it stays."""

    class Outcome(models.TextChoices):
        """The heart's outcomes, in words."""

        SHORT = heart.Outcome.SHORT.value, _("Not yet passed")
        QUALIFIED = heart.Outcome.QUALIFIED.value, _("Passed")
        EXCELLENT = heart.Outcome.EXCELLENT.value, _("Excellent")

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="result")
    score = models.DecimalField(max_digits=5, decimal_places=2)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    points = models.JSONField(default=dict)
    """Points of each part by its key, as text."""
    watched_seconds = models.PositiveIntegerField(default=0)
    """The recognised study this result was judged by."""
    online_hours = models.DecimalField(max_digits=5, decimal_places=1)
    school_based_hours = models.DecimalField(max_digits=5, decimal_places=1)
    judged_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["outcome"], name="result_by_outcome")]

    def __str__(self) -> str:
        return f"{self.score} {self.outcome}"

    @property
    def hours(self) -> Decimal:
        """Recognised hours in all."""
        return self.online_hours + self.school_based_hours

    @property
    def has_passed(self) -> bool:
        """Whether a certificate may follow."""
        return self.outcome != self.Outcome.SHORT


class HoursEntry(models.Model):
    """One entry of the hours ledger: hours are the sum of a person's entries. Append-only in the database."""

    class Kind(models.TextChoices):
        """Online or at the school."""

        ONLINE = "online", _("Online study")
        SCHOOL_BASED = "school_based", _("School-based study")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="hours_entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    cause = models.CharField(max_length=60)
    """What gave the hours, once: ``settlement``."""
    entered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "hours entries"
        constraints = [models.UniqueConstraint(fields=["enrolment", "kind", "cause"], name="hours_entered_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.hours}"


class CertificateSeries(models.Model):
    """The last serial given in a year; its row is the lock under which numbers are drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_serial = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "certificate series"

    def __str__(self) -> str:
        return f"{self.year}: {self.last_serial}"


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    """Certificates, narrowed by scope."""

    reach = of_enrolment("")


class Certificate(models.Model):
    """A certificate as it was issued: the signed text itself, and whether it still holds."""

    public_id = PublicIdField(default=new_check_id)
    number = models.CharField(max_length=20, unique=True)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    payload = models.TextField()
    """The canonical statement, byte for byte what was signed (``rules.canonical``)."""
    signature = models.CharField(max_length=100)
    key = models.CharField(max_length=16)
    """Which key signed (``rules.key_name``)."""
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=models.Q(revoked_at__isnull=True), name="certificate_one_valid"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_because="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_because="")),
                name="certificate_revoked_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def said(self) -> dict[str, str]:
        """What it says, field by field, as it was signed."""
        fields: dict[str, str] = json.loads(self.payload)
        return fields

    @property
    def is_revoked(self) -> bool:
        """Whether it no longer holds."""
        return self.revoked_at is not None


class MarkSheetQuerySet(ScopedQuerySet["MarkSheet"]):
    """Uploaded sheets, seen by the posts of their programme."""

    reach = Reach(programme="programme")


class MarkSheet(models.Model):
    """An uploaded sheet of marks as it was read, shown before anything of it is recorded."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    rows = models.JSONField(default=list)
    """The good rows: row number, enrolment, name, part, score, minutes, day, evidence."""
    faults = models.JSONField(default=list)
    """The bad rows: row number, who, the sentence that says what to mend."""
    uploaded_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = MarkSheetQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name
