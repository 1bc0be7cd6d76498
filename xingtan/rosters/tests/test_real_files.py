"""Files as schools send them, made by the programs that make them: each trap of domain facts §6."""

import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest
import xlsxwriter

from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.tests import files, old_books
from xingtan.foundation.uploads import UploadRefused
from xingtan.rosters.queries.files import grids_of
from xingtan.rosters.sheet import Offered, Reading, Value, read_grids
from xingtan.rosters.tests.sheets import HEADER, ON, SCHOOL, VOCABULARY, identity, row, told

Rows = list[list[Value]]


def plain(teachers: int = 2, first: int = 1) -> Rows:
    return [row(serial) for serial in range(first, first + teachers)]


def book_of(*rows: Sequence[Value]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(list(each))
    return book


def stored(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def reading_of(content: bytes, name: str = "报名表.xlsx") -> Reading:
    return read_grids(grids_of(read_workbook(content, name=name)), VOCABULARY, ON)


def text(rows: Sequence[Sequence[Value]], delimiter: str = ",") -> str:
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in each) + "\r\n" for each in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("name", ["报名表.csv", "报名表.txt", "报名表.xls", "报名表.xlsx"])
def test_a_text_table_is_read_whatever_it_is_called(encoding: str, delimiter: str, name: str) -> None:
    rows: list[list[Value]] = [["附件1", *[""] * 8], [*HEADER], *plain()]
    rows[2][1] = "㛃婧𠮷" if encoding != "gb18030" else "㛃婧"

    reading = reading_of(text(rows, delimiter).encode(encoding), name)

    assert told(reading) == [[], []]
    assert reading.teachers[0].name == rows[2][1]


@pytest.mark.parametrize("name", ["报名表.csv", "报名表.xls", "报名表.et", "报名表", "报名表.xlsx.bak"])
def test_a_workbook_is_known_by_its_content(name: str) -> None:
    assert told(reading_of(stored(book_of(HEADER, *plain())), name)) == [[], []]


def test_title_two_row_header_merged_cells_subtotal_page_break_and_signatures() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("报名表")
    page.merge_range(0, 0, 0, 8, "五台县2020年教师全员培训参训教师报名表")
    page.write(1, 0, "单位（盖章）：五台县建安乡中心小学")
    page.merge_range(2, 1, 2, 3, "教师信息")
    page.merge_range(2, 4, 2, 5, "联系方式")
    page.merge_range(2, 0, 3, 0, "序号")
    for column, heading in enumerate(HEADER[1:8], 1):
        page.write(3, column, heading)
    for index, serial in enumerate((1, 2)):
        page.write_row(4 + index, 0, row(serial)[:6])
    page.merge_range(4, 6, 5, 6, "五台县")
    page.merge_range(4, 7, 5, 7, SCHOOL)
    page.write_row(6, 0, ["小计", "2人"])
    page.write_row(7, 0, HEADER)
    page.write_row(8, 0, row(3))
    page.write_row(10, 0, ["合计：3人"])
    page.write_row(11, 0, ["填表人：胡刚", "", "", "审核人：刘芳", "", "填表日期：2020年11月25日"])
    book.close()

    reading = reading_of(buffer.getvalue())

    assert told(reading) == [[], [], []]
    assert [teacher.row for teacher in reading.teachers] == [5, 6, 9]
    assert {each.reason for each in reading.ignored} >= {"title", "total", "header", "signature"}


def test_a_row_beyond_the_thousandth_and_blank_rows_between_are_read() -> None:
    book = book_of(HEADER, *plain(1))
    for column, value in enumerate(row(2), 1):
        book.active.cell(1500, column, value)

    assert [teacher.row for teacher in reading_of(stored(book)).teachers] == [2, 1500]


def test_frozen_panes_comments_and_empty_sheets_disturb_nothing() -> None:
    book = book_of(HEADER, *plain())
    book.active.freeze_panes = "A2"
    book.active["B2"].comment = openpyxl.comments.Comment("身份证待核", "校办")
    book.create_sheet("Sheet2")

    reading = reading_of(stored(book))

    assert told(reading) == [[], []]
    assert reading.ignored == []


def test_two_rosters_are_both_read_and_a_sheet_without_one_is_named() -> None:
    book = book_of(HEADER, *plain())
    second = book.create_sheet("初中部")
    for each in [HEADER, row(3, stage="初中")]:
        second.append(each)
    book.create_sheet("填表说明").append(["请于12月10日前上报"])

    reading = reading_of(stored(book))

    assert [(teacher.sheet, teacher.stage) for teacher in reading.teachers] == [
        ("Sheet", "小学"),
        ("Sheet", "小学"),
        ("初中部", "初中"),
    ]
    assert [(each.sheet, each.reason) for each in reading.ignored] == [("填表说明", "other_sheet")]


def test_a_hidden_sheet_is_offered_and_not_read() -> None:
    book = book_of(HEADER, *plain())
    hidden = book.create_sheet("2019")
    for each in [HEADER, *plain(12, first=50)]:
        hidden.append(each)
    hidden.sheet_state = "hidden"

    reading = reading_of(stored(book))

    assert len(reading.teachers) == 2
    assert [(offer.kind, offer.sheet, len(offer.teachers)) for offer in reading.offers] == [
        (Offered.HIDDEN_SHEET, "2019", 12)
    ]


def test_a_workbook_whose_only_roster_is_hidden_offers_it() -> None:
    book = book_of(["说明"])
    hidden = book.create_sheet("名单")
    for each in [HEADER, *plain()]:
        hidden.append(each)
    hidden.sheet_state = "veryHidden"

    reading = reading_of(stored(book))

    assert (reading.file_error, len(reading.teachers), len(reading.offers)) == (None, 0, 1)


def test_hidden_and_filtered_rows_are_offered() -> None:
    book = book_of(HEADER, *plain(4))
    book.active.auto_filter.ref = "A1:I5"
    for number in (3, 4):
        book.active.row_dimensions[number].hidden = True

    reading = reading_of(stored(book))

    assert [teacher.row for teacher in reading.teachers] == [2, 5]
    assert [(offer.kind, [teacher.row for teacher in offer.teachers]) for offer in reading.offers] == [
        (Offered.HIDDEN_ROWS, [3, 4])
    ]


def test_hidden_rows_and_columns_of_an_old_workbook_are_told_like_those_of_a_new_one() -> None:
    reading = reading_of(old_books.xls([HEADER, *plain(4)], hidden_rows=[2, 3], hidden_columns=[5]), "报名表.xls")

    assert [teacher.row for teacher in reading.teachers] == [2, 5]
    assert [(offer.kind, [teacher.row for teacher in offer.teachers]) for offer in reading.offers] == [
        (Offered.HIDDEN_ROWS, [3, 4])
    ]
    assert [(each.row, each.reason, each.text) for each in reading.ignored] == [(0, "hidden_column", "身份证号")]


def test_a_hidden_column_is_read_and_said() -> None:
    book = book_of(HEADER, *plain())
    book.active.column_dimensions["F"].hidden = True

    reading = reading_of(stored(book))

    assert told(reading) == [[], []]
    assert [(each.row, each.reason, each.text) for each in reading.ignored] == [(0, "hidden_column", "身份证号")]


@pytest.mark.parametrize(
    "sample",
    [
        row(1, name="张三", mobile="13800000000"),
        row(1, name="张三", mobile="13800000000", id_number="140900198001010000"),
        row(1, name="王晓明", mobile="13800000000", id_number="14090019800101****"),
        row(1, name="李四", mobile="", id_number=""),
        row(1, index="例", name="张三", mobile="13800000000", id_number="140900198001010000"),
    ],
)
def test_a_sample_row_left_in_is_asked_about(sample: list[Value]) -> None:
    reading = reading_of(stored(book_of(HEADER, sample, row(2))))

    assert told(reading) == [[]]
    assert [(offer.kind, len(offer.teachers)) for offer in reading.offers] == [(Offered.SAMPLE, 1)]


def test_someone_really_called_so_is_a_teacher() -> None:
    reading = reading_of(stored(book_of(HEADER, row(1, name="张三"))))

    assert (told(reading), list(reading.offers)) == ([[]], [])


def test_numbers_that_were_numbers() -> None:
    number = identity(2)
    book = book_of(
        HEADER,
        row(1, mobile=19800000001.0),
        row(2, id_number=float(number[:17] + "0")),
        row(3, mobile="1.38E+10"),
        row(4, id_number="999999800101001"),
        row(5, mobile="19800000005/0350-3030303"),
    )

    reading = reading_of(stored(book))

    assert [[f"{each.field}:{each.why}" for each in teacher.problems] for teacher in reading.teachers] == [
        [],
        ["id_number:id_as_number"],
        ["mobile:mobile_scientific"],
        ["id_number:old_id"],
        ["mobile:two_mobiles"],
    ]
    assert dict(reading.teachers[1].typed)["id_number"].endswith("E+17")


def test_an_id_number_that_lost_its_digits_is_never_taken_for_a_sound_one() -> None:
    """One lost number in eleven still passes the check digit when its zeros are typed again."""
    for serial in range(1, 40):
        number = float(identity(serial)[:15] + "000")
        teacher = reading_of(stored(book_of(HEADER, row(1, id_number=number)))).teachers[0]
        again = reading_of(stored(book_of(HEADER, row(1, id_number=dict(teacher.typed)["id_number"]))))
        assert told(again) == [["id_number:precision_lost"]]


@pytest.mark.parametrize("field", ["name", "stage", "subject", "mobile", "id_number", "county", "school"])
def test_a_formula_without_result_is_named_and_never_evaluated(field: str) -> None:
    changed = {field: "=VLOOKUP(B2,通讯录!A:F,4,0)"}

    reading = reading_of(stored(book_of(HEADER, row(1, **changed))))

    assert [(each.field, each.why) for each in reading.teachers[0].problems] == [(field, "formula")]
    assert reading.teachers[0].shown(field) == changed[field]


def test_formulas_with_results_are_read_as_their_results() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADER)
    for column, value in enumerate(row(1)):
        page.write_formula(1, column, "=A1", None, value)
    book.close()

    assert told(reading_of(buffer.getvalue())) == [[]]


