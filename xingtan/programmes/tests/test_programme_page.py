"""The programme as everybody reads it, its readings for staff, and the programme of a request."""

import pytest
from django.test import Client

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.programmes import actions
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_dates_fee_account_themes_and_duties() -> None:
    given.programme_2020()

    page = Client().get("/programme/").content.decode()

    for shown in (
        "2020年12月10日", "2021年4月12日", "122", "¥120.00", "¥2.50", "0512040509026402092", "102171004058",
        "中国工商银行忻州市城建支行", "新高考新课改及核心素养", "晋教师〔2019〕15号", "管理线", "资源配置",
    ):  # fmt: skip
        assert shown in page


def test_without_a_programme_the_page_is_missing() -> None:
    assert Client().get("/programme/").status_code == 404


def test_each_programme_has_its_own_address() -> None:
    given.programme_2020()
    starts = clock.moment(2021, 12, 12).date()
    actions.copy_programme(code="xinzhou-2020", new_code="xinzhou-2021", starts_on=starts, by=None)

    assert "2021年全市" in Client().get("/programme/xinzhou-2021/").content.decode()
    assert Client().get("/programme/xinzhou-1999/").status_code == 404


def test_a_post_of_an_older_programme_looks_at_that_one() -> None:
    given.programme_2020()
    starts = clock.moment(2021, 12, 12).date()
    actions.copy_programme(code="xinzhou-2020", new_code="xinzhou-2021", starts_on=starts, by=None)
    browser = people.signed_in(people.post(Kind.FINANCE, programme_code="xinzhou-2020"))

    with clock.standing_at(clock.moment(2021, 6, 1)):
        assert "2021年全市" in Client().get("/programme/").content.decode()
        assert "2020年全市" in browser.get("/programme/").content.decode()


@pytest.mark.parametrize(("kind", "status"), [(Kind.PROVIDER_MANAGER, 200), (Kind.AUDITOR, 200), (Kind.TUTOR, 404)])
def test_the_readings_are_for_staff(kind: str, status: int) -> None:
    programme = given.programme_2020()
    browser = people.signed_in(people.post(kind, programme_code=programme.code))

    assert browser.get(f"/programme/{programme.public_id}/readings/").status_code == status


def test_another_programmes_readings_are_answered_as_missing() -> None:
    programme = given.programme_2020()
    browser = people.signed_in(people.post(Kind.PROVIDER_MANAGER, programme_code="other"))

    assert browser.get(f"/programme/{programme.public_id}/readings/").status_code == 404


def test_the_readings_are_told_in_words() -> None:
    programme = given.programme_2020()
    browser = people.signed_in(people.post(Kind.PROVIDER_MANAGER, programme_code=programme.code))

    page = browser.get(f"/programme/{programme.public_id}/readings/").content.decode()

    assert "A26" in page
    assert "接收，但须确认" in page
