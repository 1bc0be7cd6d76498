"""The mobilisation meeting: recorded with a photo, put right without losing what was said before."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from pytest_django import Settings

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.attachments import AttachmentTypeRefused
from xingtan.notices import actions, queries
from xingtan.notices.errors import MeetingInFuture, MeetingTooEarly, TooManyFiles
from xingtan.notices.models import MeetingFile, MobilisationMeeting
from xingtan.notices.tests import given
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
TODAY = date(2020, 11, 25)
FILLED = {"held_on": "2020-11-20", "present": "43", "words": "宣讲通知。"}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_at(clock.moment(2020, 11, 25, 10)):
        yield


def contact(school: School) -> Post:
    return people.post(Kind.SCHOOL_CONTACT, school=school)


def test_putting_it_right_adds_a_record_keeps_chosen_files_and_the_former_words() -> None:
    school = organisations.school()
    first = given.meeting(school, present=40, files=[given.photo("a.jpg"), given.photo("b.jpg")])
    kept = first.files.all()[0]

    second = given.meeting(school, present=44, files=[given.photo("c.jpg")], keep=[kept.public_id])

    assert [each.file_name for each in second.files.all()] == ["a.jpg", "c.jpg"]
    assert queries.meeting_of(school, "xinzhou-2020") == second
    assert queries.former_records(second) == [first]
    assert first.files.count() == 2


def test_a_meeting_of_today_is_recorded_and_one_of_tomorrow_is_not() -> None:
    given.meeting(organisations.school(), held_on=TODAY)

    with pytest.raises(MeetingInFuture):
        given.meeting(organisations.school("五台县第二小学"), held_on=date(2020, 11, 26))

    assert MobilisationMeeting.objects.count() == 1


def test_a_meeting_on_the_day_of_the_notice_is_recorded_and_one_before_it_is_not() -> None:
    given.meeting(organisations.school(), held_on=date(2020, 11, 16), not_before=date(2020, 11, 16))

    with pytest.raises(MeetingTooEarly):
        given.meeting(organisations.school("五台县第二小学"), held_on=date(2020, 11, 15), not_before=date(2020, 11, 16))


def test_five_files_are_kept_and_six_are_refused_with_nothing_stored() -> None:
    school = organisations.school()
    given.meeting(school, files=[given.photo(f"{number}.jpg") for number in range(5)])

    with pytest.raises(TooManyFiles):
        given.meeting(school, files=[given.photo()], keep=[each.public_id for each in MeetingFile.objects.all()])

    assert (MobilisationMeeting.objects.count(), MeetingFile.objects.count()) == (1, 5)


def test_another_type_of_file_is_refused_and_nothing_is_recorded() -> None:
    with pytest.raises(AttachmentTypeRefused):
        given.meeting(organisations.school(), files=[SimpleUploadedFile("照片.jpg", b"MZ\x90\0")])

    assert not MobilisationMeeting.objects.exists()


def test_a_record_is_never_changed() -> None:
    given.meeting(organisations.school())

    with pytest.raises(DatabaseError), transaction.atomic():
        MobilisationMeeting.objects.update(present=1)


def test_without_a_programme_the_page_says_so() -> None:
    school = organisations.school()

    assert people.signed_in(contact(school)).get("/notices/meetings/own/").status_code == 200


def test_two_tabs_putting_right_leave_one_standing_record() -> None:
    school = organisations.school()
    given.meeting(school)
    facts = actions.MeetingFacts(TODAY, 41)
    for _tab in range(2):
        actions.record_meeting(programme_code="xinzhou-2020", school=school, facts=facts, by=None, now=clock.now())

    assert MobilisationMeeting.objects.standing().count() == 1
    assert MobilisationMeeting.objects.count() == 3
