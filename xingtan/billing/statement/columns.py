"""What the columns of bank statements are called (`money.md` 4), and finding the header by them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

HEADER_WITHIN_ROWS = 60
_BRACKETS = re.compile(r"\[.*?\]|[\s*:'\"]")
_PARENTHESES = re.compile(r"\(.*?\)")


class Column(StrEnum):
    """What a column holds."""

    DATE = "date"
    TIME = "time"
    CAME_IN = "came_in"
    WENT_OUT = "went_out"
    AMOUNT = "amount"
    FLAG = "flag"
    BALANCE = "balance"
    PAYER = "payer"
    PAYER_ACCOUNT = "payer_account"
    PAYER_BANK = "payer_bank"
    PAYEE = "payee"
    PAYEE_ACCOUNT = "payee_account"
    TEXT = "text"
    SERIAL = "serial"
    OWN_ACCOUNT = "own_account"


NAMES: dict[Column, tuple[str, ...]] = {
    Column.DATE: (
        "交易日期",
        "记账日期",
        "入账日期",
        "记账日",
        "日期",
        "交易时间",
        "入账时间",
        "booked_on",
        "date",
        "transactiondate",
    ),
    Column.TIME: ("交易时间", "记账时间", "时间"),
    Column.CAME_IN: (
        "贷方发生额",
        "贷方发生额(收入)",
        "收入金额",
        "收入",
        "转入金额",
        "存入金额",
        "贷方金额",
        "贷方",
        "存入",
        "转入",
        "记账金额(收入)",
        "交易金额(收入)",
        "收方发生额",
        "credit",
    ),
    Column.WENT_OUT: (
        "借方发生额",
        "借方发生额(支取)",
        "支出金额",
        "支出",
        "转出金额",
        "取出金额",
        "借方金额",
        "借方",
        "支取",
        "转出",
        "记账金额(支出)",
        "交易金额(支出)",
        "付方发生额",
        "debit",
    ),
    Column.AMOUNT: ("交易金额", "发生额", "金额", "记账金额", "交易金额(元)", "金额(元)", "amount"),
    Column.FLAG: (
        "借贷标志",
        "借/贷",
        "借贷",
        "借贷方向",
        "收支",
        "收/支",
        "收支标志",
        "交易类型",
        "来往账标志",
        "收付标志",
        "direction",
    ),
    Column.BALANCE: ("余额", "账户余额", "本次余额", "交易后余额", "当前余额", "balance"),
    Column.PAYER: (
        "对方户名",
        "对方单位名称",
        "对方单位",
        "对方名称",
        "对方账号名称",
        "对方账户名称",
        "对方账户名",
        "付款人名称",
        "付款人户名",
        "付款方名称",
        "付款人",
        "交易对手名称",
        "对手信息",
        "对方",
        "payer_name",
        "payer",
    ),
    Column.PAYER_ACCOUNT: (
        "对方账号",
        "对方账户",
        "对方卡号/账号",
        "付款人账号",
        "付款方账号",
        "交易对手账号",
        "对方帐号",
        "payer_account",
    ),
    Column.PAYER_BANK: (
        "对方开户行",
        "对方开户机构",
        "对方行名",
        "对方账号开户行",
        "付款人开户行名",
        "付款人开户行名称",
        "付款人开户行",
        "付款方开户行",
        "对方银行",
        "交易行名",
        "payer_bank",
    ),
    Column.PAYEE: ("收款人名称", "收款人户名"),
    Column.PAYEE_ACCOUNT: ("收款人账号",),
    Column.TEXT: (
        "摘要",
        "用途",
        "交易用途",
        "附言",
        "交易附言",
        "客户附言",
        "备注",
        "交易说明",
        "交易摘要",
        "个性化信息",
        "回单个性化信息",
        "交易详情",
        "remark",
        "purpose",
    ),
    Column.SERIAL: (
        "账户明细编号-交易流水号",
        "交易流水号",
        "核心唯一流水号",
        "核心流水号",
        "流水号",
        "日志号",
        "回单编号",
        "电子回单号码",
        "line",
    ),
    Column.OWN_ACCOUNT: ("本方账号", "本方账户", "账号", "账户", "own_account"),
}
_MEANING: dict[str, list[Column]] = {}
for _column, _names in NAMES.items():
    for _name in _names:
        _MEANING.setdefault(_name, []).append(_column)


def plain_header(cell: Any) -> str:
    """A header cell without spaces, brackets with English, colons; full width made plain."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", str(cell or ""))).lower()


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and which column holds what; several columns may hold text."""

    row: int
    places: dict[Column, int]
    texts: tuple[int, ...]
    titles: tuple[str, ...]

    def title(self, column: Column) -> str:
        """The header's own word for a column."""
        return self.titles[self.places[column]] if column in self.places else ""


def header_in(rows: Sequence[Sequence[Any]]) -> Header | None:
    """The first row whose words name a date, an amount and a payer or a text; None when there is none."""
    for number, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
        header = _header(number, row)
        if header and _is_complete(header):
            return header
    return None


def _header(number: int, row: Sequence[Any]) -> Header | None:
    places: dict[Column, int] = {}
    ranks: dict[Column, int] = {}
    texts: list[int] = []
    for at, cell in enumerate(row):
        plain = plain_header(cell)
        for name in (plain, _PARENTHESES.sub("", plain)):
            meanings = _MEANING.get(name, [])
            for column in meanings:
                if column is Column.TEXT:
                    texts.append(at)
                elif NAMES[column].index(name) < ranks.get(column, len(NAMES[column])):
                    places[column], ranks[column] = at, NAMES[column].index(name)
            if meanings:
                break
    if places.get(Column.TIME) == places.get(Column.DATE):
        places.pop(Column.TIME, None)
    return (
        Header(number, places, tuple(dict.fromkeys(texts)), tuple(str(cell or "").strip() for cell in row))
        if places
        else None
    )


def _is_complete(header: Header) -> bool:
    has = header.places.keys()
    has_money = Column.AMOUNT in has or Column.CAME_IN in has
    return Column.DATE in has and has_money and (bool(header.texts) or Column.PAYER in has)
