"""A1: whoever has the roster knows every initial password, and gets nowhere with it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from xingtan.accounts.models import Account, SignInSession
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as places
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db
NAMES = ("李桂兰", "张建军", "刘淑珍", "郭爱萍", "赵文斌")
OPEN_TO_ALL = {"/account/sign-in/", "/account/code/", "/account/reset/"}


@pytest.fixture
def roster() -> list[Account]:
    return [given.teacher(places.school(), name) for name in NAMES]


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, object]]:
    """Every address of the house without parts to fill in, with its view."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif "<" not in path:
            yield path, pattern.callback


def test_the_initial_password_of_a_whole_roster_opens_no_page_but_the_one_for_codes(roster: list[Account]) -> None:
    browser = Client()

    for teacher in roster:
        assert given.first_sign_in(browser, teacher)["Location"] == given.CODE
        page = browser.get(given.CODE)

        assert page.status_code == 200
        assert teacher.name not in page.content.decode()
        assert teacher.mobile not in page.content.decode()
        assert "_auth_user_id" not in browser.session


def test_whoever_stands_before_activation_is_a_stranger_to_every_view(roster: list[Account]) -> None:
    browser = Client()
    given.first_sign_in(browser, roster[0])

    walked = [path for path, view in addresses(get_resolver().url_patterns) if not view.access.is_public]  # type: ignore[attr-defined]
    answers = {path: browser.get(path) for path in walked}

    assert len(answers) > 20
    for path, answer in answers.items():
        assert answer.status_code in {302, 405}, path
        assert answer.status_code == 405 or answer["Location"].startswith("/account/sign-in/"), path


@pytest.mark.parametrize(("control", "status"), [("on", 422), ("off", 302)])
def test_guessing_a_code_stops_at_five_tries(roster: list[Account], control: str, status: int) -> None:
    code = given.slip(roster[0])
    browser = Client()
    given.first_sign_in(browser, roster[0])
    for _try in range(5):
        assert given.type_code(browser, "ACDEFGHJ").status_code == 422
    if control == "off":
        roster[0].proofs.update(tries_left=1)

    assert given.type_code(browser, code).status_code == status
    assert Account.objects.get(pk=roster[0].pk).is_activated is (control == "off")


def test_the_right_code_activates_and_signs_in(roster: list[Account]) -> None:
    code = given.slip(roster[0])
    browser = Client()
    given.first_sign_in(browser, roster[0])

    answer = given.type_code(browser, f" {code[:4].lower()}-{code[4:].lower()} ")

    activated = Account.objects.get(pk=roster[0].pk)
    assert answer["Location"] == "/desk/"
    assert activated.is_activated
    assert activated.consented_at
    assert browser.session["_auth_user_id"] == str(activated.pk)
    assert Entry.objects.filter(verb="activate_account", about=f"accounts.account:{activated.public_id}").count() == 1
    assert SchoolChange.objects.filter(school=places.school()).exists()


def test_a_code_opens_only_its_own_account(roster: list[Account]) -> None:
    code = given.slip(roster[0])
    browser = Client()
    given.first_sign_in(browser, roster[1])

    assert given.type_code(browser, code).status_code == 422
    assert not Account.objects.filter(activated_at__isnull=False).exists()


def test_a_code_is_good_once(roster: list[Account]) -> None:
    code = given.slip(roster[0])
    first, second = Client(), Client()
    for browser in (first, second):
        given.first_sign_in(browser, roster[0])
    given.type_code(first, code)

    assert given.type_code(second, code, "一个-陌生人的-密码").status_code == 422
    assert Account.objects.get(pk=roster[0].pk).check_password(given.NEW_PASSWORD)


@pytest.mark.parametrize(("seconds", "status"), [(-1, 302), (1, 422)])
def test_a_slip_expires_after_fourteen_days(roster: list[Account], seconds: int, status: int) -> None:
    code = given.slip(roster[0])
    browser = Client()

    with clock.standing_at(roster[0].proofs.get().expires_at + timedelta(seconds=seconds)):
        given.first_sign_in(browser, roster[0])

        assert given.type_code(browser, code).status_code == status


def test_a_new_slip_makes_the_old_one_void(roster: list[Account]) -> None:
    old, new = given.slip(roster[0]), given.slip(roster[0])
    browser = Client()
    given.first_sign_in(browser, roster[0])

    assert given.type_code(browser, old).status_code == 422
    assert given.type_code(browser, new).status_code == 302


def test_a_code_is_kept_as_a_keyed_hash_only(roster: list[Account]) -> None:
    code = given.slip(roster[0])

    assert code not in str(roster[0].proofs.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_proof")
        assert code not in str(cursor.fetchall())


@pytest.mark.parametrize("password", ["short", "7391846205", "password2020"])
def test_an_unfit_password_is_told_and_the_code_stays_good(roster: list[Account], password: str) -> None:
    code = given.slip(roster[0])
    browser = Client()
    given.first_sign_in(browser, roster[0])

    assert given.type_code(browser, code, password).status_code == 422
    assert given.type_code(browser, code).status_code == 302


def test_part_of_the_own_number_as_password_is_told_only_after_the_right_code(roster: list[Account]) -> None:
    given_code, own = given.slip(roster[0]), f"meadow-{roster[0].mobile[-6:]}"
    browser = Client()
    given.first_sign_in(browser, roster[0])

    wrong = given.type_code(browser, "ACDEFGHJ", own).content.decode()
    right = given.type_code(browser, given_code, own).content.decode()

    assert "姓名拼音的一部分" not in wrong
    assert "姓名拼音的一部分" in right


def test_activation_needs_consent(roster: list[Account]) -> None:
    browser = Client()
    given.first_sign_in(browser, roster[0])
    typed = {"code": given.slip(roster[0]), "password": given.NEW_PASSWORD, "repeat": given.NEW_PASSWORD}

    assert browser.post(given.CODE, typed).status_code == 422
    assert not Account.objects.get(pk=roster[0].pk).is_activated


def test_word_of_an_activation_goes_to_a_known_mail_address(roster: list[Account]) -> None:
    Account.objects.filter(pk=roster[0].pk).update(mail="li@example.org")
    browser = Client()
    given.first_sign_in(browser, roster[0])

    given.type_code(browser, given.slip(roster[0]))

    assert Message.objects.get(channel="mail").to == "li@example.org"


def test_three_hundred_teachers_behind_one_address_all_get_in(fast_hash: None) -> None:
    school = places.school()
    teachers = [given.teacher(school, f"教师{number}") for number in range(300)]
    codes = {teacher.pk: given.slip(teacher) for teacher in teachers}

    for number, teacher in enumerate(teachers):
        browser = Client(REMOTE_ADDR="117.136.4.7")
        given.first_sign_in(browser, teacher)
        if number % 5 == 0:
            given.type_code(browser, "ACDEFGHJ")
        assert given.type_code(browser, codes[teacher.pk]).status_code == 302

    assert Account.objects.filter(activated_at__isnull=False).count() == 300
    assert SignInSession.objects.filter(account__in=teachers).count() == 300
