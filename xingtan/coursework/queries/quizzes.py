"""What can be asked about quizzes. Each page's question takes a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, FloatField, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast

from xingtan.accounts.models import Post
from xingtan.courses.models.questions import BankQuestion, QuestionVersion
from xingtan.courses.questions.content import CHOICES, Question
from xingtan.courses.questions.scoring import Given
from xingtan.coursework.models import Attempt, AttemptItem, AttemptMark, ItemMark, Quiz, QuizPart
from xingtan.coursework.rules import quizzes as rules
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.programmes.models import Programme

SOON = timedelta(days=7)


# --- for learners ----------------------------------------------------------------------------


@dataclass(frozen=True)
class MyQuiz:
    """A quiz as its learner sees it, with the attempts so far."""

    quiz: Quiz
    attempts: Sequence[Attempt]
    scores: Sequence[Decimal]

    @property
    def running(self) -> Attempt | None:
        """The attempt that is not handed in yet."""
        return next((each for each in self.attempts if each.handed_in_at is None), None)

    @property
    def done(self) -> int:
        """How many attempts were handed in."""
        return len(self.scores)

    @property
    def left(self) -> int | None:
        """How many attempts may still be begun; None: as many as wanted."""
        return max(0, self.quiz.attempts - len(self.attempts)) if self.quiz.attempts else None

    @property
    def score(self) -> Decimal | None:
        """What counts."""
        return rules.counted(self.scores, rules.Counts(self.quiz.counts))

    @property
    def is_passed(self) -> bool:
        """Whether what counts suffices."""
        return self.score is not None and self.score >= self.quiz.pass_score

    def is_open(self, now: datetime) -> bool:
        """Whether another attempt may begin or the running one go on."""
        if self.running is not None:
            return True
        opens = self.quiz.opens_at is None or now >= self.quiz.opens_at
        return opens and self.left != 0 and not rules.is_over(self.quiz.closes_at, now)


def quizzes_for(enrolment: Enrolment) -> list[MyQuiz]:
    """The quizzes of the courses of a learner's stage, the next to close first; two queries."""
    rows = Quiz.objects.standing().filter(programme=enrolment.programme_id).select_related("course__track")
    asked = [quiz for quiz in rows if _is_of_stage(quiz, enrolment.stage)]
    taken: dict[int, list[Attempt]] = defaultdict(list)
    attempts = Attempt.objects.filter(enrolment=enrolment, quiz__in=[quiz.pk for quiz in asked]).select_related("mark")
    for attempt in attempts.order_by("number"):
        taken[attempt.quiz_id].append(attempt)
    mine = [_mine(quiz, taken[quiz.pk]) for quiz in asked]
    return sorted(
        mine, key=lambda each: (each.quiz.closes_at is None, each.quiz.closes_at or each.quiz.set_at, each.quiz.pk)
    )


def _is_of_stage(quiz: Quiz, stage: str) -> bool:
    return quiz.course.track is None or stage in quiz.course.track.stages


def _mine(quiz: Quiz, attempts: Sequence[Attempt]) -> MyQuiz:
    return MyQuiz(quiz, attempts, [each.mark.score for each in attempts if each.handed_in_at is not None])


def my_quiz(quiz: Quiz, enrolment: Enrolment) -> MyQuiz | None:
    """A quiz as one learner sees it; None when it is not asked of this learner. One query besides the quiz."""
    is_shown = quiz.published_at is not None and quiz.taken_back_at is None
    attempts = list(Attempt.objects.filter(quiz=quiz, enrolment=enrolment).select_related("mark").order_by("number"))
    if not attempts and (not is_shown or not _is_of_stage(quiz, enrolment.stage)):
        return None
    return _mine(quiz, attempts)


@dataclass(frozen=True)
class Choice:
    """An option or right side as it is shown: its value, its text, whether it is chosen, whether it is right."""

    value: str
    text: str
    is_chosen: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class Row:
    """A left side of a matching question with what may be chosen beside it."""

    left: str
    choices: Sequence[Choice]
    wanted: str


