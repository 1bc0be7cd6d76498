"""Counties that pay for all their schools in one sum, found by the payment code of their bill (A06)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xingtan.billing.matching.gathering import Read
from xingtan.billing.matching.index import Index
from xingtan.billing.matching.terms import Ledger, Share
from xingtan.billing.payment_code import LENGTH, repaired

_CODE_WITHIN = 8
"""A slip in a code is mended in a run of at most so many characters more than a code has."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What the schools of a county still owe together."""

    county: str
    shares: tuple[Share, ...]
    heads: int

    @property
    def total(self) -> Decimal:
        """Yuan still to come."""
        return sum((share.amount for share in self.shares), Decimal())

    @property
    def about(self) -> dict[str, str]:
        """As a reason says it."""
        schools, heads = str(len(self.shares)), str(self.heads)
        return {"county": self.county, "schools": schools, "heads": heads, "amount": str(self.total)}

    def is_said(self, read: Read) -> bool:
        """Whether number of schools, heads and sum are those of the transfer."""
        return self.is_paid(read) and read.remark.schools is not None and bool(read.remark.heads)

    def is_paid(self, read: Read) -> bool:
        """Whether the sum is that of the transfer and nothing it says of schools and heads is another number."""
        if read.remark.schools not in {None, len(self.shares)}:
            return False
        return read.transfer.amount == self.total and (not read.remark.heads or self.heads in read.remark.heads)


def rest_of(index: Index, county: str, ledger: Ledger) -> Rest:
    """What a county's schools still owe."""
    claims = [index.entries[place].claim for place in index.by_county.get(county, [])]
    owing = [claim for claim in claims if claim.due > ledger.received(claim.key)]
    shares = tuple(Share(claim.key, claim.due - ledger.received(claim.key)) for claim in owing)
    return Rest(county, shares, sum(claim.headcount for claim in owing))


class CountyCodes:
    """The codes of counties' bills, each with its county; told from those of the schools."""

    def __init__(self, counties: Mapping[str, str], schools: Iterable[str]) -> None:
        self._counties = counties
        self._schools = frozenset(schools)
        self._issued = self._schools | frozenset(counties)

    def named(self, runs: Iterable[str]) -> tuple[str, str] | None:
        """The one county whose code stands in a remark, with the code as typed; one slip is mended, two are not.

        None where no county's code stands, and where a school's stands beside it.
        """
        if not self._counties:
            return None
        found = {code: typed for run in runs for code, typed in self._read(run)}
        if len(found) != 1:
            return None
        code, typed = found.popitem()
        return (self._counties[code], typed) if code in self._counties else None

    def _read(self, run: str) -> Iterator[tuple[str, str]]:
        windows = [run[at : at + LENGTH] for at in range(len(run) - LENGTH + 1)]
        exact = [(window, window) for window in windows if window in self._issued]
        if exact or len(windows) > _CODE_WITHIN:
            yield from exact
            return
        for window in windows:
            if code := repaired(window, self._issued):
                yield code, window
