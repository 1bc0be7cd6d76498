"""What a package reports is believed only as far as it may be."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.study.errors import MessageUnreadable
from xingtan.study.rules.packages import Report, Standing, read_package_message, seconds_gained, stands_after

SOUND = {
    "location": "3", "suspend_data": "abc", "completion": "incomplete", "success": "unknown",
    "score": {"raw": "", "min": "", "max": "", "scaled": ""}, "seconds": 12, "left": False,
}  # fmt: skip


def body(**said: object) -> bytes:
    return json.dumps({"token": "t", "number": 1, "report": {**SOUND, **said}}).encode()


def test_a_sound_report_is_read() -> None:
    read = read_package_message(body(score={"raw": "80", "min": "0", "max": "100", "scaled": "0.8"}))

    assert (read.token, read.number, read.report.location, read.report.percent) == ("t", 1, "3", Decimal("80.00"))


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"location": "x" * 1_001}, "location"), ({"location": None}, "location"), ({"suspend_data": "x" * 64_001}, "suspend_data"),
        ({"suspend_data": "a\0b"}, "suspend_data"), ({"suspend_data": "\ud800"}, "suspend_data"), ({"completion": "done"}, "completion"),
        ({"completion": ["completed"]}, "completion"), ({"success": True}, "success"), ({"score": None}, "score"),
        ({"score": {**SOUND["score"], "raw": 80}}, "score"), ({"score": {**SOUND["score"], "raw": "NaN"}}, "score"),  # type: ignore[dict-item]
        ({"score": {**SOUND["score"], "raw": "1e999999"}}, "score"), ({"seconds": -1}, "seconds"), ({"seconds": 1.5}, "seconds"),  # type: ignore[dict-item]
        ({"seconds": True}, "seconds"), ({"seconds": 10**7}, "seconds"), ({"left": 1}, "left"),
    ],
)  # fmt: skip
def test_a_report_that_is_none_is_refused_by_the_part_that_is_wrong(said: dict[str, object], part: str) -> None:
    with pytest.raises(MessageUnreadable) as caught:
        read_package_message(body(**said))

    assert caught.value.parameters == {"part": part}


@pytest.mark.parametrize(
    "whole",
    [
        b"", b"[]", b"\xff", b"[" * 100_000, b'{"token": 1}', b'{"token": "t", "number": 0, "report": {}}',
        b'{"token": "t", "number": 1.0, "report": {}}', b'{"token": "t", "number": 1}', b"x" * 300_001,
        json.dumps({"token": "t" * 201, "number": 1, "report": SOUND}).encode(),
    ],
)  # fmt: skip
def test_a_message_that_is_none_is_refused(whole: bytes) -> None:
    with pytest.raises(MessageUnreadable):
        read_package_message(whole)


@pytest.mark.parametrize(
    ("score", "percent"),
    [
        (("", "", "", ""), None), (("80", "", "", ""), "80.00"), (("15", "0", "20", ""), "75.00"), (("3", "0", "0", ""), "3.00"),
        (("80", "", "", "0.5"), "50.00"), (("", "", "", "-0.5"), None), (("400", "", "", ""), None), (("0", "", "", ""), "0.00"),
    ],
)  # fmt: skip
def test_a_score_is_a_share_of_what_could_be_reached(score: tuple[str, str, str, str], percent: str | None) -> None:
    assert Report(score=score).percent == (None if percent is None else Decimal(percent))


def test_what_was_reached_stays_and_the_place_follows_the_newest() -> None:
    passed = Report(location="9", completion="completed", success="passed", score=("90", "", "", ""))
    worse = Report(location="1", completion="incomplete", success="failed", score=("20", "", "", ""))

    after = stands_after(stands_after(Standing(), passed, said_by=(1, 1), gained=5), worse, said_by=(2, 1), gained=7)

    assert (after.completion, after.success, after.best_percent) == ("completed", "passed", Decimal("90.00"))
    assert (after.location, after.seconds) == ("1", 12)


def test_a_report_that_comes_late_does_not_move_the_place_back() -> None:
    newer = stands_after(Standing(), Report(location="5"), said_by=(2, 7), gained=0)

    late = stands_after(newer, Report(location="4", completion="completed"), said_by=(2, 6), gained=0)
    older = stands_after(newer, Report(location="3"), said_by=(1, 99), gained=0)

    assert (late.location, late.completion) == ("5", "completed")
    assert older.location == "5"


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 600)), max_size=40))
def test_its_own_time_never_passes_the_clock_and_never_falls(reports: list[tuple[int, int]]) -> None:
    counted = passed = 0
    for claimed, since in reports:
        gained = seconds_gained(claimed=claimed, counted_before=counted, passed=since)
        counted, passed = counted + gained, passed + since
        assert gained >= 0
        assert counted <= passed
