"""Where the table is in a sheet: header, blocks, totals, signatures, merged cells."""

import pytest

from xingtan.rosters.sheet import Grid, Value, read_grids
from xingtan.rosters.tests.sheets import HEADER, ON, SCHOOL, VOCABULARY, identity, read, row, told

BLANK: list[Value] = [""] * 9


def reasons(*rows: list[Value], header: list[Value] | None = None) -> list[str]:
    return [each.reason for each in read(*rows, header=header or HEADER).ignored]


def test_titles_above_the_header_are_passed_over_and_reported() -> None:
    title: list[Value] = ["忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表", *[""] * 8]
    grid = Grid(
        "Sheet1",
        [["附件1："], title, ["填报单位：五台县建安乡中心小学", "", "", "", "联系电话：13800138001"], HEADER, row()],
    )

    reading = read_grids([grid], VOCABULARY, ON)

    assert [teacher.name for teacher in reading.teachers] == ["王秀英"]
    assert reading.teachers[0].row == 5
    assert [each.reason for each in reading.ignored] == ["title", "title", "title"]


@pytest.mark.parametrize(
    "header",
    [
        ["编号", "教师姓名", "任教学段", "任教学科", "联系电话", "身份证号码", "所属县区", "单位", "备 注"],
        [
            "序号",
            "姓 名",
            "学\n段",
            "所教学科",
            "手机号码\n（注册用）",
            "身份证 号码",
            "县（市、区）",
            "学校（全称）",
            "说明",
        ],
        ["NO", "姓名*", "学段（必填）", "任教学科（主）", "移动电话", "公民身份号码", "区县", "工作单位全称", "备考"],
        [
            "序号",
            "参训教师姓名",
            "任教学段(幼儿园/小学/初中/高中)",
            "科目",
            "注册手机号码",
            "证件号码",
            "所在县（市、区）",
            "所在学校名称",
            "备注",
        ],
    ],
)
def test_columns_are_known_by_many_names(header: list[Value]) -> None:
    reading = read(row(), header=header)

    assert told(reading) == [[]]
    assert reading.teachers[0].school == SCHOOL


def test_columns_may_stand_in_any_order_among_others() -> None:
    header = [
        "学校代码",
        "单位",
        "性别",
        "姓名",
        "身份证号",
        "学校联系人电话",
        "手机号",
        "学段",
        "学科",
        "县区",
        "校长姓名",
    ]
    cells = [
        "2114000001",
        SCHOOL,
        "女",
        "王秀英",
        identity(),
        "0350-3030303",
        "19800000001",
        "小学",
        "语文",
        "五台县",
        "李校长",
    ]

    reading = read(cells, header=header)

    assert told(reading) == [[]]
    assert (reading.teachers[0].school, reading.teachers[0].mobile) == (SCHOOL, "19800000001")


def test_a_header_of_two_rows_is_joined() -> None:
    upper = ["序号", "教师信息", "", "", "联系方式", "", "所在单位", "", "备注"]
    lower = ["", "姓名", "学段", "学科", "手机号", "身份证号", "县(市、区)", "学校全称", ""]
    grid = Grid(
        "Sheet1", [["报名表"], upper, lower, row()], merges=[((1, 1), (1, 3)), ((1, 4), (1, 5)), ((1, 6), (1, 7))]
    )

    reading = read_grids([grid], VOCABULARY, ON)

    assert told(reading) == [[]]


def test_words_broken_over_two_rows_are_joined() -> None:
    upper = ["序", "姓名", "学段", "学科", "手机号", "身份", "县(市、", "学校", "备注"]
    lower = ["号", "", "", "", "(注册用)", "证号", "区)", "全称", ""]

    assert told(read_grids([Grid("Sheet1", [upper, lower, row()])], VOCABULARY, ON)) == [[]]


def test_a_sheet_without_a_header_or_without_anybody_says_so() -> None:
    assert read_grids([Grid("Sheet1", [["王秀英", "小学"]])], VOCABULARY, ON).file_error == "no_header"
    assert read_grids([Grid("Sheet1", [])], VOCABULARY, ON).file_error == "no_header"
    assert read().file_error == "no_rows"
    assert read(BLANK, [1.0, *[""] * 8], [2.0, *[""] * 8]).file_error == "no_rows"


