"""What can be done with quizzes: set, begin, answer, hand in. Time is the server's; what was saved is never lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from random import SystemRandom

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.models import Course, Unit
from xingtan.courses.models.questions import BankQuestion, QuestionCategory, QuestionVersion
from xingtan.courses.queries import questions as bank
from xingtan.courses.questions.scoring import order_of, score_of, share_of, sound_answer
from xingtan.coursework.errors.quizzes import QuizAsksNothing, QuizDatesOutOfOrder, QuizHasNoQuestions, QuizTakenBack
from xingtan.coursework.models import Attempt, AttemptItem, AttemptMark, ItemMark, Quiz, QuizPart
from xingtan.coursework.queries import quizzes as queries
from xingtan.coursework.rules import quizzes as rules
from xingtan.enrolment.models import Enrolment
from xingtan.organisations import actions as organisations

_CHANCE = SystemRandom()


@dataclass(frozen=True)
class PartPlan:
    """One question picked, or ``count`` drawn from a category."""

    question: BankQuestion | None = None
    category: QuestionCategory | None = None
    count: int = 1
    points: int = 1


@dataclass(frozen=True)
class QuizPlan:
    """What is said about a quiz when it is set."""

    title: str
    words: str = ""
    unit: Unit | None = None
    minutes: int = 0
    attempts: int = 1
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    pass_score: int = 60
    shuffles_questions: bool = True
    shuffles_options: bool = True
    shows: str = Quiz.Shows.AT_ONCE
    counts: str = Quiz.Counts.BEST
    grace_seconds: int = rules.GRACE_SECONDS


@transaction.atomic
def set_quiz(
    *,
    course: Course,
    plan: QuizPlan,
    parts: Sequence[PartPlan],
    by: Post | None,
    now: datetime,
    quiz: Quiz | None = None,
) -> Quiz:
    """Set a quiz for a course, or change one. Attempts that have begun keep their draw and their end.

    Raises ``QuizHasNoQuestions`` or ``QuizDatesOutOfOrder``.
    """
    if plan.opens_at and plan.closes_at and plan.closes_at <= plan.opens_at:
        raise QuizDatesOutOfOrder()
    _check_parts(parts)
    row = quiz or Quiz(programme=course.programme, set_by=by, set_at=now)
    row.course = course
    for said in fields(plan):
        setattr(row, said.name, getattr(plan, said.name))
    row.save()
    _set_parts(row, parts)
    audit.record("change_quiz" if quiz else "set_quiz", by=by, about=row, parts=len(parts))
    return row


def _set_parts(quiz: Quiz, parts: Sequence[PartPlan]) -> None:
    QuizPart.objects.filter(quiz=quiz).delete()
    QuizPart.objects.bulk_create(
        [
            QuizPart(
                quiz=quiz, position=position, question=part.question, category=part.category, count=part.count, points=part.points
            )
            for position, part in enumerate(parts, 1)
        ]
    )  # fmt: skip


@transaction.atomic
def pick_questions(*, quiz: Quiz, questions: Iterable[BankQuestion], by: Post | None) -> int:
    """Add questions of the bank to what a quiz asks; those it asks already stay as they are. Returns how many came."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    standing = queries.parts_of(quiz)
    known = {part.question_id for part in standing}
    fresh = [question for question in questions if question.pk not in known]
    last = max((part.position for part in standing), default=0)
    QuizPart.objects.bulk_create(
        [QuizPart(quiz=quiz, position=position, question=question) for position, question in enumerate(fresh, last + 1)]
    )
    if fresh:
        audit.record("pick_quiz_questions", by=by, about=quiz, count=len(fresh))
    return len(fresh)


def _check_parts(parts: Sequence[PartPlan]) -> None:
    for part in parts:
        if part.category is not None:
            found = len(bank.approved_versions_under(part.category))
            if found < part.count:
                raise QuizHasNoQuestions(wanted=part.count, category=part.category.path, found=found)


@transaction.atomic
def publish_quiz(*, quiz: Quiz, by: Post | None, now: datetime) -> None:
    """Show a quiz to its learners; doing it again changes nothing. Raises ``QuizAsksNothing``."""
    if not QuizPart.objects.filter(quiz=quiz).exists():
        raise QuizAsksNothing()
    if Quiz.objects.filter(pk=quiz.pk, published_at__isnull=True).update(published_at=now):
        audit.record("publish_quiz", by=by, about=quiz)


@transaction.atomic
def take_quiz_back(*, quiz: Quiz, by: Post | None, now: datetime) -> None:
    """Show it no more; it counts no more either. What was handed in stays to be seen."""
    if Quiz.objects.filter(pk=quiz.pk, taken_back_at__isnull=True).update(taken_back_at=now):
        schools = Attempt.objects.filter(quiz=quiz).values_list("enrolment__school_id", flat=True)
        organisations.note_change(set(schools), now)
        audit.record("take_quiz_back", by=by, about=quiz)


