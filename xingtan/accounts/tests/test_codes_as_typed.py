"""Codes, numbers and devices as people and browsers write them."""

import pytest

from xingtan.accounts.rules.codes import SLIP_ALPHABET, Channel, channel_of, read_code, read_mobile
from xingtan.accounts.rules.devices import device_words

WECHAT = "Mozilla/5.0 (Linux; Android 12; ANA-AN00) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36 MicroMessenger/8.0.30"


@pytest.mark.parametrize(
    "typed", ["19900000001", " 199 0000 0001", "+86 199-0000-0001", "１９９０００００００１", "008619900000001"]
)
def test_a_mobile_is_read_however_it_is_spaced(typed: str) -> None:
    assert read_mobile(typed) == "19900000001"


@pytest.mark.parametrize(
    "typed", ["", "1990000000", "199000000011", "29900000001", "12900000001", "张三", "1990000000x"]
)
def test_what_is_no_mobile_is_not_made_one(typed: str) -> None:
    assert read_mobile(typed) is None


def test_a_code_is_read_without_regard_to_capitals_and_hyphens() -> None:
    assert read_code(" acde-3467 ") == read_code("ＡＣＤＥ３４６７") == "ACDE3467"


def test_no_two_signs_of_a_slip_look_alike() -> None:
    assert not set(SLIP_ALPHABET) & set("0O1IL2Z5S8B")
    assert len(set(SLIP_ALPHABET)) == len(SLIP_ALPHABET) == 25


@pytest.mark.parametrize(
    ("code", "channel"), [("123456", Channel.SMS), ("ACDE3467", Channel.SLIP), ("34673467", Channel.SLIP)]
)
def test_a_code_shows_by_its_form_which_way_it_came(code: str, channel: Channel) -> None:
    assert channel_of(code) == channel


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WECHAT, "WeChat · Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) Version/15.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system(agent: str, words: str) -> None:
    assert device_words(agent) == words
