"""What a split begins with: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Want:
    """A bill and the yuan it still wants."""

    key: str
    rest: Decimal


def proposed(rest: Decimal, wants: Iterable[Want]) -> dict[str, Decimal]:
    """Yuan for each bill, best first: what each wants while there is enough; a part for the first that gets less.

    >>> proposed(Decimal(50), [Want("a", Decimal(30)), Want("b", Decimal(30)), Want("c", Decimal(30))])
    {'a': Decimal('30'), 'b': Decimal('20')}
    """
    shares: dict[str, Decimal] = {}
    for want in wants:
        share = min(rest, want.rest)
        if share > 0:
            shares[want.key] = share
            rest -= share
    return shares
