"""What can be asked of the question bank."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.courses.models.courses import Lesson
from xingtan.courses.models.questions import (
    BankQuestion,
    BankQuestionQuerySet,
    QuestionCategory,
    QuestionFile,
    QuestionVersion,
)
from xingtan.courses.questions.content import Question, from_data
from xingtan.programmes.models import Programme

SLICE = 500
TO_CHOOSE = (BankQuestion.Kind.SINGLE, BankQuestion.Kind.MULTIPLE, BankQuestion.Kind.TRUE_FALSE)
"""Kinds that are answered by choosing."""


def bank_within(post: Post, programme: Programme) -> BankQuestionQuerySet:
    """The questions of a programme that a post sees, with their categories."""
    return BankQuestion.objects.within(post).filter(programme=programme).select_related("category")  # type: ignore[no-any-return]


def narrowed_questions(
    rows: BankQuestionQuerySet,
    *,
    text: str | None = None,
    category: str | None = None,
    kind: str | None = None,
    difficulty: str | None = None,
    state: str | None = None,
) -> BankQuestionQuerySet:
    """Those that match; a category with all beneath it. What is set aside shows only when asked for."""
    if text:
        rows = rows.filter(text__icontains=text)
    if category:
        rows = rows.filter(_filed_under(category, "category__"))
    if kind:
        rows = rows.filter(kind=kind)
    if difficulty:
        rows = rows.filter(difficulty=difficulty)
    return rows.filter(state=state) if state else rows.exclude(state=BankQuestion.State.RETIRED)


def _filed_under(path: str, to: str = "") -> Q:
    return Q(**{f"{to}path": path}) | Q(**{f"{to}path__startswith": f"{path}/"})


def categories_of(programme: Programme) -> Sequence[QuestionCategory]:
    """All categories by path."""
    return list(QuestionCategory.objects.filter(programme=programme))


def approved_by_category(programme: Programme) -> dict[str, int]:
    """How many approved questions lie in each category itself, by path."""
    rows = BankQuestion.objects.filter(programme=programme, state=BankQuestion.State.APPROVED, category__isnull=False)
    return dict(rows.order_by("category__path").values_list("category__path").annotate(Count("pk")))


def standing_versions(questions: Iterable[int] | QuerySet[BankQuestion]) -> "QuerySet[QuestionVersion]":
    """The version that stands of each of these questions, with the question."""
    rows = QuestionVersion.objects.filter(question__in=questions, number=F("question__version"))
    return rows.select_related("question__category").order_by("question_id")


def approved_versions_under(category: QuestionCategory) -> list[int]:
    """The keys of the standing versions that may be drawn from a category and those beneath it; one query."""
    rows = QuestionVersion.objects.filter(
        _filed_under(category.path, "question__category__"),
        question__programme=category.programme_id,
        question__state=BankQuestion.State.APPROVED,
        number=F("question__version"),
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def versions_about(lesson: Lesson) -> list[int]:
    """The keys of standing, approved questions to choose from that are tied to a lesson, else to its course.

    A question is tied by its category: ``course`` or ``course/lesson``, by their titles. Two queries at most.
    """
    rows = QuestionVersion.objects.filter(
        question__programme=lesson.course.programme_id,
        question__state=BankQuestion.State.APPROVED,
        question__kind__in=TO_CHOOSE,
        number=F("question__version"),
    ).order_by("pk")
    for path in (f"{lesson.course.title}/{lesson.title}", lesson.course.title):
        found = list(rows.filter(_filed_under(path, "question__category__")).values_list("pk", flat=True))
        if found:
            return found
    return []


def versions_of_question(question: BankQuestion) -> Sequence[QuestionVersion]:
    """Every version, the latest first, with who wrote it."""
    return list(question.versions.select_related("written_by__account").order_by("-number"))


def whole_questions(rows: "QuerySet[BankQuestion]") -> list[Question]:
    """These questions whole, for a file, in the order given; a query for each five hundred."""
    listed = list(rows)
    contents: dict[int, dict[str, object]] = {}
    for start in range(0, len(listed), SLICE):
        keys = [row.pk for row in listed[start : start + SLICE]]
        contents |= dict(standing_versions(keys).values_list("question_id", "content"))
    return [
        from_data(contents[row.pk], category=row.category.path if row.category else "", difficulty=row.difficulty)
        for row in listed
        if row.pk in contents
    ]


def question_files(post: Post, programme: Programme) -> "QuerySet[QuestionFile]":
    """Files read for the bank, the latest first."""
    rows = QuestionFile.objects.within(post).filter(programme=programme).defer("found", "problems")
    return rows.select_related("uploaded_by__account").order_by("-uploaded_at", "-pk")  # type: ignore[no-any-return]


def known_digests(programme: Programme, digests: Sequence[str]) -> set[str]:
    """Which of these the bank has already; a query for each five hundred."""
    found: set[str] = set()
    for start in range(0, len(digests), SLICE):
        rows = BankQuestion.objects.filter(programme=programme, digest__in=digests[start : start + SLICE])
        found |= set(rows.values_list("digest", flat=True))
    return found
