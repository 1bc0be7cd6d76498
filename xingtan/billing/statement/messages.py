"""Statements as messages between banks: MT940 and CAMT.053. Which one a file is, is told by its content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from xingtan.billing.errors import (
    MessageTotalDiffers,
    MessageUnreadable,
    NoStatementLines,
    OtherCurrency,
    SeveralAccounts,
    ZeroAmount,
)
from xingtan.billing.rules import control_difference
from xingtan.billing.statement.lines import Proof, ReadLine, StatementRead
from xingtan.foundation.yuan import shown

YUAN = ("CNY", "RMB")
LOOKED_AT = 4_000
"""Bytes at the beginning of a file in which a message says what it is."""
_CAMT = re.compile(rb"camt\.05[234]|<(?:\w+:)?BkToCstmr")
_MT940 = re.compile(rb"(?:^|\n):20:[^\n]*\r?\n(?:[^\n]*\r?\n){0,12}?:(?:60F|25):")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement within a message: its account, its balances where given, its lines."""

    account: str
    currency: str
    opening: Decimal | None
    closing: Decimal | None
    lines: tuple[ReadLine, ...]


def kind_of_message(content: bytes) -> str:
    """``camt``, ``mt940``, or empty for a file that is no message."""
    head = content[:LOOKED_AT].replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and _CAMT.search(head):
        return "camt"
    return "mt940" if _MT940.search(head) else ""


def joined(statements: Sequence[Statement], kind: str) -> StatementRead:
    """The statements of one message as one: each proved by its balances, each beginning where the one before ended.

    Raises ``SeveralAccounts``, ``OtherCurrency``, ``MessageTotalDiffers``, ``ZeroAmount``, ``NoStatementLines``.
    """
    if not statements:
        raise MessageUnreadable(kind=kind, why="")
    for number, statement in enumerate(statements, start=1):
        _check(number, statement, statements[0])
    for number, (earlier, later) in enumerate(pairwise(statements), start=2):
        _follows(number, earlier, later)
    found = (line for statement in statements for line in statement.lines)
    lines = tuple(replace(line, row=number) for number, line in enumerate(found, start=1))
    if not lines:
        raise NoStatementLines(row=1)
    for line in lines:
        if not line.amount:
            raise ZeroAmount(row=line.row)
    opening, closing = statements[0].opening, statements[-1].closing
    is_proved = all(each.opening is not None and each.closing is not None for each in statements)
    return StatementRead(
        lines=lines, ignored=(), header_row=0, titles=(), own_account=statements[0].account,
        opening=opening if is_proved else None, closing=closing if is_proved else None,
        proof=Proof.BALANCES if is_proved else Proof.NONE,
    )  # fmt: skip


def _check(number: int, statement: Statement, first: Statement) -> None:
    if statement.currency and statement.currency not in YUAN:
        raise OtherCurrency(row=number, value=statement.currency)
    if statement.account != first.account:
        raise SeveralAccounts(row=number, first=first.account, second=statement.account)
    if statement.opening is not None and statement.closing is not None:
        _refuse_difference(number, statement.opening, statement.lines, statement.closing)


def _follows(number: int, earlier: Statement, later: Statement) -> None:
    if earlier.closing is not None and later.opening is not None:
        _refuse_difference(number, earlier.closing, (), later.opening)


def _refuse_difference(number: int, opening: Decimal, lines: Sequence[ReadLine], closing: Decimal) -> None:
    difference = control_difference(opening, (line.signed for line in lines), closing)
    if difference:
        raise MessageTotalDiffers(
            number=number, opening=shown(opening), closing=shown(closing),
            computed=shown(closing + difference), difference=shown(difference),
        )  # fmt: skip
