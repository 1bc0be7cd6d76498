"""Reading a bank's voucher (电子回单) from its text. Pure: text in, figures out; what is not there stays empty.

Two shapes: the text of a PDF, where words like 电子回单号码 stand before their values and payer and payee stand
side by side; and the machine file of ICBC, a line of names and lines of values divided by ``~``. Layouts of
banks have no official page (see ``money.md`` §5.4), so everything is found by words, never by place.

>>> [found] = read_vouchers("电子回单号码：0917-8226-7633-1100 金额 ¥6,360.00元 交易流水号 92087313")
>>> found.receipt_number, found.amount, found.serial
('0917822676331100', Decimal('6360.00'), '92087313')
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xingtan.foundation.yuan import NotMoney, read_yuan

_NUMBER_WORDS = ("电子回单号码", "电子回单号", "回单编号", "回单号码", "回单号", "凭证编号", "电子凭证号")
_SERIAL_WORDS = ("交易流水号", "核心流水号", "账户明细编号", "业务流水号", "流水号", "交易编号")
_TIME_WORDS = ("时间戳", "交易时间", "交易日期", "记账时间", "记账日期", "入账日期", "日期")
_AMOUNT_WORDS = ("金额(小写)", "小写金额", "小写", "交易金额", "付款金额", "汇款金额", "转账金额", "金额")
_ACCOUNT_WORDS = ("账号", "帐号", "卡号", "账户号")
_NAME_WORDS = ("户名", "账户名称", "全称", "名称")
_PAYER_WORDS = ("付款人", "付款方", "付方", "汇款人", "付款单位")
_PAYEE_WORDS = ("收款人", "收款方", "收方", "收款单位")
_MACHINE = {
    "receipt_number": ("电子回单号码", "回单号码", "回单编号"),
    "payer_account": ("付方账号", "付款人账号", "付款账号"),
    "payer_name": ("付方账户名称", "付款人名称", "付款人户名"),
    "payee_account": ("收方账号", "收款人账号", "收款账号"),
    "amount": ("金额", "交易金额"),
    "serial": ("交易流水号", "流水号"),
    "at": ("时间戳", "交易时间", "记账日期"),
}
_MONEY = r"(?:人民币|RMB|CNY|[¥￥])?\s*([\d,]+\.\d{2})"
_MOMENT = re.compile(
    r"(20\d\d)\s*[-/年.]?\s*(\d{1,2})\s*[-/月.]?\s*(\d{1,2})日?(?:[-\sT]+(\d{1,2})[.:时](\d{1,2})(?:[.:分](\d{1,2}))?)?"
)
_ACCOUNT = r"((?:\d[\s-]?){7,33}\d)"
LONGEST_NAME = 200


@dataclass(frozen=True)
class ReadVoucher:
    """What one voucher says. Empty where nothing was recognised."""

    receipt_number: str = ""
    serial: str = ""
    at: datetime | None = None
    """The bank's moment, without zone: the programme's own."""
    amount: Decimal | None = None
    payer_name: str = ""
    payer_account: str = ""
    payee_account: str = ""

    @property
    def is_proof(self) -> bool:
        """Whether enough was read to look for the bank's line: an amount and a number or a moment."""
        return self.amount is not None and bool(self.receipt_number or self.serial or self.at)


def read_vouchers(text: str) -> list[ReadVoucher]:
    """Every voucher in a text, in order; none when it holds no amount beside a number or a moment."""
    plain = unicodedata.normalize("NFKC", text)
    found = list(_machine_rows(plain)) or [_printed(piece) for piece in _pieces(plain)]
    return [voucher for voucher in found if voucher.is_proof]


def decoded(content: bytes) -> str:
    """The text of a machine file: UTF-8 if it is that, else the bank's code page."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def plain_number(text: str) -> str:
    """A voucher's or serial number as it is compared: letters and digits only, capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isascii() and sign.isalnum())


def _machine_rows(text: str) -> Iterator[ReadVoucher]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or lines[0].count("~") < 5:
        return
    names = [name.strip() for name in lines[0].split("~")]
    for line in lines[1:]:
        cells = dict(zip(names, (cell.strip().strip('"') for cell in line.split("~")), strict=False))
        yield _from_cells(cells)


