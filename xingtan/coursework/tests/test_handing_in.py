"""Works written, added to and handed in: nothing typed or sent is lost, every version stays."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image

from xingtan.audit.models import Entry
from xingtan.coursework import actions, errors
from xingtan.coursework.models import Version, Work, WorkFile
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import AFTER, DUE, NOW, TEXT
from xingtan.foundation.uploads import UploadRefused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_handing_in_twice_with_the_same_text_is_one_version() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    before = Entry.objects.count()

    first = given.handed_in(homework, room.learners[0])
    again = given.handed_in(homework, room.learners[0], at=LATER)

    assert again == first
    assert Version.objects.count() == 1
    assert Entry.objects.count() == before + 1


def test_until_it_is_marked_a_better_version_takes_the_place_and_the_first_stays() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    given.handed_in(homework, room.learners[0])

    given.handed_in(homework, room.learners[0], TEXT + "补充反思。", at=LATER)

    work = Work.objects.get()
    assert list(work.versions.values_list("number", "handed_in_at")) == [(1, NOW), (2, LATER)]
    assert (work.first_handed_in_at, work.handed_in_at) == (NOW, LATER)


def test_after_the_due_time_work_is_taken_and_called_late() -> None:
    room = given.a_room(2)
    homework, strict = given.homework(room), given.homework(room, takes_late=False)

    assert given.handed_in(homework, room.learners[0], at=AFTER).is_late
    with pytest.raises(errors.HandingInClosed):
        given.handed_in(strict, room.learners[0], at=DUE)

    assert Work.objects.get(assignment=strict).draft == TEXT


def test_a_returned_work_is_handed_in_anew_and_every_version_stays() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    given.returned(given.handed_in(homework, room.learners[0]), room.tutor)

    second = given.handed_in(homework, room.learners[0], TEXT + "补上教学反思。", at=NOW + timedelta(days=1))

    assert (second.number, second.is_late) == (2, False)
    assert Work.objects.get().state == Work.State.HANDED_IN


def test_a_returned_work_handed_in_unchanged_is_a_version_too() -> None:
    """The reason may have been a misunderstanding: nobody is made to change a full stop."""
    room = given.a_room(1)
    homework = given.homework(room)
    given.returned(given.handed_in(homework, room.learners[0]), room.tutor)

    assert given.handed_in(homework, room.learners[0], at=NOW + timedelta(days=1)).number == 2


def test_a_marked_work_stays_as_it_is() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    given.marked(given.handed_in(homework, room.learners[0]), room.tutor)

    with pytest.raises(errors.AlreadyMarked):
        given.draft(homework, room.learners[0], "新的")

    assert Work.objects.get().draft == TEXT


def test_another_device_does_not_overwrite_what_was_saved_since() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room), room.learners[0]
    opened = given.draft(homework, learner, "手机上写的")
    given.draft(homework, learner, "电脑上又写了一段", at=LATER)

    with pytest.raises(errors.DraftMeanwhile):
        actions.save_draft(assignment=homework, enrolment=learner, text="手机上接着写", seen=opened.saved_at, now=LATER)

    assert Work.objects.get().draft == "电脑上又写了一段"


def test_the_same_text_saved_late_and_twice_is_no_quarrel() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room), room.learners[0]
    given.draft(homework, learner, "一样的文字")

    actions.save_draft(assignment=homework, enrolment=learner, text=" 一样的文字\r\n", seen=None, now=LATER)

    assert Work.objects.get().saved_at == NOW


def test_photos_lose_place_and_device_and_the_same_photo_is_there_once() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room), room.learners[0]

    added = actions.add_files(
        assignment=homework, enrolment=learner, files=[given.photo(place=True), given.paper()], now=NOW
    )
    actions.add_files(assignment=homework, enrolment=learner, files=[given.photo(place=True)], now=NOW)

    assert [each.kind for each in WorkFile.objects.all()] == ["jpeg", "pdf"]
    with added[0].file.open("rb") as stored:
        assert not Image.open(io.BytesIO(stored.read())).getexif()
    assert b"HUAWEI" in given.photo(place=True).read()


@pytest.mark.parametrize(
    "bad",
    [
        SimpleUploadedFile("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        SimpleUploadedFile("页.html", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("空.pdf", b""),
        SimpleUploadedFile("坏.jpg", b"\xff\xd8\xff\xe0 torn"),
        SimpleUploadedFile("程序.exe", b"MZ\x90\x00"),
    ],
    ids=lambda each: each.name,
)
def test_a_bad_file_is_refused_and_those_beside_it_are_not_half_taken(bad: SimpleUploadedFile) -> None:
    room = given.a_room(1)
    homework = given.homework(room)

    with pytest.raises(UploadRefused):
        actions.add_files(assignment=homework, enrolment=room.learners[0], files=[given.paper(), bad], now=NOW)

    assert not WorkFile.objects.exists()


def test_a_path_in_a_name_goes_nowhere() -> None:
    room = given.a_room(1)

    (added,) = actions.add_files(
        assignment=given.homework(room), enrolment=room.learners[0], files=[given.paper("..\\../etc/passwd.pdf")],
        now=NOW,
    )  # fmt: skip

    assert added.file_name == "passwd.pdf"
    assert "/.." not in str(added.file.name)


def test_more_files_than_the_programme_allows_are_refused_and_those_before_stay() -> None:
    room = given.a_room(1, programme=given.programme(most_files=2))
    homework, learner = given.homework(room), room.learners[0]
    actions.add_files(assignment=homework, enrolment=learner, files=[given.paper()], now=NOW)
    two_more = [given.photo(colour="red"), given.photo(colour="green")]

    with pytest.raises(errors.TooManyFiles):
        actions.add_files(assignment=homework, enrolment=learner, files=two_more, now=NOW)

    assert WorkFile.objects.count() == 1


def test_a_file_taken_away_stays_with_the_version_it_was_handed_in_with() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room), room.learners[0]
    (added,) = actions.add_files(assignment=homework, enrolment=learner, files=[given.paper()], now=NOW)
    first = given.handed_in(homework, learner)

    actions.take_file_away(file=added)
    second = given.handed_in(homework, learner, TEXT + "改", at=LATER)

    assert (first.files, second.files) == ([added.public_id], [])
    assert WorkFile.objects.get().file.size > 0


def test_a_text_homework_takes_no_files() -> None:
    room = given.a_room(1)

    with pytest.raises(errors.FilesNotTaken):
        actions.add_files(
            assignment=given.homework(room, takes_files=False), enrolment=room.learners[0], files=[given.paper()],
            now=NOW,
        )  # fmt: skip


def test_the_database_itself_keeps_versions() -> None:
    room = given.a_room(1)
    given.handed_in(given.homework(room), room.learners[0])

    for change in (lambda: Version.objects.update(text="改"), lambda: Version.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_homework_changes_but_not_the_rubric_once_it_was_used() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    given.marked(given.handed_in(homework, room.learners[0]), room.tutor)
    other = given.RUBRIC.criteria[:1]

    with pytest.raises(errors.RubricInUse):
        actions.change_assignment(assignment=homework, task=given.task(rubric=type(given.RUBRIC)(other)), by=None)
    changed = actions.change_assignment(assignment=homework, task=given.task(title="新题目"), by=None)

    assert (changed.title, len(changed.rubric)) == ("新题目", 3)


@pytest.mark.parametrize("due", [NOW.replace(year=2020, month=1), NOW.replace(month=12)])
def test_homework_is_due_within_the_term(due: object) -> None:
    room = given.a_room(1)

    with pytest.raises(errors.DatesOutOfOrder):
        given.homework(room, due_at=due)
