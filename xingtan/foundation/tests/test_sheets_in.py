"""Any honest sheet is read, whatever wrote it."""

import io
import subprocess
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given as for_all
from hypothesis import strategies as st

from xingtan.foundation import old_workbooks
from xingtan.foundation.children import KEPT
from xingtan.foundation.pdfs import read_pdf
from xingtan.foundation.sheets import SheetUnreadable, read_workbook, read_workbook_here
from xingtan.foundation.tests import files, old_books
from xingtan.foundation.uploads import UploadRefused

ROWS = [["姓名", "学段"], ["岢岚𠮷", "小学"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_table_is_read_in_any_encoding_and_with_any_delimiter(encoding: str, delimiter: str) -> None:
    text = "".join(delimiter.join(row) + "\r\n" for row in ROWS)

    assert read_workbook(text.encode(encoding), name="名单.csv").sheets[0].rows == ROWS


def test_commas_within_quotes_are_text() -> None:
    content = '姓名,备注\n王秀英,"组长, 语文"\n'.encode()

    assert read_workbook(content, name="a.csv").sheets[0].rows[1] == ["王秀英", "组长, 语文"]


def test_the_child_reads_what_this_process_reads() -> None:
    content = files.workbook(ROWS)

    assert read_workbook(content) == read_workbook_here(content)
    assert read_workbook(content).visible[0].rows == ROWS


def test_a_reading_child_is_given_none_of_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGTAN_SECRET_KEY", "never to be seen")
    started: list[dict[str, str]] = []
    run = subprocess.run

    def noted(*words: Any, **how: Any) -> Any:
        started.append(how["env"])
        return run(*words, **how)

    monkeypatch.setattr(subprocess, "run", noted)
    read_workbook(files.workbook(ROWS))
    read_pdf(b"%PDF-1.4")

    assert [set(env) <= set(KEPT) for env in started] == [True, True]
    assert all("PATH" in env for env in started)


def test_a_damaged_sheet_within_a_sound_package_says_so() -> None:
    content = files.package(
        b"<?xml version='1.0'?><worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99999</v></c></row>"
    )

    with pytest.raises(UploadRefused):
        read_workbook(content, name="a.xlsx")


def test_an_old_workbook_that_is_none_says_so() -> None:
    with pytest.raises(SheetUnreadable):
        read_workbook(files.compound("Workbook"), name="a.xls")


def test_bytes_that_are_no_text_are_no_table() -> None:
    with pytest.raises(UploadRefused):
        read_workbook(b"\xff\xff\xff\x81\x20\x07\x07,\n", name="a.csv")


def test_what_is_hidden_is_told() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in [["姓名", "学段", "备注"], ["王秀英", "小学", ""], ["李梅", "小学", ""], ["张兰", "初中", ""]]:
        page.append(row)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("2019").sheet_state = "hidden"

    first, second = read_workbook(stored(book)).sheets

    assert (first.hidden_rows, first.hidden_columns, first.hidden) == (frozenset({2}), frozenset({2}), False)
    assert (second.hidden_rows, second.hidden) == (frozenset(), True)


@pytest.mark.parametrize("rows", [4, 400])
def test_what_is_hidden_in_an_old_workbook_is_told(rows: int) -> None:
    cells = [["姓名", "学段", "备注"], *([f"王秀英{number}", "小学", ""] for number in range(rows))]

    (page,) = read_workbook(old_books.xls(cells, hidden_rows=[2, rows], hidden_columns=[1]), name="a.xls").sheets

    assert len(page.rows) == rows + 1
    assert (page.hidden_rows, page.hidden_columns) == (frozenset({2, rows}), frozenset({1}))


def test_a_chart_on_an_old_sheet_hides_nothing_of_the_sheet() -> None:
    content = old_books.xls([["姓名"]], within=old_books.chart_with_hidden_row(0))

    assert [each.hidden_rows for each in old_workbooks.marks_of(content)] == [[]]


@for_all(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_old_workbook_is_told_of_as_far_as_it_goes_and_never_breaks_the_reader(at: int, put: bytes) -> None:
    sound = old_books.xls([["姓名"], ["王秀英"]], hidden_rows=[1])

    for damaged in (sound[:at], sound[:at] + put + sound[at + len(put) :]):
        assert all(len(each.hidden_columns) <= 16_384 for each in old_workbooks.marks_of(damaged))


def test_rows_filtered_away_are_hidden_rows() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("一线")
    for number, row in enumerate([["姓名"], ["王秀英"], ["李梅"]]):
        page.write_row(number, 0, row)
    page.autofilter(0, 0, 2, 0)
    page.set_row(2, options={"hidden": True})
    book.close()

    assert read_workbook(buffer.getvalue()).sheets[0].hidden_rows == frozenset({2})


def test_a_formula_gives_its_stored_result_and_without_one_is_shown_as_typed() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_formula(0, 0, '="王"&"秀英"', None, "王秀英")
    book.close()
    bare = openpyxl.Workbook()
    bare.active["C3"] = '=CONCATENATE("王","秀英")'

    assert read_workbook(buffer.getvalue()).sheets[0].rows == [["王秀英"]]
    assert read_workbook(stored(bare)).sheets[0].rows[2][2] == '=CONCATENATE("王","秀英")'


def stored(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
