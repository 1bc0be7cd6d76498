"""Rural banks, the postal savings bank and the joint-stock banks, accounts of institutions."""

from collections.abc import Callable
from typing import Any

from xingtan.billing.tests.samples.corporate import (
    ACCOUNT,
    BANK,
    CHARGE,
    OTHER,
    OTHER_ACCOUNT,
    OTHER_REMARK,
    OWN,
    REMARK,
    SCHOOL,
)
from xingtan.billing.tests.samples.writing import text, xlsx
from xingtan.foundation.tests.old_books import xls

Movement = Callable[..., list[Any]]
THREE = (
    ("09:10:11", "3600.00", "", "13600.00", SCHOOL, ACCOUNT, REMARK),
    ("12:00:00", "", "5.00", "13595.00", "", "", CHARGE),
    ("15:30:00", "1200.00", "", "14795.00", OTHER, OTHER_ACCOUNT, OTHER_REMARK),
)


def _rows(movement: Movement) -> list[list[Any]]:
    """The three movements (time, in, out, balance, payer, account, words), with their number."""
    return [movement(number, *each) for number, each in enumerate(THREE, start=1)]


def rural() -> bytes:
    """Header in row 4; the own account is called 账号."""
    head = [
        "交易日期",
        "对方户名",
        "收入金额",
        "支出金额",
        "余额",
        "账号",
        "币种",
        "对方账号",
        "用途",
        "附言",
        "核心流水号",
    ]
    rows = _rows(lambda n, time, came, out, balance, payer, account, words: [
        f"2020-11-18 {time}", payer, came, out, balance, OWN, "人民币", account, "", words, f"1000{n}"])  # fmt: skip
    return xlsx([["山西省农村信用社联合社"], ["账户交易明细"], ["起止日期：2020-11-01 至 2020-11-30"], head, *rows])


def postal() -> bytes:
    """Header in row 5, lines numbered."""
    head = [
        "序号",
        "交易日期",
        "交易渠道",
        "摘要",
        "支出金额",
        "收入金额",
        "余额",
        "对方账号",
        "对方户名",
        "对方开户行",
    ]
    rows = _rows(lambda n, _time, came, out, balance, payer, account, words: [
        n, "20201118", "网银", words, out, came, balance, account, payer, BANK if payer else ""])  # fmt: skip
    return xls([["中国邮政储蓄银行"], ["对公账户明细"], [f"账号：{OWN}"], ["币种：人民币"], head, *rows])


def minsheng() -> bytes:
    """A voucher's number beside the serial."""
    head = [
        "交易时间",
        "交易流水号",
        "借方发生额",
        "贷方发生额",
        "账户余额",
        "凭证号",
        "客户附言",
        "对方账号",
        "对方账号名称",
        "对方开户行",
    ]
    rows = _rows(lambda n, time, came, out, balance, payer, account, words: [
        f"2020-11-18 {time}", f"3010{n}", out or "0.00", came or "0.00", balance, "000", words, account, payer, BANK])  # fmt: skip
    return text([head, *rows])


def pingan() -> bytes:
    """Two serials, of which the core's is unique."""
    head = [
        "交易时间",
        "账号",
        "收入",
        "支出",
        "账户余额",
        "对方户名",
        "对方账号",
        "对方账号开户行",
        "摘要",
        "交易流水号",
        "核心唯一流水号",
        "交易用途",
        "币种",
    ]
    rows = _rows(lambda n, time, came, out, balance, payer, account, words: [
        f"2020-11-18 {time}", OWN, came, out, balance, payer, account, BANK, "转账", "A001", f"C00{n}", words, "RMB"])  # fmt: skip
    return xlsx([head, *rows])


def spdb() -> bytes:
    """存入 and 取出, and a kind of transaction that says nothing about the direction."""
    head = ["顺序号", "交易日期", "交易类型", "存入金额", "取出金额", "余额", "交易对手名称", "交易对手账号", "附言"]
    rows = _rows(lambda n, _time, came, out, balance, payer, account, words: [
        n, "20201118", "转账", came, out, balance, payer, account, words])  # fmt: skip
    return xlsx([["上海浦东发展银行"], head, *rows])


