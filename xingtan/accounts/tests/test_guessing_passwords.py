"""A2: stuffing and spraying run into delays on four axes, and the rightful owner still gets in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from xingtan.accounts.actions.guesses import count_guess, forget_cold_levels
from xingtan.accounts.models import Account, GuessLevel
from xingtan.accounts.queries.guesses import seconds_to_wait
from xingtan.accounts.rules.guessing import LIMITS, Axis, Limit
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fast_hash")]
WRONG = "a-wrong-password"
WIDE = Limit(burst=10**9, seconds_each=1)


@pytest.fixture
def victim() -> Account:
    return given.teacher(places.school(), activated=True)


def looked_at(answer: Any) -> bool:
    """Whether the guess was compared, rather than told to wait."""
    return "请等" not in answer.content.decode()


def guess(number: int, mobile: str, password: str = WRONG) -> Any:
    browser = Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
    return browser.post(given.SIGN_IN, {"mobile": mobile, "password": password})


@pytest.mark.parametrize("control", ["on", "off"])
def test_one_account_guessed_from_many_addresses(
    victim: Account, control: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if control == "off":
        monkeypatch.setitem(LIMITS, Axis.ACCOUNT, WIDE)

    compared = sum(looked_at(guess(number, victim.mobile)) for number in range(15))

    assert compared == (10 if control == "on" else 15)


@pytest.mark.parametrize("control", ["on", "off"])
def test_many_accounts_guessed_from_one_address(control: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, Axis.ADDRESS, Limit(burst=6, seconds_each=30) if control == "on" else WIDE)

    compared = sum(looked_at(guess(7, f"1990001{number:04d}")) for number in range(15))

    assert compared == (6 if control == "on" else 15)


@pytest.mark.parametrize("control", ["on", "off"])
def test_one_school_sprayed_from_many_addresses(control: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, Axis.SCHOOL, Limit(burst=8, seconds_each=30) if control == "on" else WIDE)
    teachers = [given.teacher(places.school(), activated=True) for _ in range(20)]

    compared = sum(looked_at(guess(number, teacher.mobile)) for number, teacher in enumerate(teachers))

    assert compared == (8 if control == "on" else 20)


@pytest.mark.parametrize("control", ["on", "off"])
def test_everybody_sprayed_once_each_from_a_new_address_each_time(
    control: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, Axis.EVERYWHERE, Limit(burst=40, seconds_each=1000) if control == "on" else WIDE)

    compared = sum(looked_at(guess(number, f"19900{number:06d}")) for number in range(120))

    assert compared == (40 if control == "on" else 120)
    assert Entry.objects.filter(verb="guessing_alarm", facts__axis="everywhere").exists() is (control == "on")


def test_the_owner_gets_in_at_once_on_a_device_that_was_there_before(victim: Account) -> None:
    at_home = Client()
    given.sign_in(at_home, victim)
    at_home.post("/account/sign-out/")
    for number in range(15):
        guess(number, victim.mobile)

    assert given.sign_in(at_home, victim).status_code == 302


def test_the_owner_gets_in_on_a_new_device_after_the_wait_said(victim: Account) -> None:
    with clock.standing_at(clock.moment(2020, 12, 12, 9)):
        for number in range(15):
            guess(number, victim.mobile)
        refused = guess(99, victim.mobile, given.PASSWORD)
    with clock.standing_at(clock.moment(2020, 12, 12, 9) + timedelta(seconds=300)):
        admitted = guess(99, victim.mobile, given.PASSWORD)

    assert "请等 300 秒再试" in refused.content.decode()
    assert admitted.status_code == 302


def test_attempts_told_to_wait_do_not_lengthen_the_wait(victim: Account) -> None:
    now = clock.moment(2020, 12, 12, 9)
    with clock.standing_at(now):
        for number in range(30):
            guess(number, victim.mobile)

    assert seconds_to_wait(keys={Axis.ACCOUNT: victim.mobile_hash}, now=now) == 300


def test_the_owner_gets_in_by_a_code_while_guessing_goes_on(victim: Account) -> None:
    for number in range(15):
        guess(number, victim.mobile)
    browser = Client(REMOTE_ADDR="10.9.9.9")
    browser.post("/account/reset/", {"mobile": victim.mobile})

    with clock.standing_at(clock.now() + timedelta(seconds=300)):
        assert given.type_code(browser, given.slip(victim)).status_code == 302


def test_a_forged_device_mark_is_a_strangers(victim: Account) -> None:
    forger = Client()
    forger.cookies["known_device"] = f'["x", ["{victim.mobile_hash}"]]:forged'
    for _ in range(15):
        answer = given.sign_in(forger, victim, WRONG)

    assert not looked_at(answer)


def test_the_device_mark_of_another_account_helps_nothing(victim: Account) -> None:
    thief = Client()
    given.sign_in(thief, given.teacher(places.school(), activated=True))
    thief.post("/account/sign-out/")

    compared = sum(looked_at(given.sign_in(thief, victim, WRONG)) for _ in range(15))

    assert compared == 10


def test_guesses_with_unknown_numbers_wait_like_those_with_known_ones(victim: Account) -> None:
    compared = sum(looked_at(guess(number, "19988887777")) for number in range(15))

    assert compared == 10


def test_a_guess_hidden_behind_invented_forwarders_counts_for_its_true_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, Axis.ADDRESS, Limit(burst=5, seconds_each=30))

    answers = [
        Client(REMOTE_ADDR="10.0.0.7", headers={"X-Forwarded-For": f"8.8.8.{n}"}).post(
            given.SIGN_IN, {"mobile": f"1990001{n:04d}", "password": WRONG}
        )
        for n in range(10)
    ]

    assert sum(looked_at(answer) for answer in answers) == 5


def test_an_alarm_is_raised_once_an_hour_and_names_no_number(victim: Account) -> None:
    for number in range(15):
        guess(number, victim.mobile)

    alarm = Entry.objects.get(verb="guessing_alarm")
    assert alarm.facts["axis"] == "account"
    assert victim.mobile not in f"{alarm.about}{alarm.facts}"


def test_levels_long_cold_are_forgotten(victim: Account) -> None:
    guess(1, victim.mobile)

    assert forget_cold_levels(now=clock.now()) == 0
    assert forget_cold_levels(now=clock.now() + timedelta(days=3)) == GuessLevel.objects.count() + 4
    assert not GuessLevel.objects.exists()


def test_the_database_computes_the_level_as_the_rule_does() -> None:
    keys = {Axis.ACCOUNT: "someone"}
    nine = clock.moment(2020, 12, 12, 9)
    for seconds in (0, 0, 0, 450):
        count_guess(keys=keys, now=nine + timedelta(seconds=seconds))

    assert GuessLevel.objects.get().level == pytest.approx(3 - 450 / 300 + 1)
