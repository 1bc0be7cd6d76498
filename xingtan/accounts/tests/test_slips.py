"""Getting a school's teachers into their accounts by slips of paper."""

import re
from typing import Any

import pytest
from django.test import Client

from xingtan.accounts.models import Account, Kind, Proof
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
LIST, SLIPS = "/account/activation/", "/account/activation/slips/"


@pytest.fixture
def contact() -> Client:
    return given.signed_in(given.post(Kind.SCHOOL_CONTACT, school=places.school()))


def codes_on(page: str) -> list[str]:
    return re.findall(r'slip-code mono">([^<]+)<', page)


def test_the_list_names_who_waits_and_says_how_many(contact: Client) -> None:
    given.teacher(places.school(), "李桂兰")
    given.teacher(places.school(), "张建军", activated=True)
    given.teacher(places.school("五台县豆村小学"), "赵文斌")

    page = contact.get(LIST).content.decode()

    assert "李桂兰" in page
    assert "张建军" not in page
    assert "赵文斌" not in page
    assert "张建军" in contact.get(LIST, {"done": "1"}).content.decode()


def test_slips_for_all_carry_codes_that_work(contact: Client) -> None:
    teachers = {name: given.teacher(places.school(), name) for name in ("李桂兰", "张建军")}

    page = contact.post(SLIPS, {"whom": "all"}).content.decode()

    codes = codes_on(page)
    assert len(set(codes)) == 2
    for (name, teacher), code in zip(sorted(teachers.items()), codes, strict=True):
        assert name in page
        browser = Client()
        given.first_sign_in(browser, teacher)
        assert given.type_code(browser, code).status_code == 302


def test_slips_for_the_chosen_only(contact: Client) -> None:
    li, zhang = (given.teacher(places.school(), name) for name in ("李桂兰", "张建军"))

    page = contact.post(SLIPS, {"account": [li.public_id]}).content.decode()

    assert len(codes_on(page)) == 1
    assert not Proof.objects.filter(account=zhang).exists()


def test_no_slip_for_teachers_of_another_school(contact: Client) -> None:
    stranger = given.teacher(places.school("五台县豆村小学"), "赵文斌")

    contact.post(SLIPS, {"account": [stranger.public_id]})

    assert not Proof.objects.exists()


def test_whoever_also_holds_a_higher_post_is_left_out_and_named(contact: Client) -> None:
    given.teacher(places.school(), "李桂兰")
    head = given.teacher(places.school(), "张建军")
    given.post(Kind.SCHOOL_HEAD, school=places.school(), holder=head)

    page = contact.post(SLIPS, {"whom": "all"}).content.decode()

    assert len(codes_on(page)) == 1
    assert "没有为他们制作" in page
    assert not Proof.objects.filter(account=head).exists()


def test_the_making_is_on_record_without_the_codes(contact: Client) -> None:
    li = given.teacher(places.school(), "李桂兰")

    code = codes_on(contact.post(SLIPS, {"whom": "all"}).content.decode())[0]

    entry = Entry.objects.get(verb="make_slips")
    assert entry.facts == {"count": 1, "accounts": [li.public_id]}
    assert code not in str(entry.facts)


def test_a_slip_for_a_forgotten_password_says_another_way(contact: Client) -> None:
    li = given.teacher(places.school(), "李桂兰", activated=True)

    page = contact.post(f"/account/people/{li.public_id}/slip/").content.decode()

    browser = Client()
    browser.post("/account/reset/", {"mobile": li.mobile})
    assert "忘记密码" in page
    assert given.type_code(browser, codes_on(page)[0]).status_code == 302
    assert Account.objects.get(pk=li.pk).check_password(given.NEW_PASSWORD)


def test_the_page_with_the_codes_is_kept_by_no_cache(contact: Client) -> None:
    given.teacher(places.school(), "李桂兰")

    assert "no-store" in contact.post(SLIPS, {"whom": "all"})["Cache-Control"]


def test_the_list_asks_the_database_as_often_for_five_teachers_as_for_forty(contact: Client, queries: Any) -> None:
    for _ in range(5):
        given.slip(given.teacher(places.school()))
    few = queries(lambda: contact.get(LIST))
    for _ in range(35):
        given.slip(given.teacher(places.school()))

    assert queries(lambda: contact.get(LIST)) == few
