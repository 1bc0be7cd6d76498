"""Every reading and setting of the shipped programme is told in words."""

from xingtan.programmes.rules import READINGS
from xingtan.programmes.words import READING_TITLES, SETTINGS, VALUES, in_words


def test_every_reading_has_a_title() -> None:
    assert list(READING_TITLES) == list(READINGS)


def test_every_setting_has_a_name_in_words() -> None:
    assert {name for settings in READINGS.values() for name in settings} == set(SETTINGS)


def test_every_word_a_setting_may_be_has_a_meaning() -> None:
    words = {word for settings in READINGS.values() for allowed in settings.values() for word in allowed.words}

    assert words - set(VALUES) == set()


def test_slips_are_shown_with_what_they_became() -> None:
    assert in_words({"登陆": "登录"}) == "登陆 → 登录"
    assert in_words("") == "–"
    assert in_words(14) == "14"
