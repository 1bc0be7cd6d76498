"""What speaks for and against each bill that a transfer may be meant for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xingtan.billing.matching.gathering import NAME_GRADES, Gatherer, Hits, Read
from xingtan.billing.matching.index import Entry, Index
from xingtan.billing.matching.mentions import Mention
from xingtan.billing.matching.terms import Against, Candidate, For, Ledger, Note, Reason, Transfer

BANK_FEE_AT_MOST = Decimal(50)
"""A transfer this much short, and no whole number of fees short, has lost a bank's fee on its way."""
_PAYER_ALONE = 24
_TELLING_NAME = 3
"""Names of two characters are too common to tell one person."""
_MANY = 24
"""Of more bills than this only those with something of their own are weighed."""
_TITLES = ("老师", "校长", "园长", "主任", "会计", "电话", "手机", "联系", "同志", "共", "等")

WEIGHTS: dict[For | Against, int] = {
    For.CODE: 60,
    For.CODE_REPAIRED: 45,
    For.NAME: 40,
    For.NAME_SHORT: 28,
    For.NAME_SOUND: 26,
    For.NAME_TYPO: 22,
    For.NAME_WITHIN: 12,
    For.PAYER: 12,
    For.COUNTY: 6,
    For.MOBILE: 30,
    For.MOBILE_SLIP: 16,
    For.CONTACT: 14,
    For.CONTACT_BEGUN: 3,
    For.HEADS: 10,
    For.AMOUNT: 14,
    For.AMOUNT_OF_HEADS: 4,
    For.AMOUNT_LESS_FEE: 6,
    For.ACCOUNT: 18,
    For.PAYER_LEARNT: 16,
    For.VOUCHER: 60,
    For.VOUCHER_FITS: 26,
    Against.COUNTY_OTHER: -25,
    Against.SIBLING: -25,
    Against.HEADS_OTHER: -4,
    Against.AMOUNT_OTHER: -2,
    Against.MOBILE_UNKNOWN: -2,
    Against.MOBILE_OF_OTHER: -12,
    Against.PAYER_OTHER: -6,
    Against.SETTLED: -3,
}
_BY_NAME = frozenset({*NAME_GRADES, For.PAYER})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A bill with what speaks for and against it; the codes as a set for deciding."""

    entry: Entry
    notes: list[Note]
    codes: frozenset[For | Against]
    score: int
    is_loose: bool
    rest: Decimal

    @property
    def grade(self) -> For | None:
        """How well a name was recognised, if one was."""
        return next((grade for grade in NAME_GRADES if grade in self.codes), None)

    def reason(self, code: For | Against) -> Reason:
        """The reason with this code as it was found for the bill, or the bare code."""
        return next((_reason(note) for note in self.notes if note[0] is code), Reason(code))

    def is_twin_of(self, other: "Weighed") -> bool:
        """Whether both go by the same loose name and have as many heads."""
        return other.is_loose and self.entry.claim.headcount == other.entry.claim.headcount

    @property
    def own_contact(self) -> str:
        """Its contact, if named by a name long enough to be nobody else's."""
        contact = self.entry.contact
        return contact if For.CONTACT in self.codes and len(contact) >= _TELLING_NAME else ""

    @property
    def said_code(self) -> str:
        """Its payment code as it is typed in the transfer, if it is."""
        return self._text_of(For.CODE) or self._text_of(For.CODE_REPAIRED)

    @property
    def said_number(self) -> str:
        """The number of its voucher that is the transfer's, if one is."""
        return self._text_of(For.VOUCHER)

    def _text_of(self, code: For) -> str:
        return next((str(about["text"]) for noted, about in self.notes if noted is code), "")

    def candidate(self) -> Candidate:
        """As it leaves the heart."""
        return Candidate(self.entry.claim.key, self.score, tuple(map(_reason, self.notes)))


def _reason(note: Note) -> Reason:
    code, about = note
    return Reason(code, {name: what if isinstance(what, str) else str(what) for name, what in about.items()})


