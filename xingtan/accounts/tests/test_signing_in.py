"""Signing in and out by the page."""

import pytest
from django.test import Client

from xingtan.accounts.models import Account, Kind, SignInSession
from xingtan.accounts.tests import given
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang() -> Account:
    return given.teacher(places.school(), "王秀英", activated=True)


def test_number_and_password_lead_to_the_desk(wang: Account) -> None:
    browser = Client()

    answer = given.sign_in(browser, wang)

    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"
    assert browser.get("/account/").status_code == 200


@pytest.mark.parametrize("typed", ["{m}", " {m} ", "+86{m}", "{m3} {m7}"])
def test_the_number_may_be_spaced_as_people_write_it(wang: Account, typed: str) -> None:
    mobile = typed.format(m=wang.mobile, m3=wang.mobile[:3], m7=wang.mobile[3:])

    answer = Client().post(given.SIGN_IN, {"mobile": mobile, "password": given.PASSWORD})

    assert answer.status_code == 302


def test_a_wrong_password_is_told_in_words_and_the_number_is_kept(wang: Account) -> None:
    answer = given.sign_in(Client(), wang, "not-her-password")

    assert answer.status_code == 422
    assert "手机号与密码不符" in answer.content.decode()
    assert wang.mobile in answer.content.decode()
    assert "not-her-password" not in answer.content.decode()
    assert not SignInSession.objects.filter(account=wang).exists()


def test_a_number_that_is_none_is_marked_with_the_remedy(wang: Account) -> None:
    answer = Client().post(given.SIGN_IN, {"mobile": "1990", "password": "x"})

    assert answer.status_code == 422
    assert "手机号是 11 位数字" in answer.content.decode()


def test_one_goes_on_to_where_one_wanted_to_go(wang: Account) -> None:
    browser = Client()
    turned_away = browser.get("/account/sessions/")

    answer = browser.post(turned_away["Location"], {"mobile": wang.mobile, "password": given.PASSWORD})

    assert answer["Location"] == "/account/sessions/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_one_is_never_led_elsewhere(wang: Account, elsewhere: str) -> None:
    answer = Client().post(given.SIGN_IN, {"mobile": wang.mobile, "password": given.PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/desk/"


def test_a_suspended_person_does_not_get_in(wang: Account) -> None:
    Account.objects.filter(pk=wang.pk).update(is_active=False)

    assert given.sign_in(Client(), wang).status_code == 422


def test_signing_out_ends_the_session(wang: Account) -> None:
    browser = Client()
    given.sign_in(browser, wang)

    browser.post("/account/sign-out/")

    assert browser.get("/account/").status_code == 302
    assert not SignInSession.objects.filter(account=wang).exists()


def test_whoever_holds_no_post_sees_that_and_no_more(wang: Account) -> None:
    wang.posts.update(is_active=False)
    browser = Client()
    given.sign_in(browser, wang)

    landed = browser.get("/desk/", follow=True)

    assert landed.redirect_chain[-1][0] == "/account/"
    assert "您目前没有任何岗位" in landed.content.decode()


def test_a_sign_in_is_twelve_statements_and_their_savepoints(
    wang: Account, django_assert_max_num_queries: object
) -> None:
    browser = Client()
    browser.get(given.SIGN_IN)

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        given.sign_in(browser, wang)


def test_the_sign_in_page_works_in_english() -> None:
    page = Client().get(given.SIGN_IN, headers={"Accept-Language": "en"})

    assert "Forgotten the password?" in page.content.decode()


def test_staff_and_learners_alike_sign_in_by_this_page(wang: Account) -> None:
    head = given.post(Kind.SCHOOL_HEAD, school=places.school())

    assert given.sign_in(Client(), head.account).status_code == 302
