"""Lines that are stored already and are told again in another layout, where their key is another (see ``identity``).

Day, sum and running balance say which line of an account it is. Where both tellings have more – a serial, a time of
day, a payer's name – it must not contradict: a line is never swallowed because another is like it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from xingtan.billing.statement.identity import NO_SERIAL
from xingtan.billing.statement.lines import ReadLine

_NOT_A_LETTER = re.compile(r"\W")


class Told(NamedTuple):
    """A line as one layout tells it; ``signed`` is what it does to the balance."""

    booked: datetime
    signed: Decimal
    balance: Decimal | None
    serial: str
    payer_name: str


def told(line: ReadLine) -> Told:
    """What is compared of a line that was read."""
    return Told(line.booked, line.signed, line.balance, line.serial, line.payer_name)


def retold(unknown: Sequence[Told], stored: Iterable[Told]) -> list[bool]:
    """Which of the lines that no key knows are among the stored ones; each stored line stands for one.

    >>> from datetime import datetime as at
    >>> line = Told(at(2020, 11, 18), Decimal(5), Decimal(9), "", "甲校")
    >>> retold([line, line], [line._replace(serial="77", payer_name="")])
    [True, False]
    """
    by_balance: defaultdict[tuple[date, Decimal, Decimal], list[Told]] = defaultdict(list)
    for line in stored:
        if line.balance is not None:
            by_balance[line.booked.date(), line.signed, line.balance].append(line)
    return [_taken(line, by_balance) for line in unknown]


def _taken(line: Told, by_balance: dict[tuple[date, Decimal, Decimal], list[Told]]) -> bool:
    if line.balance is None:
        return False
    left = by_balance.get((line.booked.date(), line.signed, line.balance), [])
    found = next((at for at, other in enumerate(left) if not _contradict(line, other)), None)
    if found is None:
        return False
    del left[found]
    return True


def _contradict(one: Told, other: Told) -> bool:
    serials = [each.serial for each in (one, other) if not NO_SERIAL.fullmatch(each.serial)]
    times = [each.booked.time() for each in (one, other) if each.booked.time() != time()]
    names = [name for each in (one, other) if (name := _folded(each.payer_name))]
    return any(len(both) == 2 and both[0] != both[1] for both in (serials, times, names))


def _folded(name: str) -> str:
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", name)).casefold()
