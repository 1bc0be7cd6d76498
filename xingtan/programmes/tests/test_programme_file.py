"""The shipped file says what the notice says; a wrong file is told key by key."""

import tomllib
from copy import deepcopy
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xingtan.programmes.rules import (
    READINGS,
    ZONE,
    calendar_of,
    faults_of,
    in_year,
    moved_into_week,
    reading,
    week_of_term,
)

SHIPPED = Path(__file__).parents[1] / "shipped" / "xinzhou-2020.toml"
PROGRAMME: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def changed(key: str, value: Any) -> dict[str, Any]:
    """The shipped document with one value changed, or taken out when None."""
    document = deepcopy(PROGRAMME)
    *path, last = key.split(".")
    place = document
    for part in path:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


def test_the_shipped_file_is_sound_without_a_warning() -> None:
    assert faults_of(PROGRAMME) == []


def test_the_notice_has_its_six_facts() -> None:
    notice = PROGRAMME["notice"]

    assert notice["document_number"] == "忻教发〔2020〕98号"
    assert notice["issuer"] == "忻州市教育局"
    assert notice["issued_on"] == date(2020, 11, 16)
    assert notice["is_public"] is True
    assert len(notice["attachment"]) == 2
    assert len(notice["recipients"]) == 3


def test_the_account_keeps_its_leading_zero() -> None:
    assert PROGRAMME["payment"]["payee_account"] == "0512040509026402092"
    assert PROGRAMME["payment"]["payee_bank_code"] == "102171004058"


def test_hours_times_standard_is_the_fee_of_the_notice() -> None:
    hours, fee = PROGRAMME["hours"]["class_hours"], PROGRAMME["fee"]

    assert hours * Decimal(fee["yuan_per_hour"]) == Decimal(fee["fee_yuan"]) == Decimal("120.00")


def test_the_themes_are_the_notices_own_words() -> None:
    body = PROGRAMME["notice"]["body"]

    assert [track["theme"] in body for track in PROGRAMME["track"]] == [True, True, True]
    assert PROGRAMME["goals"]["text"] in body


def test_the_five_stages_of_the_notice_are_there_and_no_other() -> None:
    assert list(PROGRAMME["subjects"]) == ["幼儿园", "小学", "初中", "高中", "职高"]


def test_the_roster_has_the_nine_columns_in_their_order() -> None:
    columns = PROGRAMME["roster"]["columns"]

    assert "|".join(columns) == "序号|姓名|学段|学科|手机号(注册用)|身份证号|县(市、区)|学校全称|备注"


