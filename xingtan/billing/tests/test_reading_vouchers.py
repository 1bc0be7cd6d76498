"""What is read from a bank's voucher."""

from datetime import datetime
from decimal import Decimal

import pytest

from xingtan.billing.tests import papers
from xingtan.billing.voucher_reading import ReadVoucher, decoded, read_vouchers
from xingtan.foundation.pdfs import read_pdf, read_pdfs

ICBC = ReadVoucher(
    receipt_number="0917822676331100", serial="92087313", at=datetime.fromisoformat("2020-11-18T12:28:05"), amount=Decimal("3600.00"),
    payer_name="五台县东雷乡中心小学", payer_account=papers.ACCOUNT, payee_account=papers.PAYEE_ACCOUNT,
)  # fmt: skip


def test_icbcs_printed_voucher_is_read_whole() -> None:
    assert read_vouchers(papers.icbc_text()) == [ICBC]


def test_icbcs_pdf_is_read_as_its_text() -> None:
    text = read_pdf(papers.pdf(papers.icbc_text())).text

    assert read_vouchers(text) == [ICBC]


def test_icbcs_machine_file_gives_a_voucher_for_each_line() -> None:
    content = papers.machine_file(
        ("0917-8226-7633-1100", "3600.00", "92087313"), ("0917-8226-7633-1101", "120.00", "92087314")
    )

    found = read_vouchers(decoded(content))

    assert found[0] == ICBC
    assert (found[1].receipt_number, found[1].amount) == ("0917822676331101", Decimal("120.00"))


@pytest.mark.parametrize(
    ("text", "number", "amount", "day"),
    [
        ("中国建设银行电子回单 回单编号：14-0922-20201118-0077 付款金额：人民币 1,200.00 交易时间 2020年11月18日", "140922202011180077", "1200.00", 18),
        ("电子凭证号 202011180001 交易日期：20201118 小写：￥480.00", "202011180001", "480.00", 18),
        ("网上银行电子回单\n回单号｜ABC20201119001\n金额（小写）：￥6,360.00\n记账日期：2020/11/19", "ABC20201119001", "6360.00", 19),
    ],
)  # fmt: skip
def test_other_banks_words_are_known(text: str, number: str, amount: str, day: int) -> None:
    [found] = read_vouchers(text)

    assert (found.receipt_number, found.amount) == (number, Decimal(amount))
    assert found.at is not None
    assert found.at.day == day


def test_payer_below_payee_is_still_the_payer() -> None:
    text = "收款人\n户名 忻州师范学院\n账号 0512040509026402092\n付款人\n户名 石咀镇中心小学\n账号 6222 0205 1200 0012 345\n金额 120.00 交易流水号 88776655"

    [found] = read_vouchers(text)

    assert (found.payer_name, found.payer_account) == ("石咀镇中心小学", "6222020512000012345")


def test_two_vouchers_on_one_page_are_two() -> None:
    text = papers.icbc_text() + "\n\n" + papers.icbc_text("120.00", number="0917-8226-7633-2200", serial="92087399")

    assert [found.amount for found in read_vouchers(text)] == [Decimal("3600.00"), Decimal("120.00")]


@pytest.mark.parametrize(
    "text", ["", "培训通知", "金额 0.00 交易流水号 123456", "电子回单号码：12 金额：三千元", "2020年13月45日 金额 1.00"]
)
def test_what_is_no_voucher_gives_none(text: str) -> None:
    assert read_vouchers(text) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(5000), papers.pdf("a")[:400]])
def test_a_broken_pdf_says_nothing_and_stops_nobody(content: bytes) -> None:
    whole = papers.pdf(papers.icbc_text())

    broken, sound = read_pdfs([content, whole])

    assert broken.text.strip() == ""
    assert read_vouchers(sound.text) == [ICBC]
