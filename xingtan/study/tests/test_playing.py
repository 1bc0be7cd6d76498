"""What a teacher played is recognised once, whatever the network and the devices do."""

from datetime import datetime, timedelta

import pytest

from xingtan.courses.tests import given as courses
from xingtan.enrolment import actions as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import SchoolChange
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions, queries
from xingtan.study.actions import Heard
from xingtan.study.coverage import Claim, Why
from xingtan.study.errors import NotEnrolledHere, PlayForged, StudyClosed, StudyNotYetOpen
from xingtan.study.message import Beat, Message, read_token
from xingtan.study.models import Coverage, Play
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db
EVENING = given.EVENING


def after(seconds: float) -> datetime:
    return EVENING + timedelta(seconds=seconds)


def counted(heard: object) -> int:
    assert isinstance(heard, Heard)
    return heard.gained


def test_what_was_watched_is_recognised_and_remembered() -> None:
    learner, lesson = given.learner(), given.lesson()

    heard = given.watched(learner, lesson, 90)

    assert heard == Heard(covered=((0, 90),), gained=90, refused={}, is_over=False)
    assert queries.recognised_seconds([learner.enrolment.pk]) == {learner.enrolment.pk: 90}
    assert queries.recognised_by_course([learner.enrolment.pk]) == {(learner.enrolment.pk, lesson.course_id): 90}


def test_a_replayed_message_counts_nothing_a_second_time() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)

    answers = [given.beat(begun, (0, 30), now=after(30 + again)) for again in range(5)]

    assert [counted(answer) for answer in answers] == [30, 0, 0, 0, 0]
    assert Play.objects.get().spent_seconds == 30


def test_messages_in_any_order_come_to_the_same() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)

    for span in [(60, 90), (0, 30), (30, 60), (20, 70)]:
        given.beat(begun, span, now=after(100))

    assert Coverage.objects.get().spans == "0-90"


@pytest.mark.parametrize("teachers", [1, 8])
def test_messages_of_many_teachers_take_the_same_few_queries(teachers: int, django_assert_num_queries: object) -> None:
    lesson = given.lesson()
    begun = [given.play(given.learner(), lesson) for _ in range(teachers)]
    now = after(60)
    key = queries.token_key()
    beats = [
        Beat(read_token(play.token, key, now), Message(play.token, (Claim(0, 20 + number),), 20))
        for number, play in enumerate(begun)
        for _twice in range(2)
    ]

    # two savepoints, one read, two writes, and the mark of the school, once an hour
    with django_assert_num_queries(8):  # type: ignore[operator]
        heard = actions.take_progress(beats=beats, now=now)

    assert [counted(answer) for answer in heard[::2]] == [20 + number for number in range(teachers)]
    assert not any(counted(answer) for answer in heard[1::2])


def test_faster_than_the_clock_counts_what_the_clock_allows_and_the_rest_later() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)

    at_once = given.beat(begun, (0, 180), now=after(20))
    later = given.beat(begun, (0, 180), now=after(130))

    assert isinstance(at_once, Heard)
    assert at_once.covered == ((0, 30),)
    assert at_once.refused == {Why.FASTER_THAN_CLOCK: ((30, 180),)}
    assert counted(later) == 150


def test_a_second_device_takes_over_and_the_first_earns_nothing_more() -> None:
    learner, lesson = given.learner(), given.lesson()
    phone = given.play(learner, lesson)
    computer = given.play(learner, lesson, after(60))

    from_phone = given.beat(phone, (0, 90), now=after(90))
    from_computer = given.beat(computer, (0, 30), now=after(90))

    assert isinstance(from_phone, Heard)
    assert from_phone.is_over
    assert from_phone.gained == 0
    assert from_phone.refused == {Why.ANOTHER_DEVICE: ((0, 90),)}
    assert counted(from_computer) == 30


def test_what_the_first_device_kept_from_before_still_counts() -> None:
    learner, lesson = given.learner(), given.lesson()
    phone = given.play(learner, lesson)
    given.play(learner, lesson, after(60))

    heard = given.beat(phone, (0, 60, 3600), now=after(3660))

    assert counted(heard) == 60


def test_two_tabs_together_never_earn_more_than_the_clock() -> None:
    learner, lesson = given.learner(), given.lesson()
    other = courses.lesson("document", programme=lesson.course.programme)
    tabs = [given.play(learner, lesson), given.play(learner, other)]

    for second in range(0, 120, 10):
        for tab in tabs:
            given.beat(tab, (second, second + 10), now=after(second + 10))
        if second % 40 == 20:
            tabs[0] = given.play(learner, lesson, after(second + 10))

    recognised = queries.recognised_seconds([learner.enrolment.pk])[learner.enrolment.pk]
    assert recognised <= 120 * 1.5


def test_only_one_play_of_a_person_is_open() -> None:
    learner, lesson = given.learner(), given.lesson()

    for second in range(3):
        given.play(learner, lesson, after(second))

    assert list(Play.objects.order_by("pk").values_list("ended_at", flat=True)) == [after(1), after(2), None]


