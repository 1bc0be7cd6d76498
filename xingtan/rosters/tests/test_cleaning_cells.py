"""What is certain is repaired; what is not is named, and what was typed stays."""

from typing import Any

import pytest

from xingtan.rosters.sheet import Grid, Value, read_grids, vocabulary_of
from xingtan.rosters.tests.sheets import HEADER, ON, identity, read, row, told

SOUND = identity(1)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("name", "王 秀 英", "王秀英"),
        ("name", "丁　婷", "丁婷"),
        ("name", " 王秀英\n", "王秀英"),
        ("name", "\u200b王秀英\ufeff", "王秀英"),
        ("name", "阿依古丽•买买提", "阿依古丽·买买提"),
        ("name", "阿依古丽.买买提", "阿依古丽·买买提"),
        ("name", "王秀英.", "王秀英"),
        ("name", "𠮷秀英", "𠮷秀英"),
        ("name", "㛃婧", "㛃婧"),
        ("name", "John  Smith", "John Smith"),
        ("mobile", 13567612797.0, "13567612797"),
        ("mobile", 13567612797, "13567612797"),
        ("mobile", "13567612797.0", "13567612797"),
        ("mobile", "1.3567612797E+10", "13567612797"),
        ("mobile", "+86 135-6761-2797", "13567612797"),
        ("mobile", "8613567612797", "13567612797"),
        ("mobile", "008613567612797", "13567612797"),
        ("mobile", "１３５６７６１２７９７", "13567612797"),
        ("mobile", "'13567612797", "13567612797"),
        ("mobile", "\t135 6761 2797\xa0", "13567612797"),
        ("id_number", f" {SOUND}\xa0", SOUND),
        ("id_number", f"'{SOUND}", SOUND),
        ("id_number", f"{SOUND[:6]} {SOUND[6:14]} {SOUND[14:]}", SOUND),
        ("id_number", "".join(chr(ord(each) + 0xFEE0) for each in SOUND), SOUND),
        ("stage", "学前教育", "幼儿园"),
        ("stage", "小学部", "小学"),
        ("stage", "初级中学", "初中"),
        ("stage", "中职", "职高"),
        ("stage", " 小 学 ", "小学"),
        ("subject", "思品", "道德与法治"),
        ("subject", "体育", "体育"),
        ("subject", "语文、数学", "语文"),
        ("subject", "语文/班主任", "语文"),
        ("county", "五台", "五台县"),
        ("county", "忻州市五台县", "五台县"),
        ("county", "山西省忻州市五台县", "五台县"),
        ("county", "五台山", "五台山风景名胜区"),
        ("county", "景区", "五台山风景名胜区"),
        ("county", "原平县", "原平市"),
        ("county", "市直", "市直"),
        ("county", "忻州市直属", "市直"),
        ("county", "五台县教育科技局", "五台县"),
        ("school", "五台县 建安乡\n中心小学", "五台县建安乡中心小学"),
        ("school", "五台县第２中学", "五台县第2中学"),
        ("school", "五台县第一中学（北校区）", "五台县第一中学（北校区）"),
    ],
)
def test_what_is_certain_is_repaired(field: str, typed: Value, value: str) -> None:
    changed: dict[str, Any] = {field: typed}

    reading = read(row(**changed))

    assert told(reading) == [[]]
    assert getattr(reading.teachers[0], field) == value


@pytest.mark.parametrize(
    ("field", "typed", "code", "why", "value"),
    [
        ("name", "", "missing", "missing", ""),
        ("name", "王", "invalid", "name", "王"),
        ("name", "王秀英(新)", "invalid", "name", "王秀英(新)"),
        ("name", "王秀英2", "invalid", "name", "王秀英2"),
        ("mobile", "1360962479", "invalid", "mobile", "1360962479"),
        ("mobile", "0350-3030303", "invalid", "mobile", "0350-3030303"),
        ("mobile", "13567612797/13567612798", "invalid", "two_mobiles", "13567612797/13567612798"),
        ("mobile", "13800000000", "invalid", "placeholder", "13800000000"),
        ("mobile", "1.36E+10", "precision_lost", "mobile_scientific", ""),
        ("id_number", SOUND[:-1] + ("0" if SOUND[-1] != "0" else "1"), "checksum", "check_digit", None),
        ("id_number", float(identity(1)[:17] + "0"), "precision_lost", "id_as_number", ""),
        ("id_number", "9.99999E+17", "precision_lost", "id_as_number", ""),
        ("id_number", "999999198001010000"[:15] + "000", "precision_lost", "id_as_number", ""),
        ("id_number", "999999800101001", "invalid", "old_id", "999999800101001"),
        ("id_number", SOUND[:-1], "invalid", "id_one_short", SOUND[:-1]),
        ("id_number", "A" + SOUND[1:], "invalid", "id_characters", None),
        ("id_number", identity(1, "20200101"), "invalid", "birth_date", None),
        ("id_number", identity(1, "19801301"), "invalid", "birth_date", None),
        ("stage", "大学", "unknown", "stage", "大学"),
        ("stage", "中学", "unknown", "stage", "中学"),
        ("subject", "班主任", "unknown", "subject", "班主任"),
        ("subject", "", "missing", "missing", ""),
        ("county", "太原市", "unknown", "county", "太原市"),
        ("county", "五台山县", "unknown", "county", "五台山县"),
        ("county", "忻州市", "unknown", "county", "忻州市"),
    ],
)
def test_what_is_not_certain_is_named(field: str, typed: Value, code: str, why: str, value: str | None) -> None:
    changed: dict[str, Any] = {field: typed}

    teacher = read(row(2), row(**changed)).teachers[1]

    problem = teacher.problems[0]
    assert (problem.field, problem.code, problem.why) == (field, code, why)
    assert getattr(teacher, field) == (typed if value is None else value)
    if isinstance(typed, str):
        assert dict(teacher.typed)[field] == typed


def test_a_lost_number_is_still_shown_as_it_stands_in_the_cell() -> None:
    teacher = read(row(id_number=999999198001010000.0)).teachers[0]

    assert teacher.id_number == ""
    assert dict(teacher.typed)["id_number"] == "9.99999198001010E+17"


def test_other_subjects_go_to_the_note() -> None:
    assert read(row(subject="语文、数学", note="组长")).teachers[0].note == "组长 兼教数学"


def test_a_lower_case_x_is_an_x() -> None:
    number = next(identity(serial) for serial in range(1, 99) if identity(serial).endswith("X"))

    for typed in (number.lower(), number.replace("X", "Ｘ"), number.replace("X", "×"), number.replace("X", "Х")):
        assert read(row(id_number=typed)).teachers[0].id_number == number


def test_the_same_number_twice_is_told_on_both_rows() -> None:
    reading = read(row(1), row(2, id_number=identity(1), name="李春兰"), row(3, mobile="19800000001", name="赵春梅"))

    assert told(reading) == [["mobile:duplicate", "id_number:duplicate"], ["id_number:duplicate"], ["mobile:duplicate"]]


def test_numbers_that_cannot_be_read_are_no_duplicates() -> None:
    assert told(read(row(1, mobile="1360"), row(2, mobile="1360"))) == [["mobile:invalid"], ["mobile:invalid"]]


def test_without_a_register_any_county_will_do() -> None:
    grid = Grid("Sheet1", [HEADER, row(county="杏花县")])

    assert told(read_grids([grid], vocabulary_of(), ON)) == [[]]
