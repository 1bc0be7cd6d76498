"""Many files of one upload read by one bounded child: each for itself, in order, whatever is in it."""

import io
import zipfile
from typing import Any

import pytest

from xingtan.foundation import reading_ahead
from xingtan.foundation.archives import EntryRefused
from xingtan.foundation.cells import Asked
from xingtan.foundation.reading_ahead import ReadingAhead
from xingtan.foundation.reading_child import Order
from xingtan.foundation.sheets import SheetTooMuch, SheetTooWide, write_workbook
from xingtan.foundation.tests import files, works
from xingtan.foundation.uploads import ArchiveUnsafe, FileDamaged, FileEmpty, NotASheet, PasswordProtected

SHEET = write_workbook(["姓名"], [["王秀英"]])
READ = [["姓名"], ["王秀英"]]
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0\0"


def read(*contents: bytes, fatal: str = "", damage: int | None = None) -> list[Any]:
    """What is answered to files 0.xlsx, 1.xlsx … of a packed folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for number, content in enumerate(contents):
            package.writestr(f"{number}.xlsx", content)
    folder = bytearray(buffer.getvalue())
    if damage is not None:
        folder[damage] ^= 0xFF
    asked = tuple(Asked(f"{number}.xlsx", "夹", number) for number in range(len(contents)))
    with ReadingAhead() as child:
        work = f"{works.__name__}:{works.first_cells.__name__}"
        child.hand(bytes(folder), files=len(asked))
        return list(child.answers(Order(asked, work, fatal)))


def test_one_child_reads_file_after_file_and_refuses_each_bad_one_alone() -> None:
    far = files.package(files.sheet_xml(files.cell("A1", "姓名") + files.cell("XFD1", "x")))
    declaring = files.package(files.sheet_xml(files.cell("A1", "x"), "<!DOCTYPE x []>"))
    bad = (b"", b"%PDF-1", b"PK\x03\x04 broken", LOCKED, far, declaring, files.bomb(10), files.with_link(SHEET))
    first, *refused, csv, last = read(SHEET, *bad, "姓名\n李桂兰".encode(), SHEET)
    assert first == ["0.xlsx", "夹", READ]
    assert list(map(type, refused)) == [
        FileEmpty, NotASheet, FileDamaged, PasswordProtected, SheetTooWide, ArchiveUnsafe, ArchiveUnsafe, ArchiveUnsafe,
    ]  # fmt: skip
    assert all(str(refusal) and "%(" not in str(refusal) for refusal in refused)
    assert type(csv) is FileDamaged, "a text is a table by its name or by two lines of cells"
    assert last == ["10.xlsx", "夹", READ]


def test_a_file_alone_is_read_as_it_is() -> None:
    with ReadingAhead() as child:
        child.hand("姓名\n李桂兰".encode(), files=1)
        order = Order((Asked("三.csv"),), f"{works.__name__}:first_cells", "")
        assert list(child.answers(order)) == [["三.csv", "", [["姓名"], ["李桂兰"]]]]


def test_a_child_that_dies_is_replaced_and_only_the_file_that_killed_it_is_refused() -> None:
    answers = read(SHEET, SHEET, SHEET, SHEET, fatal="1.xlsx")
    assert [each if isinstance(each, SheetTooMuch) else each[0] for each in answers][0::2] == ["0.xlsx", "2.xlsx"]
    assert isinstance(answers[1], SheetTooMuch)
    assert answers[3] == ["3.xlsx", "夹", READ]


def test_a_file_that_takes_too_long_is_refused_and_the_child_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "READING_SECONDS", 0.0)
    (answer,) = read(SHEET)
    assert isinstance(answer, SheetTooMuch)


def test_a_damaged_file_within_the_folder_is_refused_alone() -> None:
    bad, good = read(SHEET, SHEET, damage=200)
    assert isinstance(bad, EntryRefused)
    assert good[2] == READ


def test_the_child_is_given_no_key() -> None:
    with ReadingAhead() as child:
        child.hand(SHEET, files=1)
        order = Order((Asked("一.xlsx"),), f"{works.__name__}:environment")
        (names,) = child.answers(order)
    assert isinstance(names, list)
    assert not [name for name in names if "XINGTAN" in name or "DATABASE" in name]
