"""Mending in the browser: cells, proposals, rows set aside, rows by hand, the marked sheet, words learnt."""

import io
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import queries
from xingtan.rosters.models import LearnedWord, Roster, SetAside
from xingtan.rosters.tests import given
from xingtan.rosters.tests.sheets import HEADER

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/rosters/x/?rows=problems"}


@pytest.fixture(autouse=True)
def _in_time() -> object:
    with clock.standing_at(given.IN_TIME):
        yield


@pytest.fixture
def contact() -> Client:
    programmes.programme_2020()
    return people.signed_in(given.contact())


def wrong_stages(teachers: int = 3) -> Roster:
    sheet = given.rows(teachers)
    for row in sheet:
        row[2] = "小学低段"
    return given.draft(sheet=sheet)


def cell_of(roster: Roster, position: int = 1, field: str = "stage") -> str:
    return f"/rosters/{roster.public_id}/rows/{position}/cells/{field}/"


def uploaded(contact: Client, book: openpyxl.Workbook) -> str:
    buffer = io.BytesIO()
    book.save(buffer)
    file = SimpleUploadedFile("报名表.xlsx", buffer.getvalue())
    standing = Roster.objects.first()
    answer = contact.post(
        "/rosters/upload/", {"file": file, "version": standing.version if standing else ""}, follow=True
    )
    return answer.content.decode()


def book_of(rows: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def test_a_doubtful_cell_shows_its_proposals_and_how_many_others_say_the_same(contact: Client) -> None:
    roster = wrong_stages(3)

    page = contact.get(f"/rosters/{roster.public_id}/").content.decode()

    assert page.count('name="text" value="小学"') == 3
    assert page.count('name="alike" value="小学"') == 3
    assert "2" in re.findall(r'name="alike" value="小学">([^<]*)<', page)[0]


def test_a_cell_opens_alone_and_closes_again(contact: Client) -> None:
    roster = wrong_stages(2)

    opened = contact.get(cell_of(roster), headers=HTMX).content.decode()
    closed = contact.get(cell_of(roster) + "?close", headers=HTMX).content.decode()

    assert "<html" not in opened
    assert opened.count("data-cell-editor") == 1
    assert 'id="row-2"' not in opened
    assert "data-cell-editor" not in closed


def test_one_click_on_a_proposal_mends_and_checks_at_once(contact: Client) -> None:
    roster = wrong_stages(3)

    part = contact.post(cell_of(roster), {"text": "小学", "row_version": "1"}, headers=HTMX).content.decode()

    assert "<html" not in part
    assert 'id="roster-grid"' in part
    assert 'hx-swap-oob="true"' in part
    assert 'id="row-1"' not in part  # only rows to be mended are shown
    roster.refresh_from_db()
    assert roster.open_problems == 2


def test_without_javascript_a_cell_opens_on_its_page_and_a_proposal_is_a_button(contact: Client) -> None:
    roster = wrong_stages(60)

    page = contact.get(cell_of(roster, 55), follow=True)
    mended = contact.post(cell_of(roster, 55), {"text": "小学", "row_version": "1"})

    assert "page=2" in page.redirect_chain[-1][0]
    assert page.content.decode().count("data-cell-editor") == 1
    assert mended["Location"].endswith("?page=2#row-55")
    roster.refresh_from_db()
    assert roster.open_problems == 59


def test_the_same_text_is_mended_everywhere_by_one_click(contact: Client) -> None:
    roster = wrong_stages(60)

    contact.post(cell_of(roster), {"alike": "小学", "row_version": "1"}, headers=HTMX)

    roster.refresh_from_db()
    assert roster.open_problems == 0
    assert LearnedWord.objects.get().text == "小学低段"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_stale_cell_keeps_what_was_typed_and_says_why(contact: Client, headers: dict[str, str]) -> None:
    roster = wrong_stages(1)
    contact.post(cell_of(roster, field="name"), {"text": "李春兰", "row_version": "1"})

    answer = contact.post(cell_of(roster), {"text": "初中", "row_version": "1"}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="初中" selected>' in page
    assert 'role="alert"' in page
    assert queries.teachers_of(roster)[0].shown("stage") == "小学低段"


@pytest.mark.parametrize("field", ["note", "nothing", "row"])
def test_only_the_columns_of_annex_1_are_cells(contact: Client, field: str) -> None:
    assert contact.get(cell_of(given.draft(1), field=field)).status_code == 404


def test_another_school_and_the_county_reach_no_cell(contact: Client) -> None:
    roster = wrong_stages(1)
    county = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=roster.school.division))
    stranger = people.signed_in(given.contact(organisations.school("五台县第二小学校")))

    for other in (county, stranger):
        assert other.post(cell_of(roster), {"text": "小学", "row_version": "1"}).status_code in {403, 404}
        assert other.get(f"/rosters/{roster.public_id}/marked/").status_code in {403, 404}
        assert other.post(f"/rosters/{roster.public_id}/aside/", {"aside": 1}).status_code in {403, 404}
        assert other.post(f"/rosters/{roster.public_id}/rows/add/", {"name": "李春兰"}).status_code in {403, 404}
    assert queries.teachers_of(roster)[0].stage == "小学低段"


