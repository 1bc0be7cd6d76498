"""What is read from the platform's files, whatever their dialect."""

from datetime import datetime
from decimal import Decimal

import pytest

from xingtan.foundation.pdfs import read_pdf
from xingtan.foundation.uploads import UploadRefused
from xingtan.invoicing.einvoice import NoInvoice, read_pdf_text, read_xml
from xingtan.invoicing.returning import pieces_of, read_ofd
from xingtan.invoicing.tests import platform
from xingtan.invoicing.tests.platform import NUMBER

BUYER = ("东雷乡中心小学", platform.tax_number(7))
TOTAL = Decimal("3600.00")


@pytest.mark.parametrize("content", [platform.xml(BUYER), platform.chinese_xml(BUYER), platform.pinyin_xml(BUYER)])
def test_each_dialect_of_the_xml_says_the_same(content: bytes) -> None:
    read = read_xml(content)

    assert (read.number, read.total, read.buyer_name, read.buyer_tax) == (NUMBER, TOTAL, *BUYER)
    assert read.issued_at is not None
    assert read.issued_at.date() == datetime.fromisoformat("2026-11-20").date()


def test_the_total_of_a_line_is_not_taken_for_that_of_the_invoice() -> None:
    assert read_xml(platform.xml(BUYER)).total == TOTAL


@pytest.mark.parametrize("is_whole", [True, False])
def test_an_ofd_is_read_by_its_own_xml_or_by_its_custom_data(*, is_whole: bool) -> None:
    read = read_ofd(platform.ofd(BUYER, is_whole=is_whole))

    assert (read.number, read.total, read.buyer_tax) == (NUMBER, TOTAL, BUYER[1])


def test_a_pdf_is_read_by_its_text() -> None:
    said = read_pdf(platform.pdf(BUYER, remark="R7K3M2 XT00001201"))

    read = read_pdf_text(said.text, said.notes)

    assert (read.number, read.total, read.buyer_name, read.buyer_tax, read.serial) == (
        NUMBER,
        TOTAL,
        *BUYER,
        "XT00001201",
    )


def test_a_pdf_is_read_by_its_notes_where_it_has_them() -> None:
    notes = {"InvoiceNumber": NUMBER, "TotalAmWithoutTax": "3495.15", "TotalTaxAm": "104.85", "IssueTime": "2026-11-20"}

    read = read_pdf_text("", notes)

    assert (read.number, read.total, read.tax) == (NUMBER, TOTAL, Decimal("104.85"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/x"><a/>', "dtd"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "eeee">]><a>&e;</a>', "dtd"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><FPHM>&e;</FPHM>', "dtd"),
        (b"<?xml version='1.0'?><EInvoice><InvoiceNumber>1", "damaged"),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", "damaged"),
        (b"<?xml version='1.0'?><EInvoice><InvoiceNumber>123</InvoiceNumber></EInvoice>", "no_number"),
    ],
)
def test_what_declares_entities_or_holds_no_number_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(NoInvoice) as refused:
        read_xml(content)

    assert refused.value.code == code


def test_several_invoices_in_one_zip_are_each_taken_for_itself() -> None:
    other = platform.xml(BUYER, "120.00", number=NUMBER[:-1] + "2")

    found = pieces_of(platform.packed_as({"甲/a.xml": platform.xml(BUYER), "乙/b.xml": other}), "发票.zip")

    assert [piece.read.total for piece in found if piece.read] == [TOTAL, Decimal("120.00")]


def test_in_a_zip_the_richest_files_come_first_and_others_are_told() -> None:
    content = platform.packed_as(
        {"a.pdf": platform.pdf(BUYER), "b.ofd": platform.ofd(BUYER), "c.xml": platform.xml(BUYER), "说明.txt": b"hello"}
    )

    found = pieces_of(content, "发票.zip")

    assert [piece.kind for piece in found if piece.read] == ["xml", "ofd", "pdf"]
    assert [piece.trouble for piece in found if not piece.read] == ["no_invoice"]


def test_a_member_that_points_outside_is_not_read() -> None:
    [piece] = pieces_of(platform.packed_as({"../../etc/a.xml": platform.xml(BUYER)}), "发票.zip")

    assert piece.read is None
    assert piece.said


def test_a_zip_bomb_is_refused_whole() -> None:
    [piece] = pieces_of(platform.packed_as({"a.xml": b" " * 30_000_000}), "发票.zip")

    assert (piece.read, piece.content) == (None, b"")
    assert "解压后过大" in piece.said


def test_rows_of_failures_and_successes_are_found_by_the_words_of_their_header() -> None:
    failed = pieces_of(platform.failures(("XT00001201", "购买方名称与税号不一致"), ("不是流水号", "x")), "失败.xlsx")
    issued = pieces_of(platform.successes(("XT00001201", NUMBER)), "成功.xlsx")

    assert [(piece.serial, piece.reason) for piece in failed] == [("XT00001201", "购买方名称与税号不一致")]
    assert [(piece.serial, piece.number) for piece in issued] == [("XT00001201", NUMBER)]


def test_a_list_without_our_serials_says_so() -> None:
    assert [piece.trouble for piece in pieces_of(platform.failures(("别人的", "x")), "失败.xlsx")] == ["no_row"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"hello"])
def test_what_is_nothing_of_the_platform_is_told(content: bytes) -> None:
    try:
        found = pieces_of(content, "x.bin")
    except UploadRefused:
        return
    assert all(piece.read is None and (piece.trouble or piece.said) for piece in found)
