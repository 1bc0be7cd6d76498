"""Proof of presence: a question about the content, asked by the server's reckoning; unanswered too long, time stops."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xingtan.courses.models import Lesson
from xingtan.courses.questions.content import Kind, Option, Question
from xingtan.courses.tests import given_questions as bank
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions, queries
from xingtan.study.actions import Heard
from xingtan.study.coverage import Why
from xingtan.study.errors import AnswerMissing, NothingAsked
from xingtan.study.models import Coverage, Presence, PresenceQuestion
from xingtan.study.rules import absence
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db
EVENING = given.EVENING
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ASKED_AT = EVENING + MINUTE
STOPS_AT = ASKED_AT + 2 * MINUTE


def asking(every: int = 1, within: int = 2) -> Programme:
    """The 2020 programme that asks after so many recognised minutes."""
    programme = programmes.programme_2020()
    told = {**programme.readings["A19"], "question_every_minutes": every, "answer_within_minutes": within}
    programme.readings = {**programme.readings, "A19": told}
    programme.save(update_fields=["readings"])
    return programme


def question(lesson: Lesson, text: str = "师德为先指什么？", *, path: str = "") -> None:
    """A question filed under the lesson's course."""
    asked = Question(
        Kind.SINGLE, text, (Option("以德立身", is_right=True), Option("分数第一")), feedback="见第二节。",
        category=path or lesson.course.title,
    )  # fmt: skip
    bank.question(asked, programme=lesson.course.programme)


class Evening:
    """A teacher who watches a lesson of three minutes in a programme that asks after each."""

    def __init__(self, *, has_questions: bool = True) -> None:
        programme = asking()
        self.learner, self.lesson = given.learner(programme), given.lesson(programme=programme)
        if has_questions:
            question(self.lesson)
        self.begun = given.play(self.learner, self.lesson)

    def hears(self, *claims: tuple[int, ...], at: datetime) -> Heard:
        heard = given.beat(self.begun, *claims, now=at)
        assert isinstance(heard, Heard)
        return heard

    def answers(self, *given: str, at: datetime) -> PresenceQuestion:
        return actions.answer_question(enrolment=self.learner.enrolment, given=given, now=at)


@pytest.mark.parametrize(
    ("began", "ended", "answered", "seconds"),
    [(0, None, 10, 5), (0, 7, 10, 2), (0, 5, 10, 0), (8, None, 10, 2), (0, None, 5, 0), (0, None, 4, 0)],
)
def test_the_time_without_an_answer_is_that_part_of_a_play_after_the_last_moment(
    began: int, ended: int | None, answered: int, seconds: int
) -> None:
    at = [EVENING + timedelta(seconds=each) for each in range(11)]

    lost = absence(
        began_at=at[began], ended_at=None if ended is None else at[ended], since=at[5], answered_at=at[answered]
    )

    assert lost == seconds * 1000


def test_the_notice_wants_no_questions_and_none_is_asked() -> None:
    learner, lesson = given.learner(), given.lesson()
    question(lesson)

    heard = given.watched(learner, lesson, 180)

    assert isinstance(heard, Heard)
    assert (heard.gained, "ask" in heard.as_json(), Presence.objects.count()) == (180, False, 0)


def test_after_so_many_recognised_minutes_and_no_second_before_a_question_is_asked() -> None:
    evening = Evening()

    before = evening.hears((0, 59), at=EVENING + 59 * SECOND)
    after = evening.hears((59, 60), at=ASKED_AT)

    assert ("ask" in before.as_json(), after.as_json()["ask"]) == (False, True)
    asked = queries.open_question(evening.learner.enrolment)
    assert asked is not None
    assert (asked.lesson, asked.counts_until) == (evening.lesson, STOPS_AT)


def test_time_counts_on_to_the_last_moment_and_not_beyond_and_what_was_recognised_stays() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)

    in_time = evening.hears((60, 120), at=STOPS_AT - SECOND)
    late = evening.hears((120, 180), at=STOPS_AT + 10 * MINUTE)

    assert in_time.gained == 60
    assert late.covered == ((0, 180),)


def test_what_is_watched_after_the_last_moment_does_not_count_and_the_reason_is_kept() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)
    new = given.play(evening.learner, evening.lesson, STOPS_AT + MINUTE)

    heard = given.beat(new, (60, 120), now=STOPS_AT + 2 * MINUTE)

    assert isinstance(heard, Heard)
    assert (heard.gained, heard.refused, heard.asks) == (0, {Why.NOT_ANSWERED: ((60, 120),)}, True)
    assert Coverage.objects.get().credited_seconds == 60
    play, _first = queries.evidence(evening.learner.enrolment, evening.lesson)[1]
    assert play.refused == [(Why.NOT_ANSWERED, ((60, 120),))]


def test_from_the_answer_on_time_counts_again_and_the_time_without_one_can_never_be_claimed() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)
    new = given.play(evening.learner, evening.lesson, STOPS_AT + MINUTE)
    given.beat(new, (60, 120), now=STOPS_AT + 2 * MINUTE)
    answered_at = STOPS_AT + 3 * MINUTE

    row = evening.answers("0", at=answered_at)
    at_once = given.beat(new, (60, 120), now=answered_at)
    later = given.beat(new, (60, 120), now=answered_at + 20 * SECOND)

    assert (row.is_right, row.answered_at) == (True, answered_at)
    assert isinstance(at_once, Heard)
    assert isinstance(later, Heard)
    assert (at_once.gained, later.gained) == (0, 30)


