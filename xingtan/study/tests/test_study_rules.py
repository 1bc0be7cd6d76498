"""When study is open, what comes next, and the token and message of a player."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.programmes.rules import Calendar
from xingtan.study import rules
from xingtan.study.coverage import Claim
from xingtan.study.errors import MessageUnreadable, PlayExpired, PlayForged, StudyClosed, StudyNotYetOpen
from xingtan.study.rules import LessonState, StudyTerms

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(
    login_opens_on=date(2020, 12, 10),
    term_starts_on=date(2020, 12, 12),
    term_ends_on=date(2021, 4, 12),
    enrol_closes_at=datetime(2020, 12, 9, 23, 59, 59, tzinfo=ZONE),
    registration_due_on=date(2020, 12, 10),
)
TERMS = StudyTerms.of(CALENDAR)
KEY = b"k" * 32
NOW = datetime(2020, 12, 14, 20, 0, tzinfo=ZONE)
SECOND = timedelta(seconds=1)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc,arg-type]


def a_token(**changes: object) -> str:
    token = rules.play_token(play=7, coverage=5, length=2700, terms=TERMS, now=NOW)
    return rules.signed(replace(token, **changes), KEY)  # type: ignore[arg-type]


def test_study_opens_with_login_not_with_the_term_by_default() -> None:
    """R35, A01."""
    assert not rules.may_study(TERMS, at(2020, 12, 9, 23, 59, 59))
    assert rules.may_study(TERMS, at(2020, 12, 10))


def test_a_programme_may_count_from_the_first_day_of_term_only() -> None:
    """A01, the other reading."""
    strict = StudyTerms.of(replace(CALENDAR, count_before_term=False))

    assert not rules.may_study(strict, at(2020, 12, 11, 23, 59, 59))
    assert rules.may_study(strict, at(2020, 12, 12))


def test_the_last_day_of_term_is_included() -> None:
    """R36."""
    assert rules.may_study(TERMS, at(2021, 4, 12, 23, 59, 59))
    assert not rules.may_study(TERMS, at(2021, 4, 13))


def test_dates_are_those_of_the_programme_wherever_the_clock_is_read() -> None:
    assert rules.may_study(TERMS, at(2020, 12, 10).astimezone(ZoneInfo("America/New_York")))
    assert not rules.may_study(TERMS, at(2021, 4, 13).astimezone(ZoneInfo("America/New_York")))


def test_too_early_is_refused_with_the_opening_day() -> None:
    with pytest.raises(StudyNotYetOpen) as refused:
        rules.check_study_open(TERMS, TERMS.opens_at - SECOND)
    assert refused.value.parameters == {"opens": "2020-12-10"}
    rules.check_study_open(TERMS, TERMS.opens_at)


def test_too_late_is_refused_with_the_last_day() -> None:
    """R38: the term is the same for who came late."""
    rules.check_study_open(TERMS, TERMS.closes_at - SECOND)
    with pytest.raises(StudyClosed) as refused:
        rules.check_study_open(TERMS, TERMS.closes_at)
    assert refused.value.parameters == {"last_day": "2021-04-12"}


def test_continue_goes_back_to_the_lesson_last_played() -> None:
    states = [LessonState(1, True, 100, 0), LessonState(2, False, 100, 40)]

    assert rules.lesson_to_continue(states, last_played=2) == 2


def test_continue_takes_required_lessons_first_once_that_is_finished() -> None:
    states = [LessonState(1, False, 100, 0), LessonState(2, False, 100, 95), LessonState(3, True, 100, 10)]

    assert rules.lesson_to_continue(states, last_played=2) == 3
    assert rules.lesson_to_continue(states, last_played=None) == 3


def test_nothing_to_continue_when_all_is_finished() -> None:
    assert rules.lesson_to_continue([LessonState(1, True, 100, 100)], last_played=1) is None
    assert rules.lesson_to_continue([], last_played=None) is None


def test_a_lesson_is_finished_at_ninety_five_percent() -> None:
    assert not LessonState(1, True, 2700, 2564).is_done
    assert LessonState(1, True, 2700, 2565).is_done


def test_a_token_comes_back_as_it_was_signed() -> None:
    token = rules.read_token(a_token(), KEY, NOW)

    assert (token.play, token.coverage, token.length, token.speed_percent) == (7, 5, 2700, 150)
    assert token.closes_at == TERMS.closes_at


def test_a_token_lives_for_its_days_and_not_a_second_longer() -> None:
    text = a_token()

    assert rules.read_token(text, KEY, NOW + rules.PLAY_LASTS - SECOND)
    with pytest.raises(PlayExpired):
        rules.read_token(text, KEY, NOW + rules.PLAY_LASTS)


def test_a_token_of_another_key_is_forged() -> None:
    with pytest.raises(PlayForged):
        rules.read_token(a_token(), b"x" * 32, NOW)


@given(st.integers(0, 75), st.sampled_from("ABCxyz019-_"))
def test_no_letter_of_a_token_can_be_changed(place: int, letter: str) -> None:
    text = a_token()
    changed = text[:place] + letter + text[place + 1 :]

    if changed != text:
        with pytest.raises(PlayForged):
            rules.read_token(changed, KEY, NOW)


@given(st.text(max_size=120))
def test_no_other_text_is_a_token(text: str) -> None:
    with pytest.raises(PlayForged):
        rules.read_token(text, KEY, NOW)


def test_a_message_is_read_as_the_player_sends_it() -> None:
    message = rules.read_message(b'{"token": "t", "claims": [[0, 15, 30], [15, 30, 0]], "position": 30}')

    assert message == rules.Message("t", (Claim(0, 15, 30), Claim(15, 30, 0)), 30)


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"", "json"),
        (b"\xff\xfe", "json"),
        (b"[" * 9000, "json"),
        (b"[]", "token"),
        (b'{"claims": []}', "token"),
        (b'{"token": 5, "claims": []}', "token"),
        (b'{"token": "t"}', "claims"),
        (b'{"token": "t", "claims": [[0, 15]]}', "claims"),
        (b'{"token": "t", "claims": [[0, 15, -1]]}', "claims"),
        (b'{"token": "t", "claims": [[15, 0, 0]]}', "claims"),
        (b'{"token": "t", "claims": [[0, 1e3, 0]]}', "claims"),
        (b'{"token": "t", "claims": [[0, true, 0]]}', "claims"),
        (b'{"token": "t", "claims": [[0, 99999999999, 0]]}', "claims"),
        (b'{"token": "t", "claims": [], "position": -4}', "position"),
        (b'{"token": "t", "claims": [], "position": NaN}', "position"),
        (b" " * 16_385, "size"),
    ],
)
def test_a_message_of_another_shape_is_refused_naming_the_part(body: bytes, part: str) -> None:
    with pytest.raises(MessageUnreadable) as refused:
        rules.read_message(body)

    assert refused.value.parameters == {"part": part}


def test_a_message_has_room_for_hours_without_network() -> None:
    claims = [[place, place + 15, 3600] for place in range(0, 400 * 15, 15)]

    assert len(rules.read_message(json.dumps({"token": "t", "claims": claims}).encode()).claims) == 400
