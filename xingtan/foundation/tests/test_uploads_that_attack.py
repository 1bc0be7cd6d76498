"""A5–A7: what people upload can do no harm, and every refusal says what to do."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import override_settings
from django.utils.translation import override

from xingtan.foundation import packages
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.sheets import SheetTooMuch, SheetTooWide, read_workbook
from xingtan.foundation.tests import files
from xingtan.foundation.uploads import (
    ArchiveUnsafe,
    FileEmpty,
    FileTooLarge,
    NotASheet,
    PasswordProtected,
    SizeLimit,
    UploadRefused,
    check_sheet,
)

ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
HONEST = files.workbook([["姓名", "学段", "手机号"], ["王秀英", "小学", "19800000001"]])


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.mark.parametrize(
    "content",
    [
        files.package(files.sheet_xml(files.cell("A1", "&e;"), ENTITY)),
        files.package(files.sheet_xml(files.cell("A1", "&c;"), LAUGHS)),
        files.package(files.sheet_xml(files.cell("A1", "x"), '<!DoCtYpE x SYSTEM "http://127.0.0.1:9/x.dtd">')),
        files.package(files.sheet_xml(files.cell("A1", "x"), " " * 262_140 + "<!DOCTYPE x []>")),
        files.package(
            files.sheet_xml(files.cell("A1", "x"), ENTITY).decode().replace("UTF-8", "UTF-16").encode("utf-16")
        ),
        files.package(xl__sharedStrings=b"", **{"xl__sharedStrings.xml": files.sheet_xml("", ENTITY)}),
        files.package(**{"_rels__.rels": ENTITY.encode() + files.RELATIONS}),
        files.package(**{"docProps__core.xml": b"<?xml version='1.0'?>" + LAUGHS.encode() + b"<x>&c;</x>"}),
        files.package(**{"xl__drawings__drawing1.vml": ENTITY.encode() + b"<xml/>"}),
        files.package(**{"xl__media__picture.svg": ENTITY.encode() + b"<svg/>"}),
        files.package(**{"[Content_Types].xml": ENTITY.encode() + files.CONTENT_TYPES}),
        files.package(**{"xl__workbook.xml": ENTITY.encode() + files.WORKBOOK}),
    ],
)
def test_a_document_type_is_refused_before_anything_is_parsed(content: bytes) -> None:
    with pytest.raises(ArchiveUnsafe, match="document type"):
        read_workbook(content, name="roster.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        files.bomb(),
        files.lying_about_its_size(),
        files.overlapping(),
        files.with_member(HONEST, "../../etc/cron.d/x"),
        files.with_member(HONEST, "..\\..\\x.dll"),
        files.with_member(HONEST, "/etc/passwd"),
        files.with_member(HONEST, "C:/x"),
        files.with_link(HONEST),
        files.with_member(HONEST, "xl/inner.zip", HONEST),
        files.with_member(HONEST, "xl/media/image1.png", HONEST),
        files.package(**{f"xl__part{n}.xml": b"<x/>" for n in range(2_100)}),
        HONEST[:-200],
    ],
    ids=[
        "bomb",
        "lying",
        "overlapping",
        "slip",
        "backslip",
        "absolute",
        "drive",
        "link",
        "nested",
        "hidden",
        "many",
        "cut",
    ],
)
def test_a_package_that_is_not_an_honest_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UploadRefused):
        read_workbook(content, name="roster.xlsx")


def test_the_guards_keep_memory_small() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(ArchiveUnsafe):
        check_sheet(files.bomb(400), "roster.xlsx")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "XFD1", "ZZ90000"])
def test_a_cell_at_the_far_end_does_no_harm_and_is_named(reference: str) -> None:
    content = files.package(files.sheet_xml(files.cell("A1", "姓名") + files.cell(reference, "x")))

    with pytest.raises((SheetTooWide, SheetTooMuch)):
        read_workbook(content, name="roster.xlsx")


def test_one_long_text_in_a_million_cells_does_no_harm() -> None:
    row = "".join(f'<c r="{chr(65 + n)}1" t="s"><v>0</v></c>' for n in range(26))
    rows = "".join(f'<row r="{n}">{row.replace("1" + chr(34), str(n) + chr(34))}</row>' for n in range(1, 3_000))
    text = (
        b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>"
        + b"x" * 32_000
        + b"</t></si></sst>"
    )
    relations = files.WORKBOOK_RELATIONS.replace(
        b"</Relationships>",
        b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    content = files.package(
        files.sheet_xml(rows), **{"xl__sharedStrings.xml": text, "xl___rels__workbook.xml.rels": relations}
    )

    with pytest.raises(SheetTooMuch):
        read_workbook(content, name="roster.xlsx")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (HONEST, "a.xlsx", FileKind.XLSX),
        (HONEST, "a.csv", FileKind.XLSX),
        ("姓名,学段\n".encode("gb18030"), "a.csv", FileKind.CSV),
        ("姓名\t学段\t手机\n王\t小学\t1\n".encode("utf-16"), "a.xls", FileKind.CSV),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", FileKind.HTML),
        (b"\xef\xbb\xbf\n  <!DOCTYPE html><html>", "a.xls", FileKind.HTML),
        (files.packed({"word/document.xml": b"<x/>"}), "a.docx", FileKind.DOCX),
        (files.packed({"报名表.xlsx": HONEST}), "a.xlsx", FileKind.ZIP),
        (files.compound("WordDocument"), "a.doc", FileKind.DOC),
        (files.compound("EncryptedPackage"), "a.xlsx", FileKind.ENCRYPTED),
        (files.compound("Something"), "a.et", FileKind.ET),
        (b"%PDF-1.7", "a.xlsx", FileKind.PDF),
        (b"\xff\xd8\xff\xe0", "a.xlsx", FileKind.JPEG),
        (b"PK\x03\x04 this is no workbook", "a.xlsx", FileKind.UNKNOWN),
        (b"\x00\x01\x02\x03" * 50, "a.csv", FileKind.UNKNOWN),
        (b"not a table at all", "a.xlsx", FileKind.UNKNOWN),
        (b"", "a.xlsx", FileKind.EMPTY),
    ],
)
def test_a_file_is_what_its_content_is(content: bytes, name: str, kind: FileKind) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table></table></html>",
        files.packed({"word/document.xml": b"<x/>"}),
        files.compound("ET"),
        files.packed({"a.txt": b"x"}),
        b"%PDF-1.7",
    ],
)
def test_another_type_is_named_with_the_remedy(content: bytes) -> None:
    with pytest.raises(NotASheet, match=r"\.xlsx"):
        check_sheet(content, "roster.xls")


def test_a_locked_workbook_says_so() -> None:
    with pytest.raises(PasswordProtected):
        check_sheet(files.compound("EncryptedPackage"), "roster.xlsx")


def test_an_empty_file_says_so() -> None:
    with pytest.raises(FileEmpty):
        check_sheet(b"", "roster.xlsx")


def test_a_file_of_200_mb_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(FileTooLarge, match="20"):
        read_workbook(large)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024


def test_a_request_of_200_mb_is_refused_by_its_announced_length() -> None:
    with pytest.raises(RequestDataTooBig):
        SizeLimit().handle_raw_input(None, {}, 200 * 1024 * 1024, "boundary")


def test_a_request_that_announces_less_than_it_sends_is_cut_off() -> None:
    limit = SizeLimit()

    assert limit.receive_data_chunk(b"x", 0) == b"x"
    with pytest.raises(RequestDataTooBig):
        limit.receive_data_chunk(b"x" * 10, 20 * 1024 * 1024 - 5)


@override_settings(UPLOAD_MAX_BYTES=1024)
def test_the_limit_is_a_setting() -> None:
    with pytest.raises(FileTooLarge):
        check_sheet(b"x" * 1025, "roster.csv")


@pytest.mark.parametrize("switched_off", ["_declares", "_check_name"])
def test_these_tests_see_a_guard_that_is_switched_off(monkeypatch: pytest.MonkeyPatch, switched_off: str) -> None:
    monkeypatch.setattr(packages, switched_off, lambda *_: False)
    attack = ENTITY if switched_off == "_declares" else ""

    content = files.package(files.sheet_xml(files.cell("A1", "x"), attack))
    check_sheet(content if attack else files.with_link(HONEST), "roster.xlsx")
