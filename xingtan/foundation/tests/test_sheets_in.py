"""Any honest sheet is read, whatever wrote it."""

import pytest

from xingtan.foundation.sheets import SheetUnreadable, read_workbook, read_workbook_here
from xingtan.foundation.tests import files
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