def test_a_play_that_ended_without_an_answer_brings_nothing_in_afterwards() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)
    given.play(evening.learner, evening.lesson, STOPS_AT + 5 * MINUTE)
    evening.answers("1", at=STOPS_AT + 6 * MINUTE)

    heard = evening.hears((60, 180, 3600), at=STOPS_AT + 7 * MINUTE)

    most = (STOPS_AT - EVENING).total_seconds() * 1.5 - 60
    assert heard.gained == min(120, most)
    lost = [play.absent_ms for play in evening.begun.play.__class__.objects.order_by("pk")]
    assert lost == [300_000, 60_000]


def test_a_wrong_answer_counts_as_presence_too_and_nothing_falls() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)

    row = evening.answers("1", at=ASKED_AT + MINUTE)
    heard = evening.hears((60, 119), at=ASKED_AT + MINUTE)

    assert row.is_right is False
    assert (heard.gained, heard.asks) == (59, False)


@pytest.mark.parametrize("given_answer", [(), ("",), ("7",), ("<script>",)])
def test_no_answer_is_none_and_the_question_stays_open(given_answer: tuple[str, ...]) -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)

    with pytest.raises(AnswerMissing):
        evening.answers(*given_answer, at=ASKED_AT)

    assert queries.open_question(evening.learner.enrolment) is not None


def test_an_answer_sent_twice_is_taken_once() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)
    evening.answers("0", at=ASKED_AT + SECOND)

    with pytest.raises(NothingAsked):
        evening.answers("0", at=ASKED_AT + 2 * SECOND)

    assert PresenceQuestion.objects.get().answered_at == ASKED_AT + SECOND


def test_where_the_bank_has_no_question_none_is_asked_and_time_goes_on() -> None:
    evening = Evening(has_questions=False)

    heard = evening.hears((0, 180), at=EVENING + 10 * MINUTE)

    assert (heard.gained, heard.asks, PresenceQuestion.objects.count()) == (180, False, 0)


def test_questions_of_the_lesson_go_before_those_of_its_course_and_none_is_asked_twice_while_others_wait() -> None:
    evening = Evening()
    own = f"{evening.lesson.course.title}/{evening.lesson.title}"
    for text in ("本课第一问？", "本课第二问？"):
        question(evening.lesson, text, path=own)
    texts = []
    for minute in (1, 2):
        evening.hears(((minute - 1) * 60, minute * 60), at=EVENING + minute * MINUTE)
        asked = queries.open_question(evening.learner.enrolment)
        assert asked is not None
        texts.append(asked.version.asked.text)
        evening.answers("0", at=EVENING + minute * MINUTE)

    assert sorted(texts) == ["本课第一问？", "本课第二问？"]


def test_a_batch_asks_the_database_as_often_whatever_its_size() -> None:
    programme = asking(every=60)
    lesson = given.lesson(programme=programme)
    counts = []
    for many in (2, 6):
        tokens = [given.play(given.learner(programme), lesson).token for _ in range(many)]
        beats = [given.message_of(token, (0, 30), now=EVENING + MINUTE) for token in tokens]
        actions.take_progress(beats=beats, now=EVENING + MINUTE)
        with CaptureQueriesContext(connection) as counted:
            actions.take_progress(beats=beats, now=EVENING + MINUTE)
        counts.append(len(counted))

    assert counts[0] == counts[1]


def send(evening: Evening, at: datetime, **said: Any) -> Any:
    with clock.standing_at(at):
        return evening.learner.browser().post(reverse("study:presence"), said, headers={"HX-Request": "true"})


def test_the_page_asks_with_choices_and_says_until_when_time_counts() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)

    with clock.standing_at(ASKED_AT):
        open_page = evening.learner.browser().get(reverse("study:presence")).content.decode()
    with clock.standing_at(STOPS_AT):
        stopped = evening.learner.browser().get(reverse("study:presence")).content.decode()

    assert open_page.count('type="radio"') == 2
    assert "20:03" in open_page
    assert "起没有计时" in stopped
    assert "起没有计时" not in open_page
    assert "is_right" not in open_page


def test_an_empty_answer_is_named_and_a_right_one_is_said_to_be_right() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)

    empty = send(evening, ASKED_AT)
    right = send(evening, ASKED_AT, given="0")

    assert (empty.status_code, right.status_code) == (422, 200)
    assert "师德为先指什么" in empty.content.decode()
    assert "见第二节" in right.content.decode()


def test_the_lesson_page_has_a_place_for_questions_only_where_the_programme_asks() -> None:
    evening = Evening()
    address = reverse("study:lesson", args=[evening.lesson.public_id])

    asks = evening.learner.browser().get(address).content.decode()
    programme = asking(every=0)

    assert programme.readings["A19"]["question_every_minutes"] == 0
    assert "data-presence" in asks
    assert "data-presence" not in evening.learner.browser().get(address).content.decode()


def test_the_evidence_says_from_when_to_when_nothing_counted() -> None:
    evening = Evening()
    evening.hears((0, 60), at=ASKED_AT)
    evening.answers("0", at=STOPS_AT + 4 * MINUTE)

    html = evening.learner.browser().get(reverse("study:evidence", args=[evening.lesson.public_id])).content.decode()

    assert "答得晚了" in html
