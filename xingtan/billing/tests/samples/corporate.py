"""The four large banks, accounts of institutions."""

from typing import Any

from xingtan.billing.tests.samples.writing import text, xlsx
from xingtan.foundation.tests.old_books import xls

OWN = "0512040509026402092"
SCHOOL, ACCOUNT, BANK, REMARK = "东雷乡中心小学", "6222051200001", "工行五台支行", "30人"
OTHER, OTHER_ACCOUNT, OTHER_REMARK = "沟南乡联合学校", "6222051200002", "10人㛥喆"
CHARGE = "手续费"

ICBC_A = [
    "凭证号",
    "本方账号",
    "对方账号",
    "交易时间",
    "借/贷",
    "借方发生额",
    "贷方发生额",
    "对方行号",
    "摘要",
    "用途",
    "对方单位名称",
    "余额",
    "个性化信息",
]


def _icbc_a() -> list[list[str]]:
    return [
        ["[HISTORYDETAIL]"],
        ICBC_A,
        ["0", OWN, ACCOUNT, "2020-11-18 09:10:11", "贷", "0.00", "3,600.00", "102", "转账", REMARK, SCHOOL, "13,600.00", ""],
        ["0", OWN, "", "2020-11-18 12:00:00", "借", "5.00", "0.00", "102", CHARGE, "", "", "13,595.00", ""],
        ["0", OWN, OTHER_ACCOUNT, "2020-11-18 15:30:00", "贷", "0.00", "1,200.00", "102", "转账", OTHER_REMARK, OTHER, "14,795.00", ""],
    ]  # fmt: skip


def icbc_a() -> bytes:
    """Tabs, quotes, GB18030."""
    title, *rows = _icbc_a()
    return text([title]) + text(rows, delimiter="\t", quoted=True)


def icbc_a_in_one_column() -> bytes:
    """The same in the first column of a workbook."""
    return xlsx([["\t".join(row)] for row in _icbc_a()])


def icbc_b() -> bytes:
    """One amount and a flag."""
    head = [
        "对方账号",
        "交易时间",
        "借贷标志",
        "对方单位",
        "对方行号",
        "用途",
        "摘要",
        "附言",
        "发生额",
        "余额",
        "币种",
    ]
    return text([
        head,
        [ACCOUNT, "2020-11-18 09:10:11", "贷", SCHOOL, "102", REMARK, "转账", "", "3600.00", "13600.00", "人民币"],
        ["", "2020-11-18 12:00:00", "借", "", "", "", CHARGE, "", "5.00", "13595.00", "人民币"],
        [OTHER_ACCOUNT, "2020-11-18 15:30:00", "贷", OTHER, "102", "", "转账", OTHER_REMARK, "1200.00", "14795.00", "人民币"],
    ], delimiter="\t")  # fmt: skip


def icbc_c() -> bytes:
    """A flag beside two amounts, newest first."""
    head = [
        "凭证号",
        "对方账号",
        "交易时间",
        "借贷标志",
        "对方单位",
        "对方行号",
        "用途",
        "摘要",
        "附言",
        "回单个性化信息",
        "转入金额",
        "转出金额",
        "支付凭证种类",
        "余额",
    ]
    return xlsx([
        head,
        ["0", OTHER_ACCOUNT, "2020-11-18 15:30:00", "贷", OTHER, "102", "", "转账", "", OTHER_REMARK, "1,200.00", "", "", "14,795.00"],
        ["0", "", "2020-11-18 12:00:00", "借", "", "", "", CHARGE, "", "", "", "5.00", "", "13,595.00"],
        ["0", ACCOUNT, "2020-11-18 09:10:11", "贷", SCHOOL, "102", REMARK, "转账", "", "", "3,600.00", "", "", "13,600.00"],
    ])  # fmt: skip


