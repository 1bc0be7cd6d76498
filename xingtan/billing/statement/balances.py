"""Proving a statement by its running balances, and putting its lines in booking order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xingtan.billing.errors import BalanceBreaks, ControlTotalDiffers
from xingtan.billing.rules import control_difference
from xingtan.billing.statement.lines import ReadLine
from xingtan.foundation.yuan import shown

Lines = list[ReadLine]
Balances = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Break:
    """A line that does not follow from those before it."""

    row: int
    expected: Decimal
    told: Decimal


def in_order(lines: Lines) -> tuple[Lines, Balances | None]:
    """The lines oldest first, with opening and closing balance where every line tells its balance.

    Raises ``ControlTotalDiffers`` where the balances do not agree with the lines: in the file's order, turned
    round, by their times, nor in any order at all.
    """
    if all(line.balance is None for line in lines):
        return _by_time(lines), None
    breaks = []
    for ordered in _orders(lines):
        found = _breaks(ordered)
        if not found:
            return ordered, _ends(ordered)
        breaks.append((len(found), found[0], ordered))
    ends = _ends_in_any_order(lines)
    if ends:
        return _by_time(lines), ends
    _fewest, first, ordered = min(breaks, key=lambda each: each[0])
    raise _refusal(ordered, first)


def _by_time(lines: Lines) -> Lines:
    is_newest_first = lines[0].booked > lines[-1].booked
    return sorted(lines[::-1] if is_newest_first else lines, key=lambda line: line.booked)


def _orders(lines: Lines) -> Iterator[Lines]:
    turned_round = lines[::-1]
    yield lines
    yield turned_round
    yield sorted(lines, key=lambda line: line.booked)
    yield sorted(turned_round, key=lambda line: line.booked)


def _breaks(lines: Lines) -> list[_Break]:
    found = []
    expected: Decimal | None = None
    for line in lines:
        if expected is not None:
            expected += line.signed
        if line.balance is not None:
            if expected is not None and expected != line.balance:
                found.append(_Break(line.row, expected, line.balance))
            expected = line.balance
    return found


def _ends(lines: Lines) -> Balances | None:
    first, last = lines[0].balance, lines[-1].balance
    if first is None or last is None or any(line.balance is None for line in lines):
        return None
    return first - lines[0].signed, last


def _ends_in_any_order(lines: Sequence[ReadLine]) -> Balances | None:
    """Opening and closing of lines that follow one another in some order: some banks mix those of one second.

    Each balance is left as often as it is reached, but for the first and the last. None when that is not so,
    or when first and last are equal, which proves nothing.
    """
    steps: Counter[Decimal] = Counter()
    for line in lines:
        if line.balance is None:
            return None
        steps[line.balance - line.signed] += 1
        steps[line.balance] -= 1
    left = {balance: count for balance, count in steps.items() if count}
    if sorted(left.values()) != [-1, 1]:
        return None
    opening, closing = sorted(left, key=lambda balance: -left[balance])
    return opening, closing


def _refusal(lines: Lines, first: _Break) -> ControlTotalDiffers:
    at_row = {"row": first.row, "expected": shown(first.expected), "told": shown(first.told)}
    ends = _ends(lines)
    difference = control_difference(ends[0], (line.signed for line in lines), ends[1]) if ends else Decimal()
    if ends is None or not difference:
        return BalanceBreaks(difference=shown(first.expected - first.told), **at_row)
    return ControlTotalDiffers(
        opening=shown(ends[0]), closing=shown(ends[1]), computed=shown(ends[1] + difference),
        difference=shown(difference), **at_row,
    )  # fmt: skip
