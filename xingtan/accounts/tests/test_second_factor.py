"""The second factor of staff posts."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client

from xingtan.accounts.actions.second_factor import pass_second_factor
from xingtan.accounts.errors import SecondFactorWait, WrongSecondFactor
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
STEP = "/account/second-factor/"
NOON = clock.moment(2020, 12, 12, 12)


@pytest.fixture
def head() -> Post:
    return given.post(Kind.SCHOOL_HEAD, school=places.school())


def half_way(head: Post) -> Client:
    """A browser in which the right password was typed and nothing more."""
    browser = Client()
    given.sign_in(browser, head.account)
    return browser


def test_a_learner_needs_none() -> None:
    browser = Client()
    given.sign_in(browser, given.teacher(places.school(), activated=True))

    assert browser.get("/account/").status_code == 200


@pytest.mark.parametrize("path", ["/account/", "/account/people/", "/account/sessions/", "/desk/"])
def test_with_the_password_alone_a_staff_post_gets_nowhere(head: Post, path: str) -> None:
    given.with_phone(head.account)

    answer = half_way(head).get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{STEP}?next=")


def test_before_it_the_frame_shows_neither_name_nor_post(head: Post) -> None:
    given.with_phone(head.account)

    page = half_way(head).get(STEP).content.decode()

    assert head.account.name not in page
    assert places.school().registered_name not in page


def test_the_code_the_phone_shows_lets_in_and_leads_on(head: Post) -> None:
    phone = given.with_phone(head.account)
    browser = half_way(head)

    answer = browser.post(STEP, {"code": phone.at(clock.now()), "next": "/account/people/"})

    assert answer["Location"] == "/account/people/"
    assert browser.get("/account/people/").status_code == 200


def test_a_wrong_code_is_told_clearly_and_keeps_one_there(head: Post) -> None:
    given.with_phone(head.account)
    browser = half_way(head)

    answer = browser.post(STEP, {"code": "000000"})

    assert answer.status_code == 422
    assert "验证码不对。请输入手机上现在显示的 6 位数字" in answer.content.decode()
    assert browser.get("/account/people/").status_code == 302


def test_a_code_is_good_once(head: Post) -> None:
    phone = given.with_phone(head.account)
    code = phone.at(clock.now())
    half_way(head).post(STEP, {"code": code})

    again = half_way(head).post(STEP, {"code": code})

    assert again.status_code == 422


@pytest.mark.parametrize(("seconds", "passes"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(head: Post, seconds: int, passes: bool) -> None:
    with clock.standing_at(NOON - timedelta(hours=1)):
        phone = given.with_phone(head.account)
    code = phone.at(NOON + timedelta(seconds=seconds))

    if passes:
        pass_second_factor(account=head.account, code=code, now=NOON)
    else:
        with pytest.raises(WrongSecondFactor):
            pass_second_factor(account=head.account, code=code, now=NOON)


def test_after_five_wrong_codes_even_the_right_one_waits(head: Post) -> None:
    with clock.standing_at(NOON - timedelta(hours=1)):
        phone = given.with_phone(head.account)
    for _try in range(5):
        with pytest.raises(WrongSecondFactor):
            pass_second_factor(account=head.account, code="000000", now=NOON)

    with pytest.raises(SecondFactorWait):
        pass_second_factor(account=head.account, code=phone.at(NOON), now=NOON)
    later = NOON + timedelta(seconds=300)
    pass_second_factor(account=head.account, code=phone.at(later), now=later)


def test_right_codes_never_use_up_the_tries(head: Post) -> None:
    with clock.standing_at(NOON - timedelta(hours=1)):
        phone = given.with_phone(head.account)

    for minute in range(12):
        now = NOON + timedelta(minutes=minute)
        pass_second_factor(account=head.account, code=phone.at(now), now=now)


def test_whoever_has_none_yet_is_led_to_set_it_up(head: Post) -> None:
    browser = half_way(head)

    page = browser.get("/account/people/", follow=True)
    picture = page.content.decode()

    assert page.redirect_chain[-1][0] == f"{STEP}set-up/"
    assert 'src="data:image/svg+xml' in picture


def test_setting_up_is_confirmed_by_a_first_code_and_gives_recovery_codes(head: Post) -> None:
    browser = half_way(head)
    browser.get(f"{STEP}set-up/")
    head.account.refresh_from_db()
    phone = pyotp.TOTP(head.account.totp_secret)

    assert browser.post(f"{STEP}set-up/", {"code": "000000"}).status_code == 422
    answer = browser.post(f"{STEP}set-up/", {"code": phone.at(clock.now())})

    assert answer.status_code == 200
    assert answer.content.decode().count('<li class="mono">') == 8
    assert browser.get("/account/people/").status_code == 200


def test_looking_again_before_confirming_shows_the_same_secret(head: Post) -> None:
    browser = half_way(head)
    browser.get(f"{STEP}set-up/")
    first = Account.objects.get(pk=head.account_id).totp_secret
    browser.get(f"{STEP}set-up/")

    assert Account.objects.get(pk=head.account_id).totp_secret == first


def test_a_secret_once_confirmed_is_never_shown_or_replaced_by_the_password_alone(head: Post) -> None:
    given.with_phone(head.account)
    browser = half_way(head)

    assert browser.get(f"{STEP}set-up/").status_code == 302
    assert browser.post(f"{STEP}set-up/", {"code": "000000"}).status_code == 302


def test_a_recovery_code_stands_in_for_the_phone_once(head: Post) -> None:
    browser = half_way(head)
    browser.get(f"{STEP}set-up/")
    head.account.refresh_from_db()
    phone = pyotp.TOTP(head.account.totp_secret)
    page = browser.post(f"{STEP}set-up/", {"code": phone.at(clock.now())}).content.decode()
    code = page.split('<li class="mono">')[1].split("<")[0]

    assert half_way(head).post(STEP, {"code": code.lower()}).status_code == 302
    assert half_way(head).post(STEP, {"code": code}).status_code == 422


def test_new_recovery_codes_make_the_old_ones_void(head: Post) -> None:
    given.with_phone(head.account)
    old = set(head.account.recovery_codes.values_list("code_hash", flat=True))
    browser = given.signed_in(head)

    browser.post(f"{STEP}recovery/")

    assert not old & set(head.account.recovery_codes.values_list("code_hash", flat=True))
    assert head.account.recovery_codes.count() == 8


def test_a_lost_phone_is_set_up_anew_by_whoever_is_in_charge(head: Post) -> None:
    given.with_phone(head.account)
    county = given.signed_in(given.post(Kind.COUNTY_ADMIN, division=places.division()))

    county.post(f"/account/people/{head.account.public_id}/factor-away/")

    assert not Account.objects.get(pk=head.account_id).has_second_factor


def test_the_demo_may_leave_it_off(head: Post, settings: object) -> None:
    settings.SECOND_FACTOR = False  # type: ignore[attr-defined]

    assert half_way(head).get("/account/people/").status_code == 200
