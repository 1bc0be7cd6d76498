"""CAMT.053, versions 02 to 08 and later, by the local names of its elements; batches split into their transactions.

Why not a library: `docs/decisions/0008-camt.md`. Document types and entities are refused by defusedxml.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from xingtan.billing.errors import MessageUnreadable, UnreadableAmount, UnreadableDate
from xingtan.billing.statement.cells import account_of
from xingtan.billing.statement.lines import ReadLine, StatementRead
from xingtan.billing.statement.messages import Statement, joined
from xingtan.foundation.yuan import CENT

KIND = "CAMT.053"
BOOKED = ("", "BOOK")
_CHINA = timezone(timedelta(hours=8))
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read_camt(text: str) -> StatementRead:
    """The booked lines of a CAMT.053 file. Raises a ``StatementRefused``."""
    try:
        root = fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise MessageUnreadable(kind=KIND, why="DTD") from error
    except (ParseError, ValueError) as error:
        raise MessageUnreadable(kind=KIND, why="XML") from error
    return joined([_statement(each) for each in root.iter() if _name(each) in {"Stmt", "Rpt"}], KIND)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Any, path: str) -> Iterator[Any]:
    """The elements at a path of local names, in any namespace."""
    if element is None:
        return
    first, _slash, rest = path.partition("/")
    for child in element:
        if _name(child) == first:
            if rest:
                yield from _all(child, rest)
            else:
                yield child


def _one(element: Any, path: str) -> Any:
    return next(_all(element, path), None)


def _text(element: Any, *paths: str) -> str:
    """The first text that is there."""
    for path in paths:
        found = _one(element, path)
        if found is not None and (found.text or "").strip():
            return " ".join(found.text.split())
    return ""


def _statement(told: Any) -> Statement:
    lines: list[ReadLine] = []
    for entry in _all(told, "Ntry"):
        if (_text(entry, "Sts/Cd") or _text(entry, "Sts")) in BOOKED:
            lines += _lines(entry)
    return Statement(
        account=account_of(_text(told, "Acct/Id/IBAN", "Acct/Id/Othr/Id")),
        currency=_currency(told),
        opening=_balance(told, _OPENING),
        closing=_balance(told, _CLOSING),
        lines=tuple(lines),
    )


def _currency(told: Any) -> str:
    stated = (each.get("Ccy", "") for each in _all(told, "Ntry/Amt"))
    return _text(told, "Acct/Ccy") or next(stated, "")


def _balance(told: Any, kinds: tuple[str, ...]) -> Decimal | None:
    for kind in kinds:
        for balance in _all(told, "Bal"):
            if _text(balance, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry") == kind:
                amount = _amount(_one(balance, "Amt"))
                return -amount if _text(balance, "CdtDbtInd") == "DBIT" else amount
    return None


def _lines(entry: Any) -> list[ReadLine]:
    """An entry as one line, or a batch as its transactions where these give the entry's amount."""
    parts = list(_all(entry, "NtryDtls/TxDtls"))
    whole = _amount(_one(entry, "Amt"))
    amounts = [_amount_within(part) for part in parts]
    if len(parts) > 1 and None not in amounts and sum(filter(None, amounts)) == whole:
        pairs = zip(parts, amounts, strict=True)
        return [_line(entry, part, amount or whole, f"/{n}") for n, (part, amount) in enumerate(pairs, start=1)]
    return [_line(entry, parts[0] if len(parts) == 1 else None, whole, "")]


def _amount_within(part: Any) -> Decimal | None:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        found = _one(part, path)
        if found is not None:
            return _amount(found)
    return None


def _line(entry: Any, part: Any, amount: Decimal, nth: str) -> ReadLine:
    is_incoming = (_text(part, "CdtDbtInd") or _text(entry, "CdtDbtInd")) == "CRDT"
    is_reversal = _text(entry, "RvslInd") in {"true", "1"}
    side = "Dbtr" if is_incoming != is_reversal else "Cdtr"
    booked = _text(entry, "BookgDt/DtTm", "BookgDt/Dt", "ValDt/Dt")
    return ReadLine(
        row=0,
        booked=_moment(booked),
        is_incoming=is_incoming != is_reversal,
        amount=-amount if is_reversal else amount,
        balance=None,
        payer_name=_text(part, f"RltdPties/{side}/Nm", f"RltdPties/{side}/Pty/Nm"),
        payer_account=account_of(_text(part, f"RltdPties/{side}Acct/Id/IBAN", f"RltdPties/{side}Acct/Id/Othr/Id")),
        payer_bank=_text(part, f"RltdAgts/{side}Agt/FinInstnId/Nm"),
        remark=_remark(entry, part),
        serial=_serial(entry, part, nth),
    )


def _remark(entry: Any, part: Any) -> str:
    told = [" ".join((each.text or "").split()) for each in _all(part, "RmtInf/Ustrd")]
    told += [_text(part, "RltdPties/UltmtDbtr/Nm", "RltdPties/UltmtDbtr/Pty/Nm"), _text(part, "AddtlTxInf")]
    told += [_text(part, "RmtInf/Strd/CdtrRefInf/Ref"), _text(part, "RtrInf/AddtlInf")]
    return " ".join(dict.fromkeys(filter(None, told))) or _text(entry, "AddtlNtryInf")


def _serial(entry: Any, part: Any, nth: str) -> str:
    """The bank's own reference of the transaction, else that of the entry and the how-manieth in it."""
    own = _text(part, "Refs/AcctSvcrRef")
    whole = _text(entry, "AcctSvcrRef")
    return own or (whole + nth if whole else "")


def _amount(element: Any) -> Decimal:
    text = (element.text or "").strip() if element is not None else ""
    try:
        amount = Decimal(text)
        whole_fen = amount.quantize(CENT)
    except InvalidOperation as error:
        raise UnreadableAmount(row=1, column="Amt", value=text) from error
    if amount != whole_fen or amount < 0:
        raise UnreadableAmount(row=1, column="Amt", value=text)
    return whole_fen


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnreadableDate(row=1, column="BookgDt", value=text) from error
    return moment.astimezone(_CHINA).replace(tzinfo=None) if moment.tzinfo else moment