def icbc_d() -> bytes:
    """No flag; below a title."""
    head = ["凭证号", "交易时间", "对方单位", "对方账号", "转入金额", "转出金额", "余额", "用途", "摘要", "附言"]
    return text([
        ["[HISTORYDETAIL]"],
        head,
        ["0", "2020-11-18 09:10:11", SCHOOL, ACCOUNT, "3600.00", "", "13600.00", "培训费", "转账", REMARK],
        ["0", "2020-11-18 12:00:00", "", "", "", "5.00", "13595.00", "", CHARGE],
        ["0", "2020-11-18 15:30:00", OTHER, OTHER_ACCOUNT, "1200.00", "", "14795.00", "培训费", "转账", OTHER_REMARK],
    ], delimiter="\t")  # fmt: skip


def icbc_e() -> bytes:
    """The outgoing amount before the incoming one, numbers as numbers."""
    head = [
        "对方账号",
        "交易时间",
        "对方单位",
        "用途",
        "摘要",
        "附言",
        "回单个性化信息",
        "余额",
        "转出金额",
        "转入金额",
    ]
    return xlsx([
        head,
        [ACCOUNT, "2020-11-18 09:10:11", SCHOOL, REMARK, "转账", "", "", 13600, "", 3600],
        ["", "2020-11-18 12:00:00", "", "", CHARGE, "", "", 13595, 5, ""],
        [OTHER_ACCOUNT, "2020-11-18 15:30:00", OTHER, "", "转账", OTHER_REMARK, "", 14795.0, "", 1200.0],
    ])  # fmt: skip


def icbc_list() -> bytes:
    """The list with its heading and the number of lines, as the PDF has it too."""
    head = [
        "对方账号",
        "交易时间",
        "借贷标志",
        "对方单位",
        "用途",
        "摘要",
        "附言",
        "回单个性化信息",
        "转出金额",
        "转入金额",
        "余额",
    ]
    return xlsx([
        ["账户明细清单"],
        [f"账号：{OWN}", "", "本方账号户名：忻州师范学院", "", "本方账号开户行：工行忻州分行", "", "时间范围：20201101-20201130"],
        head,
        [ACCOUNT, "2020-11-18 09:10:11", "贷", SCHOOL, REMARK, "转账", "", "", "", "3,600.00", "13,600.00"],
        ["", "2020-11-18 12:00:00", "借", "", "", CHARGE, "", "", "5.00", "", "13,595.00"],
        [OTHER_ACCOUNT, "2020-11-18 15:30:00", "贷", OTHER, OTHER_REMARK, "转账", "", "", "", "1,200.00", "14,795.00"],
        ["总笔数：3", "", "", "收入合计：4,800.00", "", "支出合计：5.00"],
    ])  # fmt: skip


CCB = [
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
    "企业流水号",
    "凭证种类",
    "凭证号",
    "关联账户/交易介质编号",
]


def ccb() -> bytes:
    """The remark in 备注, zeros as 0, the date twice."""

    def row(
        time: str, out: Any, came: Any, balance: Any, who: tuple[str, str], words: tuple[str, str], serial: str
    ) -> list[Any]:
        bank = BANK if who[0] else ""
        return [OWN, "忻州师范学院", f"20201118 {time}", out, came, balance, "人民币元", *who, bank, "20201118", *words, serial, "", "电子转账凭证", "000000", ""]  # fmt: skip

    return xlsx([
        CCB,
        row("09:10:11", 0, 3600, 13600, (SCHOOL, ACCOUNT), ("电子转账", REMARK), "1-77N000001"),
        row("12:00:00", 5, 0, 13595, ("", ""), (CHARGE, ""), "2-77N000002"),
        row("15:30:00", 0, 1200, 14795, (OTHER, OTHER_ACCOUNT), ("电子转账", OTHER_REMARK), "3-77N000003"),
    ])  # fmt: skip


