"""What is recognised of each lesson, and the plays that brought it in."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Account, Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models import Course, Lesson, QuestionVersion
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField


class CoverageQuerySet(ScopedQuerySet["Coverage"]):
    """Coverages, narrowed by scope through the enrolment."""

    reach = Reach(school="enrolment__school", programme="enrolment__programme", account="enrolment__account")


class Coverage(models.Model):
    """The seconds of one lesson recognised for one teacher. It only grows (I5)."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="coverages")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="coverages")
    spans = models.TextField(blank=True)
    """As ``coverage.to_text`` writes them: ``0-45,60-70``."""
    credited_seconds = models.PositiveIntegerField(default=0)
    """The size of ``spans``, kept for sums."""
    position = models.PositiveIntegerField(default=0)
    """Where the player stood last, to resume there."""
    position_play = models.PositiveBigIntegerField(default=0)
    """The play that said so."""
    position_number = models.PositiveIntegerField(default=0)
    """Its message that said so: one sent earlier and arriving later does not move the position back."""
    heard_at = models.DateTimeField()
    """When its player was last heard of; of a lesson that takes no time, when it was last opened."""
    finished_at = models.DateTimeField(null=True, blank=True)
    """When a lesson that takes no time was finished; the others are finished by their seconds."""

    objects: ClassVar[Any] = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="coverage_once_per_lesson")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.lesson_id} · {self.credited_seconds} s"


class PlayQuerySet(ScopedQuerySet["Play"]):
    """Plays, narrowed by scope through the enrolment."""

    reach = Reach(school="coverage__enrolment__school", programme="coverage__enrolment__programme", account="account")


class Play(models.Model):
    """One stretch of wall time in which one device of a person plays one lesson.

    Its number is the fencing token: the play with the highest number of an account is the one that
    holds the lease, and the database allows only one that has not ended.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="plays")
    coverage = models.ForeignKey(Coverage, models.CASCADE, related_name="plays")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When another play took over."""
    spent_seconds = models.PositiveIntegerField(default=0)
    """Seconds it has brought in."""
    brought = models.TextField(blank=True)
    """Which: as ``coverage.to_text`` writes them; every interval is kept as evidence."""
    earned_at = models.DateTimeField(null=True, blank=True)
    """When it last brought something in."""
    device = models.CharField(max_length=16, blank=True)
    """A keyed digest of the kind of device and browser, to tell devices apart; it names none."""
    place = models.CharField(max_length=16, blank=True)
    """A keyed digest of the network it came from."""
    refused = models.TextField(blank=True)
    """What did not count, as ``coverage.reasons_to_text`` writes it: kept as sets, so a repeat adds nothing."""
    absent_ms = models.PositiveBigIntegerField(default=0, db_default=0)
    """Milliseconds of it in which a question about the content stood unanswered too long."""
    noted_at = models.DateTimeField(null=True, blank=True)
    """When the school's figures were last marked as changed by it."""

    objects: ClassVar[Any] = PlayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at__isnull=True), name="one_play_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                name="play_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["began_at"], name="play_by_day")]

    def __str__(self) -> str:
        return f"{self.pk} · {self.coverage_id} · {self.spent_seconds} s"


class Tally(models.Model):
    """How much counts already of one day or one course for one teacher; kept only where a programme limits it (A19)."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    day = models.DateField(null=True, blank=True)
    course = models.ForeignKey(Course, models.CASCADE, null=True, blank=True, related_name="+")
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "day"], condition=Q(day__isnull=False), name="tally_of_day_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "course"], condition=Q(course__isnull=False), name="tally_of_course_once"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True, course__isnull=False) | Q(day__isnull=False, course__isnull=True),
                name="tally_of_a_day_or_a_course",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.key} · {self.seconds} s"

    @property
    def key(self) -> date | int:
        """The day or the number of the course."""
        return self.day or self.course_id or 0


class PackageState(models.Model):
    """How far a teacher is in one part of a package: where to go on, and the best that was reported. Done stays done."""

    class Completion(models.TextChoices):
        """How far it is, as the package says."""

        NOT_ATTEMPTED = "not attempted", _("Not begun")
        INCOMPLETE = "incomplete", _("Begun")
        COMPLETED = "completed", _("Finished")
        UNKNOWN = "unknown", _("Not said")

    class Success(models.TextChoices):
        """How well it went, as the package says."""

        PASSED = "passed", pgettext_lazy("package", "Passed")
        FAILED = "failed", pgettext_lazy("package", "Not passed")
        UNKNOWN = "unknown", _("Not said")

    coverage = models.ForeignKey(Coverage, models.CASCADE, related_name="package_states")
    item = models.CharField(max_length=200)
    """Identifier of the part within the package."""
    completion = models.CharField(max_length=13, choices=Completion.choices, default=Completion.NOT_ATTEMPTED)
    success = models.CharField(max_length=7, choices=Success.choices, default=Success.UNKNOWN)
    score = models.JSONField(default=dict, blank=True)
    """``raw``, ``min``, ``max`` and ``scaled`` as text, of the newest report."""
    best_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    location = models.CharField(max_length=1000, blank=True)
    suspend_data = models.TextField(blank=True)
    """What the package asked to be kept for the next time."""
    seconds = models.PositiveIntegerField(default=0)
    """Time as the package says it, never more than really passed. It is shown and recognised for nothing."""
    said_by = models.PositiveBigIntegerField(default=0)
    """The sitting that said so,"""
    said_number = models.PositiveIntegerField(default=0)
    """and its report: one that comes late does not move the place back."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coverage", "item"], name="package_state_once_per_part")]

    def __str__(self) -> str:
        return f"{self.coverage_id} · {self.item} · {self.completion}"


