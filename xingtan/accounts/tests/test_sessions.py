"""A20: sessions get a new key at every step, are listed, end one by one, and run out."""

from datetime import timedelta

import pytest
from django.test import Client

from xingtan.accounts.models import Account, Kind, Post, SignInSession
from xingtan.accounts.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/99 Mobile Safari/537.36 MicroMessenger/8.0"


@pytest.fixture
def wang() -> Account:
    return given.teacher(places.school(), "王秀英", activated=True)


def test_a_session_set_before_sign_in_is_worth_nothing_after(wang: Account) -> None:
    browser, attacker = Client(), Client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = str(session.session_key)
    browser.cookies["session"] = attacker.cookies["session"] = planted

    given.sign_in(browser, wang)

    assert browser.cookies["session"].value != planted
    assert not SignInSession.objects.filter(session_key=planted).exists()
    assert attacker.get("/account/").status_code == 302


def test_the_second_factor_gives_the_session_a_new_key_again() -> None:
    head = given.post(Kind.SCHOOL_HEAD, school=places.school())
    phone = given.with_phone(head.account)
    browser = Client()
    given.sign_in(browser, head.account)
    before = browser.cookies["session"].value

    browser.post("/account/second-factor/", {"code": phone.at(clock.now())})

    assert browser.cookies["session"].value != before
    assert not SignInSession.objects.filter(session_key=before).exists()


def test_each_device_is_listed_with_its_name_and_this_one_is_marked(wang: Account) -> None:
    phone, desktop = Client(headers={"User-Agent": PHONE}), Client()
    for browser in (phone, desktop):
        given.sign_in(browser, wang)

    page = phone.get("/account/sessions/").content.decode()

    assert "WeChat · Android" in page
    assert "未知设备" in page
    assert page.count("本设备</span>") == 1


def test_a_row_keeps_its_public_id_and_beginning_over_saves(wang: Account) -> None:
    browser = Client()
    given.sign_in(browser, wang)
    before = SignInSession.objects.get(account=wang)

    with clock.standing_at(clock.now() + timedelta(days=3)):
        browser.get("/account/")

    after = SignInSession.objects.get(account=wang)
    assert (after.public_id, after.started_at) == (before.public_id, before.started_at)
    assert after.seen_at > before.started_at + timedelta(days=2)


def test_one_device_is_signed_out(wang: Account) -> None:
    mine, lost = Client(), Client()
    given.sign_in(lost, wang)
    row = SignInSession.objects.get(account=wang)
    given.sign_in(mine, wang)

    mine.post(f"/account/sessions/{row.public_id}/end/")

    assert lost.get("/account/").status_code == 302
    assert mine.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(wang: Account) -> None:
    browser, stranger = Client(), Client()
    given.sign_in(browser, wang)
    row = SignInSession.objects.get(account=wang)
    given.sign_in(stranger, given.teacher(places.school(), activated=True))

    stranger.post(f"/account/sessions/{row.public_id}/end/")

    assert browser.get("/account/").status_code == 200


def test_all_others_are_signed_out_and_this_one_stays(wang: Account) -> None:
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        given.sign_in(browser, wang)

    browsers[0].post("/account/sessions/end/")

    assert [browser.get("/account/").status_code for browser in browsers] == [200, 302, 302]


def test_a_changed_password_signs_the_others_out_and_keeps_this_one(wang: Account) -> None:
    mine, other = Client(), Client()
    for browser in (mine, other):
        given.sign_in(browser, wang)
    typed = {"present": given.PASSWORD, "password": "春天的杏花开在坛前", "repeat": "春天的杏花开在坛前"}

    assert mine.post("/account/password/", typed).status_code == 422, "nine characters"
    answer = mine.post(
        "/account/password/", {**typed, "password": "春天的杏花开在坛前呢", "repeat": "春天的杏花开在坛前呢"}
    )

    assert answer.status_code == 302
    assert mine.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert SignInSession.objects.filter(account=wang).count() == 1


def test_the_present_password_is_asked_for_and_guessed_no_more_often_than_elsewhere(wang: Account) -> None:
    browser = Client()
    given.sign_in(browser, wang)
    typed = {"present": "not-the-one", "password": "春天的杏花开在坛前呢", "repeat": "春天的杏花开在坛前呢"}

    answers = [browser.post("/account/password/", typed).content.decode() for _ in range(12)]

    assert sum("现在的密码不对" in answer for answer in answers) == 10
    assert Account.objects.get(pk=wang.pk).check_password(given.PASSWORD)


@pytest.mark.parametrize(("days", "status"), [(59, 200), (61, 302)])
def test_a_learners_own_device_stays_signed_in_for_sixty_days(wang: Account, days: int, status: int) -> None:
    browser = Client()
    given.sign_in(browser, wang)
    browser.get("/account/")

    with clock.standing_at(clock.now() + timedelta(days=days)):
        assert browser.get("/account/").status_code == status


def test_using_it_moves_the_end_on(wang: Account) -> None:
    browser = Client()
    given.sign_in(browser, wang)
    browser.get("/account/")

    for days in (50, 100, 150):
        with clock.standing_at(clock.now() + timedelta(days=days)):
            assert browser.get("/account/").status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 302)])
def test_a_staff_session_ends_after_twelve_idle_hours(hours: int, status: int) -> None:
    browser = given.signed_in(given.post(Kind.SCHOOL_HEAD, school=places.school()))
    browser.get("/account/")

    with clock.standing_at(clock.now() + timedelta(hours=hours)):
        assert browser.get("/account/").status_code == status


def test_a_post_given_to_a_signed_in_learner_asks_for_the_second_factor_at_once(wang: Account) -> None:
    browser = Client()
    given.sign_in(browser, wang)
    assert browser.get("/account/").status_code == 200

    given.post(Kind.SCHOOL_HEAD, school=places.school(), holder=wang)

    assert browser.get("/account/")["Location"].startswith("/account/second-factor/")


def test_a_withdrawn_post_is_gone_at_the_next_request() -> None:
    head = given.post(Kind.SCHOOL_HEAD, school=places.school())
    browser = given.signed_in(head)
    assert browser.get("/account/people/").status_code == 200

    Post.objects.filter(pk=head.pk).update(is_active=False)

    assert browser.get("/account/people/")["Location"] == "/account/"


def test_a_staff_password_of_ninety_one_days_is_changed_first() -> None:
    head = given.post(Kind.SCHOOL_HEAD, school=places.school())
    Account.objects.filter(pk=head.account_id).update(password_set_at=clock.now() - timedelta(days=91))
    browser = given.signed_in(head)

    assert browser.get("/account/people/")["Location"] == "/account/password/"
    assert "90 天以上" in browser.get("/account/password/").content.decode()
