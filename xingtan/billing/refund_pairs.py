"""Which outgoing line of the bank pays which refund: only where there is one way to say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xingtan.foundation.clock import ZONE
from xingtan.foundation.text import compact


@dataclass(frozen=True, slots=True)
class OwedBack:
    """A refund that wants its proof. ``account`` is the digest of the account it is paid to."""

    key: str
    amount: Decimal
    account: str
    name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OutgoingLine:
    """Money that went out. ``account`` is the digest of the account it went to, empty where the bank does not say."""

    key: str
    amount: Decimal
    account: str
    name: str
    booked_at: datetime


def pairs(refunds: Sequence[OwedBack], lines: Iterable[OutgoingLine]) -> list[tuple[str, str]]:
    """Refunds with their lines; neither may fit another as well.

    Equal refunds to one payee and as many lines are paired in their order: which is which makes no difference.
    """
    by_amount: defaultdict[Decimal, list[OutgoingLine]] = defaultdict(list)
    for line in lines:
        by_amount[line.amount].append(line)
    groups: defaultdict[tuple[OutgoingLine, ...], list[OwedBack]] = defaultdict(list)
    for refund in refunds:
        groups[tuple(line for line in by_amount[refund.amount] if _fits(refund, line))].append(refund)
    found = []
    for fitting, owed in groups.items():
        shared = any(set(fitting) & set(others) for others in groups if others != fitting)
        if fitting and not shared and len(owed) == len(fitting) and len(set(map(_payee, owed))) == 1:
            found += [(refund.key, line.key) for refund, line in zip(owed, fitting, strict=True)]
    return found


def _payee(refund: OwedBack) -> tuple[str, str]:
    return refund.account, compact(refund.name)


def _fits(refund: OwedBack, line: OutgoingLine) -> bool:
    """The same sum, not before it was asked for, to the same account; to the same name where no account is told."""
    if line.amount != refund.amount or line.booked_at.astimezone(ZONE).date() < refund.asked_at.astimezone(ZONE).date():
        return False
    if line.account and refund.account:
        return line.account == refund.account
    return bool(compact(line.name)) and compact(line.name) == compact(refund.name)
