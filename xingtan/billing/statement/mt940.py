"""MT940, by the library mt-940."""

import logging
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import mt940
from mt940.models import Transaction, Transactions

from xingtan.billing.errors import MessageUnreadable
from xingtan.billing.statement.cells import account_of
from xingtan.billing.statement.lines import ReadLine, StatementRead
from xingtan.billing.statement.messages import Statement, joined
from xingtan.foundation.yuan import CENT

logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)  # it would log the lines it cannot read: names, accounts
KIND = "MT940"
_TORN = (RuntimeError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError)
_PAYER = re.compile(r"/(?:ORDP|NAME)/+(?:NAME/+)?([^/\n]+)")
_CODES = re.compile(r"/[A-Z]{4}/")
_LAST_DIGITS = re.compile(r"[\dA-Z]{5,}$")


def read_mt940(text: str) -> StatementRead:
    """The lines of an MT940 file. Raises a ``StatementRefused``; a statement without its end is torn."""
    try:
        statements = mt940.parse_statements(text, options=mt940.Options.all())
        read = [_statement(each) for each in statements]
    except _TORN as error:
        raise MessageUnreadable(kind=KIND, why="") from error
    return joined(read, KIND)


def _statement(told: Transactions) -> Statement:
    opening, closing = _balance(told, "opening"), _balance(told, "closing")
    if opening is None or closing is None:
        raise MessageUnreadable(kind=KIND, why=":60F: … :62F:")
    account = str(told.data.get("account_identification", "")).split("/")[-1]
    digits = _LAST_DIGITS.search(account_of(account))
    return Statement(
        account=digits.group() if digits else account,
        currency=str(opening.currency or ""),
        opening=_yuan(opening.amount),
        closing=_yuan(closing.amount),
        lines=tuple(_line(each) for each in told.transactions),
    )


def _balance(told: Transactions, which: str) -> Any:
    balance = told.data.get(f"final_{which}_balance") or told.data.get(f"intermediate_{which}_balance")
    return balance.amount if balance else None


def _line(transaction: Transaction) -> ReadLine:
    told: dict[str, Any] = transaction.data
    status = str(told["status"]).upper()
    is_incoming = status.endswith("C")
    amount = abs(_yuan(told["amount"].amount))
    details = str(told.get("transaction_details") or "")
    named = _PAYER.search(details)
    parts = ("purpose", "additional_purpose", "posting_text", "extra_details")
    texts = [*(told.get(part) for part in parts), _CODES.sub(" ", details)]
    return ReadLine(
        row=0,
        booked=_moment(told.get("entry_date") or told["date"]),
        is_incoming=is_incoming,
        amount=-amount if status.startswith("R") else amount,
        balance=None,
        payer_name=" ".join(str(told.get("applicant_name") or (named.group(1) if named else "")).split()),
        payer_account=account_of(str(told.get("applicant_iban") or "")),
        payer_bank="",
        remark=" ".join(" ".join(dict.fromkeys(str(text) for text in texts if text)).split()),
        serial=_reference(told.get("bank_reference")),
    )


def _reference(told: Any) -> str:
    return "" if not told or told == "NONREF" else str(told)


def _moment(day: date) -> datetime:
    return datetime.combine(date(day.year, day.month, day.day), time())


def _yuan(amount: Decimal) -> Decimal:
    return amount.quantize(CENT)