def bocom() -> bytes:
    """A flag beside two amounts."""
    head = [
        "交易时间",
        "摘要",
        "凭证种类",
        "凭证号码",
        "借贷标志",
        "借方发生额",
        "贷方发生额",
        "余额",
        "对方账号",
        "对方户名",
        "对方行名",
    ]
    rows = _rows(lambda _n, time, came, out, balance, payer, account, words: [
        f"2020-11-18 {time}", words, "", "", "贷" if came else "借", out, came, balance, account, payer, BANK])  # fmt: skip
    return xlsx([["交通银行账户明细"], head, *rows])


EVERBRIGHT = ["交易日期", "交易时间", "借方发生额", "贷方发生额", "账户余额", "对方账号", "对方名称", "摘要"]


def _everbright() -> list[list[Any]]:
    return _rows(lambda _n, time, came, out, balance, payer, account, words: [
        "2020-11-18", time, out, came, balance, account, payer, words])  # fmt: skip


def everbright() -> bytes:
    """Header in row 6."""
    above = [["中国光大银行"], ["账户明细"], [f"账号：{OWN}"], ["户名：忻州师范学院"], ["币种：人民币"]]
    return xls([*above, EVERBRIGHT, *_everbright()])


def everbright_lower() -> bytes:
    """The header has moved down, opening and closing balance stand above it."""
    above = [
        ["中国光大银行"],
        [],
        [f"账号：{OWN}"],
        ["期初余额：10,000.00"],
        ["期末余额：14,795.00"],
        [],
        ["借方笔数：1"],
        ["贷方笔数：2"],
    ]
    return text([*above, EVERBRIGHT, *_everbright()], encoding="utf-8-sig", quoted=True)


HUAXIA = ["序号", "交易日期", "借方发生额", "贷方发生额", "余额", "对方账号", "对方户名", "对方开户行", "摘要", "附言"]


def _huaxia() -> list[list[Any]]:
    return _rows(lambda n, _time, came, out, balance, payer, account, words: [
        n, "2020-11-18", out, came, balance, account, payer, BANK if payer else "", "转账", words])  # fmt: skip


def _above(count: int) -> list[list[str]]:
    return [["华夏银行账户交易明细"], [f"账号：{OWN}"], *([["查询条件："]] * (count - 2))]


def huaxia() -> bytes:
    """Header in row 9."""
    return text([*_above(8), HUAXIA, *_huaxia(), ["合计", "", "5.00", "4800.00"]])


def huaxia_lower() -> bytes:
    """Header in row 11, where there are lines of sums."""
    return text([*_above(8), ["借方合计：5.00"], ["贷方合计：4,800.00"], HUAXIA, *_huaxia()], quoted=True)


CMB = [
    "账号",
    "账号名称",
    "币种",
    "交易日",
    "交易时间",
    "起息日",
    "交易类型",
    "借方金额",
    "贷方金额",
    "余额",
    "摘要",
    "流水号",
    "流程实例号",
    "业务名称",
    "用途",
    "业务参考号",
    "业务摘要",
    "其它摘要",
    "收/付方分行名",
    "收/付方名称",
    "收/付方账号",
    "收/付方开户行行号",
    "收/付方开户行名",
]


def _cmb() -> list[list[Any]]:
    return _rows(lambda n, _time, came, out, balance, payer, account, words: [
        OWN, "忻州师范学院", "人民币", "20201118", "", "20201118", "转账", out, came, balance, words, f"G{n:06d}", "", "", "", "", "",
        "", "", payer, account, "", BANK if payer else ""])  # fmt: skip


def cmb() -> bytes:
    """Header in row 5, many columns that say nothing."""
    return text([["招商银行"], ["账务明细"], [], [], CMB, *_cmb()])


def cmb_lower() -> bytes:
    """Header in row 12."""
    return text([["招商银行"], *([["查询条件"]] * 10), CMB, *_cmb()])
