"""Every way of writing an amount at every door of money where one is typed or read: understood alike, or refused in words.

An amount is never guessed: a comma that may be a point, a power of ten, a bracket that may be a minus are asked back.
Nothing, and less than nothing, is refused where money is given.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing.errors import StatementRefused
from xingtan.billing.models import Allocation, BankLine, Refund, Voucher, WriteOff
from xingtan.billing.statement import read_statement
from xingtan.billing.tests import given, papers
from xingtan.foundation.sheets import read_workbook_here, write_csv
from xingtan.funding import queries as funding
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
RIGHT = {
    "1200": "1200.00", "1,200": "1200.00", "1,200.50": "1200.50", "¥1,200.5": "1200.50", "￥ 1200 元": "1200.00",
    "１２００．５０": "1200.50", "1，200": "1200.00", "0.01": "0.01",
}  # fmt: skip
WRONG = (
    "",
    "一千二",
    "12,00",
    "1,5",
    "1.2.3",
    "1.005",
    "1e3",
    "NaN",
    "Infinity",
    "0x10",
    "1_200",
    "--1",
    "1200-300",
    "<b>1</b>",
)
NOT_MORE_THAN_NOTHING = ("0", "0.00", "-0", "-1200", "（1200）", "(1200.00)")
Typed = Callable[[str], tuple[Decimal | None, int, str]]
"""What is stored of a typed amount, the status of the answer, and its text."""


def _posted(client: Client, address: str, **fields: Any) -> tuple[int, str]:
    answer = client.post(address, fields)
    return answer.status_code, "" if answer.status_code == 302 else answer.content.decode()


def _clerk() -> Client:
    return accounts.signed_in(given.finance_clerk())


def _share(typed: str) -> tuple[Decimal | None, int, str]:
    bill, standing = given.bill(), given.transfer("3600.00", payer="某代理公司", remark="")
    status, text = _posted(
        _clerk(), f"/billing/transfers/{standing.line.public_id}/split/", save="1", version=standing.version,
        **{f"amount-{bill.public_id}": typed},
    )  # fmt: skip
    row = Allocation.objects.first()
    return row.amount if row else None, status, text


def _voucher(typed: str) -> tuple[Decimal | None, int, str]:
    bill = given.bill()
    school = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))
    bring = f"/billing/bills/{bill.public_id}/vouchers/"
    school.post(bring, {"vouchers": SimpleUploadedFile("凭证.jpg", papers.photo())})
    voucher = Voucher.objects.get()
    status, text = _posted(
        school, f"/billing/vouchers/{voucher.public_id}/confirm/", amount=typed, paid_on="2020-11-18"
    )
    voucher.refresh_from_db()
    return voucher.amount, status, text


def _refund(typed: str) -> tuple[Decimal | None, int, str]:
    standing = given.paid(given.transfer("5000.00", payer="某代理公司", remark=""), given.bill(heads=1), "120.00")
    status, text = _posted(
        _clerk(), f"/billing/transfers/{standing.line.public_id}/refund/", amount=typed, why="overpaid", note="",
        to_name="东雷乡中心小学", to_account="6222020512000012345", to_bank="", version=standing.version,
    )  # fmt: skip
    row = Refund.objects.first()
    return row.amount if row else None, status, text


def _write_off(typed: str) -> tuple[Decimal | None, int, str]:
    bill = given.bill()
    given.paid(given.transfer("1.00", payer="某代理公司", remark=""), bill, "1.00")
    status, text = _posted(
        _clerk(), f"/billing/bills/{bill.public_id}/write-off/", amount=typed, why="bank_fee", note="手续费"
    )
    row = WriteOff.objects.first()
    return row.amount if row else None, status, text


def _declared(typed: str) -> tuple[Decimal | None, int, str]:
    programmes.programme_2020()
    school = organisations.school()
    contact = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=school))
    status, text = _posted(
        contact, f"/funding/schools/{school.public_id}/declare/", year="2020", base=typed, training="0",
        source="public_funds", seen="0", do="declare", sure="on",
    )  # fmt: skip
    standing = funding.standing_of(school, 2020)
    return standing.base if standing else None, status, text


DOORS: dict[str, Typed] = {
    "share of a split": _share, "voucher": _voucher, "refund": _refund, "write-off": _write_off, "declaration": _declared
}  # fmt: skip


@pytest.mark.parametrize("typed", RIGHT)
@pytest.mark.parametrize("door", DOORS)
def test_an_amount_is_understood_alike_at_every_door(door: str, typed: str) -> None:
    stored, status, text = DOORS[door](typed)

    assert (str(stored), status) == (RIGHT[typed], 302), re.findall(r"field-error.*?<span>(.*?)</span>", text)


@pytest.mark.parametrize(
    ("door", "typed"),
    [
        (door, typed)
        for door in DOORS
        for typed in (*WRONG, *NOT_MORE_THAN_NOTHING)
        if (door, typed) not in {("declaration", "0"), ("declaration", "0.00"), ("declaration", "-0")}
    ],
)
def test_what_is_no_amount_is_refused_in_words_and_kept_in_its_field(door: str, typed: str) -> None:
    stored, status, text = DOORS[door](typed)

    assert stored is None
    assert status in {400, 409, 422}
    assert CHINESE.search(re.sub(r"(?s).*?<main", "", text, count=1))
    assert typed.replace("<", "&lt;").replace(">", "&gt;") in text


@pytest.mark.parametrize("typed", [*RIGHT, "(1,200.50)", "-1200", "1200-"])
def test_a_statement_reads_what_banks_write(typed: str) -> None:
    head = ["交易日期", "金额", "对方户名", "附言"]
    content = write_csv(
        head, [["2020-11-18", typed.replace("-", "−") if typed == "-1200" else typed, "东雷乡中心小学", "30人"]]
    )

    (line,) = read_statement(read_workbook_here(content, name="明细.csv").visible[0].rows).lines

    assert line.amount == Decimal(RIGHT.get(typed, "1200.50" if "." in typed else "1200.00"))
    assert line.is_incoming is (typed in RIGHT)


@pytest.mark.parametrize("typed", [each for each in WRONG if each])
def test_a_statement_with_an_amount_nobody_can_read_is_refused_as_a_whole(typed: str) -> None:
    head = ["交易日期", "收入金额", "支出金额", "对方户名", "附言"]
    rows = [["2020-11-18", "3600.00", "", "东雷乡中心小学", "30人"], ["2020-11-19", typed, "", "某小学", "1人"]]

    with pytest.raises(StatementRefused) as refused:
        read_statement(read_workbook_here(write_csv(head, rows), name="明细.csv").visible[0].rows)

    assert "3" in str(refused.value)
    assert BankLine.objects.count() == 0
