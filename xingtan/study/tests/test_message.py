"""The token by which a player proves it was let in, and the message it sends."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.study import message
from xingtan.study.coverage import Claim
from xingtan.study.errors import MessageUnreadable, PlayExpired, PlayForged
from xingtan.study.rules import StudyTerms

ZONE = ZoneInfo("Asia/Shanghai")
TERMS = StudyTerms(datetime(2020, 12, 10, tzinfo=ZONE), datetime(2021, 4, 13, tzinfo=ZONE))
KEY = b"k" * 32
NOW = datetime(2020, 12, 14, 20, 0, tzinfo=ZONE)
SECOND = timedelta(seconds=1)


def a_token(**changes: object) -> str:
    token = message.play_token(play=7, coverage=5, length=2700, terms=TERMS, now=NOW)
    return message.signed(replace(token, **changes), KEY)  # type: ignore[arg-type]


def test_a_token_comes_back_as_it_was_signed() -> None:
    token = message.read_token(a_token(), KEY, NOW)

    assert (token.play, token.coverage, token.length, token.speed_percent) == (7, 5, 2700, 150)
    assert token.closes_at == TERMS.closes_at


def test_a_token_lives_for_its_days_and_not_a_second_longer() -> None:
    text = a_token()

    assert message.read_token(text, KEY, NOW + message.PLAY_LASTS - SECOND)
    with pytest.raises(PlayExpired):
        message.read_token(text, KEY, NOW + message.PLAY_LASTS)


def test_a_token_of_another_key_is_forged() -> None:
    with pytest.raises(PlayForged):
        message.read_token(a_token(), b"x" * 32, NOW)


@given(st.integers(0, 99), st.sampled_from("ABCxyz019-_"))
def test_no_letter_of_a_token_can_be_changed(place: int, letter: str) -> None:
    text = a_token()
    changed = text[:place] + letter + text[place + 1 :]

    if changed != text:
        with pytest.raises(PlayForged):
            message.read_token(changed, KEY, NOW)


@given(st.text(max_size=120))
def test_no_other_text_is_a_token(text: str) -> None:
    with pytest.raises(PlayForged):
        message.read_token(text, KEY, NOW)


def test_a_message_is_read_as_the_player_sends_it() -> None:
    said = message.read_message(b'{"token": "t", "claims": [[0, 15, 30], [15, 30, 0]], "position": 30}')

    assert said == message.Message("t", (Claim(0, 15, 30), Claim(15, 30, 0)), 30)


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
        message.read_message(body)

    assert refused.value.parameters == {"part": part}


def test_a_message_has_room_for_hours_without_network() -> None:
    claims = [[place, place + 15, 3600] for place in range(0, 400 * 15, 15)]

    assert len(message.read_message(json.dumps({"token": "t", "claims": claims}).encode()).claims) == 400
