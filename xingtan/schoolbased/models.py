"""What a school plans, holds, signs; what teachers hand in; what counties draw and find; what is lacking."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme


class ResearchTimeQuerySet(ScopedQuerySet["ResearchTime"]):
    """Research times, narrowed by school."""

    reach = Reach(school="school", programme="programme")


class ResearchTime(models.Model):
    """A time of every week that a school keeps for research 教研时间 (R20)."""

    class Weekday(models.IntegerChoices):
        """The day of the week."""

        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    begins = models.TimeField()
    ends = models.TimeField()
    words = models.CharField(max_length=100, blank=True)

    objects: ClassVar[Any] = ResearchTimeQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "begins"]
        constraints = [
            models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="research_time_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins:%H:%M}–{self.ends:%H:%M}"


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Tasks of a programme; everybody in it may read them."""

    reach = Reach(programme="programme", account="programme__enrolments__account")


class Task(models.Model):
    """A school-based task the provider sets for all or for a stage (R19)."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=4000, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    """For which stage; empty for all."""
    due_on = models.DateField()
    minutes = models.PositiveIntegerField()
    """What accepted work counts."""
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    """The online lesson it goes with (R21)."""
    set_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back; work handed in stays."""

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    """Activities: a school's, a county's, a programme's, and those a teacher was at."""

    reach = Reach(school="school", programme="programme", account="presences__enrolment__account")


class Activity(models.Model):
    """One school-based activity: planned, held and recorded, signed by the head, perhaps given back by the county (R65)."""

    class Form(models.TextChoices):
        """What kind it is."""

        CRITIQUE = "critique", _("Lesson observation and critique")
        PREPARATION = "preparation", _("Joint lesson preparation")
        DEMONSTRATION = "demonstration", _("Demonstration lesson")
        DISCUSSION = "discussion", _("Discussion of a topic")
        LECTURE = "lecture", _("Lecture or report")
        VIEWING = "viewing", _("Watching an online lesson together")

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("Planned")
        RECORDED = "recorded", _("Recorded, to be signed")
        SIGNED = "signed", _("Signed by the school")
        RETURNED = "returned", _("Given back by the county")
        DROPPED = "dropped", _("Not held")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    form = models.CharField(max_length=14, choices=Form.choices)
    topic = models.CharField(max_length=100, blank=True)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    """The online lesson it goes with (R21)."""
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    """How long it lasted: what counts for everybody present."""
    words = models.TextField(max_length=6000, blank=True)
    """The minutes: what was done and found."""
    others = models.CharField(max_length=300, blank=True)
    """Who else was present, by name."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    made_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(held_on__isnull=False), name="activity_signed_when_held"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False), name="activity_signed_has_a_moment"
            ),
        ]
        indexes = [models.Index(fields=["programme", "school", "state"], name="activities_of_school")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its topic, or the lesson it goes with."""
        return self.topic or (self.lesson.title if self.lesson else "")

    @property
    def day(self) -> Any:
        """When it was held, or is planned."""
        return self.held_on or self.planned_on


class Presence(models.Model):
    """A teacher who was present, with the own reflection."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="presences")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    reflection = models.TextField(max_length=3000, blank=True)
    reflected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "enrolment"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.enrolment_id}"


class PhotoQuerySet(ScopedQuerySet["Photo"]):
    """Photos, narrowed as their activity is."""

    reach = Reach(
        school="activity__school", programme="activity__programme", account="activity__presences__enrolment__account"
    )


class Photo(models.Model):
    """A photo (written anew, without where it was taken) or a PDF of the minutes."""

    public_id = PublicIdField()
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.FileField(upload_to="activities/%Y/")
    file_name = models.CharField(max_length=200)
    is_picture = models.BooleanField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[Any] = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name


class ActivityStep(models.Model):
    """What was done with an activity, by whom, with their words. Append-only."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=12)
    words = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_words = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.activity_id}"


class WorkQuerySet(ScopedQuerySet["Work"]):
    """What teachers handed in for tasks."""

    reach = Reach(school="enrolment__school", programme="enrolment__programme", account="enrolment__account")


class Work(models.Model):
    """What a teacher handed in for a task; the school accepts it or gives it back with a word."""

    class State(models.TextChoices):
        """How far it is."""

        HANDED_IN = "handed_in", _("Waits for the school")
        ACCEPTED = "accepted", _("Accepted by the school")
        RETURNED = "returned", _("Given back to be mended")

    public_id = PublicIdField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="works")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    words = models.TextField(max_length=6000, blank=True)
    file = models.FileField(upload_to="tasks/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    said = models.CharField(max_length=1000, blank=True)
    """What the school said when it gave it back or accepted it."""
    handed_in_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["handed_in_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "enrolment"], name="work_once_for_a_task")]

    def __str__(self) -> str:
        return f"{self.task_id} · {self.enrolment_id}"


class SampleQuerySet(ScopedQuerySet["Sample"]):
    """Samples, narrowed by county."""

    reach = Reach(division="division", programme="programme")


class Sample(models.Model):
    """A random sample of signed activities a county drew: seed and population are stored, so that it can be drawn again."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    seed = models.CharField(max_length=32)
    population = models.JSONField()
    """Public ids of all activities it was drawn from."""
    percent = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.division_id} {self.drawn_at:%Y-%m-%d}"


class CheckQuerySet(ScopedQuerySet["Check"]):
    """Checks, narrowed by the school that is checked."""

    reach = Reach(school="activity__school", programme="activity__programme")


class Check(models.Model):
    """One drawn activity and what the county found."""

    class Finding(models.TextChoices):
        """What was found."""

        OPEN = "", _("Not checked yet")
        GOOD = "good", _("In order")
        RETURNED = "returned", _("Given back")

    public_id = PublicIdField()
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="checks")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="checks")
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sample", "activity"], name="drawn_once_in_a_sample")]

    def __str__(self) -> str:
        return f"{self.sample_id} · {self.activity_id} · {self.finding}"


class ConditionsQuerySet(ScopedQuerySet["Conditions"]):
    """Declared conditions, narrowed by school."""

    reach = Reach(school="school", programme="programme")


class Conditions(models.Model):
    """What a school declares about the conditions for its teachers (R18). A later one takes its place; all stay."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    has_computers = models.BooleanField()
    has_network = models.BooleanField()
    has_time = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ConditionsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "conditions"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.school_id} {self.at:%Y-%m-%d}"

    @property
    def are_met(self) -> bool:
        """Whether nothing is missing."""
        return self.has_computers and self.has_network and self.has_time


class LackQuerySet(ScopedQuerySet["Lack"]):
    """What teachers lack: their school's, their county's, their own."""

    reach = Reach(school="enrolment__school", programme="enrolment__programme", account="enrolment__account")


class Lack(models.Model):
    """A condition a teacher says is missing, and what the school answered (R18)."""

    class Kind(models.TextChoices):
        """What is missing."""

        COMPUTER = "computer", _("A computer or phone that works")
        NETWORK = "network", _("A network that is fast enough")
        TIME = "time", _("Time to study")
        OTHER = "other", _("Something else")

    public_id = PublicIdField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = LackQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.enrolment_id}"
