"""The question bank of a programme: categories, questions with every version ever kept, and files read for it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.courses.questions import content as bank
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class QuestionCategory(models.Model):
    """Where questions are filed: a path, ``师德/基础``. What is drawn from a category is drawn from all beneath it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="question_categories")
    path = models.CharField(max_length=bank.MOST_CATEGORY)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "path"], name="question_category_once_in_programme")
        ]

    def __str__(self) -> str:
        return self.path


class BankQuestionQuerySet(ScopedQuerySet["BankQuestion"]):
    """Questions, narrowed by scope: the institution's posts by their programme, nobody else."""

    reach = Reach(programme="programme")


class BankQuestion(models.Model):
    """A question of the bank as it stands now; what it was asked as before stays in its versions."""

    class Kind(models.TextChoices):
        """How it is answered."""

        SINGLE = "single", _("Single choice")
        MULTIPLE = "multiple", _("Several choices")
        TRUE_FALSE = "true_false", _("True or false")
        SHORT = "short", _("Short answer")
        NUMERIC = "numeric", pgettext_lazy("question", "Number")
        MATCHING = "matching", pgettext_lazy("question", "Matching")

    class State(models.TextChoices):
        """Whether quizzes may ask it."""

        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        RETIRED = "retired", _("Set aside")

    class Difficulty(models.IntegerChoices):
        """How hard its author holds it to be."""

        EASY = bank.EASY, _("Easy")
        MIDDLE = bank.MIDDLE, _("Middle")
        HARD = bank.HARD, _("Hard")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="bank_questions")
    category = models.ForeignKey(QuestionCategory, models.PROTECT, null=True, blank=True, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices, default=Difficulty.MIDDLE)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    """Of what is asked and what is right: by it a file read again adds nothing."""
    version = models.PositiveIntegerField(default=1)
    """Number of the version that stands."""
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = BankQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "digest"], name="question_once_in_bank"),
            models.CheckConstraint(
                condition=models.Q(difficulty__in=bank.DIFFICULTIES), name="question_difficulty_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "approved", "retired"]), name="question_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "-changed_at"], name="questions_by_change"),
            models.Index(fields=["category", "state"], name="questions_to_draw"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class QuestionVersion(models.Model):
    """A question as it was asked from some moment on. Only added: what learners answered stays to be seen."""

    question = models.ForeignKey(BankQuestion, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """As ``content.as_data`` writes it."""
    written_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"

    @property
    def asked(self) -> bank.Question:
        """The question itself, to be shown and judged."""
        return bank.from_data(self.content)


class QuestionFileQuerySet(ScopedQuerySet["QuestionFile"]):
    """Files of questions, narrowed by scope."""

    reach = Reach(programme="programme")


class QuestionFile(models.Model):
    """A file read for the bank: its sound questions and its problems, shown before anything is taken over."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="question_files")
    name = models.CharField(max_length=120)
    found = models.JSONField()
    """``[[place, question, category, difficulty], …]``."""
    problems = models.JSONField()
    """``[[file, place, code, facts], …]``."""
    uploaded_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    """How many questions came into the bank; the others stood there already."""

    objects: ClassVar[Any] = QuestionFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "-uploaded_at"], name="question_files_by_upload")]

    def __str__(self) -> str:
        return self.name