@dataclass(frozen=True)
class Asked:
    """A question of an attempt as it is shown."""

    item: AttemptItem
    question: Question
    share: Decimal | None = None

    @property
    def given(self) -> Given:
        """The answer so far."""
        return tuple(self.item.given)

    @property
    def is_answered(self) -> bool:
        """Whether there is any."""
        return any(self.given)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.given[0] if self.given else ""

    @property
    def choices(self) -> list[Choice]:
        """The options in the order of this attempt."""
        options = self.question.options
        return [
            Choice(str(place), options[place].text, str(place) in self.given, options[place].is_right)
            for place in self.item.order
            if self.question.kind in CHOICES
        ]

    @property
    def rows(self) -> list[Row]:
        """The left sides of a matching question."""
        rights = self.question.rights
        wanted = [pair.right for pair in self.question.pairs if pair.left]
        said = [*self.given, *[""] * len(wanted)]
        return [
            Row(left, [Choice(str(at), rights[at], said[nth] == str(at)) for at in self.item.order], wanted[nth])
            for nth, left in enumerate(self.question.lefts)
        ]

    @property
    def is_full(self) -> bool:
        """Whether it earned everything."""
        return self.share == 1


def asked_in(attempt: Attempt) -> list[Asked]:
    """The questions of an attempt in their order, with what they earned once it is handed in; one query."""
    items = AttemptItem.objects.filter(attempt=attempt).select_related("version", "mark").order_by("position")
    is_done = attempt.handed_in_at is not None
    return [Asked(item, item.version.asked, item.mark.share if is_done else None) for item in items]


def due_for(enrolment: Enrolment, now: datetime) -> list[MyQuiz]:
    """Quizzes this learner can take now and has not passed, and those begun and not handed in."""
    return [each for each in quizzes_for(enrolment) if each.is_open(now) and (each.running or not each.is_passed)]


# --- for assessment --------------------------------------------------------------------------


@dataclass(frozen=True)
class QuizScore:
    """What a learner's attempts at one quiz come to, of a hundred, for the day of the last one."""

    ref: str
    title: str
    score: Decimal
    done_on: date


def quiz_scores(enrolments: Iterable[int]) -> dict[int, list[QuizScore]]:
    """Each learner's score in every quiz handed in, by enrolment; quizzes taken back are left out. One query."""
    rows = AttemptMark.objects.filter(
        attempt__enrolment__in=list(enrolments), attempt__quiz__taken_back_at__isnull=True
    )
    facts = ("attempt__enrolment_id", "attempt__quiz__public_id", "attempt__quiz__title", "attempt__quiz__counts")
    taken: dict[tuple[int, str], list[tuple[Decimal, datetime]]] = defaultdict(list)
    about: dict[str, tuple[str, str]] = {}
    for pk, ref, title, counts, score, at in rows.order_by("attempt__number").values_list(
        *facts, "score", "attempt__handed_in_at"
    ):
        taken[pk, ref].append((score, at))
        about[ref] = (title, counts)
    found: dict[int, list[QuizScore]] = defaultdict(list)
    for (pk, ref), attempts in sorted(taken.items()):
        title, counts = about[ref]
        score = rules.counted([score for score, _at in attempts], rules.Counts(counts)) or Decimal(0)
        found[pk].append(QuizScore(ref, title, score, max(at for _score, at in attempts).astimezone(ZONE).date()))
    return dict(found)


def attempts_scored(programme: Programme) -> int:
    """How many attempts at quizzes of a programme have a score; one query."""
    rows = AttemptMark.objects.filter(attempt__quiz__programme=programme, attempt__quiz__taken_back_at__isnull=True)
    return rows.count()  # type: ignore[no-any-return]


# --- for who sets them -----------------------------------------------------------------------


def quizzes_within(post: Post, programme: Programme) -> "QuerySet[Quiz]":
    """The quizzes of a programme that a post sees, with how many learners took them."""
    rows = Quiz.objects.within(post).filter(programme=programme).select_related("course")
    return rows.annotate(learners=Count("taken__enrolment", distinct=True))  # type: ignore[no-any-return]


def narrowed_quizzes(
    rows: "QuerySet[Quiz]", *, text: str | None = None, course: str | None = None, state: str | None = None
) -> "QuerySet[Quiz]":
    """Those that match."""
    if text:
        rows = rows.filter(title__icontains=text)
    if course:
        rows = rows.filter(course__public_id=course)
    match state:
        case "draft":
            rows = rows.filter(published_at__isnull=True, taken_back_at__isnull=True)
        case "open":
            rows = rows.filter(published_at__isnull=False, taken_back_at__isnull=True)
        case "back":
            rows = rows.filter(taken_back_at__isnull=False)
    return rows


