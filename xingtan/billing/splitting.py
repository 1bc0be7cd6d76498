"""The rows of a split: bills with amounts beside them, proposed, typed, or read from a county's list; all kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.billing import queries
from xingtan.billing.listed_schools import Note, Placed, PlacedList, placed
from xingtan.billing.matching import Against
from xingtan.billing.models import Bill, LineStanding
from xingtan.billing.school_list import Owed, read_list
from xingtan.billing.shares import Want, proposed
from xingtan.billing.wording import NOTES
from xingtan.foundation.yuan import NotMoney, read_yuan, shown

FOUND = 20
LONGEST_LIST = 50_000
"""Characters of a pasted list that are read: a county of a thousand schools."""


@dataclass
class SplitRow:
    """A bill, what stands beside it, what is wrong with that, and what the list says differently."""

    bill: Bill
    typed: str = ""
    error: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unplaced:
    """A row of the list that is not certainly one bill, with the bills it may be."""

    text: str
    why: str
    schools: str


class SplitRows:
    """What the page of a split shows, from what was posted: ``amount-<bill>`` fields, a list, words to look for."""

    def __init__(self, standing: LineStanding, post: Post, data: QueryDict, listed: str | None = None) -> None:
        self.standing, self.post = standing, post
        self.words = str(data.get("q", "")).strip()
        self.listed = (str(data.get("list", "")) if listed is None else listed).strip()[:LONGEST_LIST]
        self.county = str(data.get("county", queries.county_of_payer(standing)))
        version = str(data.get("version", ""))
        self.version = int(version) if version.isdecimal() else standing.version
        self.errors: list[str] = []
        self.shares: list[tuple[Bill, Decimal]] = []
        typed = {
            name.removeprefix("amount-"): str(text).strip() for name, text in data.items() if name.startswith("amount-")
        }
        self._typed = self._with_list(typed) if "read" in data else typed
        self.rows = self._rows(is_new=not data)

    @cached_property
    def found(self) -> list[Bill]:
        """Bills that go with the words looked for."""
        if not self.words:
            return []
        return list(queries.bills_found_by(self.standing.programme, self.post, self.words)[:FOUND])

    @cached_property
    def counties(self) -> list[str]:
        """The counties a list may be of."""
        return queries.counties_with_bills(self.standing.programme, self.post)

    @cached_property
    def placed(self) -> PlacedList:
        """The list, with the bill of each of its schools; a county chosen narrows the bills."""
        if not self.listed:
            return PlacedList()
        programme = self.standing.programme
        claims = [claim for claim in queries.claims_of(programme) if self.county in ("", claim.county)]
        received = queries.ledger_of(programme)
        owed = {claim.key: Owed(claim.headcount, claim.due - received.received(claim.key)) for claim in claims}
        return placed(read_list(self.listed), claims, owed, programme.fee_yuan)

    def _with_list(self, typed: dict[str, str]) -> dict[str, str]:
        """What was typed, and over it what the list says for its schools."""
        names = dict(Bill.objects.filter(pk__in=self.placed.shares).values_list("pk", "public_id"))
        return {**typed, **{names[int(key)]: str(amount) for key, amount in self.placed.shares.items()}}

    def _rows(self, *, is_new: bool) -> list[SplitRow]:
        notes = self._notes()
        bills = list({bill.pk: bill for bill in self._bills()}.values())
        typed = self._proposed(bills) if is_new else self._typed
        return [SplitRow(bill, typed.get(bill.public_id, ""), remarks=notes.get(bill.pk, ())) for bill in bills]

    def _bills(self) -> Iterable[Bill]:
        """Bills with something beside them, those of the list, the candidates, and those just found."""
        rows = Bill.objects.within(self.post).filter(programme=self.standing.programme_id).with_received()
        rows = rows.select_related("school__division", "programme")
        keys = [int(key) for row in self.placed.rows for key in row.bills]
        by_key = {bill.pk: bill for bill in rows.filter(pk__in=keys)}
        yield from (by_key[key] for key in keys if key in by_key)
        yield from rows.filter(public_id__in=[key for key, text in self._typed.items() if text])
        yield from (each.bill for each in queries.candidates_of(self.standing))
        if not self.listed:
            yield from (each.bill for each in queries.bills_of_payers_county(self.standing, FOUND))
        yield from self.found

    def _proposed(self, bills: Sequence[Bill]) -> dict[str, str]:
        """What a new split begins with."""
        codes = {reason["code"] for reason in self.standing.findings.get("reasons", ())}
        if not codes & {Against.SEVERAL_SCHOOLS, Against.COUNTY_DIFFERS}:
            return {}
        wants = [Want(bill.public_id, bill.standing.rest) for bill in bills]
        return {key: str(amount) for key, amount in proposed(self.standing.rest, wants).items()}

    def _notes(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for row in self.placed.rows:
            if row.bill:
                found[int(row.bill)] = (*found.get(int(row.bill), ()), *_said(row))
        return found

    @property
    def unplaced(self) -> list[Unplaced]:
        """Rows of the list that a person has to place."""
        rows = [row for row in self.placed.rows if not row.bill]
        names = {row.bill.pk: str(row.bill.school) for row in self.rows}
        return [
            Unplaced(
                row.listed.text, str(NOTES[row.notes[0]]), _(", ").join(names.get(int(key), "") for key in row.bills)
            )
            for row in rows
        ]

    @property
    def sum(self) -> Decimal:
        """What stands beside the schools together, as far as it can be read."""
        return sum((amount for row in self.rows if (amount := _amount(row.typed)) is not None), Decimal())

    @property
    def rest(self) -> Decimal:
        """What would stay with the transfer; negative: too much is given."""
        return self.standing.rest - self.sum

    @property
    def total_differs(self) -> Decimal | None:
        """The list's own sum, where its rows do not add up to it."""
        total = self.placed.total
        return total if total is not None and total != sum(self.placed.shares.values()) else None

    @property
    def found_nothing(self) -> bool:
        """Whether words were looked for in vain."""
        return bool(self.words) and not self.found

    def is_valid(self) -> bool:
        """Whether every amount typed is one; fills ``shares`` or the errors beside the rows."""
        for row in self.rows:
            if row.typed:
                self._take(row)
        if not self.shares and not self.errors:
            self.errors.append(_("Please type an amount beside at least one school."))
        return not self.errors

    def _take(self, row: SplitRow) -> None:
        try:
            self.shares.append((row.bill, read_yuan(row.typed)))
        except NotMoney:
            row.error = _("“%(typed)s” is not an amount. Write it like 1200 or 1,200.50.") % {"typed": row.typed}
            self.errors.append(row.error)


def _amount(typed: str) -> Decimal | None:
    try:
        return read_yuan(typed) if typed else None
    except NotMoney:
        return None


def _said(row: Placed) -> Iterable[str]:
    """The list's own words for a school, where something is to be looked at, and what."""
    if row.notes:
        yield _("In the list: “%(text)s”") % {"text": row.listed.text}
    for note in row.notes:
        about = {"heads": row.listed.heads, "amount": shown(row.amount or Decimal())}
        yield str(NOTES[Note(note)]) % about
