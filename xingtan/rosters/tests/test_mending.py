"""Mending in place: a cell, the same text in many rows, rows set aside, rows by hand, words learnt."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.errors import AsideGone, NobodyTyped, RosterChanged, RosterClosed
from xingtan.rosters.models import LearnedWord, Roster, SetAside
from xingtan.rosters.sheet import Grid, Value
from xingtan.rosters.tests import given
from xingtan.rosters.tests.sheets import HEADER

pytestmark = pytest.mark.django_db
NOW = given.IN_TIME


def told(roster: Roster) -> list[list[str]]:
    return [[f"{problem.field}:{problem.why}" for problem in row.teacher.problems] for row in queries.rows_of(roster)]


def mend(roster: Roster, position: int, *, alike: bool = False, by: Post | None = None, **cells: str) -> list[int]:
    row = queries.row_at(roster, position)
    assert row is not None
    return actions.mend_cells(
        roster=roster, position=position, cells=cells, row_version=row.version, by=by, now=NOW, alike=alike
    )


def spoiled(teachers: int = 3, *, of: School | None = None, **spoil: str) -> Roster:
    school = of or organisations.school()
    sheet = given.rows(teachers, school=school, county=school.division.name)
    for row in sheet:
        for field, text in spoil.items():
            row[
                HEADER.index({"stage": "学段", "subject": "学科", "county": "县(市、区)", "school": "学校全称"}[field])
            ] = text
    return given.draft(school=school, sheet=sheet)


def taken_in(grids: Sequence[Grid]) -> Roster:
    return actions.take_in(
        programme=programmes.programme_2020(), school=organisations.school(), grids=grids, file_name="报名表.xlsx",
        by=None, now=NOW,
    )  # fmt: skip


def hidden_2019() -> list[Grid]:
    shown: list[Sequence[Value]] = [HEADER, *given.rows(2)]
    unseen: list[Sequence[Value]] = [HEADER, *given.rows(12, first=50)]
    return [Grid("一线", shown), Grid("2019", unseen, is_hidden=True)]


def test_one_cell_is_mended_and_the_others_stay() -> None:
    sheet = given.rows(2)
    sheet[0][2], sheet[0][4] = "大学", "1360962479"
    roster = given.draft(sheet=sheet)

    changed = mend(roster, 1, mobile="13609624790")

    assert changed == [1]
    assert told(roster) == [["stage:stage"], []]
    roster.refresh_from_db()
    assert roster.open_problems == 1
    assert Entry.objects.filter(verb="change_roster_row").count() == 1


def test_a_lost_number_stays_lost_when_another_cell_of_its_row_is_mended() -> None:
    sheet = given.rows(1)
    sheet[0][2], sheet[0][5] = "大学", float(str(sheet[0][5])[:15] + "000")
    roster = given.draft(sheet=sheet)

    mend(roster, 1, stage="小学")

    assert told(roster) == [["id_number:id_as_number"]]


def test_the_same_text_is_mended_everywhere_at_once_and_only_there() -> None:
    roster = spoiled(4, stage="大学")
    mend(roster, 4, stage="研究生院")

    changed = mend(roster, 1, alike=True, stage="小学")

    assert changed == [1, 2, 3]
    assert told(roster) == [[], [], [], ["stage:stage"]]


def test_numbers_are_never_mended_in_other_rows() -> None:
    sheet = given.rows(2)
    sheet[0][4] = sheet[1][4] = "139"
    roster = given.draft(sheet=sheet)

    assert mend(roster, 1, alike=True, mobile="19700000001") == [1]


def test_a_stale_page_and_a_closed_roster_change_nothing() -> None:
    roster = spoiled(1, stage="大学")
    with pytest.raises(RosterChanged):
        actions.mend_cells(roster=roster, position=1, cells={"stage": "小学"}, row_version=9, by=None, now=NOW)
    late = given.CLOSES_AT + timedelta(seconds=1)
    with pytest.raises(RosterClosed):
        actions.mend_cells(roster=roster, position=1, cells={"stage": "小学"}, row_version=1, by=None, now=late)

    assert told(roster) == [["stage:stage"]]
    assert not LearnedWord.objects.exists()


def test_hidden_rows_are_set_aside_sealed_and_taken_in_on_demand() -> None:
    roster = taken_in(hidden_2019())
    [aside] = queries.asides_of(roster)
    number = aside.rows[0][1].id_number

    assert (roster.teachers, aside.stored.teachers, aside.stored.sheet, aside.first_row) == (2, 12, "2019", 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rows FROM rosters_setaside"
            if connection.vendor == "sqlite"
            else 'SELECT "rows" FROM rosters_setaside'
        )
        assert number.encode() not in bytes(cursor.fetchone()[0])

    actions.take_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)

    roster.refresh_from_db()
    assert (roster.teachers, roster.open_problems) == (14, 0)
    assert queries.asides_of(roster) == []
    with pytest.raises(AsideGone):
        actions.take_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)
    assert roster.rows.count() == 14


def test_what_is_left_out_can_still_be_taken_in() -> None:
    roster = taken_in(hidden_2019())
    [aside] = queries.asides_of(roster)

    actions.leave_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)
    actions.leave_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)

    assert SetAside.objects.get().left_at == NOW
    assert Entry.objects.filter(verb="leave_rows_out").count() == 1
    actions.take_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)
    assert roster.rows.count() == 14


def test_rows_taken_in_are_checked_against_the_others_and_the_own_school() -> None:
    unseen = given.rows(2)
    unseen[1][7] = "五台县第二小学校"
    roster = taken_in([Grid("一线", [HEADER, *given.rows(1)]), Grid("旧", [HEADER, *unseen], is_hidden=True)])

    actions.take_aside(roster=roster, aside=queries.asides_of(roster)[0].stored.pk, by=None, now=NOW)

    assert told(roster) == [
        ["mobile:duplicate_mobile", "id_number:duplicate_id_number"],
        ["mobile:duplicate_mobile", "id_number:duplicate_id_number"],
        ["school:other_school"],
    ]


def test_a_new_sheet_replaces_the_offers_of_the_old() -> None:
    roster = taken_in(hidden_2019())

    given.draft(2)

    assert queries.asides_of(roster) == []


def test_a_workbook_with_only_hidden_teachers_becomes_a_draft_that_offers_them() -> None:
    roster = taken_in([Grid("名单", [HEADER, *given.rows(3)], is_hidden=True)])

    assert (roster.teachers, queries.asides_of(roster)[0].stored.teachers) == (0, 3)


def test_the_last_removal_is_undone_at_its_place() -> None:
    roster = given.draft(3)
    for position in (1, 2):
        actions.remove_row(roster=roster, position=position, row_version=1, by=None, now=NOW)

    [aside] = queries.asides_of(roster)
    actions.take_aside(roster=roster, aside=aside.stored.pk, by=None, now=NOW)

    assert [row.position for row in queries.rows_of(roster)] == [2, 3]
    [before] = queries.asides_of(roster)
    actions.take_aside(roster=roster, aside=before.stored.pk, by=None, now=NOW)
    assert [row.position for row in queries.rows_of(roster)] == [1, 2, 3]
    assert told(roster) == [[], [], []]


def test_a_place_taken_meanwhile_sends_the_row_to_the_end() -> None:
    roster = given.draft(2)
    actions.remove_row(roster=roster, position=2, row_version=1, by=None, now=NOW)
    actions.add_row(roster=roster, cells={"name": "李春兰"}, by=None, now=NOW)

    actions.take_aside(roster=roster, aside=queries.asides_of(roster)[0].stored.pk, by=None, now=NOW)

    assert [(row.position, row.teacher.name) for row in queries.rows_of(roster)][1:] == [(2, "李春兰"), (3, "王秀梅")]


def test_a_teacher_is_added_by_hand_and_checked() -> None:
    roster = given.draft(1)
    new = dict(
        zip(("name", "stage", "subject", "mobile", "id_number", "county", "school"), given.rows(2)[1][1:8], strict=True)
    )

    row = actions.add_row(roster=roster, cells={**{k: str(v) for k, v in new.items()}, "mobile": "1"}, by=None, now=NOW)

    assert (row.position, [problem.why for problem in row.teacher.problems]) == (2, ["mobile"])
    roster.refresh_from_db()
    assert (roster.teachers, roster.open_problems) == (2, 1)
    with pytest.raises(NobodyTyped):
        actions.add_row(roster=roster, cells={"stage": "小学", "name": " "}, by=None, now=NOW)
    assert roster.rows.count() == 2


def test_a_word_that_was_mended_is_read_right_the_next_time() -> None:
    first = spoiled(2, stage="大学", school="实小", county="太原市")
    mend(first, 1, stage="小学", school="五台县实验小学", county="五台县")

    again = spoiled(2, stage="大学", school="实小", county="太原市")

    assert told(again) == [[], []]
    assert LearnedWord.objects.count() == 3


def test_names_and_numbers_are_never_learnt() -> None:
    sheet = given.rows(2)
    sheet[0][3], sheet[1][1], sheet[1][4], sheet[1][5] = sheet[0][1], "王秀英1", "139", "140"
    roster = given.draft(sheet=sheet)

    mend(roster, 1, subject="语文")
    mend(roster, 2, name="王秀英", mobile="19700000009", id_number=str(given.rows(9)[8][5]))

    assert told(roster) == [[], []]
    assert not LearnedWord.objects.exists()


def test_a_word_holds_elsewhere_once_three_schools_agree_until_it_is_unlearnt() -> None:
    for nth in range(3):
        school = organisations.school(f"五台县第{'二三四'[nth]}小学校")
        mend(spoiled(1, of=school, stage="大学"), 1, stage="小学")
        others = organisations.school("五台县第九小学校")
        assert told(spoiled(1, of=others, stage="大学")) == ([[]] if nth == 2 else [["stage:stage"]])

    supervisor = people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))
    [word] = queries.words_within(supervisor)
    assert (word["text"], word["value"], word["schools"]) == ("大学", "小学", 3)
    forgotten = LearnedWord.objects.get(public_id=word["word"])
    assert actions.unlearn_word(word=forgotten, by=supervisor, now=NOW) == 3

    assert told(spoiled(1, of=others, stage="大学")) == [["stage:stage"]]
    mend(spoiled(1, of=others, stage="大学"), 1, stage="小学")
    assert not LearnedWord.objects.holding().exists()
    assert Entry.objects.filter(verb="unlearn_word").count() == 1


@pytest.mark.parametrize("teachers", [5, 60])
def test_mending_asks_the_same_number_of_questions_for_any_roster(teachers: int) -> None:
    roster = spoiled(teachers, stage="大学")

    with CaptureQueriesContext(
        connection,
    ) as few:
        mend(roster, 1, stage="小学")

    assert len(few) <= 38


def test_suggestions_are_asked_for_in_a_fixed_number_of_queries() -> None:
    counts = []
    for teachers in (2, 40):
        roster = spoiled(teachers, stage="大学")
        rows = list(queries.rows_of(roster))
        with CaptureQueriesContext(connection) as asked:
            found = queries.suggestions_for(roster, rows, NOW.date())
        counts.append(len(asked))
        assert len(found) == teachers
    assert counts[0] == counts[1]