@transaction.atomic
def begin_attempt(*, quiz: Quiz, enrolment: Enrolment, by: Post | None, now: datetime) -> Attempt:
    """Begin an attempt, or go on with the one that runs: pressing twice, or in two tabs, begins one.

    The draw is fixed here. Raises ``QuizNotOpen``, ``QuizOver``, ``NoAttemptLeft``, ``QuizTakenBack``.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    running: Attempt | None = Attempt.objects.filter(quiz=quiz, enrolment=enrolment, handed_in_at__isnull=True).first()
    if running is not None:
        return running
    if quiz.taken_back_at is not None:
        raise QuizTakenBack()
    done = queries.latest_attempt_number(quiz, enrolment)
    rules.check_beginning(quiz.terms, done=done, now=now)
    attempt = Attempt.objects.create(
        quiz=quiz, enrolment=enrolment, number=done + 1, began_at=now, ends_at=rules.ends_at(quiz.terms, now)
    )
    AttemptItem.objects.bulk_create(_drawn(attempt))
    audit.record("begin_quiz", by=by, about=attempt, number=attempt.number)
    return attempt


def _drawn(attempt: Attempt) -> list[AttemptItem]:
    quiz = attempt.quiz
    parts = queries.parts_of(quiz)
    picked = [part.question_id for part in parts if part.question_id is not None]
    standing = {each.question_id: each.pk for each in bank.standing_versions(picked)}
    pools = [
        rules.Pool(
            bank.approved_versions_under(part.category) if part.category else [standing[part.question_id or 0]],
            part.count, part.points,
        )
        for part in parts
    ]  # fmt: skip
    drawn = rules.drawn(pools, _CHANCE, is_shuffled=quiz.shuffles_questions)
    if not drawn:
        raise QuizAsksNothing()
    versions = QuestionVersion.objects.in_bulk([version for version, _points in drawn])
    return [
        AttemptItem(
            attempt=attempt, position=position, version=versions[version], points=points,
            order=order_of(versions[version].asked, _CHANCE, is_shuffled=quiz.shuffles_options),
        )
        for position, (version, points) in enumerate(drawn, 1)
    ]  # fmt: skip


@dataclass(frozen=True)
class Saving:
    """What became of an answer: ``is_kept`` is False when it came after the end."""

    attempt: Attempt
    is_kept: bool
    item: AttemptItem | None = None


@transaction.atomic
def save_answers(*, attempt: Attempt, given: Mapping[int, Sequence[str]], now: datetime) -> Saving:
    """Keep answers by the position of their question, the last one said; nothing is kept once the time is over.

    An attempt whose time is over is handed in here with what was saved before.
    """
    attempt = _locked(attempt)
    if _ended(attempt, now):
        return Saving(attempt, is_kept=False)
    items = AttemptItem.objects.filter(attempt=attempt, position__in=list(given)).select_related("version")
    item = None
    for item in items:
        item.given, item.saved_at = list(sound_answer(item.version.asked, given[item.position])), now
        item.save(update_fields=["given", "saved_at"])
    return Saving(attempt, is_kept=True, item=item)


@transaction.atomic
def hand_in_attempt(*, attempt: Attempt, by: Post | None, now: datetime) -> Attempt:
    """Hand in what was saved; doing it again changes nothing."""
    attempt = _locked(attempt)
    if not _ended(attempt, now, by):
        _hand_in(attempt, Attempt.End.LEARNER, by, now)
    return attempt


@transaction.atomic
def end_if_over(*, attempt: Attempt, now: datetime) -> Attempt:
    """Hand in what was saved when the time is over; else leave it as it is."""
    attempt = _locked(attempt)
    _ended(attempt, now)
    return attempt


def _locked(attempt: Attempt) -> Attempt:
    locked: Attempt = (
        Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "enrolment").get(pk=attempt.pk)
    )
    return locked


def _ended(attempt: Attempt, now: datetime, by: Post | None = None) -> bool:
    """Whether it takes no answers any more; one whose time is over is handed in on the way."""
    if attempt.handed_in_at is not None:
        return True
    if not rules.is_over(attempt.ends_at, now, attempt.quiz.grace_seconds):
        return False
    _hand_in(attempt, Attempt.End.TIME, by, now)
    return True


def _hand_in(attempt: Attempt, end: str, by: Post | None, now: datetime) -> None:
    """Judge every answer and add the marks. When time is up, it was handed in when it ended, not when it was noticed."""
    items = list(AttemptItem.objects.filter(attempt=attempt).select_related("version"))
    shares = [share_of(item.version.asked, tuple(item.given)) for item in items]
    ItemMark.objects.bulk_create(
        [ItemMark(item=item, share=_stored(share)) for item, share in zip(items, shares, strict=True)]
    )
    score = score_of([(share, item.points) for item, share in zip(items, shares, strict=True)])
    AttemptMark.objects.create(attempt=attempt, score=score, at=now)
    attempt.ended_by = end
    attempt.handed_in_at = attempt.ends_at if end == Attempt.End.TIME and attempt.ends_at else now
    attempt.save(update_fields=["ended_by", "handed_in_at"])
    organisations.note_change({attempt.enrolment.school_id}, now)
    audit.record("hand_in_quiz", by=by, about=attempt, score=str(score), end=str(end))


def _stored(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal("0.00001"))
