"""Codes by text message, where a gateway is set up."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from xingtan.accounts.models import Account
from xingtan.accounts.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as places
from xingtan.outbox.actions import deliver_due
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db
Texts = list[tuple[str, str]]


def asked(browser: Client, teacher: Account) -> str:
    """Ask for a code for the number typed; the newest code that went out, or nothing."""
    given.first_sign_in(browser, teacher)
    return again(browser)


def again(browser: Client) -> str:
    before = set(Message.objects.values_list("pk", flat=True))
    browser.post("/account/code/send/")
    message = Message.objects.exclude(pk__in=before).first()
    return re.search(r"\d{6}", message.body).group() if message else ""  # type: ignore[union-attr]


def test_the_code_goes_to_the_mobile_of_the_roster_and_opens_the_account(texts: Texts) -> None:
    teacher = given.teacher(places.school())
    browser = Client()

    code = asked(browser, teacher)
    deliver_due(now=clock.now())
    answer = given.type_code(browser, code)

    assert texts == [(teacher.mobile, f"【杏坛】验证码 {code}，10 分钟内有效。请勿告诉任何人，工作人员不会向您索要。")]
    assert answer.status_code == 302
    assert Account.objects.get(pk=teacher.pk).is_activated


@pytest.mark.parametrize(("seconds", "status"), [(599, 302), (601, 422)])
def test_it_is_good_for_ten_minutes(texts: Texts, seconds: int, status: int) -> None:
    teacher = given.teacher(places.school())
    browser = Client()
    code = asked(browser, teacher)

    with clock.standing_at(clock.now() + timedelta(seconds=seconds)):
        assert given.type_code(browser, code).status_code == status


def test_asking_again_makes_the_earlier_code_void_and_leaves_the_slip(texts: Texts) -> None:
    teacher = given.teacher(places.school())
    slip = given.slip(teacher)
    browser = Client()
    first = asked(browser, teacher)
    second = again(browser)

    assert first == second or given.type_code(browser, first).status_code == 422
    assert given.type_code(browser, slip).status_code == 302


def test_after_five_the_next_has_to_wait(texts: Texts) -> None:
    teacher = given.teacher(places.school())
    browser = Client()

    codes = [asked(browser, teacher) for _ in range(7)]

    assert [bool(code) for code in codes] == [True] * 5 + [False] * 2


def test_after_fourteen_days_the_initial_password_asks_for_no_message_any_more(texts: Texts) -> None:
    teacher = given.teacher(places.school())
    browser = Client()

    with clock.standing_at(teacher.opened_at + timedelta(days=14)):
        assert asked(browser, teacher) == ""
        assert given.type_code(browser, given.slip(teacher)).status_code == 302


def test_a_forgotten_password_is_set_anew_and_every_session_ends(texts: Texts) -> None:
    teacher = given.teacher(places.school(), activated=True)
    elsewhere, browser = Client(), Client()
    given.sign_in(elsewhere, teacher)
    browser.post("/account/reset/", {"mobile": teacher.mobile})

    answer = given.type_code(browser, again(browser), "另一个-够长的-密码-2021")

    assert answer.status_code == 302
    assert elsewhere.get("/account/").status_code == 302
    assert browser.get("/account/").status_code == 200
    assert given.sign_in(Client(), teacher).status_code == 422
    assert given.sign_in(Client(), teacher, "另一个-够长的-密码-2021").status_code == 302


def test_where_no_gateway_is_set_up_none_is_asked_for() -> None:
    teacher = given.teacher(places.school())
    browser = Client()

    assert asked(browser, teacher) == ""
    assert "请向本校管理员领取" in browser.get(given.CODE).content.decode()


def test_the_page_for_codes_closes_after_half_an_hour() -> None:
    browser = Client()
    given.first_sign_in(browser, given.teacher(places.school()))
    browser.cookies["code_for"] = "forged"

    assert browser.get(given.CODE)["Location"] == given.SIGN_IN