def parts_of(quiz: Quiz) -> Sequence[QuizPart]:
    """What a quiz asks, in order; one query."""
    return list(QuizPart.objects.filter(quiz=quiz).select_related("question", "category").order_by("position"))


@dataclass(frozen=True)
class Turnout:
    """How a quiz went so far."""

    learners: int
    running: int
    handed_in: int
    passed: int
    """Attempts that reached the pass mark."""


def turnout_of(quiz: Quiz) -> Turnout:
    """Who took a quiz; one query."""
    rows = Attempt.objects.filter(quiz=quiz).order_by()
    counts = rows.aggregate(
        learners=Count("enrolment", distinct=True),
        running=Count("pk", filter=Q(handed_in_at__isnull=True)),
        handed_in=Count("pk", filter=Q(handed_in_at__isnull=False)),
        passed=Count("pk", filter=Q(mark__score__gte=quiz.pass_score)),
    )
    return Turnout(**counts)


@dataclass(frozen=True)
class Frequency:
    """How often an option was chosen."""

    text: str
    count: int
    is_right: bool


@dataclass(frozen=True)
class ItemLine:
    """A question of a quiz with its figures and how often each option was chosen."""

    version: QuestionVersion
    question: Question
    figures: rules.ItemFigures
    frequencies: Sequence[Frequency]

    @property
    def percent(self) -> int:
        """Its difficulty in whole per cent."""
        return round(self.figures.difficulty * 100)

    @property
    def bank_question(self) -> BankQuestion:
        """Where it stands in the bank."""
        return self.version.question


def item_lines(quiz: Quiz) -> list[ItemLine]:
    """The figures of every question of a quiz that was answered, the ones to look at first; three queries."""
    sums = _sums(quiz)
    chosen = _chosen(quiz)
    versions = QuestionVersion.objects.filter(pk__in=list(sums)).select_related("question")
    lines = []
    for version in versions:
        question = version.asked
        frequencies = [
            Frequency(option.text, chosen[version.pk].get(str(place), 0), option.is_right)
            for place, option in enumerate(question.options)
        ]
        lines.append(ItemLine(version, question, rules.item_figures(sums[version.pk]), frequencies))
    urgency = [rules.Quality.AGAINST, rules.Quality.TOO_HARD, rules.Quality.WEAK, rules.Quality.TOO_EASY, rules.Quality.GOOD, rules.Quality.FEW]  # fmt: skip
    return sorted(lines, key=lambda line: (urgency.index(line.figures.quality), line.version.pk))


def _sums(quiz: Quiz) -> Mapping[int, rules.Sums]:
    x, y = Cast("share", FloatField()), Cast("item__attempt__mark__score", FloatField())
    rows = ItemMark.objects.filter(item__attempt__quiz=quiz).order_by().annotate(x=x, y=y)
    summed = rows.values_list("item__version").annotate(
        n=Count("pk"), sx=Sum("x"), sxx=Sum(F("x") * F("x")), sy=Sum("y"), syy=Sum(F("y") * F("y")), sxy=Sum(F("x") * F("y"))
    )  # fmt: skip
    return {pk: rules.Sums(*figures) for pk, *figures in summed}


def _chosen(quiz: Quiz) -> Mapping[int, Mapping[str, int]]:
    kinds = [kind.value for kind in CHOICES]
    rows = AttemptItem.objects.filter(
        attempt__quiz=quiz, attempt__handed_in_at__isnull=False, version__question__kind__in=kinds
    )
    chosen: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pk, given, count in rows.order_by().values_list("version", "given").annotate(Count("pk")):
        for place in given:
            chosen[pk][place] += count
    return chosen


# --- for jobs --------------------------------------------------------------------------------


def overdue(now: datetime, most: int) -> list[Attempt]:
    """Attempts whose time and grace are over and that nobody touched since, the longest first."""
    rows = Attempt.objects.filter(handed_in_at__isnull=True, ends_at__lt=now).select_related("quiz")
    return [
        attempt
        for attempt in rows.order_by("ends_at")[:most]
        if rules.is_over(attempt.ends_at, now, attempt.quiz.grace_seconds)
    ]


def latest_attempt_number(quiz: Quiz, enrolment: Enrolment) -> int:
    """The number of the latest attempt, 0 before the first."""
    found = Attempt.objects.filter(quiz=quiz, enrolment=enrolment).aggregate(latest=Max("number"))["latest"]
    return found or 0