def _from_cells(cells: Mapping[str, str]) -> ReadVoucher:
    def cell(name: str) -> str:
        return next((cells[word] for word in _MACHINE[name] if cells.get(word)), "")

    return ReadVoucher(
        receipt_number=plain_number(cell("receipt_number")),
        serial=plain_number(cell("serial")),
        at=_moment(cell("at")),
        amount=_amount(cell("amount")),
        payer_name=cell("payer_name")[:LONGEST_NAME],
        payer_account=plain_number(cell("payer_account")),
        payee_account=plain_number(cell("payee_account")),
    )


def _pieces(text: str) -> list[str]:
    """The text cut where a voucher's number stands for the second time: several vouchers on one page."""
    starts = [match.start() for match in re.finditer("|".join(_NUMBER_WORDS), text)]
    if len(starts) < 2:
        return [text]
    heads = [text.rfind("\n\n", 0, start) for start in starts[1:]]
    cuts = [
        0,
        *(head if head > before else start for head, start, before in zip(heads, starts[1:], starts, strict=False)),
    ]
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _printed(text: str) -> ReadVoucher:
    payer, payee = _sides(text)
    return ReadVoucher(
        receipt_number=plain_number(_after(_NUMBER_WORDS, r"([\dA-Za-z][\dA-Za-z-]{5,39})", text)),
        serial=plain_number(_after(_SERIAL_WORDS, r"([\dA-Za-z][\dA-Za-z-]{3,39})", text)),
        at=_first_moment(text),
        amount=_amount(_after(_AMOUNT_WORDS, _MONEY, text)),
        payer_name=payer[0],
        payer_account=payer[1],
        payee_account=payee[1],
    )


def _after(words: tuple[str, ...], value: str, text: str) -> str:
    """The value that stands behind the first of the words that has one."""
    for word in words:
        if found := re.search(rf"{re.escape(word)}\s*(?:\([^)]*\))?\s*[:|]?\s*{value}", text):
            return str(found.group(1))
    return ""


Side = tuple[str, str]


def _sides(text: str) -> tuple[Side, Side]:
    """Name and account of payer and payee.

    Printed one below the other, each side's words follow its heading; printed side by side, the first
    name and account of a line are the payer's and the second the payee's.
    """
    payer_at, payee_at = _place(_PAYER_WORDS, text), _place(_PAYEE_WORDS, text)
    if payer_at < 0 or payee_at < 0:
        return ("", ""), ("", "")
    names, accounts = _all(_NAME_WORDS, r"([^\s:|]{2,60})", text), _all(_ACCOUNT_WORDS, _ACCOUNT, text)
    accounts = [plain_number(account) for account in accounts]
    first, second = _pair(names), _pair(accounts)
    sides: tuple[Side, Side] = ((first[0], second[0]), (first[1], second[1]))
    return sides if payer_at < payee_at else (sides[1], sides[0])


def _place(words: tuple[str, ...], text: str) -> int:
    return min((at for word in words if (at := text.find(word)) >= 0), default=-1)


def _all(words: tuple[str, ...], value: str, text: str) -> list[str]:
    joined = "|".join(words)
    return [found.group(1) for found in re.finditer(rf"(?:{joined})\s*[:|]?\s*{value}", text)]


def _pair(found: list[str]) -> tuple[str, str]:
    return (found[0] if found else "", found[1] if len(found) > 1 else "")


def _amount(text: str) -> Decimal | None:
    try:
        amount = read_yuan(text) if text else None
    except NotMoney:
        return None
    return amount if amount is not None and amount > 0 else None


def _first_moment(text: str) -> datetime | None:
    for word in _TIME_WORDS:
        if (found := re.search(rf"{word}\s*[:|]?\s*({_MOMENT.pattern})", text)) and (at := _moment(found.group(1))):
            return at
    return None


def _moment(text: str) -> datetime | None:
    found = _MOMENT.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a bank's wall clock, see ReadVoucher.at
    except ValueError:
        return None