def test_hidden_rows_and_a_hidden_sheet_are_offered_and_taken_in(contact: Client) -> None:
    book = book_of([HEADER, *given.rows(3)])
    book.active.row_dimensions[3].hidden = True
    hidden = book.create_sheet("2019")
    for row in [HEADER, *given.rows(2, first=50)]:
        hidden.append(row)
    hidden.sheet_state = "hidden"

    page = uploaded(contact, book)
    roster = Roster.objects.get()

    assert "2019" in page
    assert roster.teachers == 2
    for aside in SetAside.objects.all():
        contact.post(f"/rosters/{roster.public_id}/aside/", {"aside": aside.pk, "take": "1"})
    roster.refresh_from_db()
    assert (roster.teachers, roster.open_problems, SetAside.objects.count()) == (5, 0, 0)


def test_rows_left_out_stay_offered(contact: Client) -> None:
    book = book_of([HEADER, *given.rows(2)])
    book.active.row_dimensions[3].hidden = True
    uploaded(contact, book)
    roster = Roster.objects.get()

    page = contact.post(
        f"/rosters/{roster.public_id}/aside/", {"aside": SetAside.objects.get().pk}, follow=True
    ).content.decode()

    assert "is-left" in page
    assert roster.rows.count() == 1


def test_a_removed_row_can_be_put_back(contact: Client) -> None:
    roster = given.draft(2)
    page = contact.post(
        f"/rosters/{roster.public_id}/rows/2/remove/", {"row_version": "1"}, follow=True
    ).content.decode()

    assert "is-removed" in page
    contact.post(f"/rosters/{roster.public_id}/aside/", {"aside": SetAside.objects.get().pk, "take": "1"})
    assert roster.rows.count() == 2


def test_a_teacher_is_added_by_hand_with_the_schools_names_filled_in(contact: Client) -> None:
    roster = given.draft(1)
    page = contact.get(f"/rosters/{roster.public_id}/").content.decode()
    assert 'id="new_school"' in page
    assert re.search(r'value="五台县实验小学"[^>]*id="new_school"', page)

    contact.post(f"/rosters/{roster.public_id}/rows/add/", {"name": "李春兰", "stage": "小学", "mobile": "1"})
    refused = contact.post(f"/rosters/{roster.public_id}/rows/add/", {"stage": "小学"})

    assert refused.status_code == 422
    assert [teacher.name for teacher in queries.teachers_of(roster)][1:] == ["李春兰"]


