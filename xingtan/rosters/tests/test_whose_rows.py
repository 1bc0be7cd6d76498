"""Whose rows are whose: recognised by whole names only, never guessed (R34)."""

from datetime import date

import pytest

from xingtan.organisations.tests.region import XINZHOU
from xingtan.rosters.sheet import Grid, Value, read_grids
from xingtan.rosters.sheet.belonging import KnownSchool, Register, shares_of
from xingtan.rosters.tests import sheets

ONE = KnownSchool(1, "五台县实验小学", "五台县", ("台实小",))
TWO = KnownSchool(2, "五台县东冶镇中心小学", "五台县")
KINDERGARTEN = KnownSchool(3, "五台县东冶镇中心幼儿园", "五台县")
DAI = KnownSchool(4, "代县实验小学", "代县")
DIRECT = KnownSchool(5, "忻州市第一中学校", "市直")
MOUNTAIN = KnownSchool(6, "五台山风景名胜区中心小学", "五台山风景名胜区")
REGISTER = Register([ONE, TWO, KINDERGARTEN, DAI, DIRECT, MOUNTAIN], XINZHOU.gazetteer)


def divided(*grids: Grid, words: tuple[str, ...] = ()) -> list[tuple[str, int | None, list[int], int]]:
    """Text, school, candidates and number of teachers of each share."""
    reading = read_grids(grids, sheets.VOCABULARY, date(2020, 12, 1))
    return [
        (each.text, each.school.key if each.school else None, [s.key for s in each.candidates], len(each.teachers))
        for each in shares_of(reading, words, REGISTER)
    ]


def grid(*rows: list[Value], title: str = "", name: str = "Sheet1", columns: int = 9) -> Grid:
    """A sheet with a header, cut to so many columns."""
    head: list[list[Value]] = [[title, *[""] * 8]] if title else []
    cells: list[list[Value]] = [*head, list(sheets.HEADER), *rows]
    return Grid(name, [row[:columns] for row in cells])


@pytest.mark.parametrize(
    "text",
    [
        "五台县实验小学2020年度教师全员培训参训教师报名表",
        "附件1：五台县实验小学报名表",
        "五台县实验小学（盖章）",
        "学校名称：五台县实验小学 联系人：张三 电话：13900000000",
        "忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表（五台县实验小学）",
        "五台县实验小学(1)",
        "五台县实验小学-参训名单-最终版",
        "01 五台县实验小学",
        "台实小",
    ],
)
def test_titles_and_file_names_tell_the_school_besides_their_usual_words(text: str) -> None:
    assert REGISTER.meant_by(REGISTER.said_in(text).strip("()")) == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表",
        "Sheet1",
        "工作表2",
        "五台县",
        "2020年报名表",
        "",
        "张三 李四",
    ],
)
def test_what_names_no_school_is_nobodys(text: str) -> None:
    assert REGISTER.meant_by(REGISTER.said_in(text)) == []


@pytest.mark.parametrize("text", ["五台县实验小学东校区", "五台县东冶镇中心小学附属幼儿园", "五台县东冶镇", "实验小学"])
def test_a_part_of_a_name_or_more_than_it_is_not_the_school(text: str) -> None:
    assert REGISTER.meant_by(REGISTER.said_in(text)) == []


def test_the_county_on_the_row_decides_between_schools() -> None:
    assert REGISTER.meant_by("代县实验小学", "五台县") == []
    assert REGISTER.meant_by("五台县实验小学", "五台县") == [ONE]
    assert REGISTER.meant_by("山西省忻州市第一中学", "市直") == [DIRECT]


def test_rows_without_a_school_belong_to_the_one_the_sheet_names_all_over() -> None:
    rows = [sheets.row(1, school=ONE.full_name), sheets.row(2, school="")]
    assert divided(grid(*rows)) == [(ONE.full_name, 1, [], 2)]


def test_a_tab_for_each_school() -> None:
    one = grid(sheets.row(1), name="五台县实验小学", columns=6)
    two = grid(sheets.row(2), name="五台县东冶镇中心小学", columns=6)
    assert [(school, count) for _, school, _, count in divided(one, two)] == [(1, 1), (2, 1)]


def test_sheets_that_name_nobody_are_kept_apart() -> None:
    one, two = grid(sheets.row(1), name="Sheet1", columns=6), grid(sheets.row(2), name="Sheet2", columns=6)
    assert [(school, count) for _, school, _, count in divided(one, two)] == [(None, 1), (None, 1)]


def test_cells_are_filled_only_where_they_were_empty() -> None:
    reading = read_grids([grid(sheets.row(1), title="五台县实验小学报名表", columns=6)], sheets.VOCABULARY, sheets.ON)
    (share,) = shares_of(reading, (), REGISTER)
    (teacher,) = share.teachers
    assert (teacher.school, teacher.county, teacher.problems) == (ONE.full_name, "五台县", ())


def test_a_short_name_is_laid_before_a_person_with_what_the_file_says_first() -> None:
    rows = [sheets.row(1, school="中心幼儿园"), sheets.row(2, school="中心幼儿园")]
    ((text, school, candidates, count),) = divided(grid(*rows), words=("五台县东冶镇中心幼儿园",))
    assert (text, school, candidates[0], count) == ("中心幼儿园", None, 3, 2)


def test_popular_names_are_proposals_only() -> None:
    ((_, school, candidates, _),) = divided(grid(sheets.row(1, school="忻州一中", county="市直")))
    assert (school, candidates[:1]) == (None, [5])