def test_plays_never_overlap_even_when_the_clock_steps_back() -> None:
    learner, lesson = given.learner(), given.lesson()
    given.play(learner, lesson, after(60))

    given.play(learner, lesson, after(0))

    first, second = Play.objects.order_by("pk")
    assert first.ended_at == second.began_at == after(60)


def test_before_login_opens_nobody_plays() -> None:
    """R35, one second each side."""
    learner, lesson = given.learner(), given.lesson()
    opens = clock.moment(2020, 12, 10)

    with pytest.raises(StudyNotYetOpen):
        given.play(learner, lesson, opens - timedelta(seconds=1))
    assert not Coverage.objects.exists()

    assert given.play(learner, lesson, opens)


def test_after_the_term_nobody_plays() -> None:
    """R36, R38, one second each side."""
    learner, lesson = given.learner(), given.lesson()
    closes = clock.moment(2021, 4, 13)

    assert given.play(learner, lesson, closes - timedelta(seconds=1))
    with pytest.raises(StudyClosed):
        given.play(learner, lesson, closes)
    assert Play.objects.count() == 1


def test_what_arrives_after_the_term_does_not_count() -> None:
    learner, lesson = given.learner(), given.lesson()
    closes = clock.moment(2021, 4, 13)
    begun = given.play(learner, lesson, closes - timedelta(seconds=60))

    in_time = given.beat(begun, (0, 50), now=closes - timedelta(seconds=1))
    too_late = given.beat(begun, (50, 60), now=closes)

    assert counted(in_time) == 50
    assert isinstance(too_late, Heard)
    assert too_late.refused == {Why.STUDY_CLOSED: ((50, 60),)}


def test_who_is_not_enrolled_does_not_play() -> None:
    learner, lesson = given.learner(), given.lesson()
    enrolments.withdraw(enrolment=learner.enrolment, reason="调离", by=learner.post, now=EVENING)

    with pytest.raises(NotEnrolledHere):
        given.play(learner, lesson)


def test_who_withdrew_while_playing_earns_nothing_more() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)
    enrolments.withdraw(enrolment=learner.enrolment, reason="调离", by=learner.post, now=EVENING)

    heard = given.beat(begun, (0, 30), now=after(60))

    assert isinstance(heard, NotEnrolledHere)
    assert Coverage.objects.get().credited_seconds == 0


def test_a_play_that_is_not_in_the_database_is_forged() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)
    Coverage.objects.all().delete()

    assert isinstance(given.beat(begun, (0, 30), now=after(60)), PlayForged)


def test_one_goes_on_where_one_stopped() -> None:
    learner, lesson = given.learner(), given.lesson()
    given.watched(learner, lesson, 75)

    again = given.play(learner, lesson, after(3600))
    player = queries.player(learner.enrolment, lesson)

    assert (again.position, again.covered) == (75, ((0, 75),))
    assert player is not None
    assert (player.position, player.credited_seconds) == (75, 75)


def test_the_evidence_tells_what_did_not_count_until_it_does() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)
    given.beat(begun, (0, 180), now=after(20))

    covered, (play,) = queries.evidence(learner.enrolment, lesson)
    assert covered == ((0, 30),)
    assert play.refused == [(Why.FASTER_THAN_CLOCK, ((30, 180),))]

    given.beat(begun, (0, 180), now=after(130))
    covered, (play,) = queries.evidence(learner.enrolment, lesson)
    assert covered == ((0, 180),)
    assert play.refused == []


def test_the_first_study_of_an_hour_marks_the_school_and_the_rest_do_not() -> None:
    learner, lesson = given.learner(), given.lesson()
    begun = given.play(learner, lesson)
    SchoolChange.objects.all().delete()

    for second in (10, 20, 30):
        given.beat(begun, (0, second), now=after(second))

    assert list(SchoolChange.objects.values_list("school_id", flat=True)) == [learner.enrolment.school_id]


def test_days_are_counted_by_learners_not_by_plays() -> None:
    programme = programmes.programme_2020()
    lesson = given.lesson(programme=programme)
    one, other = given.learner(programme), given.learner(programme)
    given.watched(one, lesson, 10)
    given.watched(one, lesson, 20, at=after(600))
    given.watched(other, lesson, 20)
    given.watched(other, lesson, 40, at=after(24 * 3600))
    day = EVENING.date()

    counts = queries.daily_learners(programme.enrolments.all(), since=day, until=day + timedelta(days=3))

    assert counts == {day: 2, day + timedelta(days=1): 1}
    assert queries.learners_by_school(programme) == {one.enrolment.school_id: 2}


@pytest.mark.parametrize("learners", [1, 6])
def test_figures_take_one_query_whatever_the_numbers(learners: int, django_assert_num_queries: object) -> None:
    programme = programmes.programme_2020()
    lesson = given.lesson(programme=programme)
    for _ in range(learners):
        given.watched(given.learner(programme), lesson, 30)

    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(queries.recognised_seconds(programme.enrolments.all())) == learners
        assert len(queries.recognised_by_course(programme.enrolments.all())) == learners
        assert sum(queries.learners_by_school(programme).values()) == learners
