"""Which bills the schools of a county's list are, and what in the list disagrees with them. Pure.

Uses the index of matching, so that a list may name schools as freely as a remark does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xingtan.billing.matching.index import Index
from xingtan.billing.matching.mentions import Mention, Reader
from xingtan.billing.matching.names import bare, canonical
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import Claim, For
from xingtan.billing.school_list import Listed, Owed, SchoolList, share_of

_CERTAIN = frozenset({For.NAME, For.NAME_SHORT})
_SHORTEST = 2
_MOST_CHOICES = 5


class Note(StrEnum):
    """What a clerk should look at in one row of a list."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    UNSURE = "unsure"
    TWICE = "twice"
    NO_NUMBER = "no_number"
    UNCLEAR = "unclear"
    HEADS_DIFFER = "heads_differ"
    AMOUNT_DIFFERS = "amount_differs"
    MORE_THAN_OWED = "more_than_owed"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a list with the bill it names (or those it may name) and the yuan for it."""

    listed: Listed
    bills: tuple[str, ...]
    amount: Decimal | None
    notes: tuple[Note, ...]

    @property
    def bill(self) -> str:
        """The one bill meant, or an empty text."""
        return self.bills[0] if len(self.bills) == 1 else ""


@dataclass(frozen=True, slots=True)
class PlacedList:
    """A whole list: its rows, what stands in it without being a school, and the bills of its schools' county left out."""

    rows: tuple[Placed, ...] = ()
    passed_over: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Bills that still want money and are on no row."""
    total: Decimal | None = None

    @property
    def shares(self) -> dict[str, Decimal]:
        """Yuan for each bill named; rows of one school together."""
        found: dict[str, Decimal] = {}
        for row in self.rows:
            if row.bill and row.amount is not None:
                found[row.bill] = found.get(row.bill, Decimal()) + row.amount
        return found


def placed(read: SchoolList, claims: Sequence[Claim], owed: Mapping[str, Owed], fee: Decimal) -> PlacedList:
    """Find each school of a list among the claims (all of them bills that the list may mean)."""
    finder = _Finder(claims)
    has_numbers = any(row.has_number for row in read.rows)
    found = [(row, *finder.find(row.text)) for row in read.rows]
    named = Counter(keys[0] for _row, keys, _sure in found if len(keys) == 1)
    rows, over = [], []
    for row, keys, is_sure in found:
        if not keys and not row.has_number and has_numbers:
            over.append(row.text)
            continue
        rows.append(_placed(row, keys, owed, fee, is_sure=is_sure, is_twice=len(keys) == 1 and named[keys[0]] > 1,
                            names_only=not has_numbers))  # fmt: skip
    listed = {key for row in rows for key in row.bills}
    missing = tuple(claim.key for claim in claims if claim.key not in listed and owed[claim.key].rest > 0)
    return PlacedList(tuple(rows), tuple(over), missing if rows else (), read.total)


def _placed(
    row: Listed, keys: tuple[str, ...], owed: Mapping[str, Owed], fee: Decimal, *, is_sure: bool, is_twice: bool,
    names_only: bool,
) -> Placed:  # fmt: skip
    if len(keys) != 1:
        return Placed(row, keys, None, (Note.SEVERAL if keys else Note.UNKNOWN,))
    bill = owed[keys[0]]
    amount = bill.rest if names_only and not row.is_unclear else share_of(row, bill, fee)
    notes = [] if is_sure else [Note.UNSURE]
    notes += [Note.TWICE] if is_twice else []
    return Placed(row, keys, amount, (*notes, *_differences(row, amount, bill, fee)))


def _differences(row: Listed, amount: Decimal | None, bill: Owed, fee: Decimal) -> Iterable[Note]:
    if amount is None:
        yield Note.UNCLEAR if row.is_unclear else Note.NO_NUMBER
        return
    if row.heads is not None and row.amount is not None and fee * row.heads != row.amount:
        yield Note.AMOUNT_DIFFERS
    if row.heads is not None and row.heads != bill.heads:
        yield Note.HEADS_DIFFER
    if bill.rest <= 0:
        yield Note.PAID
    elif amount > bill.rest:
        yield Note.MORE_THAN_OWED


class _Finder:
    """Finds schools by code, by name as freely as in a remark, and by the beginning of a name."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._index = Index(claims)
        self._reader = Reader(self._index)
        self._nothing = self._reader.sight(Text(""))

    def find(self, typed: str) -> tuple[tuple[str, ...], bool]:
        """Keys of the bills a row may mean, and whether that is certain."""
        text = Text(typed)
        for run in text.code_runs:
            if run in self._index.by_code:
                return self._keys([self._index.by_code[run]]), True
        mentions = self._reader.mentions(self._reader.sight(text), self._nothing)
        best = next((each for each in mentions if each.places and not each.is_other), None)
        if best is not None:
            return self._keys(best.places), best.grade in _CERTAIN and self._is_alone(best, mentions)
        if mentions:
            return (), False
        return self._keys(self._begun(typed)), False

    def _is_alone(self, best: Mention, mentions: Sequence[Mention]) -> bool:
        return all(set(each.places) & set(best.places) for each in mentions)

    def _begun(self, typed: str) -> list[int]:
        """Bills whose name begins as a row does, where it names no kind of school: 东雷 30."""
        body = canonical("".join(sign for sign in bare(typed) if not sign.isascii()).rstrip("人名元共计"))
        if len(body) < _SHORTEST:
            return []
        entries = (e for e in self._index.entries if any(core.canonical.startswith(body) for core in e.cores))
        return [entry.place for entry in entries]

    def _keys(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._index.entries[place].claim.key for place in places)[:_MOST_CHOICES]