class PackageSitting(models.Model):
    """One time a part of a package is open; its reports are heard by number."""

    state = models.ForeignKey(PackageState, models.CASCADE, related_name="sittings")
    began_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    counted_seconds = models.PositiveIntegerField(default=0)
    """As much of the time its reports claimed as really passed."""
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk} · {self.state_id}"


class PackageReport(models.Model):
    """What a package reported once, as evidence. Append-only."""

    sitting = models.ForeignKey(PackageSitting, models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    completion = models.CharField(max_length=13, choices=PackageState.Completion.choices)
    success = models.CharField(max_length=7, choices=PackageState.Success.choices)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    seconds = models.PositiveIntegerField()
    """By how much it lengthened the time of the part."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="package_report_once")]

    def __str__(self) -> str:
        return f"{self.sitting_id} · {self.number}"


class Presence(models.Model):
    """How far a teacher is from the next question about the content; kept only where a programme asks them."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="+")
    counted_seconds = models.PositiveIntegerField(default=0)
    """Recognised since the last question was asked."""
    unanswered_since = models.DateTimeField(null=True, blank=True)
    """The moment by which the open question should be answered; from then on nothing counts."""

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.counted_seconds} s"


class PresenceQuestionQuerySet(ScopedQuerySet["PresenceQuestion"]):
    """Questions asked while watching, narrowed as the sittings are."""

    reach = Reach(programme="enrolment__programme", account="enrolment__account")


class PresenceQuestion(models.Model):
    """A question about the content that a teacher was asked while watching; kept as evidence."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    """What was asked, as it stood then."""
    asked_at = models.DateTimeField()
    counts_until = models.DateTimeField()
    """Until then time counts on without an answer."""
    answered_at = models.DateTimeField(null=True, blank=True)
    given = models.JSONField(default=list)
    is_right = models.BooleanField(null=True, blank=True)
    """Shown to the teacher; counting goes on whether right or wrong."""

    objects: ClassVar[Any] = PresenceQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(answered_at__isnull=True), name="one_open_question_of_presence"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, is_right__isnull=True)
                | Q(answered_at__isnull=False, is_right__isnull=False),
                name="presence_answered_and_judged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.lesson_id} · {self.asked_at}"


class PatternQuerySet(ScopedQuerySet["Pattern"]):
    """What was found unusual: the provider's, and the teacher's own; neither the school's nor the county's."""

    reach = Reach(programme="enrolment__programme", account="enrolment__account")


class Pattern(models.Model):
    """Something unusual about a teacher's sittings on one day, for a person to look at. It takes nothing away."""

    class Cause(models.TextChoices):
        """What is unusual."""

        NO_PAUSE = "no_pause", _("Many hours without a pause")
        SAME_SECONDS = "same_seconds", _("The same seconds as many others")
        DEVICE_HOPS = "device_hops", _("Between devices faster than one can move")

    class State(models.TextChoices):
        """How far it has come."""

        FOUND = "found", _("To be looked at")
        ASKED = "asked", _("The teacher was asked")
        ANSWERED = "answered", _("The teacher answered")
        CLOSED = "closed", _("Closed")
        REFERRED = "referred", _("A decision is to be taken")
        DECIDED = "decided", _("A decision was taken")
        APPEALED = "appealed", _("The teacher appealed")
        SETTLED = "settled", _("Appeal answered")

    public_id = PublicIdField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    day = models.DateField()
    facts = models.JSONField(default=dict)
    sittings = models.JSONField(default=list)
    """The sittings that show it, as they stood when it was found."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.FOUND)
    found_at = models.DateTimeField()

    objects: ClassVar[Any] = PatternQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "cause", "day"], name="pattern_once_a_day")]
        indexes = [models.Index(fields=["state", "-found_at"], name="patterns_by_state")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.cause} · {self.day}"


class PatternStep(models.Model):
    """What somebody did about it, with their words. Append-only."""

    class Move(models.TextChoices):
        """What was done."""

        ASK = "ask", _("Asked the teacher")
        ANSWER = "answer", _("Answered")
        CLOSE = "close", _("Closed with a reason")
        REFER = "refer", _("Opened a decision")
        DECIDE = "decide", _("A decision was taken")
        APPEAL = "appeal", _("Appealed")
        SETTLE = "settle", _("Answered the appeal")

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=10, choices=Move.choices)
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} {self.pattern_id}"


class NoteQuerySet(ScopedQuerySet["Note"]):
    """Notes: their writer's alone; no other post reaches them."""

    reach = Reach(account="enrolment__account")


class Note(models.Model):
    """What a learner wrote for themselves at a second of a lesson; nobody else reads it."""

    public_id = PublicIdField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    second = models.PositiveIntegerField(default=0)
    """The second of the film it belongs to; 0 where nothing plays."""
    words = models.TextField(max_length=2000)
    key = models.CharField(max_length=22)
    """Given by the page on which it was begun, so that what is sent twice is kept once."""
    number = models.PositiveBigIntegerField(default=0)
    """Counted up by the page that writes: what was typed earlier and arrives later changes nothing."""
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["second", "pk"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "key"], name="note_once_per_key")]
        indexes = [models.Index(fields=["enrolment", "lesson", "second"], name="notes_of_lesson")]

    def __str__(self) -> str:
        return self.words[:40]
