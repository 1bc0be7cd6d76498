"""The frame: post, places to go, hotline, day of term, demo note."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.billing.tests import given as money
from xingtan.desks.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db

THIRD_WEEK = clock.moment(2020, 12, 26, 10)


def shown_to(kind: str, at: datetime = THIRD_WEEK, address: str = "/desk/") -> str:
    """A page as someone with this post sees it."""
    post = given.post(kind, programmes.programme_2020(), organisations.school())
    with clock.standing_at(at):
        return people.signed_in(post).get(address).content.decode()


def test_the_post_and_its_place_stand_on_top() -> None:
    html = shown_to(Kind.COUNTY_ADMIN)

    assert "五台县" in html
    assert 'data-audience="staff"' in html


def test_learners_read_larger_letters_and_find_tabs_at_the_thumb() -> None:
    html = shown_to(Kind.LEARNER)

    assert 'data-audience="learner"' in html
    assert 'class="thumb-tabs"' in html
    assert 'class="rooms"' not in html


def test_the_hotline_of_the_programme_can_be_dialled_from_every_page() -> None:
    assert 'href="tel:4008876381"' in shown_to(Kind.COUNTY_ADMIN)
    assert 'href="tel:4008876381"' in Client().get("/no/such/page").content.decode()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (clock.moment(2020, 12, 11, 23, 59, 59), "距开学 1 天"),
        (clock.moment(2020, 12, 12), "学期第 1 周 · 距截止 121 天"),
        (THIRD_WEEK, "学期第 3 周 · 距截止 107 天"),
        (clock.moment(2021, 4, 12, 23, 59, 59), "学期第 18 周 · 距截止 0 天"),
        (clock.moment(2021, 4, 13), "本学期已结束"),
    ],
)
def test_the_day_of_term_is_said(at: datetime, words: str) -> None:
    assert words in shown_to(Kind.COUNTY_ADMIN, at)


def test_the_icp_number_stands_in_the_foot(settings: Settings) -> None:
    settings.ICP_NUMBER = "晋ICP备00000000号"

    assert "晋ICP备00000000号" in shown_to(Kind.COUNTY_ADMIN)


def test_a_demo_says_what_is_invented_moved_and_left_off(settings: Settings) -> None:
    settings.IS_DEMO, settings.SECOND_FACTOR = True, False
    programme = programmes.programme_2020(today=THIRD_WEEK.date().replace(year=2026))
    post = given.post(Kind.COUNTY_ADMIN, programme, organisations.school())

    html = people.signed_in(post).get("/desk/").content.decode()

    assert "演示环境：所有人员均为虚构。" in html
    assert f"顺延了 {programme.calendar_shift_days} 天" in html
    assert "两步验证已关闭。" in html


def test_a_house_that_is_no_demo_says_nothing_of_one() -> None:
    assert "演示环境" not in shown_to(Kind.COUNTY_ADMIN)


def test_someone_whose_second_factor_is_due_sees_no_post_yet() -> None:
    client = people.signed_in(given.post(Kind.COUNTY_ADMIN, programmes.programme_2020(), organisations.school()))
    session = client.session
    session["second_factor_due"] = True
    session.save()

    html = client.get("/no/such/page").content.decode()

    assert 'class="switcher"' not in html
    assert 'class="rooms"' not in html


def test_posts_of_two_programmes_are_told_apart_by_their_years() -> None:
    first, second = programmes.programme_2020(), money.other_programme("xinzhou-2021")
    Programme.objects.filter(pk=second.pk).update(year_label="2021")
    post = given.post(Kind.FINANCE, first, organisations.school())
    people.post(Kind.FINANCE, holder=post.account, programme_code=second.code)

    with clock.standing_at(THIRD_WEEK):
        html = people.signed_in(post).get("/desk/").content.decode()

    assert "忻州师范学院 · 2020年度" in html
    assert "忻州师范学院 · 2021年度" in html