def abc() -> bytes:
    """An old workbook, newest first, sums below."""
    head = [
        "交易时间",
        "收入金额",
        "支出金额",
        "账户余额",
        "手续费总额",
        "交易方式",
        "交易行名",
        "交易类别",
        "对方省市",
        "对方账号",
        "对方户名",
        "交易用途",
    ]
    return xls([
        ["账户明细"],
        [f"账号:{OWN}", "户名:忻州师范学院"],
        head,
        ["2020-11-18 15:30:00", "1,200.00", "", "14,795.00", "", "网银", "五台支行", "转账", "山西", OTHER_ACCOUNT, OTHER, OTHER_REMARK],
        ["2020-11-18 12:00:00", "", "5.00", "13,595.00", "", "", "", "", "", "", "", CHARGE],
        ["2020-11-18 09:10:11", "3,600.00", "", "13,600.00", "", "网银", "五台支行", "转账", "山西", ACCOUNT + "\t", SCHOOL, REMARK],
        ["合计", "2 收 4,800.00", "1 支 5.00"],
    ])  # fmt: skip


def _boc() -> list[list[str]]:
    head = [
        "交易类型[ Transaction Type ]", "业务类型[ Business type ]", "付款人开户行号[ Account holding bank number of payer ]",
        "付款人开户行名[ Payer account bank ]", "付款人账号[ Debit Account No. ]", "付款人名称[ Payer's Name ]",
        "收款人开户行行号[ Account holding bank number of beneficiary ]", "收款人开户行名[ Beneficiary account bank ]",
        "收款人账号[ Payee's Account Number ]", "收款人名称[ Payee's Name ]", "交易日期[ Transaction Date ]",
        "交易时间[ Transaction time ]", "交易货币[ Trade Currency ]", "交易金额[ Trade Amount ]",
        "交易后余额[ After-transaction balance ]", "起息日期[ Value Date ]", "汇率[ Exchange rate ]",
        "交易流水号[ Transaction reference number ]", "客户申请号[ Online Banking Transaction Ref.(Bank Ref.) ]",
        "客户业务编号[ Customer Transaction Ref. ]", "凭证类型[ Voucher type ]", "凭证号码[ Voucher number ]",
        "记录标识号[ Record ID ]", "摘要[ Reference ]", "用途[ Purpose ]", "交易附言[ Remark ]", "备注[ Remarks ]",
        "付款人开户行名称", "名义付款人账号", "名义付款人名称", "名义收款人账号", "名义收款人名称",
    ]  # fmt: skip

    def row(
        kind: str,
        payer: tuple[str, ...],
        payee: tuple[str, ...],
        time: str,
        money: tuple[str, ...],
        rest: tuple[str, ...],
    ) -> list[str]:
        serial, summary, remark, nominal = rest
        return [kind, "转账", "104", *payer, "104", *payee, "20201118", time, "CNY", *money, "20201118", "", serial + "\t", "", "", "", "000",
                "", summary, "", remark, "", "某商业银行股份有限公司", "", nominal, "", ""]  # fmt: skip

    us = ("中行忻州分行", OWN + "\t", "忻州师范学院")
    return [
        ["查询账号[ Inquirer account number ]", OWN],
        ["总笔数[ Total number ]", "3"],
        ["借方发生总笔数[ Total number of debit payments ]", "1"],
        ["借方发生总额[ Total debit amount of payments ]", "5.00"],
        ["贷方发生总笔数[ Total number of credited payments ]", "2"],
        ["贷方发生总额[ Total credit amount of payments ]", "4800.00"],
        ["查询时间范围[ Time Range ]", "20201101-20201130"],
        head,
        row("来账", (BANK, ACCOUNT + "\t", SCHOOL), us, "09:10:11", ("3600.00", "13600.00"), ("77001", "", REMARK, "五台县教育局")),
        row("往账", us, ("中行忻州分行", "104999\t", "中国银行"), "12:00:00", ("-5.00", "13595.00"), ("77002", CHARGE, "", "")),
        row("来账", (BANK, OTHER_ACCOUNT + "\t", OTHER), us, "15:30:00", ("1200.00", "14795.00"), ("77003", "", OTHER_REMARK, OTHER)),
    ]  # fmt: skip


def boc() -> bytes:
    """Two languages in each heading, sums above; UTF-8 with its mark."""
    return text(_boc(), encoding="utf-8-sig", quoted=True)


def boc_gbk() -> bytes:
    """The same in the code page."""
    return text(_boc())
