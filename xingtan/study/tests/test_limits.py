"""As much as a programme counts on one day and of one course, and no more; what is beyond plays on and is told why."""

from datetime import timedelta

import pytest

from xingtan.courses.models import Lesson
from xingtan.courses.tests import given as courses
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions, queries
from xingtan.study.actions import Heard
from xingtan.study.coverage import Claim, Why
from xingtan.study.message import Beat, Message, read_token
from xingtan.study.models import Coverage, Play, Tally
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db
EVENING = given.EVENING


def limited(*, per_day: int = 0, per_course: int = 0) -> Programme:
    """The 2020 programme with limits in minutes."""
    programme = programmes.programme_2020()
    told = {**programme.readings["A19"], "minutes_per_day": per_day, "minutes_per_course": per_course}
    programme.readings = {**programme.readings, "A19": told}
    programme.save(update_fields=["readings"])
    return programme


def test_the_notice_names_no_limit_and_nothing_is_tallied() -> None:
    learner, lesson = given.learner(), given.lesson()

    heard = given.watched(learner, lesson, 180)

    assert isinstance(heard, Heard)
    assert (heard.gained, Tally.objects.count()) == (180, 0)


def test_beyond_the_day_limit_nothing_counts_and_the_reason_is_kept() -> None:
    programme = limited(per_day=2)
    learner, lesson = given.learner(programme), given.lesson(programme=programme)

    heard = given.watched(learner, lesson, 180)

    assert isinstance(heard, Heard)
    assert heard.covered == ((0, 120),)
    assert heard.refused == {Why.DAY_LIMIT: ((120, 180),)}
    _, (play,) = queries.evidence(learner.enrolment, lesson)
    assert play.refused == [(Why.DAY_LIMIT, ((120, 180),))]


def test_a_day_ends_at_midnight_and_the_next_has_its_own_limit() -> None:
    """One second each side."""
    programme = limited(per_day=1)
    learner, lesson = given.learner(programme), given.lesson(programme=programme)
    midnight = clock.moment(2020, 12, 22)
    begun = given.play(learner, lesson, midnight - timedelta(minutes=10))

    before = given.beat(begun, (0, 90), now=midnight - timedelta(seconds=1))
    after = given.beat(begun, (60, 90), now=midnight)

    assert isinstance(before, Heard)
    assert isinstance(after, Heard)
    assert (before.gained, after.gained) == (60, 30)


def test_the_day_is_the_servers_whatever_age_the_phone_claims() -> None:
    programme = limited(per_day=1)
    learner, lesson = given.learner(programme), given.lesson(programme=programme)
    begun = given.play(learner, lesson, EVENING)
    given.beat(begun, (0, 60), now=EVENING + timedelta(minutes=2))

    heard = given.beat(begun, (60, 120, 86_400), now=EVENING + timedelta(minutes=4))

    assert isinstance(heard, Heard)
    assert heard.refused == {Why.DAY_LIMIT: ((60, 120),)}


def test_a_limit_of_a_course_holds_over_its_lessons_and_days() -> None:
    programme = limited(per_course=2)
    learner = given.learner(programme)
    courses.catalogue(courses.course(lessons=2), programme=programme)
    lesson, other = Lesson.objects.filter(course__code="ethics").select_related("course__programme")

    given.watched(learner, lesson, 100)
    heard = given.watched(learner, other, 50, at=EVENING + timedelta(days=1))

    assert isinstance(heard, Heard)
    assert heard.gained == 20
    assert heard.refused == {Why.COURSE_LIMIT: ((20, 50),)}


def test_a_limit_set_later_reckons_what_counts_already() -> None:
    learner, lesson = given.learner(), given.lesson()
    given.watched(learner, lesson, 100)
    limited(per_course=2)
    fresh = Lesson.objects.get(pk=lesson.pk)

    heard = given.watched(learner, fresh, 180, at=EVENING + timedelta(days=1))

    assert isinstance(heard, Heard)
    assert heard.covered == ((0, 120),)


@pytest.mark.parametrize("teachers", [1, 6])
def test_limits_cost_one_read_and_one_write_whatever_the_number(
    teachers: int, django_assert_num_queries: object
) -> None:
    programme = limited(per_day=2, per_course=10)
    lesson = given.lesson(programme=programme)
    begun = [given.play(given.learner(programme), lesson) for _ in range(teachers)]
    now, key = EVENING + timedelta(seconds=60), queries.token_key()
    beats = [Beat(read_token(play.token, key, now), Message(play.token, (Claim(0, 30),), 30)) for play in begun]

    # what a message costs anyway (8), the tallies read and written
    with django_assert_num_queries(10):  # type: ignore[operator]
        heard = actions.take_progress(beats=beats, now=now)

    assert all(isinstance(answer, Heard) and answer.gained == 30 for answer in heard)


def message_of(begun: actions.Begun, number: int, position: int, seconds: int) -> None:
    """A numbered message heard so many seconds after the evening began."""
    now = EVENING + timedelta(seconds=seconds)
    token = read_token(begun.token, queries.token_key(), now)
    actions.take_progress(beats=[Beat(token, Message(begun.token, (), position, number))], now=now)


def test_a_message_that_comes_late_does_not_move_the_place_back() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)

    message_of(begun, 2, 60, 60)
    message_of(begun, 1, 30, 61)
    message_of(begun, 2, 60, 62)
    assert Coverage.objects.get().position == 60

    message_of(begun, 3, 10, 70)
    assert Coverage.objects.get().position == 10


def test_an_older_device_does_not_move_the_place_of_the_newer() -> None:
    learner, lesson = given.learner(), given.lesson()
    phone = given.play(learner, lesson)
    computer = given.play(learner, lesson, EVENING + timedelta(seconds=60))

    message_of(computer, 1, 90, 90)
    message_of(phone, 9, 20, 95)

    assert Coverage.objects.get().position == 90


def test_every_play_keeps_which_seconds_it_brought_in() -> None:
    learner, lesson = given.learner(), given.lesson()
    first = given.play(learner, lesson)
    given.beat(first, (0, 30), now=EVENING + timedelta(seconds=30))
    given.beat(first, (60, 80), (10, 35), now=EVENING + timedelta(seconds=90))
    again = given.play(learner, lesson, EVENING + timedelta(seconds=100))
    given.beat(again, (0, 90), now=EVENING + timedelta(seconds=200))

    assert list(Play.objects.order_by("pk").values_list("brought", flat=True)) == ["0-35,60-80", "35-60,80-90"]
    assert Play.objects.latest("pk").earned_at == EVENING + timedelta(seconds=200)
    assert queries.coverage_breaches() == []
