"""Every date of a programme, one second before and after (R31, R35, R36, R38, R47, R61, A01–A04)."""

from datetime import date, datetime, timedelta

import pytest

from xingtan.programmes.rules import (
    ZONE,
    Calendar,
    Holiday,
    activation_is_open,
    counting_span,
    days_left,
    effort_counts,
    enrolment_is_open,
    hand_in_due_on,
    holiday_on,
    login_is_open,
    online_due_on,
    shift_into_week,
    study_is_open,
    term_days,
    term_is_over,
    week_of_term,
)

SECOND = timedelta(seconds=1)
CALENDAR = Calendar(
    login_opens_on=date(2020, 12, 10),
    term_starts_on=date(2020, 12, 12),
    term_ends_on=date(2021, 4, 12),
    enrol_closes_at=datetime(2020, 12, 9, 23, 59, 59, tzinfo=ZONE),
    registration_due_on=date(2020, 12, 10),
    holidays=(Holiday("春节", date(2021, 2, 11), date(2021, 2, 17)),),
)
WITHOUT_TRIAL_DAYS = Calendar(**{**CALENDAR.__dict__, "count_before_term": False})
LOGIN_OPENS = datetime(2020, 12, 10, tzinfo=ZONE)
TERM_STARTS = datetime(2020, 12, 12, tzinfo=ZONE)
LAST_SECOND = datetime(2021, 4, 12, 23, 59, 59, tzinfo=ZONE)
ENROL_CLOSES = CALENDAR.enrol_closes_at


def test_login_opens_with_the_tenth_of_december_and_stays_open_after_the_term() -> None:
    assert not login_is_open(CALENDAR, LOGIN_OPENS - SECOND)
    assert login_is_open(CALENDAR, LOGIN_OPENS)
    assert login_is_open(CALENDAR, LAST_SECOND + SECOND)


def test_study_is_open_from_the_opening_of_login_to_the_last_second_of_the_term() -> None:
    assert not study_is_open(CALENDAR, LOGIN_OPENS - SECOND)
    assert study_is_open(CALENDAR, LOGIN_OPENS)
    assert study_is_open(CALENDAR, LAST_SECOND)
    assert not study_is_open(CALENDAR, LAST_SECOND + SECOND)


def test_study_on_the_two_days_before_the_term_counts_by_default() -> None:
    assert not effort_counts(CALENDAR, LOGIN_OPENS - SECOND)
    assert effort_counts(CALENDAR, LOGIN_OPENS)
    assert effort_counts(CALENDAR, LAST_SECOND)
    assert not effort_counts(CALENDAR, LAST_SECOND + SECOND)


def test_study_before_the_term_does_not_count_where_the_programme_says_so() -> None:
    assert not effort_counts(WITHOUT_TRIAL_DAYS, TERM_STARTS - SECOND)
    assert effort_counts(WITHOUT_TRIAL_DAYS, TERM_STARTS)
    assert study_is_open(WITHOUT_TRIAL_DAYS, LOGIN_OPENS)


def test_the_counting_span_ends_with_the_first_moment_that_is_too_late() -> None:
    assert counting_span(CALENDAR) == (LOGIN_OPENS, LAST_SECOND + SECOND)
    assert counting_span(WITHOUT_TRIAL_DAYS)[0] == TERM_STARTS


def test_rosters_are_received_through_the_whole_last_second_and_not_one_later() -> None:
    assert enrolment_is_open(CALENDAR, ENROL_CLOSES)
    assert enrolment_is_open(CALENDAR, ENROL_CLOSES + timedelta(milliseconds=999))
    assert not enrolment_is_open(CALENDAR, ENROL_CLOSES + SECOND)


def test_activation_goes_on_after_enrolment_has_closed_until_the_term_ends() -> None:
    assert not activation_is_open(CALENDAR, LOGIN_OPENS - SECOND)
    assert activation_is_open(CALENDAR, datetime(2021, 3, 20, tzinfo=ZONE))
    assert activation_is_open(CALENDAR, LAST_SECOND)
    assert not activation_is_open(CALENDAR, LAST_SECOND + SECOND)


def test_whoever_activates_late_has_the_same_end_of_term() -> None:
    assert not term_is_over(CALENDAR, LAST_SECOND)
    assert term_is_over(CALENDAR, LAST_SECOND + SECOND)


def test_the_term_has_122_days_both_ends_included() -> None:
    assert term_days(CALENDAR) == 122


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        ("2020-11-16", "2020-12-24"),
        ("2020-12-10", "2020-12-24"),
        ("2020-12-11", "2020-12-25"),
        ("2021-01-05", "2021-01-19"),
    ],
)
def test_two_weeks_are_counted_from_the_later_of_receipt_and_login(received_on: str, due: str) -> None:
    received_at = datetime.fromisoformat(f"{received_on}T23:59:59+08:00")

    found = online_due_on(CALENDAR, received_at, within_days=14, counted_from="later_of_receipt_and_login")

    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received_on", "due"), [("2020-11-16", "2020-11-26"), ("2020-11-29", "2020-12-09"), ("2020-12-05", "2020-12-09")]
)
def test_a_roster_is_on_time_ten_days_after_receipt_and_never_after_the_deadline(received_on: str, due: str) -> None:
    received_at = datetime.fromisoformat(f"{received_on}T23:59:59+08:00")

    assert hand_in_due_on(CALENDAR, received_at, within_days=10) == date.fromisoformat(due)


def test_counted_literally_two_weeks_would_end_before_login_opens() -> None:
    received_at = datetime(2020, 11, 16, 9, tzinfo=ZONE)

    assert online_due_on(CALENDAR, received_at, within_days=14, counted_from="receipt") == date(2020, 11, 30)


def test_a_moment_told_in_another_zone_is_the_same_moment() -> None:
    utc = datetime.fromisoformat("2020-12-09T16:00:00+00:00")

    assert login_is_open(CALENDAR, utc)
    assert not login_is_open(CALENDAR, utc - SECOND)


@pytest.mark.parametrize(
    ("day", "week"), [("2020-12-11", 0), ("2020-12-12", 1), ("2020-12-18", 1), ("2020-12-19", 2), ("2021-04-12", 18)]
)
def test_weeks_are_counted_from_the_first_day_of_the_term(day: str, week: int) -> None:
    assert week_of_term(CALENDAR, date.fromisoformat(day)) == week


def test_no_day_is_left_on_the_last_day() -> None:
    assert days_left(CALENDAR, date(2021, 4, 11)) == 1
    assert days_left(CALENDAR, date(2021, 4, 12)) == 0
    assert days_left(CALENDAR, date(2021, 4, 13)) == -1


@pytest.mark.parametrize(
    ("day", "is_holiday"), [("2021-02-10", False), ("2021-02-11", True), ("2021-02-17", True), ("2021-02-18", False)]
)
def test_a_holiday_has_both_its_ends(day: str, is_holiday: bool) -> None:
    assert (holiday_on(CALENDAR, date.fromisoformat(day)) is not None) is is_holiday


@pytest.mark.parametrize("offset", range(0, 800, 53))
def test_a_moved_calendar_has_today_in_the_third_week_and_keeps_its_weekdays(offset: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=offset)

    shift = shift_into_week(CALENDAR, today, week=3)

    moved = CALENDAR.term_starts_on + shift
    assert (today - moved).days // 7 == 2
    assert moved.weekday() == CALENDAR.term_starts_on.weekday()
