"""The pages of notices that need a programme: how far a notice has come, and the meetings."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.notices.models import MobilisationMeeting, Notice
from xingtan.notices.tests import given
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
FILLED = {"held_on": "2020-11-20", "present": "43", "words": "宣讲通知。"}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_at(clock.moment(2020, 11, 25, 10)):
        yield


def contact(school: School) -> Post:
    return people.post(Kind.SCHOOL_CONTACT, school=school)


def city() -> Post:
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def page(post: Post, notice: Notice, more: str = "") -> Any:
    return people.signed_in(post).get(f"/notices/{notice.public_id}/{more}")


def test_the_city_sees_each_county_with_how_far_it_is_and_that_it_is_overdue() -> None:
    programmes.programme_2020()
    with clock.standing_at(clock.moment(2020, 11, 16, 9)):
        notice = given.notice(wants_receipt=True)
        given.forwarded(notice, organisations.WUTAI)
    with clock.standing_at(clock.moment(2020, 11, 19, 23, 59)):
        still_open = page(city(), notice, "receipts/").content.decode()
    with clock.standing_at(clock.moment(2020, 11, 20)):
        overdue = page(city(), notice, "receipts/").content.decode()

    assert "逾期未转发" not in still_open
    assert "逾期未转发" in overdue
    assert "已转发" in still_open


@pytest.mark.parametrize("schools", [2, 12])
@pytest.mark.parametrize(("more", "most"), [("", 16), ("receipts/", 12), (f"receipts/{organisations.WUTAI}/", 16)])
def test_pages_take_the_same_queries_for_many_as_for_few(
    more: str, most: int, schools: int, django_assert_max_num_queries: Any
) -> None:
    programmes.programme_2020()
    notice = given.notice(wants_receipt=True)
    for number in range(schools):
        given.signed(notice, organisations.school(f"五台县第{number}小学"))
    browser = people.signed_in(city())
    browser.get(f"/notices/{notice.public_id}/{more}")

    with django_assert_max_num_queries(most):
        browser.get(f"/notices/{notice.public_id}/{more}")


def test_a_school_records_its_meeting_with_photos_and_the_county_sees_it() -> None:
    programmes.programme_2020()
    school = organisations.school()

    answer = people.signed_in(contact(school)).post(
        "/notices/meetings/own/", {**FILLED, "photos": [given.photo("a.jpg"), given.photo("b.jpg")]}
    )

    meeting = MobilisationMeeting.objects.get()
    clerk = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=school.division))
    assert answer.status_code == 302
    assert (meeting.present, meeting.held_on, meeting.files.count()) == (43, date(2020, 11, 20), 2)
    shown = clerk.get(f"/notices/meetings/{meeting.public_id}/")
    picture: Any = clerk.get(f"/notices/meetings/files/{meeting.files.all()[0].public_id}/")
    assert "43" in shown.content.decode()
    assert Image.open(io.BytesIO(b"".join(picture.streaming_content))).format == "JPEG"
    assert picture["X-Content-Type-Options"] == "nosniff"


def test_on_the_page_a_refused_file_leaves_what_was_typed() -> None:
    programmes.programme_2020()
    school = organisations.school()

    answer = people.signed_in(contact(school)).post(
        "/notices/meetings/own/", {**FILLED, "photos": [SimpleUploadedFile("照片.jpg", b"MZ\x90\0")]}
    )

    assert answer.status_code == 422
    assert "宣讲通知。" in answer.content.decode()
    assert not MobilisationMeeting.objects.exists()


def test_the_next_county_sees_neither_meeting_nor_photo() -> None:
    programmes.programme_2020()
    meeting = given.meeting(organisations.school())
    stranger = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=organisations.division(organisations.YUANPING)))

    assert stranger.get(f"/notices/meetings/{meeting.public_id}/").status_code == 404
    assert stranger.get(f"/notices/meetings/files/{meeting.files.get().public_id}/").status_code == 404
    assert "五台县实验小学" not in stranger.get("/notices/meetings/").content.decode()


@pytest.mark.parametrize("schools", [2, 12])
def test_the_list_takes_the_same_queries_for_many_as_for_few(schools: int, django_assert_max_num_queries: Any) -> None:
    programmes.programme_2020()
    for number in range(schools):
        given.meeting(organisations.school(f"五台县第{number}小学"))
    browser = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division("140900")))
    browser.get("/notices/meetings/")

    with django_assert_max_num_queries(14):
        page = browser.get("/notices/meetings/", {"state": "recorded"})

    assert len(page.context["rows"]) == schools