@pytest.mark.parametrize(
    "content",
    [
        files.compound("EncryptedPackage"),
        files.compound("WordDocument"),
        files.compound("ET"),
        b"<html><body><table><tr><td>x</td></tr></table></body></html>",
        files.packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}),
        files.packed({"a.txt": b"x"}),
        b"%PDF-1.4",
        b"\xff\xd8\xff\xe0",
    ],
    ids=["password", "doc", "et", "html", "docx", "zip", "pdf", "photo"],
)
def test_what_is_no_sheet_says_what_it_is_and_what_to_do(content: bytes) -> None:
    with pytest.raises(UploadRefused) as refusal:
        reading_of(content, "报名表.xls")

    assert ".xlsx" in str(refusal.value)


SPOILS: dict[str, Callable[[openpyxl.Workbook], None]] = {
    "title": lambda book: book.active.insert_rows(1, 2),
    "extra column": lambda book: book.active.insert_cols(3),
    "frozen": lambda book: setattr(book.active, "freeze_panes", "C3"),
    "blank rows": lambda book: book.active.insert_rows(3, 3),
    "more sheets": lambda book: book.create_sheet("说明").append(["填表说明"]) if "说明" not in book else None,
    "signature": lambda book: book.active.append(["填表人：王秀英", "", "", "电话：0350-3030303"]),
}


@pytest.mark.parametrize("first", SPOILS)
@pytest.mark.parametrize("second", SPOILS)
def test_ways_of_spoiling_a_workbook_combine(first: str, second: str) -> None:
    book = book_of(HEADER, *plain(3))
    SPOILS[first](book)
    SPOILS[second](book)

    assert told(reading_of(stored(book))) == [[], [], []]