@pytest.mark.parametrize(
    ("footer", "reason"),
    [
        (["合计", "6人", *[""] * 7], "total"),
        (["", "共 12 人", *[""] * 7], "total"),
        (["填表人：胡刚", "", "", "审核人：刘梅", "", "", "联系电话：18633578522", "", ""], "signature"),
        (["填表人", "胡刚", "", "联系电话", "18633578522", "", "", "", ""], "signature"),
        (["（学校盖章）", "", "", "2020年11月25日", *[""] * 5], "signature"),
        (["校长签字：", *[""] * 8], "signature"),
        (["", "", "", "", "", "", "", "年  月  日", ""], "signature"),
        (["注：1.请如实填写 2.手机号用于注册", *[""] * 8], "signature"),
        (["说明：身份证号请设为文本", *[""] * 8], "signature"),
        ([21.0, *[""] * 8], "blank"),
        ([21.0, "", "", "", "", "", "五台县", SCHOOL, ""], "no_person"),
        (["例", "张三", "小学", "语文", "13800000000", "140900198001011234", "五台县", SCHOOL, ""], "example"),
        (HEADER, "header"),
        (["忻州市2020年度教师全员培训参训教师报名表", *[""] * 8], "title"),
    ],
)
def test_rows_that_are_nobody_are_passed_over(footer: list[Value], reason: str) -> None:
    reading = read(row(1), footer, row(2))

    assert told(reading) == [[], []]
    assert [(each.row, each.reason) for each in reading.ignored] == [(3, reason)]


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"mobile": "", "id_number": ""}, ["mobile:missing", "id_number:missing"]),
        ({"name": ""}, ["name:missing"]),
        ({"name": "", "stage": "", "subject": ""}, ["name:missing", "stage:missing", "subject:missing"]),
        ({"note": "负责人", "mobile": ""}, ["mobile:missing"]),
        ({"note": "联系人", "id_number": "", "subject": ""}, ["subject:missing", "id_number:missing"]),
        ({"subject": "校长", "id_number": ""}, ["subject:unknown", "id_number:missing"]),
        (
            {"subject": "", "stage": "", "mobile": "", "id_number": ""},
            ["stage:missing", "subject:missing", "mobile:missing", "id_number:missing"],
        ),
    ],
)
def test_a_teacher_with_little_said_is_never_taken_for_a_footer(changed: dict[str, Value], problems: list[str]) -> None:
    assert told(read(row(1), row(2, **changed))) == [[], problems]


def test_blank_rows_do_not_end_the_table() -> None:
    reading = read(row(1), BLANK, BLANK, row(2))

    assert [teacher.row for teacher in reading.teachers] == [2, 5]
    assert [each.reason for each in reading.ignored] == ["blank", "blank"]


def test_a_header_repeated_on_the_next_page_may_have_other_columns() -> None:
    other = ["序号", "姓名", "手机号", "身份证号", "学段", "学科", "县区", "学校", "备注"]
    moved: list[Value] = [2.0, "李春兰", "19800000002", identity(2), "小学", "数学", "五台县", SCHOOL, ""]

    reading = read(row(1), other, moved)

    assert told(reading) == [[], []]
    assert reading.teachers[1].name == "李春兰"


def test_merged_cells_mean_every_row_beneath() -> None:
    rows = [row(1), row(2, county="", school=""), row(3, county="", school="")]

    reading = read(*rows, merges=[((1, 6), (3, 6)), ((1, 7), (3, 7))])

    assert told(reading) == [[], [], []]
    assert {teacher.school for teacher in reading.teachers} == {SCHOOL}


def test_a_school_written_once_on_top_or_as_ditto_means_every_row() -> None:
    once = read(row(1), row(2, county="", school=""), row(3, county="", school=""))
    ditto = read(row(1), row(2, county="同上", school="〃"), row(3, county="〃", school="同上"))

    assert told(once) == told(ditto) == [[], [], []]


def test_a_school_left_out_among_others_is_missing_and_not_guessed() -> None:
    assert told(read(row(1), row(2, school=""), row(3))) == [[], ["school:missing"], []]


def test_every_sheet_with_a_header_is_read() -> None:
    grids = [
        Grid("说明", [["请按要求填写"]]),
        Grid("小学", [HEADER, row(1)]),
        Grid("初中", [HEADER, row(2, stage="初中")]),
    ]

    reading = read_grids(grids, VOCABULARY, ON)

    assert [(teacher.sheet, teacher.stage) for teacher in reading.teachers] == [("小学", "小学"), ("初中", "初中")]


def test_rows_of_unequal_length_are_read() -> None:
    assert told(read(row(1)[:8], [*row(2), "", "", "多余"], [])) == [[], []]