class Weigher:
    """Gathers the bills a transfer may be meant for and weighs each."""

    def __init__(self, index: Index, fee: Decimal) -> None:
        self._index = index
        self._gatherer = Gatherer(index)
        self._fee = fee

    def read(self, transfer: Transfer) -> Read:
        """Read the texts of a transfer once."""
        return self._gatherer.read(transfer)

    def weigh(self, read: Read, ledger: Ledger) -> list[Weighed]:
        """Every bill that may be meant, best first."""
        hits = self._gatherer.hits(read)
        heads = read.heads_fitting(self._fee) if hits else frozenset()
        if len(hits) > _MANY:
            hits = self._with_own(hits, read, heads)
        mentions = read.mentions_of
        weighed = [
            self._one(place, found, read, ledger, heads, mentions.get(place, [])) for place, found in hits.items()
        ]
        if len(weighed) > 1:
            weighed.sort(key=lambda one: (-one.score, one.entry.place))
        return weighed

    def _with_own(self, hits: Hits, read: Read, heads: frozenset[int]) -> Hits:
        """Of many namesakes those that something else speaks for too, and a few of the others."""
        entries, amount = self._index.entries, read.transfer.amount
        own = {
            place: notes
            for place, notes in hits.items()
            if len(notes) > 1
            or notes[0][0] not in _BY_NAME
            or (claim := entries[place].claim).headcount in heads
            or claim.due >= amount >= claim.due - BANK_FEE_AT_MOST
        }
        return own | dict(list(hits.items())[:_MANY])

    def _one(
        self, place: int, found: list[Note], read: Read, ledger: Ledger, heads: frozenset[int], mine: list[Mention]
    ) -> Weighed:
        entry = self._index.entries[place]
        rest = entry.claim.due - ledger.received(entry.claim.key)
        notes = [*found, *_of_place(entry, read, mine)]
        notes += self._of_people(place, entry, read, {note[0] for note in found})
        notes += self._of_money(entry, read, rest, heads)
        codes = frozenset(note[0] for note in notes)
        score = sum(WEIGHTS[code] for code in codes)
        if For.PAYER in codes and not any(mention.places for mention in read.said):
            score += _PAYER_ALONE
        is_loose = bool(mine) and all(mention.is_loose or len(mention.places) > 1 for mention in mine)
        return Weighed(entry, notes, codes, score, is_loose, rest)

    def _of_people(self, place: int, entry: Entry, read: Read, found: set[For | Against]) -> Iterator[Note]:
        """Contact and mobile, as far as they did not find the bill themselves."""
        claim, remark = entry.claim, read.remark
        if For.CONTACT not in found and entry.contact:
            if is_named(entry.contact, read.texts):
                yield For.CONTACT, {"text": claim.contact}
            elif remark.joined.endswith((entry.contact[:1], entry.contact[:2])):
                yield For.CONTACT_BEGUN, {"text": entry.contact}
            elif remark.begun_mobile and claim.mobile.startswith(remark.begun_mobile):
                yield For.CONTACT_BEGUN, {"text": remark.begun_mobile}
        if remark.mobiles and not found & {For.MOBILE, For.MOBILE_SLIP}:
            owners = [p for mobile in remark.mobiles for p in self._index.by_mobile.get(mobile, ())]
            code = Against.MOBILE_OF_OTHER if owners and place not in owners else Against.MOBILE_UNKNOWN
            yield code, {"text": remark.mobiles[0]}

    def _of_money(self, entry: Entry, read: Read, rest: Decimal, heads: frozenset[int]) -> Iterator[Note]:
        """Head count and amount."""
        claim, amount = entry.claim, read.transfer.amount
        if claim.headcount in heads:
            yield For.HEADS, {"heads": claim.headcount}
        elif read.heads:
            said = min(read.heads, key=lambda n: abs(n - claim.headcount))
            yield Against.HEADS_OTHER, {"said": said, "heads": claim.headcount}
        if amount == rest or (rest <= 0 and amount == claim.due):
            yield For.AMOUNT, {"heads": claim.headcount, "amount": amount}
        else:
            yield Against.AMOUNT_OTHER, {"amount": amount, "rest": rest}
            fitting = next((n for n in heads if n * self._fee == amount), None)
            if fitting:
                yield For.AMOUNT_OF_HEADS, {"heads": fitting, "amount": amount}
            if 0 < rest - amount <= BANK_FEE_AT_MOST and amount % self._fee:
                yield For.AMOUNT_LESS_FEE, {"short": rest - amount}
        if rest <= 0:
            yield Against.SETTLED, {"amount": claim.due}


def _of_place(entry: Entry, read: Read, mine: list[Mention]) -> Iterator[Note]:
    """County, siblings, and whether the payer is another school."""
    said = [mention.counties for mention in mine if mention.counties] or read.counties
    if any(entry.claim.county in counties for counties in said):
        yield For.COUNTY, {"text": entry.claim.county}
    elif said:
        yield Against.COUNTY_OTHER, {"text": "、".join(sorted(frozenset().union(*said)))}
    if any(mention.is_other for mention in mine):
        yield Against.SIBLING, {"text": mine[0].name}
    if read.paid_by and any(mention in read.said for mention in mine):
        other = next((mention for mention in read.paid_by if mention not in mine), None)
        if other:
            yield Against.PAYER_OTHER, {"text": other.piece}


def is_named(contact: str, text: str) -> bool:
    """Whether a text names a person; a name of two characters is no part of a longer one.

    >>> is_named("王强", "30人王强13800000000"), is_named("王强", "30人王强伟")
    (True, False)
    """
    at = text.find(contact) if len(contact) > 1 else -1
    if at < 0:
        return False
    follows = text[at + len(contact) :]
    return len(contact) >= _TELLING_NAME or not "\u4e00" <= follows[:1] <= "\u9fff" or follows.startswith(_TITLES)