def test_the_marked_sheet_says_what_to_mend_and_reads_back_the_same(contact: Client) -> None:
    sheet = given.rows(4)
    sheet[0][2], sheet[1][5], sheet[2][4] = "大学", float(str(sheet[1][5])[:15] + "000"), "1.38E+10"
    roster = given.draft(sheet=sheet)
    before = [teacher._replace(sheet="", row=0) for teacher in queries.teachers_of(roster)]

    answer = contact.get(f"/rosters/{roster.public_id}/marked/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book.active.iter_rows(min_row=3) for cell in row]

    assert answer["Cache-Control"] == "no-store"
    assert {cell.value for cell in cells} >= {sheet[0][5], sheet[0][4]}
    assert [cell.coordinate for cell in cells if cell.comment] == ["C3", "F4", "E5"]
    assert all(cell.data_type in {"s", "n"} and not isinstance(cell.value, float) for cell in cells)
    assert Entry.objects.get(verb="export_own_roster")
    uploaded(contact, book)
    assert [teacher._replace(sheet="", row=0) for teacher in queries.teachers_of(roster)] == before


def test_a_marked_sheet_mended_in_wps_comes_back_sound(contact: Client) -> None:
    roster = wrong_stages(2)
    book = openpyxl.load_workbook(io.BytesIO(contact.get(f"/rosters/{roster.public_id}/marked/").content))
    for row in (3, 4):
        book.active.cell(row, 3, "小学")

    uploaded(contact, book)

    roster.refresh_from_db()
    assert (roster.teachers, roster.open_problems) == (2, 0)


def test_numbers_in_full_are_on_no_other_page_of_mending(contact: Client) -> None:
    roster = wrong_stages(1)
    number = queries.teachers_of(roster)[0].id_number

    for address in (f"/rosters/{roster.public_id}/", cell_of(roster)):
        assert number not in contact.get(address, headers=HTMX).content.decode()
    assert not any(number in str(entry.facts) for entry in Entry.objects.all())


def test_the_city_sees_what_was_learnt_and_unlearns_it(contact: Client) -> None:
    roster = wrong_stages(2)
    contact.post(cell_of(roster), {"alike": "小学", "row_version": "1"})
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))

    page = city.get("/rosters/words/").content.decode()
    assert "小学低段" in page
    answer = city.post(f"/rosters/words/{LearnedWord.objects.get().public_id}/unlearn/", follow=True)

    assert "小学低段" not in answer.content.decode()
    assert LearnedWord.objects.get().unlearned_at == given.IN_TIME
    assert contact.get("/rosters/words/").status_code in {403, 404}


def test_a_large_roster_asks_a_fixed_number_of_questions(contact: Client) -> None:
    asked = []
    for teachers in (5, 300):
        roster = wrong_stages(teachers)
        contact.get(f"/rosters/{roster.public_id}/")
        with CaptureQueriesContext(connection) as queries_made:
            contact.get(f"/rosters/{roster.public_id}/?rows=problems")
        asked.append(len(queries_made))

    assert asked[0] == asked[1]


def test_the_list_of_words_asks_a_fixed_number_of_questions() -> None:
    school = organisations.school()
    city = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))
    asked = []
    for most in (2, 40):
        LearnedWord.objects.bulk_create(
            LearnedWord(
                school=school, field="subject", key=f"k{n}", text=f"t{n}", value="语文", learned_at=given.IN_TIME
            )
            for n in range(most * 10, most * 10 + most)
        )
        city.get("/rosters/words/")
        with CaptureQueriesContext(connection) as made:
            city.get("/rosters/words/")
        asked.append(len(made))

    assert asked[0] == asked[1]


def test_leaving_and_coming_back_on_another_device_loses_nothing() -> None:
    programmes.programme_2020()
    post = given.contact()
    book = book_of([HEADER, *given.rows(5)])
    book.active["C3"], book.active["C4"] = "小学低段", "小学高段"
    book.active.row_dimensions[6].hidden = True
    uploaded(people.signed_in(post), book)
    roster = Roster.objects.get()
    row = queries.row_at(roster, 2)
    assert row is not None
    at_school = people.signed_in(post)
    at_school.post(cell_of(roster, 2), {"text": "小学", "row_version": row.version}, headers=HTMX)
    at_school.logout()

    with clock.standing_at(given.IN_TIME + timedelta(days=3)):
        page = people.signed_in(post).get(f"/rosters/{roster.public_id}/").content.decode()

    assert [row.teacher.shown("stage") for row in queries.rows_of(roster)] == ["小学", "小学", "小学高段", "小学"]
    assert "小学高段" in page
    assert "小学低段" not in page
    assert "隐藏" in page
