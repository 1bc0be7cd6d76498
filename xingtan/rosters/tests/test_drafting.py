"""Taking a sheet in, and mending it before it is handed in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.audit.models import Entry
from xingtan.enrolment.tests import given as enrolled
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.errors import NoHeader, NoRows, NotWithTheSchool, RosterChanged, RosterClosed, RowGone
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.sheet import FIELDS, Grid
from xingtan.rosters.tests import given
from xingtan.rosters.tests.sheets import HEADER

pytestmark = pytest.mark.django_db


def cells_of(row: RosterRow, **changed: str) -> dict[str, str]:
    return {field: row.teacher.shown(field) for field in (*FIELDS, "note")} | changed


def told(roster: Roster) -> list[list[str]]:
    return [[f"{problem.field}:{problem.why}" for problem in row.teacher.problems] for row in queries.rows_of(roster)]


def change(roster: Roster, position: int, row_version: int | None = None, **changed: str) -> RosterRow:
    row = queries.row_at(roster, position)
    assert row is not None
    return actions.change_row(
        roster=roster, position=position, cells=cells_of(row, **changed),
        row_version=row_version or row.version, by=None, now=given.IN_TIME,
    )  # fmt: skip


def test_a_sheet_becomes_a_draft_with_every_row() -> None:
    roster = given.draft(3)

    assert (roster.state, roster.teachers, roster.open_problems) == ("draft", 3, 0)
    assert [row.teacher.row for row in queries.rows_of(roster)] == [2, 3, 4]
    assert Entry.objects.filter(verb="upload_roster").count() == 1


def test_numbers_are_not_readable_in_the_database() -> None:
    roster = given.draft(1)
    number = queries.teachers_of(roster)[0].id_number

    with connection.cursor() as cursor:
        cursor.execute("SELECT cells, problems, id_hash FROM rosters_rosterrow")
        stored = repr([bytes(each) if isinstance(each, memoryview) else each for each in cursor.fetchone()])

    assert number not in stored
    assert "王秀" not in stored


def test_a_sheet_without_header_or_rows_is_refused_and_nothing_is_stored() -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    for grid, refusal in ((Grid("Sheet1", [["你好"]]), NoHeader), (Grid("Sheet1", [HEADER]), NoRows)):
        with pytest.raises(refusal):
            actions.take_in(
                programme=programme, school=school, grids=[grid], file_name="x.xlsx", by=None, now=given.IN_TIME
            )

    assert not Roster.objects.exists()


def test_a_second_sheet_takes_the_place_of_the_first() -> None:
    first = given.draft(3)

    second = given.draft(2)

    assert second.pk == first.pk
    assert (second.teachers, second.rows.count()) == (2, 2)


def test_two_schools_teachers_on_one_sheet_are_told_apart() -> None:
    school = organisations.school()
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)

    roster = given.draft(
        school=school, sheet=[*given.rows(1, school=school), *given.rows(1, school=other, county="原平市", first=2)]
    )

    assert told(roster) == [[], ["county:other_county", "school:other_school"]]


def test_a_school_is_known_by_its_other_names() -> None:
    school = organisations.school("原平市第一中学校", division=organisations.YUANPING, aliases=("原平一中",))
    sheet = given.rows(3, school=school, county="原平")
    sheet[1][7], sheet[2][7] = "原平一中", "山西省忻州市原平市第一中学"

    assert told(given.draft(school=school, sheet=sheet)) == [[], [], []]


def test_a_city_direct_school_stands_under_the_city() -> None:
    school = organisations.city_direct_school()

    assert told(given.draft(school=school)) == [[], [], []]
    assert told(given.draft(school=school, sheet=given.rows(1, school=school, county="忻府区"))) == [
        ["county:other_county"]
    ]


def test_an_unknown_division_and_a_stage_outside_the_training_are_told() -> None:
    sheet = given.rows(2)
    sheet[0][6], sheet[1][2] = "太原市", "大学"

    assert told(given.draft(sheet=sheet)) == [["county:county"], ["stage:stage"]]


def test_researchers_and_heads_take_part_only_where_the_programme_says_so() -> None:
    sheet = given.rows(4)
    for row, function in zip(sheet, ("教研员", "副校长", "班主任", "语文"), strict=True):
        row[3] = function
    without = programmes.programme_2020()

    assert told(given.draft(sheet=sheet, programme=without)) == [
        ["subject:function"],
        ["subject:function"],
        ["subject:subject"],
        [],
    ]
    with_them = programmes.programme_2020(A08={"researchers_and_heads": True})
    second = organisations.school("五台县第二小学")
    for row in sheet:
        row[7] = second.full_name
    assert told(given.draft(sheet=sheet, programme=with_them, school=second)) == [[], [], ["subject:subject"], []]


def test_someone_enrolled_elsewhere_is_marked_without_saying_where() -> None:
    sheet = given.rows(2)
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    enrolled.enrolments(entrants=[enrolled.entrant(number=str(sheet[1][5]))], school=other)

    roster = given.draft(sheet=sheet)

    assert told(roster) == [[], ["id_number:enrolled_elsewhere"]]
    assert "原平" not in str(roster.rows.values_list("problems", flat=True))


def test_someone_handed_in_by_another_school_is_marked() -> None:
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    given.submitted_roster(1, school=other)

    assert told(given.draft(2)) == [["id_number:handed_in_elsewhere"], []]


def test_a_mobile_of_somebody_else_is_marked() -> None:
    sheet = given.rows(1)
    enrolled.enrolments(entrants=[enrolled.entrant(mobile=str(sheet[0][4]))])

    assert told(given.draft(sheet=sheet)) == [["mobile:mobile_taken"]]


def test_a_mended_cell_is_checked_anew_and_counted() -> None:
    sheet = given.rows(3)
    sheet[1][4] = "1360962479"
    roster = given.draft(sheet=sheet)

    row = change(roster, 2, mobile="136 0962 4790")

    assert row.teacher.mobile == "13609624790"
    roster.refresh_from_db()
    assert roster.open_problems == 0


def test_what_is_typed_wrongly_stays_as_typed() -> None:
    roster = given.draft(2)

    row = change(roster, 1, mobile="不详")

    assert row.teacher.shown("mobile") == "不详"
    assert told(roster) == [["mobile:mobile"], []]


def test_mending_one_of_two_equal_numbers_frees_the_other() -> None:
    sheet = given.rows(3)
    sheet[1][5] = sheet[0][5]
    roster = given.draft(sheet=sheet)
    assert told(roster) == [["id_number:duplicate_id_number"], ["id_number:duplicate_id_number"], []]

    change(roster, 2, id_number=enrolled.id_number(777_001))

    assert told(roster) == [[], [], []]


def test_a_removed_row_is_gone_and_frees_the_other() -> None:
    sheet = given.rows(2)
    sheet[1][5] = sheet[0][5]
    roster = given.draft(sheet=sheet)

    actions.remove_row(roster=roster, position=2, row_version=1, by=None, now=given.IN_TIME)

    assert told(roster) == [[]]
    with pytest.raises(RowGone):
        actions.change_row(roster=roster, position=2, cells={}, row_version=1, by=None, now=given.IN_TIME)


def test_the_second_of_two_windows_overwrites_nothing() -> None:
    roster = given.draft(2)
    change(roster, 1, row_version=1, name="李春兰")

    with pytest.raises(RosterChanged):
        change(roster, 1, row_version=1, name="赵春梅")
    with pytest.raises(RosterChanged):
        actions.remove_row(roster=roster, position=1, row_version=1, by=None, now=given.IN_TIME)

    assert queries.teachers_of(roster)[0].name == "李春兰"


def test_a_sheet_chosen_in_a_stale_window_does_not_replace_newer_rows() -> None:
    roster = given.draft(3)
    change(roster, 1, name="李春兰")

    with pytest.raises(RosterChanged):
        actions.take_in(
            programme=roster.programme, school=roster.school, grids=[Grid("Sheet1", [HEADER, *given.rows(1)])],
            file_name="旧.xlsx", by=None, now=given.IN_TIME, version=roster.version,
        )  # fmt: skip

    assert roster.rows.count() == 3


@pytest.mark.parametrize(("seconds", "is_taken"), [(0, True), (1, False)])
def test_the_last_second_is_in_time_and_the_next_is_not(seconds: int, is_taken: bool) -> None:
    at = given.CLOSES_AT + timedelta(seconds=seconds)
    roster = given.draft(2)

    if is_taken:
        assert given.draft(1, at=at).teachers == 1
        return
    with pytest.raises(RosterClosed, match=r"12"):
        given.draft(1, at=at)
    with pytest.raises(RosterClosed):
        actions.change_row(roster=roster, position=1, cells={}, row_version=1, by=None, now=at)
    with pytest.raises(RosterClosed):
        actions.remove_row(roster=roster, position=1, row_version=1, by=None, now=at)
    assert len(queries.teachers_of(roster)) == 2


def test_a_roster_with_the_reviewer_cannot_be_changed() -> None:
    roster = given.submitted_roster(2)

    with pytest.raises(NotWithTheSchool):
        given.draft(1)
    with pytest.raises(NotWithTheSchool):
        actions.change_row(roster=roster, position=1, cells={}, row_version=1, by=None, now=given.IN_TIME)

    assert roster.rows.count() == 2


def test_a_roster_of_any_size_takes_the_same_number_of_queries() -> None:
    given.draft(1)
    with CaptureQueriesContext(connection) as few:
        given.draft(2)
    with CaptureQueriesContext(connection) as many:
        given.draft(400)

    assert len(many) - len(few) in range(3)
