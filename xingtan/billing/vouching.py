"""Whether a voucher's money has arrived, judged against the bank's lines. Pure.

A line is the voucher's own when it carries the voucher's serial; else one of the same amount from the same
account about the same day is taken for it, but never spoken against the school. A voucher for another
account than the programme collects on is always told: the school may have been misled (security A14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

DAYS_APART = 3
SHORTEST_SERIAL = 6
"""A shorter serial is too common to mean one line."""


class Verdict(StrEnum):
    """What a voucher comes to (R54)."""

    PENDING = "pending"
    ARRIVED = "arrived"
    DIFFERS = "differs"


class Difference(StrEnum):
    """Why a voucher and the bank do not agree."""

    OTHER_ACCOUNT = "other_account"
    AMOUNT = "amount"
    OTHER_SCHOOL = "other_school"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class Paper:
    """A voucher as it is judged."""

    bill: int
    amount: Decimal | None
    on: date | None
    serial: str
    payer_account_hash: str
    payee_account: str


@dataclass(frozen=True)
class LineSeen:
    """An incoming line of the bank, with the bills that hold shares of it now."""

    key: int
    amount: Decimal
    on: date
    serial: str
    payer_account_hash: str
    bills: frozenset[int]


@dataclass(frozen=True)
class Judgement:
    """The verdict, the line it rests on, and why it differs."""

    verdict: Verdict
    line: int | None = None
    why: Difference | None = None


def is_same_line(paper: Paper, line: LineSeen) -> bool:
    """Whether the voucher's serial is the line's."""
    return len(paper.serial) >= SHORTEST_SERIAL and paper.serial == line.serial


def is_likely_line(paper: Paper, line: LineSeen) -> bool:
    """Whether amount, day and, where both are known, the payer's account agree."""
    if paper.amount != line.amount or paper.on is None or abs((line.on - paper.on).days) > DAYS_APART:
        return False
    accounts = {paper.payer_account_hash, line.payer_account_hash} - {""}
    return len(accounts) < 2


def judge(paper: Paper, lines: Iterable[LineSeen], *, collecting_account: str) -> Judgement:
    """What a voucher comes to, as the lines stand now."""
    if paper.payee_account and collecting_account and paper.payee_account != collecting_account:
        return Judgement(Verdict.DIFFERS, why=Difference.OTHER_ACCOUNT)
    seen = list(lines)
    own = next((line for line in seen if is_same_line(paper, line)), None)
    if own is not None:
        return _by_serial(paper, own)
    likely = [line for line in seen if is_likely_line(paper, line)]
    booked = next((line for line in likely if paper.bill in line.bills), None)
    return Judgement(Verdict.ARRIVED, booked.key) if booked else Judgement(Verdict.PENDING)


def _by_serial(paper: Paper, line: LineSeen) -> Judgement:
    if paper.amount is not None and paper.amount != line.amount:
        return Judgement(Verdict.DIFFERS, line.key, Difference.AMOUNT)
    if paper.bill in line.bills:
        return Judgement(Verdict.ARRIVED, line.key)
    if line.bills:
        return Judgement(Verdict.DIFFERS, line.key, Difference.OTHER_SCHOOL)
    return Judgement(Verdict.PENDING, line.key)
