"""The bank's lines day by day, with the running sum that ought to be the statements' closing balance. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of the bank, and what became of it; yuan, incoming money positive."""

    day: date
    is_incoming: bool
    amount: Decimal
    allocated: Decimal = NOTHING
    aside: Decimal = NOTHING
    going_back: Decimal = NOTHING
    open: Decimal = NOTHING
    elsewhere: Decimal = NOTHING
    """Of this the queue of another programme decides that collects on the same account."""

    @property
    def signed(self) -> Decimal:
        """What it adds to the account."""
        return self.amount if self.is_incoming else -self.amount


@dataclass(frozen=True, slots=True)
class Told:
    """What one statement tells of the account: balances before its first and after its last day."""

    begins_on: date
    ends_on: date
    opening: Decimal | None
    closing: Decimal | None


@dataclass
class Day:
    """One bank day."""

    day: date
    lines_in: int = 0
    lines_out: int = 0
    came_in: Decimal = NOTHING
    went_out: Decimal = NOTHING
    allocated: Decimal = NOTHING
    aside: Decimal = NOTHING
    going_back: Decimal = NOTHING
    open: Decimal = NOTHING
    elsewhere: Decimal = NOTHING
    running: Decimal | None = None
    """The balance in the evening as the lines make it; None where no statement tells where it began."""
    told: Decimal | None = None
    """The balance in the evening as a statement tells it."""
    _lines: list[BookLine] = field(default_factory=list, repr=False)

    @property
    def difference(self) -> Decimal | None:
        """Told less running: other than nothing where lines are missing."""
        return None if self.told is None or self.running is None else self.told - self.running

    def take(self, line: BookLine) -> None:
        """Add a line."""
        if line.is_incoming:
            self.lines_in, self.came_in = self.lines_in + 1, self.came_in + line.amount
        else:
            self.lines_out, self.went_out = self.lines_out + 1, self.went_out + line.amount
        self.allocated += line.allocated
        self.aside += line.aside
        self.going_back += line.going_back
        self.open += line.open
        self.elsewhere += line.elsewhere


def day_book(lines: Iterable[BookLine], statements: Iterable[Told]) -> list[Day]:
    """Every day with lines, the earliest first.

    The account begins with the earliest opening balance told. A closing balance is compared on its day, unless another
    statement goes on over that day: then it was told before evening, and more may have come.
    """
    days: dict[date, Day] = {}
    for line in sorted(lines, key=lambda line: line.day):
        days.setdefault(line.day, Day(line.day)).take(line)
    told = list(statements)
    closings = _closings(told)
    running = _beginning(list(days.values()), told)
    for day in days.values():
        if running is not None:
            running += day.came_in - day.went_out
        day.running, day.told = running, closings.get(day.day)
    return list(days.values())


def _beginning(days: list[Day], told: list[Told]) -> Decimal | None:
    """The balance before the first line: the earliest opening told, less what lines of earlier days made of it."""
    first = min((each for each in told if each.opening is not None), key=lambda each: each.begins_on, default=None)
    if first is None or first.opening is None:
        return None
    earlier = (day.came_in - day.went_out for day in days if day.day < first.begins_on)
    return first.opening - sum(earlier, NOTHING)


def _closings(told: list[Told]) -> dict[date, Decimal]:
    return {
        each.ends_on: each.closing
        for each in told
        if each.closing is not None and not any(other.begins_on <= each.ends_on < other.ends_on for other in told)
    }