def test_every_reading_from_a01_to_a26_has_a_default() -> None:
    assert list(PROGRAMME["readings"]) == list(READINGS) == [f"A{n:02}" for n in range(1, 27)]


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("fee.fee_yuan", "130.00", ("fee.fee_yuan", "fee_differs")),
        ("fee.fee_yuan", 120.0, ("fee.fee_yuan", "not_money")),
        ("fee.fee_yuan", "120.005", ("fee.fee_yuan", "not_money")),
        ("fee.yuan_per_hour", "-2.50", ("fee.yuan_per_hour", "not_money")),
        ("fee.yuan_per_hour", "two", ("fee.yuan_per_hour", "not_money")),
        ("hours.online_hours", 30, ("hours.class_hours", "hours_differ")),
        ("hours.class_hours", "48", ("hours.class_hours", "not_count")),
        ("hours.class_hours", True, ("hours.class_hours", "not_count")),
        ("calendar.term_ends_on", date(2020, 12, 1), ("calendar.term_ends_on", "dates_out_of_order")),
        ("calendar.login_opens_on", date(2020, 12, 13), ("calendar.term_starts_on", "dates_out_of_order")),
        ("calendar.login_opens_on", "2020-12-10", ("calendar.login_opens_on", "not_date")),
        ("calendar.enrol_closes_at", datetime(2020, 12, 9, 23), ("calendar.enrol_closes_at", "not_moment")),  # noqa: DTZ001
        ("calendar.registration_due_on", None, ("calendar.registration_due_on", "missing")),
        ("calendar", None, ("calendar.login_opens_on", "missing")),
        ("programme.hotline", "", ("programme.hotline", "missing")),
        ("payment.payee_account", 512040509026402092, ("payment.payee_account", "not_text")),
        ("payment.payee_account", "0512 0405", ("payment.payee_account", "not_digits")),
        ("readings.A12.psbc_policy", "perhaps", ("readings.A12.psbc_policy", "reading_unknown")),
        ("readings.A26.forward_within_days", 0, ("readings.A26.forward_within_days", "reading_unknown")),
        ("readings.A01.count_before_term", None, ("readings.A01.count_before_term", "reading_missing")),
        ("readings.A01.count_befor_term", True, ("readings.A01.count_befor_term", "reading_not_known")),
        ("readings.A99", {"x": 1}, ("readings.A99.x", "reading_not_known")),
        ("classes.smallest", 121, ("classes.smallest", "sizes_out_of_order")),
        ("classes.learners_per_tutor", 0, ("classes.learners_per_tutor", "not_count")),
        ("classes.name", "{town}{number}班", ("classes.name", "place_unknown")),
        ("subjects.特教", ["培智"], ("track", "stage_without_theme")),
        ("subjects.职高", [], ("subjects.职高", "missing")),
        ("track", [], ("track", "missing")),
        (
            "calendar.holidays",
            [{"title": "春节", "from": date(2021, 2, 11)}],
            ("calendar.holidays[1].until", "not_date"),
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_key(key: str, value: Any, fault: tuple[str, str]) -> None:
    found = faults_of(changed(key, value))[0]

    assert (found.key, found.code, found.weight) == (*fault, "stop")


def test_enrolment_that_closes_after_the_accounts_are_due_is_warned_of() -> None:
    late = datetime(2020, 12, 11, 23, 59, 59, tzinfo=ZONE)

    found = faults_of(changed("calendar.enrol_closes_at", late))

    assert [(each.code, each.weight) for each in found] == [("closes_after_due", "warn")]


def test_enrolment_that_closes_on_the_due_day_itself_is_not_warned_of() -> None:
    assert faults_of(changed("calendar.enrol_closes_at", datetime(2020, 12, 10, 23, 59, 59, tzinfo=ZONE))) == []


def test_enrolment_cannot_close_after_the_term() -> None:
    found = faults_of(changed("calendar.enrol_closes_at", datetime(2021, 4, 13, tzinfo=ZONE)))

    assert [each.code for each in found] == ["closes_after_term"]


def test_moving_keeps_distances_and_leaves_the_notice_alone() -> None:
    today = date(2026, 11, 23)

    document, days = moved_into_week(PROGRAMME, today=today, week=3)

    assert week_of_term(calendar_of(document), today) == 3
    assert days % 7 == 0
    assert document["calendar"]["term_ends_on"] == date(2021, 4, 12) + timedelta(days=days)
    assert document["calendar"]["holidays"][1]["from"] == date(2021, 2, 11) + timedelta(days=days)
    assert document["notice"]["issued_on"] == date(2020, 11, 16)
    assert faults_of(document) == []


def test_a_reading_is_asked_by_number_and_name() -> None:
    assert reading(PROGRAMME["readings"], "A02", "online_within_days") == 14
    assert reading({}, "A02", "online_within_days") is None
    with pytest.raises(KeyError):
        reading(PROGRAMME["readings"], "A02", "online_in_days")


def test_a_title_gets_the_new_year() -> None:
    assert in_year("2020年全市教师全员培训项目", "2020", "2021") == "2021年全市教师全员培训项目"


@pytest.mark.parametrize(
    ("key", "value", "codes"),
    [
        ("reminders.roster", "{school}请报送", []),
        ("reminders.roster", "{teacher}请报送", ["place_unknown"]),
        ("reminders.quiet_from", 24, ["quiet_hours_wrong"]),
        ("reminders.quiet_from", 23, []),
        ("reminders.quiet_until", None, ["quiet_hours_wrong"]),
    ],
)
def test_a_reminder_names_only_what_is_known_and_the_night_has_two_hours(
    key: str, value: Any, codes: list[str]
) -> None:
    assert [fault.code for fault in faults_of(changed(key, value))] == codes
