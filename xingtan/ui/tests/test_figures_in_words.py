"""Money, days, rates and numbers as people read them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from xingtan.foundation.clock import moment
from xingtan.ui.templatetags import ui

THURSDAY = date(2020, 12, 10)


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        (lambda: ui.day(THURSDAY), "12月10日（周四）", "Thu 10 Dec"),
        (lambda: ui.dated(THURSDAY), "2020年12月10日（周四）", "Thu 10 Dec 2020"),
        (lambda: ui.moment(moment(2020, 12, 10, 9, 5)), "12月10日（周四）09:05", "Thu 10 Dec, 09:05"),
        (lambda: ui.rate(37, 42), "37/42（88.1%）", "37/42 (88.1%)"),
        (lambda: ui.rate(1204, 1260), "1,204/1,260（95.6%）", "1,204/1,260 (95.6%)"),
        (lambda: ui.minutes(32 * 60), "32 分钟", "32 minutes"),
        (lambda: ui.minutes(60), "1 分钟", "1 minute"),
        (lambda: ui.minutes(59), "不到 1 分钟", "under a minute"),
        (lambda: ui.minutes(0), "0 分钟", "0 minutes"),
    ],
)
def test_figures_are_written_as_each_language_writes_them(written: Any, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert written() == chinese
    with override("en"):
        assert written() == english


def test_a_moment_is_shown_on_the_wall_clock_of_shanghai() -> None:
    just_before_midnight_in_london = datetime(2020, 12, 9, 23, 30, tzinfo=UTC)

    assert ui.moment(just_before_midnight_in_london) == "12月10日（周四）07:30"
    assert ui.day(just_before_midnight_in_london) == "12月10日（周四）"
    assert ui.clock_time(just_before_midnight_in_london) == "07:30"


@pytest.mark.parametrize("amount", [Decimal(4440), 4440, Decimal("4440.00")])
def test_money_has_two_places_and_groups(amount: Decimal | int) -> None:
    assert ui.yuan(amount) == "¥4,440.00"


def test_a_rate_says_all_only_when_it_is_all_and_none_only_when_it_is_none() -> None:
    assert ui.percent(39_999, 40_000) == "99.9%"
    assert ui.percent(40_000, 40_000) == "100.0%"
    assert ui.percent(1, 40_000) == "0.1%"
    assert ui.percent(0, 40_000) == "0.0%"


def test_a_rate_of_nobody_has_no_percentage() -> None:
    assert ui.rate(0, 0) == "0/0"
    assert ui.percent(0, 0) == "–"


@pytest.mark.parametrize(
    "written", [ui.yuan, ui.day, ui.dated, ui.moment, ui.clock_time, ui.thousands, ui.masked_id, ui.masked_mobile]
)
def test_what_is_not_known_is_a_dash(written: Any) -> None:
    assert written(None) == "–"


def test_personal_numbers_show_their_ends_only() -> None:
    assert ui.masked_id("140922198001011234") == "1409**********1234"
    assert ui.masked_mobile("13812345678") == "138****5678"
