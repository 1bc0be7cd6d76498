"""Quizzes, what they ask, attempts with their fixed draw, and marks that are only ever added."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.models import Course, Unit
from xingtan.courses.models.questions import BankQuestion, QuestionCategory, QuestionVersion
from xingtan.coursework.models.homework import OfProgramme
from xingtan.coursework.rules import quizzes as rules
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class QuizQuerySet(OfProgramme):
    """Quizzes, narrowed by programme."""

    def standing(self) -> Self:
        """Those that learners see."""
        return self.filter(published_at__isnull=False, taken_back_at__isnull=True)


class Quiz(models.Model):
    """An online test (在线测试) of a course."""

    class Counts(models.TextChoices):
        """Which of several attempts counts."""

        BEST = rules.Counts.BEST.value, _("The best attempt")
        LAST = rules.Counts.LAST.value, _("The last attempt")
        AVERAGE = rules.Counts.AVERAGE.value, _("The average of all attempts")

    class Shows(models.TextChoices):
        """When right answers are shown."""

        AT_ONCE = rules.Shows.AT_ONCE.value, _("After handing in")
        AFTER_CLOSE = rules.Shows.AFTER_CLOSE.value, _("After the quiz has closed")
        NEVER = rules.Shows.NEVER.value, _("Never")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=2000, blank=True)
    """What learners read before they begin."""
    minutes = models.PositiveSmallIntegerField(default=0)
    """Time limit of an attempt; 0: none."""
    attempts = models.PositiveSmallIntegerField(default=1)
    """How many are allowed; 0: as many as wanted."""
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    grace_seconds = models.PositiveSmallIntegerField(default=rules.GRACE_SECONDS)
    pass_score = models.PositiveSmallIntegerField(default=60)
    shuffles_questions = models.BooleanField(default=True)
    shuffles_options = models.BooleanField(default=True)
    shows = models.CharField(max_length=12, choices=Shows.choices, default=Shows.AT_ONCE)
    counts = models.CharField(max_length=8, choices=Counts.choices, default=Counts.BEST)
    set_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="quiz_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(pass_score__lte=100), name="quiz_pass_score_of_a_hundred"),
        ]
        indexes = [models.Index(fields=["programme", "closes_at"], name="quizzes_by_close")]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> rules.Terms:
        """The terms as the rules take them."""
        opens, closes = (at and at.astimezone(ZONE) for at in (self.opens_at, self.closes_at))
        return rules.Terms(self.minutes, self.attempts, opens, closes, self.grace_seconds)


class QuizPart(models.Model):
    """What a quiz asks: one question picked, or some drawn from a category."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(BankQuestion, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey(QuestionCategory, models.PROTECT, null=True, blank=True, related_name="+")
    count = models.PositiveSmallIntegerField(default=1)
    points = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, category__isnull=True, count=1)
                | Q(question__isnull=True, category__isnull=False, count__gt=0),
                name="quiz_part_picked_or_drawn",
            ),
            models.CheckConstraint(condition=Q(points__gt=0), name="quiz_part_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.position}"


class AttemptQuerySet(ScopedQuerySet["Attempt"]):
    """Attempts, narrowed by scope: a learner's own, and those of the programme."""

    reach = Reach(programme="quiz__programme", account="enrolment__account")


class Attempt(models.Model):
    """One learner's attempt at a quiz; what it asks was drawn when it began and never changes."""

    class End(models.TextChoices):
        """How it ended."""

        LEARNER = "learner", pgettext_lazy("quiz", "Handed in")
        TIME = "time", _("Time was up; what was saved is handed in")

    public_id = PublicIdField()
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="taken")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    """Until when answers are taken, by the server's clock; fixed at the beginning."""
    handed_in_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=8, choices=End.choices, blank=True)

    objects: ClassVar[Any] = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "enrolment", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["quiz", "enrolment"], condition=Q(handed_in_at__isnull=True), name="attempt_open_once"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, ended_by="") | (Q(handed_in_at__isnull=False) & ~Q(ended_by="")),
                name="attempt_ended_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], condition=Q(handed_in_at__isnull=True), name="attempts_running"),
            models.Index(fields=["enrolment", "quiz"], name="attempts_of_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.enrolment_id} {self.number}"


class AttemptItem(models.Model):
    """One question of an attempt: the version asked, the order its options were shown in, and the answer so far."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    order = models.JSONField(default=list)
    given = models.JSONField(default=list)
    """As ``questions.scoring`` takes it."""
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="attempt_item_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"


class AttemptMark(models.Model):
    """What an attempt came to, of a hundred. Append-only."""

    attempt = models.OneToOneField(Attempt, models.PROTECT, related_name="mark")
    score = models.DecimalField(max_digits=5, decimal_places=2)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=Decimal(0), score__lte=Decimal(100)), name="attempt_score_of_a_hundred"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.score}"


class ItemMark(models.Model):
    """What share of its points an answer earned. Append-only."""

    item = models.OneToOneField(AttemptItem, models.PROTECT, related_name="mark")
    share = models.DecimalField(max_digits=6, decimal_places=5)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=Decimal(0), share__lte=Decimal(1)), name="item_share_within")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.share}"
