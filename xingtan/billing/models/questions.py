"""What a clerk asks a school about a transfer and what it answers; and which line a clerk looks at."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models.bills import Bill
from xingtan.billing.models.statements import BankLine
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class Answer(models.TextChoices):
    """What became of a question."""

    WAITING = "waiting", pgettext_lazy("question", "Not answered yet")
    YES = "yes", pgettext_lazy("question", "Yes, this was our transfer")
    NO = "no", pgettext_lazy("question", "No, this was not ours")
    TAKEN_BACK = "taken_back", pgettext_lazy("question", "No longer asked")


class QuestionQuerySet(ScopedQuerySet["Question"]):
    """Questions, narrowed to the school that is asked and to the programme's provider."""

    reach = Reach(school="bill__school", programme="programme")

    def waiting(self) -> Any:
        """Those that no school has answered."""
        return self.filter(answer=Answer.WAITING)


class Question(models.Model):
    """“Was this your transfer?”, asked of the school of one bill about one line."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="questions")
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="questions")
    words = models.CharField(max_length=200, blank=True)
    """What the clerk adds."""
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    said = models.CharField(max_length=200, blank=True)
    """What the school adds."""
    file = models.FileField(upload_to="answers/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="question_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_at__isnull=True)
                | ~Q(answer=Answer.WAITING) & Q(answered_at__isnull=False),
                name="question_answered_has_moment",
            ),
            models.UniqueConstraint(
                fields=["line", "bill"], condition=Q(answer=Answer.WAITING), name="question_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.bill_id} {self.answer}"


class Looking(models.Model):
    """The line a clerk opened last: shown to others who open it too, and nothing more than that."""

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="+")
    line = models.ForeignKey(BankLine, models.CASCADE, related_name="lookers")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post_id} → {self.line_id}"
