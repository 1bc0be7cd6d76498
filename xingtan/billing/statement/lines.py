"""What is read from a statement: its lines, and how far the file itself proves that none is missing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Proof(StrEnum):
    """What shows that no line is missing."""

    BALANCES = "balances"
    """Each line's balance follows from the one before."""
    TOTALS = "totals"
    """The bank states opening and closing balance, or the sums or the number of lines, and they agree."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as the bank tells it. ``amount`` is positive; a negative one is a reversal in its direction."""

    row: int
    """Row of the sheet, or number of the transaction in the file, counted from 1."""
    booked: datetime
    is_incoming: bool
    amount: Decimal
    balance: Decimal | None
    payer_name: str
    payer_account: str
    payer_bank: str
    remark: str
    serial: str

    @property
    def signed(self) -> Decimal:
        """What it does to the balance."""
        return self.amount if self.is_incoming else -self.amount


@dataclass(frozen=True, slots=True)
class StatementRead:
    """A statement as read: its lines in booking order, and what was left out and why."""

    lines: tuple[ReadLine, ...]
    ignored: tuple[tuple[int, str], ...]
    """Rows that are no lines, with their text."""
    header_row: int
    """Counted from 1; 0 for a file without one (MT940, CAMT)."""
    titles: tuple[tuple[str, str], ...]
    """Column and the header's word for it."""
    own_account: str
    opening: Decimal | None
    closing: Decimal | None
    proof: Proof

    @property
    def came_in(self) -> Decimal:
        """Sum of incoming lines."""
        return sum((line.amount for line in self.lines if line.is_incoming), Decimal())

    @property
    def went_out(self) -> Decimal:
        """Sum of outgoing lines."""
        return sum((line.amount for line in self.lines if not line.is_incoming), Decimal())

    @property
    def days(self) -> tuple[datetime, datetime]:
        """The first and the last moment."""
        booked = [line.booked for line in self.lines]
        return min(booked), max(booked)
