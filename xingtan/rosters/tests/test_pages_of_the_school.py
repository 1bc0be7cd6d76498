"""What the school's contact person sees and does in the browser."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.sheets import read_workbook_here, write_workbook
from xingtan.foundation.tests import files
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.models import Roster
from xingtan.rosters.sheet import FIELDS
from xingtan.rosters.tests import given
from xingtan.rosters.tests.sheets import HEADER

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_time() -> object:
    with clock.standing_at(given.IN_TIME):
        yield


@pytest.fixture
def contact() -> Client:
    programmes.programme_2020()
    return people.signed_in(given.contact())


def sheet(rows: Sequence[Sequence[Any]], name: str = "报名表.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, write_workbook(HEADER, rows))


def typed(roster: Roster, position: int = 1, **changed: str) -> dict[str, str]:
    row = queries.row_at(roster, position)
    assert row is not None
    cells = {field: row.teacher.shown(field) for field in (*FIELDS, "note")}
    return cells | {"row_version": str(row.version)} | changed


def test_from_the_blank_form_to_handing_in(contact: Client) -> None:
    blank = read_workbook_here(contact.get("/rosters/blank/").content).sheets[0].rows
    assert blank[0][0] == "忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表"
    assert blank[1] == HEADER

    rows = given.rows(2)
    rows[1][4] = "1360962479"
    shown = contact.post("/rosters/upload/", {"file": sheet(rows)}, follow=True)
    page = shown.content.decode()
    roster = Roster.objects.get()
    assert shown.redirect_chain[-1][0] == f"/rosters/{roster.public_id}/"
    assert "1360962479" in page
    assert "11 digits" in page or "11 位" in page
    assert str(rows[0][4]) not in page

    contact.post(f"/rosters/{roster.public_id}/rows/2/", typed(roster, 2, mobile="13609624790"))
    roster.refresh_from_db()
    assert roster.open_problems == 0

    answer = {"declared": "on", "declared_by": "刘校长", "version": str(roster.version)}
    contact.post(f"/rosters/{roster.public_id}/hand-in/", answer)
    roster.refresh_from_db()
    assert roster.state == "submitted"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no workbook"), "damaged"),
        (SimpleUploadedFile("a.xlsx", b""), "empty"),
        (SimpleUploadedFile("a.xls", b"<html><table></table></html>"), "web page"),
        (SimpleUploadedFile("a.xlsx", files.compound("EncryptedPackage")), "password"),
        (SimpleUploadedFile("a.xlsx", files.workbook([["你好"]])), "header"),
        (SimpleUploadedFile("a.xlsx", files.workbook([HEADER])), "no teacher"),
        (SimpleUploadedFile("a.xlsx", files.bomb(210)), "not built"),
    ],
    ids=["damaged", "empty", "html", "password", "header", "nobody", "bomb"],
)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(
    contact: Client, file: SimpleUploadedFile, words: str
) -> None:
    contact.cookies["django_language"] = "en"
    answer = contact.post("/rosters/upload/", {"file": file}, headers={"Accept-Language": "en"})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Roster.objects.exists()


@override_settings(UPLOAD_MAX_BYTES=1000)
def test_a_file_over_the_limit_is_413_before_it_is_read(contact: Client) -> None:
    answer = contact.post("/rosters/upload/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 2_000_000)})

    assert answer.status_code == 413
    assert not Roster.objects.exists()


@override_settings(UPLOAD_MAX_BYTES=1000)
def test_a_file_over_the_limit_is_413_also_while_the_forms_token_is_looked_for(contact: Client) -> None:
    contact.get("/rosters/")
    contact.handler.enforce_csrf_checks = True

    answer = contact.post("/rosters/upload/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 2_000_000)})

    assert answer.status_code == 413


def test_a_row_is_mended_in_place(contact: Client) -> None:
    rows = given.rows(2)
    rows[0][1] = ""
    roster = given.draft(sheet=rows)
    address = f"/rosters/{roster.public_id}/rows/1/"

    editor = contact.get(address, headers=HTMX).content.decode()
    mended = contact.post(address, typed(roster, 1, name="赵 春梅"), headers=HTMX).content.decode()

    assert "<html" not in editor
    assert 'name="id_number"' in editor
    assert "<html" not in mended
    assert "赵春梅" in mended
    assert 'hx-swap-oob="true"' in mended


def test_without_javascript_the_row_opens_on_the_page(contact: Client) -> None:
    roster = given.draft(2)

    page = contact.get(f"/rosters/{roster.public_id}/rows/2/", follow=True).content.decode()

    assert 'id="edit-2"' in page
    assert 'id="edit-1"' not in page


def test_a_row_can_be_given_the_schools_own_names(contact: Client) -> None:
    rows = given.rows(1)
    rows[0][6:8] = ["太原市", "实验小学"]
    roster = given.draft(sheet=rows)

    contact.post(f"/rosters/{roster.public_id}/rows/1/", typed(roster) | {"own_school": "1"})

    teacher = queries.teachers_of(roster)[0]
    assert (teacher.county, teacher.school, teacher.problems) == ("五台县", "五台县实验小学", ())


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_of_two_windows_keeps_what_was_typed_and_overwrites_nothing(
    contact: Client, headers: dict[str, str]
) -> None:
    roster = given.draft(1)
    address = f"/rosters/{roster.public_id}/rows/1/"
    second = typed(roster, name="孙淑珍")
    contact.post(address, typed(roster, name="李春兰"))

    answer = contact.post(address, second, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="孙淑珍"' in page
    assert "李春兰" in page
    assert queries.teachers_of(roster)[0].name == "李春兰"


def test_a_stale_window_cannot_replace_the_sheet(contact: Client) -> None:
    roster = given.draft(2)
    stale = roster.version
    contact.post(f"/rosters/{roster.public_id}/rows/1/", typed(roster, name="李春兰"))

    answer = contact.post("/rosters/upload/", {"file": sheet(given.rows(1)), "version": stale})

    assert answer.status_code == 422
    assert roster.rows.count() == 2


def test_a_row_can_be_removed(contact: Client) -> None:
    roster = given.draft(2)

    contact.post(f"/rosters/{roster.public_id}/rows/2/remove/", {"row_version": "1"})

    assert [teacher.name for teacher in queries.teachers_of(roster)] == ["王秀兰"]


def test_handing_in_without_the_declaration_keeps_the_name(contact: Client) -> None:
    roster = given.draft(1)

    answer = contact.post(
        f"/rosters/{roster.public_id}/hand-in/", {"declared_by": "刘校长", "version": str(roster.version)}
    )

    assert answer.status_code == 422
    assert 'value="刘校长"' in answer.content.decode()
    assert Roster.objects.get().state == "draft"


def test_one_second_after_the_deadline_the_draft_is_read_only_and_says_so(contact: Client) -> None:
    roster = given.draft(2)
    late = given.CLOSES_AT + timedelta(seconds=1)
    declared = {"declared": "on", "declared_by": "刘校长", "version": str(roster.version)}

    with clock.standing_at(late):
        page = contact.get(f"/rosters/{roster.public_id}/").content.decode()
        refused = contact.post(f"/rosters/{roster.public_id}/hand-in/", declared)
        uploaded = contact.post("/rosters/upload/", {"file": sheet(given.rows(1))})
        overview = contact.get("/rosters/")

    assert "王秀" in page
    assert "hand-in/" not in page
    assert refused.status_code == uploaded.status_code == 422
    assert "12" in refused.content.decode()
    assert overview.status_code == 200
    assert (Roster.objects.get().state, roster.rows.count()) == ("draft", 2)


def test_enrolled_elsewhere_is_told_without_saying_whose(contact: Client) -> None:
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    given.accepted_roster(school=other, sheet=given.rows(1, school=other, county="原平市"))

    page = contact.post("/rosters/upload/", {"file": sheet(given.rows(1))}, follow=True).content.decode()

    assert "cell-sentence" in page
    assert "原平" not in page


def test_nobody_enrols_alone() -> None:
    answer = Client().get("/rosters/self/")

    assert answer.status_code == 403
    assert "roster" in answer.content.decode()
    assert Client().post("/rosters/self/").status_code in {403, 405}


def test_the_head_hands_in_and_changes_no_row() -> None:
    roster = given.draft(1)
    head = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=roster.school))

    assert head.get("/rosters/").status_code == 200
    assert head.get(f"/rosters/{roster.public_id}/").status_code == 200
    assert head.post("/rosters/upload/", {}).status_code == 404
    assert head.post(f"/rosters/{roster.public_id}/rows/1/", {}).status_code == 404
    declared = {"declared": "on", "declared_by": "刘校长", "version": roster.version}
    assert head.post(f"/rosters/{roster.public_id}/hand-in/", declared).status_code == 302
    assert Roster.objects.get().state == "submitted"


def test_the_declaration_bears_the_name_of_the_head() -> None:
    roster = given.draft(1)
    head = people.post(Kind.SCHOOL_HEAD, school=roster.school, holder=people.account("高崇文"))

    page = people.signed_in(given.contact(roster.school)).get(f"/rosters/{roster.public_id}/").content.decode()

    assert f'value="{head.account.name}"' in page


def test_where_the_head_must_declare_the_contact_is_told_to_ask_the_head() -> None:
    programme = programmes.programme_2020(A21={"head_declares_in_person": True})
    roster = given.draft(1, programme=programme)
    contact = people.signed_in(given.contact(roster.school))

    assert "declared_by" not in contact.get(f"/rosters/{roster.public_id}/").content.decode()
    declared = {"declared": "on", "declared_by": "刘校长", "version": roster.version}
    assert contact.post(f"/rosters/{roster.public_id}/hand-in/", declared).status_code == 422
    assert Roster.objects.get().state == "draft"


def test_a_reopened_school_goes_on_after_the_deadline() -> None:
    roster = given.draft(1)
    after = given.CLOSES_AT + timedelta(hours=5)
    reopening = given.reopening(school=roster.school, at=after)
    actions.decide_reopening(reopening=reopening, granted=True, words="", by=given.centre(), now=after)
    with clock.standing_at(after):
        contact = people.signed_in(given.contact(roster.school))
        page = contact.get("/rosters/").content.decode()
        declared = {"declared": "on", "declared_by": "刘校长", "version": roster.version}

        assert "/rosters/upload/" in page
        assert contact.post(f"/rosters/{roster.public_id}/hand-in/", declared).status_code == 302


def test_another_school_finds_nothing() -> None:
    roster = given.draft(1)
    stranger = people.signed_in(given.contact(organisations.school("五台县第二小学校")))

    assert stranger.get(f"/rosters/{roster.public_id}/").status_code == 404
    assert stranger.post(f"/rosters/{roster.public_id}/rows/1/", typed(roster)).status_code == 404
    assert stranger.post(f"/rosters/{roster.public_id}/hand-in/", {}).status_code == 404
    assert Roster.objects.get().state == "draft"


@pytest.mark.parametrize("position", ["9", "99999999999999999999999999"])
def test_a_row_that_is_not_there_is_missing(contact: Client, position: str) -> None:
    roster = given.draft(1)

    assert contact.get(f"/rosters/{roster.public_id}/rows/{position}/").status_code == 404
    assert contact.post(f"/rosters/{roster.public_id}/rows/{position}/", typed(roster)).status_code == 404
    contact.post(f"/rosters/{roster.public_id}/rows/{position}/remove/", {"row_version": "²"})
    assert roster.rows.count() == 1
