"""Which passwords are good enough."""

from datetime import timedelta
from typing import Any

import pytest

from xingtan.accounts.forms import PasswordForm
from xingtan.accounts.rules.passwords import Fault, Own, Policy, fault_of, initial_lives, initial_password, is_stale
from xingtan.foundation.clock import moment

WANG = Own(mobile="13834001234", id_number="140922198001011234", name="王秀英")
COMMON = {"password", "woaini1314", "letmein"}
LONG = "三月去五台山看杜鹃花吧我们一起走"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("daffodil-7", None),
        ("春天去看杏花开好吗2021", None),
        ("daffodil7", Fault.TOO_SHORT),
        ("7391846205", Fault.ONLY_DIGITS),
        ("7391846205x", None),
        ("password2020", Fault.TOO_COMMON),
        ("!!Woaini1314!!", Fault.TOO_COMMON),
        ("aaaaaaaaaaaa", Fault.TOO_COMMON),
        ("meadow-34001", Fault.SHOWS_OWN),
        ("meadow-3400", None),
        ("meadow-19800101", Fault.SHOWS_OWN),
        ("WangXiuYing88", Fault.SHOWS_OWN),
        ("xiuyinghao66", Fault.SHOWS_OWN),
        ("wxy-meadow-88", None),
    ],
)
def test_mlps_asks_for_ten_characters_that_nobody_knows_of_the_person(password: str, fault: Fault | None) -> None:
    assert fault_of(password, own=WANG, policy=Policy.MLPS, common=COMMON) == fault


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        (LONG[:14], Fault.TOO_SHORT),
        (LONG[:15], None),
        ("739184620517394", None),
        ("passwordpassword"[:8], Fault.TOO_SHORT),
    ],
)
def test_asvs_asks_for_length_and_no_composition(password: str, fault: Fault | None) -> None:
    assert fault_of(password, own=WANG, policy=Policy.ASVS, common=COMMON) == fault


def test_the_initial_password_is_the_last_six_digits_of_the_mobile() -> None:
    assert initial_password("13834001234") == "001234"


def test_the_initial_password_can_never_be_chosen() -> None:
    assert fault_of("13834001234", own=WANG, policy=Policy.MLPS, common=COMMON) is Fault.ONLY_DIGITS
    assert fault_of("no-001234-no", own=WANG, policy=Policy.MLPS, common=COMMON) is Fault.SHOWS_OWN


@pytest.mark.parametrize(("seconds", "lives"), [(-1, False), (0, True), (14 * 86400 - 1, True), (14 * 86400, False)])
def test_the_initial_password_lives_for_fourteen_days_from_the_opening_of_sign_in(seconds: int, lives: bool) -> None:
    opened = moment(2020, 12, 9, 8)

    assert initial_lives(opened_at=opened, now=opened + timedelta(seconds=seconds), days=14) is lives


@pytest.mark.parametrize(
    ("policy", "is_staff", "days", "stale"),
    [
        (Policy.MLPS, True, 90, False),
        (Policy.MLPS, True, 91, True),
        (Policy.MLPS, False, 500, False),
        (Policy.ASVS, True, 500, False),
    ],
)
def test_only_mlps_rotates_and_only_staff(policy: Policy, is_staff: bool, days: int, stale: bool) -> None:
    set_at = moment(2020, 12, 9)

    assert is_stale(set_at=set_at, is_staff=is_staff, policy=policy, now=set_at + timedelta(days=days)) is stale


@pytest.mark.parametrize(("policy", "least"), [("mlps", "10"), ("asvs", "15")])
def test_the_page_says_the_rules_of_this_house(policy: str, least: str, settings: Any) -> None:
    settings.PASSWORD_POLICY = policy

    assert least in str(PasswordForm().fields["password"].help_text)
