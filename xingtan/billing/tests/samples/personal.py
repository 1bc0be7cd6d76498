"""Accounts of persons, where an institution collects on one."""

from typing import Any

from xingtan.billing.tests.samples.corporate import (
    ACCOUNT,
    BANK,
    CHARGE,
    OTHER,
    OTHER_ACCOUNT,
    OTHER_REMARK,
    REMARK,
    SCHOOL,
)
from xingtan.billing.tests.samples.writing import text
from xingtan.foundation.tests.old_books import xls

NOTHING = "-------------------"


def _icbc(head: str, *, extended: bool) -> bytes:
    def row(words: str, came: str, out: str, balance: str, payer: str, account: str) -> str:
        pad = "               \\t".replace("\\t", "\t")
        money = [f'"{each}{pad}"' if each else f'"{pad}"' for each in (came, out)]
        cells = [
            "2020-11-18",
            f'"{words}{pad}"',
            "网上银行",
            "CHN",
            "钞",
            *money,
            "人民币",
            *money,
            "人民币",
            f'"{balance}{pad}"',
            payer,
        ]
        return ",".join([*cells, account] if extended else cells) + ","  # fmt: skip

    lines = [
        "明细查询文件下载", "", '卡号: 62220205120001239876,"卡别名: 工资卡"', "",
        "子账户序号: 00000,子账户类别: 活期,子账户别名: ", "", head,
        row(REMARK, "3,600.00", "", "13,600.00", SCHOOL, ACCOUNT),
        row(CHARGE, "", "5.00", "13,595.00", "", ""),
        row(OTHER_REMARK, "1,200.00", "", "14,795.00", OTHER, OTHER_ACCOUNT),
        '人民币合计,,,,,,,,"4,800.00\t","5.00\t",',
    ]  # fmt: skip
    return "\r\n".join(lines).encode("gb18030")


def icbc_v1() -> bytes:
    """Padded cells, a comma at each end, a sum below."""
    head = "交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名"
    return _icbc(head, extended=False)


def icbc_v2() -> bytes:
    """The same with the payer's account."""
    head = "交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户"
    return _icbc(head, extended=True)


def ccb() -> bytes:
    """An old workbook with five lines above and padded headings."""
    head = [
        f" {word}  "
        for word in [
            "记账日",
            "交易日期",
            "交易时间",
            "支出",
            "收入",
            "账户余额",
            "币种",
            "摘要",
            "对方账号",
            "对方户名",
            "交易地点",
        ]
    ]

    def row(time: str, out: Any, came: Any, balance: Any, words: str, account: str, payer: str) -> list[Any]:
        return ["20201118", "20201118", time, out, came, balance, "人民币", words, account, payer, "网上银行"]

    return xls([
        ["China Construction Bank"], ["开户机构：五台支行"], ["币　种：人民币"], ["账　号：6217000512000123456"], [],
        head,
        row("09:10:11", 0, 3600, 13600, REMARK, ACCOUNT, SCHOOL),
        row("12:00:00", 5, 0, 13595, CHARGE, "", ""),
        row("15:30:00", 0, 1200, 14795, OTHER_REMARK, OTHER_ACCOUNT, OTHER),
        ["以上数据仅供参考|具体内容请以柜台为准"],
    ])  # fmt: skip


def abc() -> bytes:
    """Signed amounts, spaces in a heading, rows shorter than it."""
    return text([
        ["账户:6228480512000123456"],
        ["交易日期", "交易时间", "交易摘要", "交易金额", "本次余额", "对手信息", "日 志 号", "交易渠道", "交易附言"],
        ["20201118", "091011", "转存", "+3600.00", "13600.00", SCHOOL, "123456001", "网银", REMARK],
        ["20201118", "120000", CHARGE, "-5.00", "13595.00"],
        ["20201118", "153000", "转存", "+1200.00", "14795.00", OTHER, "123456003", "网银", OTHER_REMARK],
    ])  # fmt: skip


def boc() -> bytes:
    """Dashes for what is empty."""
    head = [
        "记账日期",
        "记账时间",
        "币别",
        "金额",
        "余额",
        "交易名称",
        "渠道",
        "网点名称",
        "附言",
        "对方账户名",
        "对方卡号/账号",
        "对方开户行",
        "借记卡号",
    ]

    def row(time: str, amount: str, balance: str, remark: str, payer: str, account: str) -> list[str]:
        bank = BANK if account != NOTHING else NOTHING
        return [
            "2020-11-18",
            time,
            "人民币",
            amount,
            balance,
            "转账",
            "网上银行",
            NOTHING,
            remark,
            payer,
            account,
            bank,
            NOTHING,
        ]

    return text([
        ["中国银行交易流水明细清单"],
        head,
        row("09:10:11", "3,600.00", "13,600.00", REMARK, SCHOOL, ACCOUNT),
        row("12:00:00", "-5.00", "13,595.00", CHARGE, NOTHING, NOTHING),
        row("15:30:00", "1,200.00", "14,795.00", OTHER_REMARK, OTHER, OTHER_ACCOUNT),
    ], quoted=True)  # fmt: skip


def bocom() -> bytes:
    """The flag in two languages."""
    head = [
        "序号",
        "交易日期",
        "交易时间",
        "交易类型",
        "借贷",
        "交易金额",
        "余额",
        "对方账号",
        "对方户名",
        "交易地点",
        "摘要",
    ]
    return text([
        ["交通银行个人客户交易清单"],
        head,
        ["1", "2020-11-18", "09:10:11", "网银转账", "贷 Cr", "3600.00", "13600.00", ACCOUNT, SCHOOL, "山西", REMARK],
        ["2", "2020-11-18", "12:00:00", "收费", "借 Dr", "5.00", "13595.00", "", "", "", CHARGE],
        ["3", "2020-11-18", "15:30:00", "网银转账", "贷 Cr", "1200.00", "14795.00", OTHER_ACCOUNT, OTHER, "山西", OTHER_REMARK],
    ], encoding="utf-8")  # fmt: skip


def cmb() -> bytes:
    """Titles with a hash, tabs before values, all words in one column."""
    return text([
        ["# 招商银行交易记录"],
        ["# 导出时间: [2020-12-01 10:00:00]"],
        ["# 过滤设置: []"],
        [],
        ["交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注"],
        ["\t20201118", "\t09:10:11", "3600.00", "", "13600.00", "网银转账", f"{SCHOOL} {REMARK}"],
        ["\t20201118", "\t12:00:00", "", "5.00", "13595.00", CHARGE, CHARGE],
        ["\t20201118", "\t15:30:00", "1200.00", "", "14795.00", "网银转账", f"{OTHER} {OTHER_REMARK}"],
        ["# 合计: 收入 2 笔, 支出 1 笔"],
    ], quoted=True)  # fmt: skip
