"""Statements of several banks, read from their cells (layouts of `money.md` 4, invented content)."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.billing.errors import (
    ControlTotalDiffers,
    NoStatementHeader,
    NoStatementLines,
    StatementRefused,
    UnclearDirection,
    UnreadableAmount,
    UnreadableDate,
    ZeroAmount,
)
from xingtan.billing.statement import read_statement
from xingtan.billing.statement.cells import amount_of
from xingtan.foundation.yuan import NotMoney

Grid = list[list[Any]]
SCHOOL = "东雷乡中心小学"


def icbc_in_one_column() -> Grid:
    return [
        ["[HISTORYDETAIL]"],
        [
            "凭证号\t本方账号\t对方账号\t交易时间\t借/贷\t借方发生额\t贷方发生额\t对方行号\t摘要\t用途\t对方单位名称\t余额\t个性化信息"
        ],
        [
            "0\t0512040509026402092\t0512111\t2020-11-18 09:10:11\t贷\t0.00\t3,600.00\t102\t转账\t30人\t"
            + SCHOOL
            + "\t13,600.00\t"
        ],
        ["0\t0512040509026402092\t\t2020-11-18 12:00:00\t借\t5.00\t0.00\t102\t手续费\t\t\t13,595.00\t"],
    ]


def ccb() -> Grid:
    return [
        [
            "账号",
            "账户名称",
            "交易时间",
            "借方发生额（支取）",
            "贷方发生额（收入）",
            "余额",
            "币种",
            "对方户名",
            "对方账号",
            "对方开户机构",
            "记账日期",
            "摘要",
            "备注",
            "账户明细编号-交易流水号",
        ],
        [
            "0512040509026402092",
            "师范学院",
            "20201118 09:10:11",
            0,
            3600,
            13600,
            "人民币元",
            SCHOOL,
            "0512111",
            "某支行",
            "20201118",
            "电子转账",
            "30人",
            "1-77",
        ],
        [
            "0512040509026402092",
            "师范学院",
            "20201118 12:00:00",
            5,
            0,
            13595,
            "人民币元",
            "",
            "",
            "",
            "20201118",
            "手续费",
            "",
            "2-78",
        ],
    ]


def abc_newest_first() -> Grid:
    return [
        ["账户明细"],
        ["账号:0512040509026402092", "户名:师范学院"],
        ["交易时间", "收入金额", "支出金额", "账户余额", "交易行名", "对方省市", "对方账号", "对方户名", "交易用途"],
        ["2020-11-18 12:00:00", "", "5.00", "13,595.00", "", "", "", "", "手续费"],
        ["2020-11-18 09:10:11", "3,600.00", "", "13,600.00", "某支行", "", "0512111\t", SCHOOL, "30人"],
        ["合计", "1 收 3,600.00", "1 支 5.00"],
    ]


def boc() -> Grid:
    head: Grid = [["查询账号[ Inquirer account number ]", "0512040509026402092"], ["总笔数[ Total number ]", 2]]
    names = [
        "交易类型[ Transaction Type ]",
        "付款人开户行名",
        "付款人账号[ Debit Account No. ]",
        "付款人名称[ Payer's Name ]",
        "收款人账号",
        "收款人名称[ Payee's Name ]",
        "交易日期[ Transaction Date ]",
        "交易时间",
        "交易金额[ Trade Amount ]",
        "交易后余额",
        "交易流水号[ Transaction reference number ]",
        "摘要[ Reference ]",
        "交易附言[ Remark ]",
    ]
    return [
        *head,
        names,
        [
            "来账",
            "某银行某公司支行",
            "0512111",
            SCHOOL,
            "0512040509026402092",
            "师范学院",
            "20201118",
            "09:10:11",
            "3,600.00",
            "13,600.00",
            "77",
            "",
            "30人",
        ],
        [
            "往账",
            "师范学院支行",
            "0512040509026402092",
            "师范学院",
            "999",
            "某公司",
            "20201118",
            "12:00:00",
            "-5.00",
            "13,595.00",
            "78",
            "手续费",
            "",
        ],
    ]


def plain_csv() -> Grid:
    return [
        ["line", "booked_on", "direction", "amount", "payer_name", "payer_account", "payer_bank", "remark"],
        ["L1", "2020-11-18", "credit", "3600.00", SCHOOL, "0512111", "某支行", "30人"],
        ["L2", "2020-11-18", "debit", "5.00", "", "", "", "手续费"],
    ]


@pytest.mark.parametrize("layout", [icbc_in_one_column, ccb, abc_newest_first, boc, plain_csv])
def test_every_layout_gives_the_same_lines_in_booking_order(layout: Callable[[], Grid]) -> None:
    came_in, went_out = read_statement(layout()).lines

    assert (came_in.is_incoming, came_in.amount, came_in.payer_name, came_in.payer_account) == (
        True,
        Decimal("3600.00"),
        SCHOOL,
        "0512111",
    )
    assert "30人" in came_in.remark
    assert (went_out.is_incoming, went_out.amount) == (False, Decimal("5.00"))
    assert "手续费" in went_out.remark


@pytest.mark.parametrize("layout", [icbc_in_one_column, ccb, abc_newest_first, boc])
def test_own_account_opening_and_closing_are_read(layout: Callable[[], Grid]) -> None:
    read = read_statement(layout())

    assert read.own_account == "0512040509026402092"
    assert (read.opening, read.closing) == (Decimal("10000.00"), Decimal("13595.00"))


def test_the_moment_is_put_together_from_date_and_time() -> None:
    assert read_statement(boc()).lines[0].booked.isoformat() == "2020-11-18T09:10:11"


def test_titles_and_totals_are_left_out_and_named() -> None:
    assert [row for row, _ in read_statement(abc_newest_first()).ignored] == [6]


def with_amount(value: Any) -> Grid:
    rows = plain_csv()
    rows[1][3] = value
    return rows


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("¥3,600.00", "3600.00"),
        ("３６００", "3600.00"),
        (3600, "3600.00"),
        (3600.5, "3600.50"),
        ("+3600.00\t", "3600.00"),
        ("CNY 3600", "3600.00"),
        ("(12.00)", "-12.00"),
        ("（12.00）", "-12.00"),
        ("12.00-", "-12.00"),
        ("−12", "-12.00"),
        ("3,600元", "3600.00"),
        ("人民币3600圆", "3600.00"),
        ("1,234,567.89", "1234567.89"),
        (".50", "0.50"),
        ("-12", "-12.00"),
    ],
)
def test_amounts_are_read_as_people_and_banks_write_them(written: Any, amount: str) -> None:
    assert read_statement(with_amount(written)).lines[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    ["三千六", "3600.001", "12O0", "", "1 2元3x", "3,6", "1.2E+05", "+-5", "NaN", "1_000", "-12-", "12345678901234"],
)
def test_an_amount_that_cannot_be_read_refuses_the_file_naming_row_and_column(written: str) -> None:
    with pytest.raises(UnreadableAmount) as refused:
        read_statement(with_amount(written))

    assert refused.value.parameters["row"] == 2
    assert refused.value.parameters["column"] == "amount"


@pytest.mark.parametrize("written", ["0", "0.00", "-0.00", "¥0"])
def test_a_line_of_nothing_refuses_the_file_naming_the_row(written: str) -> None:
    with pytest.raises(ZeroAmount) as refused:
        read_statement(with_amount(written))

    assert refused.value.parameters["row"] == 2


@given(st.decimals(min_value="-99999999.99", max_value="99999999.99", places=2).filter(bool))
def test_every_amount_is_read_however_it_is_dressed(amount: Decimal) -> None:
    minus, plain = ("-" if amount < 0 else ""), f"{abs(amount):,.2f}"
    full_width = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    for written in (f"{minus}{plain}", f"{minus}¥{plain}元", f"{minus}{full_width}", f"{minus}{abs(amount)}\t"):
        assert amount_of(written) == amount
    assert amount_of(f"({plain})") == -abs(amount)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_of_whole_fen_or_none(text: str) -> None:
    with suppress(NotMoney):
        amount = amount_of(text)

        assert amount is None or amount == amount.quantize(Decimal("0.01"))


def test_a_row_with_money_and_payer_but_no_date_refuses_the_file() -> None:
    rows = plain_csv()
    rows[1][1] = "昨天"

    with pytest.raises(UnreadableDate):
        read_statement(rows)


def test_a_line_that_is_both_in_and_out_refuses_the_file() -> None:
    rows = ccb()
    rows[1][3] = 7

    with pytest.raises(UnclearDirection):
        read_statement(rows)


def test_a_missing_line_shows_in_the_control_total() -> None:
    rows = ccb()
    rows.append([*rows[2]])
    rows[3][3], rows[3][5] = 10, 13575

    with pytest.raises(ControlTotalDiffers) as refused:
        read_statement(rows)

    assert refused.value.parameters["difference"] == "¥10.00"


def test_a_file_without_a_header_and_one_without_lines_are_refused() -> None:
    with pytest.raises(NoStatementHeader):
        read_statement([["姓名", "学段"], ["张三", "小学"]])
    with pytest.raises(NoStatementLines):
        read_statement(plain_csv()[:1])


cells = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["交易时间", "金额", "摘要", "对方户名", "2020-11-18", "3600.00"])
)


@given(st.lists(st.lists(cells, max_size=6), max_size=6))
def test_any_grid_is_read_or_refused(rows: Grid) -> None:
    with suppress(StatementRefused):
        assert read_statement(rows).lines
