"""The share of wages or of public funds that goes to training: what is owed, what is missing (R28, R30). Pure.

All in ``Decimal``, exact to the fen: a share of exactly the norm passes, one fen less does not, and no ratio is ever
shown as larger than it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal, InvalidOperation, localcontext
from enum import StrEnum
from typing import Any

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
JUMP = 5
"""So many times more or less than the year before is asked back."""
EXACT = 50
"""Digits that no product of two amounts reaches: nothing is rounded on the way."""


class Place(StrEnum):
    """Who declares, and so what the share is of: a county of its wages, a school of its public funds."""

    COUNTY = "county"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Norm:
    """The share that is asked for, from which year on, and by which document."""

    of: Place
    percent: Decimal
    from_year: int
    document: str
    words: str
    asked_below: Decimal
    asked_above: Decimal


@dataclass(frozen=True, slots=True)
class Norms:
    """What a file of norms holds: the shares, and where the money is booked (R25)."""

    shares: tuple[Norm, ...]
    sources_document: str
    sources_words: str


class NormsFaulty(ValueError):
    """A file of norms that cannot be used; says where."""


def read_norms(document: Mapping[str, Any]) -> Norms:
    """The norms in a parsed TOML file; raises ``NormsFaulty``."""
    try:
        shares = tuple(_norm(each) for each in document["norm"])
        norms = Norms(shares, str(document["sources"]["document"]), str(document["sources"]["words"]))
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise NormsFaulty(f"{type(error).__name__}: {error}") from error
    lacking = [place.value for place in Place if not any(norm.of is place for norm in shares)]
    if lacking:
        raise NormsFaulty(f"no norm of {', '.join(lacking)}")
    return norms


def _norm(told: Mapping[str, Any]) -> Norm:
    percent, below, above = (Decimal(told[name]) for name in ("percent", "asked_below", "asked_above"))
    if not (0 < percent < HUNDRED and 0 <= below < above):
        raise ValueError(f"percent {percent}, asked_below {below}, asked_above {above}")
    return Norm(
        Place(told["of"]), percent, int(told["from_year"]), str(told["document"]), str(told["words"]), below, above
    )


def norm_for(norms: Iterable[Norm], of: Place, year: int) -> Norm | None:
    """The norm that holds in a year: the latest that had begun."""
    begun = [norm for norm in norms if norm.of is of and norm.from_year <= year]
    return max(begun, key=lambda norm: norm.from_year, default=None)


@dataclass(frozen=True, slots=True)
class Share:
    """What was declared, beside what the norm asks; yuan and percent."""

    base: Decimal
    training: Decimal
    percent: Decimal

    @property
    def required(self) -> Decimal:
        """The least amount that meets the norm, to the fen.

        >>> Share(Decimal("1000.01"), Decimal(0), Decimal("2.5")).required
        Decimal('25.01')
        """
        with localcontext(prec=EXACT):
            return (self.base * self.percent / HUNDRED).quantize(CENT, rounding=ROUND_CEILING)

    @property
    def missing(self) -> Decimal:
        """How many yuan are missing; nothing when the norm is met."""
        return max(self.required - self.training, Decimal("0.00"))

    @property
    def is_met(self) -> bool:
        """Whether the norm is met; exactly the norm is."""
        return not self.missing

    @property
    def ratio(self) -> Decimal | None:
        """Percent with two places, rounded down; None of nothing.

        >>> str(Share(Decimal("1000000.00"), Decimal("24999.99"), Decimal("2.5")).ratio)
        '2.49'
        """
        if not self.base:
            return None
        with localcontext(prec=EXACT):
            return (self.training * HUNDRED / self.base).quantize(CENT, rounding=ROUND_DOWN)


class Doubt(StrEnum):
    """What looks like a slip and is asked back before it is taken."""

    NOTHING = "nothing"
    SMALL = "small"
    LARGE = "large"
    MORE_THAN_ALL = "more_than_all"
    JUMP = "jump"


def doubts(share: Share, norm: Norm, before: Decimal | None) -> tuple[Doubt, ...]:
    """What looks wrong in a declaration; ``before``: the base of the year before, where it was declared."""
    base = share.base
    found = {
        Doubt.NOTHING: not base,
        Doubt.SMALL: 0 < base < norm.asked_below,
        Doubt.LARGE: base > norm.asked_above,
        Doubt.MORE_THAN_ALL: 0 < base < share.training,
        Doubt.JUMP: bool(before and base and (base > before * JUMP or base * JUMP < before)),
    }
    return tuple(doubt for doubt, is_so in found.items() if is_so)
