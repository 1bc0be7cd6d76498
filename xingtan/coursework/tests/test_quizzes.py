"""Taking a quiz: the draw is fixed, answers are saved, time is the server's, retries have one effect."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses.actions import questions as courses
from xingtan.courses.models.questions import BankQuestion
from xingtan.courses.tests.question_samples import ALL, SINGLE
from xingtan.coursework import jobs
from xingtan.coursework.actions import quizzes as actions
from xingtan.coursework.actions.quizzes import PartPlan, QuizPlan
from xingtan.coursework.errors.quizzes import NoAttemptLeft, QuizAsksNothing, QuizHasNoQuestions
from xingtan.coursework.models import Attempt, AttemptMark, ItemMark, Quiz
from xingtan.coursework.queries import quizzes as queries
from xingtan.coursework.rules.quizzes import Quality
from xingtan.coursework.tests import given_quizzes as given
from xingtan.coursework.tests.given_quizzes import RIGHT, WRONG
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.programmes.tests import given as programmes
from xingtan.study.tests import given as study

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def answers_of(attempt: Attempt) -> list[list[str]]:
    return [item.given for item in attempt.items.order_by("position")]


def test_a_retry_of_beginning_goes_on_with_the_same_draw() -> None:
    quiz, learner = given.drawn_quiz(3, of=9), given.learner()

    first = given.attempt(quiz, learner)
    again = given.attempt(quiz, learner)

    assert again.pk == first.pk
    assert Attempt.objects.count() == 1
    assert first.items.count() == 3


def test_a_question_improved_meanwhile_is_asked_as_it_was_drawn() -> None:
    quiz = given.quiz([SINGLE])
    attempt = given.attempt(quiz)

    courses.change_question(
        row=BankQuestion.objects.get(), question=replace(SINGLE, text="改过的题"), seen=1, by=None, now=clock.now()
    )

    assert queries.asked_in(attempt)[0].question.text == SINGLE.text
    assert queries.asked_in(given.attempt(quiz))[0].question.text == "改过的题"


def test_answers_earn_their_points() -> None:
    done = given.handed_in(given.quiz(4), RIGHT, RIGHT, WRONG)

    assert done.mark.score == Decimal("50.00")


def test_handing_in_again_changes_nothing() -> None:
    done = given.handed_in(given.quiz(2), RIGHT)

    actions.hand_in_attempt(attempt=done, by=None, now=clock.now())

    assert AttemptMark.objects.count() == 1
    assert ItemMark.objects.count() == 2


def test_marks_cannot_be_changed_in_the_database() -> None:
    given.handed_in(given.quiz(1), RIGHT)

    for rows in (AttemptMark.objects, ItemMark.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all().delete()


def test_an_answer_within_the_grace_is_kept_and_one_after_it_is_not() -> None:
    began = clock.now()
    attempt = given.attempt(given.quiz(2, minutes=10, grace_seconds=10), at=began)
    end = began + timedelta(minutes=10)

    kept = actions.save_answers(attempt=attempt, given={1: [RIGHT]}, now=end + 10 * SECOND)
    late = actions.save_answers(attempt=attempt, given={2: [RIGHT]}, now=end + 11 * SECOND)

    assert (kept.is_kept, late.is_kept) == (True, False)
    attempt.refresh_from_db()
    assert (attempt.ended_by, attempt.handed_in_at) == ("time", end)
    assert attempt.mark.score == Decimal("50.00")
    assert answers_of(attempt) == [[RIGHT], []]


def test_what_nobody_touches_is_handed_in_by_the_job() -> None:
    began = clock.now()
    attempt = given.answered(given.attempt(given.quiz(1, minutes=10), at=began), RIGHT, at=began)

    with clock.standing_at(began + timedelta(minutes=10, seconds=10)):
        jobs.end_quizzes()
    attempt.refresh_from_db()
    assert attempt.handed_in_at is None

    with clock.standing_at(began + timedelta(minutes=10, seconds=11)):
        jobs.end_quizzes()
        jobs.end_quizzes()
    attempt.refresh_from_db()
    assert (attempt.ended_by, attempt.mark.score) == ("time", Decimal("100.00"))


def test_the_close_of_the_quiz_ends_running_attempts() -> None:
    closes = clock.now() + timedelta(minutes=5)

    attempt = given.attempt(given.quiz(1, minutes=30, closes_at=closes))

    assert attempt.ends_at == closes


def test_attempts_run_out_and_the_best_counts() -> None:
    quiz, learner = given.quiz(2, attempts=2), given.learner()
    given.handed_in(quiz, RIGHT, RIGHT, enrolment=learner)
    given.handed_in(quiz, WRONG, enrolment=learner)

    with pytest.raises(NoAttemptLeft):
        given.attempt(quiz, learner)

    (score,) = queries.quiz_scores([learner.pk])[learner.pk]
    assert (score.title, score.score) == ("师德测试", Decimal("100.00"))


def test_a_quiz_taken_back_counts_no_more() -> None:
    quiz, learner = given.quiz(1), given.learner()
    given.handed_in(quiz, RIGHT, enrolment=learner)

    actions.take_quiz_back(quiz=quiz, by=None, now=clock.now())

    assert queries.quiz_scores([learner.pk]) == {}


def test_a_quiz_that_wants_more_than_is_approved_is_refused() -> None:
    with pytest.raises(QuizHasNoQuestions):
        given.drawn_quiz(5, of=4)


def test_a_quiz_without_questions_is_not_published() -> None:
    quiz = actions.set_quiz(course=given.course(), plan=QuizPlan("空"), parts=[], by=None, now=clock.now())

    with pytest.raises(QuizAsksNothing):
        actions.publish_quiz(quiz=quiz, by=None, now=clock.now())


def test_changing_a_quiz_leaves_running_attempts_alone() -> None:
    quiz = given.quiz(2, minutes=10)
    attempt = given.attempt(quiz)
    ends = attempt.ends_at

    (other,) = given.asked(1)
    actions.set_quiz(
        course=quiz.course,
        plan=QuizPlan("改短", minutes=1),
        parts=[PartPlan(question=other)],
        by=None,
        now=clock.now(),
        quiz=quiz,
    )

    attempt.refresh_from_db()
    assert attempt.ends_at == ends
    assert attempt.items.count() == 2


def test_figures_of_questions_come_from_what_was_handed_in() -> None:
    quiz = given.quiz(2)
    for nth in range(6):
        given.handed_in(quiz, RIGHT if nth < 3 else WRONG, RIGHT)
    given.answered(given.attempt(quiz), WRONG, WRONG)

    with CaptureQueriesContext(connection) as asked:
        lines = {line.version.pk: line for line in queries.item_lines(quiz)}

    first, second = (lines[pk] for pk in sorted(lines))
    assert (first.figures.count, first.figures.difficulty) == (6, 0.5)
    assert first.figures.discrimination == pytest.approx(1.0)
    assert first.figures.quality is Quality.GOOD
    assert [each.count for each in first.frequencies] == [3, 3, 0]
    assert second.figures.quality is Quality.TOO_EASY
    assert len(asked) == 3


# --- pages -----------------------------------------------------------------------------------


@pytest.fixture
def someone() -> study.Learner:
    return study.learner()


@pytest.fixture
def learner(someone: study.Learner) -> Enrolment:
    return someone.enrolment


@pytest.fixture
def phone(someone: study.Learner) -> Client:
    return someone.browser()


def begun(phone: Client, quiz: Quiz) -> str:
    return phone.post(f"/coursework/quizzes/{quiz.public_id}/begin/")["Location"]


def test_the_whole_way_without_script(phone: Client, learner: Enrolment) -> None:
    quiz = given.quiz(ALL, counts="last")
    assert "师德测试" in phone.get("/coursework/quizzes/").content.decode()
    assert phone.get(f"/coursework/quizzes/{quiz.public_id}/").status_code == 200
    where = begun(phone, quiz)
    page = phone.get(where).content.decode()
    assert page.count('name="was-') == len(ALL)

    form = {f"was-{position}": "[]" for position in range(1, 7)}
    given_answers = {"given-1": "1", "given-2": ["0", "1"], "given-3": "false", "given-4": "论语", "given-5": "3.14"}
    order = Attempt.objects.get().items.get(position=6).order
    assert sorted(order) == [0, 1, 2]
    phone.post(where, form | given_answers | {"given-6": ["0", "1"]})
    phone.post(where, {"hand_in": "1"})

    text = phone.get(where).content.decode()
    assert Attempt.objects.get().mark.score == Decimal("100.00")
    assert "应保护学生隐私" in text
    assert queries.quiz_scores([learner.pk])[learner.pk][0].score == Decimal("100.00")


def test_an_answer_is_saved_as_it_is_given_and_said_so(phone: Client) -> None:
    where = begun(phone, given.quiz(2))

    answer = phone.post(f"{where}answers/1/", {"given-1": RIGHT}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert 'name="was-1" value="[&quot;1&quot;]"' in text
    assert answers_of(Attempt.objects.get()) == [[RIGHT], []]


def test_an_old_page_in_another_tab_undoes_nothing(phone: Client) -> None:
    where = begun(phone, given.quiz(2))
    phone.post(f"{where}answers/1/", {"given-1": RIGHT})

    phone.post(where, {"was-1": "[]", "was-2": "[]", "given-2": RIGHT, "hand_in": "1"})

    assert Attempt.objects.get().mark.score == Decimal("100.00")


def test_an_answer_that_cannot_be_one_is_not_kept(phone: Client) -> None:
    where = begun(phone, given.quiz(1))

    phone.post(f"{where}answers/1/", {"given-1": "99"})
    missing = phone.post(f"{where}answers/7/", {"given-7": "1"})

    assert missing.status_code == 404
    assert answers_of(Attempt.objects.get()) == [[]]


def test_a_page_opened_after_the_time_shows_the_result(phone: Client) -> None:
    began = clock.now()
    where = begun(phone, given.quiz(1, minutes=10))
    phone.post(f"{where}answers/1/", {"given-1": RIGHT})

    with clock.standing_at(began + timedelta(minutes=11)):
        late = phone.post(f"{where}answers/1/", {"given-1": WRONG})
        text = phone.get(where).content.decode()

    assert late["HX-Redirect"] == where
    assert "100" in text
    assert Attempt.objects.get().ended_by == "time"


def test_the_clock_is_the_servers(phone: Client) -> None:
    began: datetime = clock.now()
    with clock.standing_at(began):
        where = begun(phone, given.quiz(1, minutes=10))
    with clock.standing_at(began + timedelta(minutes=4)):
        assert phone.get(f"{where}left/").json() == {"left": 360, "over": False}


def test_right_answers_wait_for_the_close_when_so_set(phone: Client) -> None:
    closes = clock.now() + timedelta(days=1)
    where = begun(phone, given.quiz([replace(SINGLE, feedback="这是解析")], shows="after_close", closes_at=closes))
    phone.post(where, {"hand_in": "1"})

    assert "这是解析" not in phone.get(where).content.decode()
    with clock.standing_at(closes):
        assert "这是解析" in phone.get(where).content.decode()


def test_anothers_attempt_does_not_exist(phone: Client) -> None:
    attempt = given.attempt(given.quiz(1))
    where = f"/coursework/quizzes/attempts/{attempt.public_id}/"

    assert phone.get(where).status_code == 404
    assert phone.post(f"{where}answers/1/", {"given-1": RIGHT}).status_code == 404
    assert answers_of(attempt) == [[]]


def test_pages_take_the_same_few_queries_at_any_size(phone: Client) -> None:
    counts = []
    for size in (2, 20):
        where = begun(phone, given.quiz(size, title=f"测试 {size}"))
        phone.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert phone.get(where).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_a_quiz_is_set_without_script_and_its_page_shows_figures() -> None:
    programme = programmes.programme_2020()
    given.asked(3, programme=programme)
    course = given.course(programme)
    desk = people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code=programme.code))
    category = BankQuestion.objects.first().category_id  # type: ignore[union-attr]  # there are three
    typed = {
        "title": "单元测试", "course": course.public_id, "minutes": "20", "attempts": "2", "pass_score": "60",
        "counts": "best", "shows": "at_once", "grace_seconds": "10", "category_0": category, "count_0": "2", "points_0": "5",
    }  # fmt: skip

    refused = desk.post("/coursework/quizzes/manage/new/", typed | {"count_0": "9"})
    kept = desk.post("/coursework/quizzes/manage/new/", typed)
    desk.post(f"{kept['Location']}publish/")

    assert refused.status_code == 422
    assert "单元测试" in refused.content.decode()
    quiz = Quiz.objects.get()
    assert [(part.count, part.points) for part in quiz.parts.all()] == [(2, 5)]
    assert quiz.published_at is not None
    assert desk.get(kept["Location"]).status_code == 200
    assert "单元测试" in desk.get("/coursework/quizzes/manage/").content.decode()


def test_questions_are_picked_from_the_bank_once() -> None:
    quiz = given.quiz(1, is_published=False)
    (more,) = given.asked(1)
    desk = people.signed_in(people.post(Kind.ACADEMIC, programme_code=quiz.programme.code))
    where = f"/coursework/quizzes/manage/{quiz.public_id}/questions/"

    assert desk.get(where).status_code == 200
    for _each in range(2):
        desk.post(where, {"question": more.public_id})

    assert quiz.parts.count() == 2
