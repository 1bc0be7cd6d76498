"""What speaks for and against each bill that a transfer may be meant for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise

from xingtan.billing.matching.index import Counties, Entry, Index
from xingtan.billing.matching.mentions import Mention, Reader
from xingtan.billing.matching.names import bare
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import Against, Candidate, For, Ledger, Reason, Transfer
from xingtan.billing.payment_code import LENGTH, repaired

BANK_FEE_AT_MOST = Decimal(50)
"""A transfer this much short, and no whole number of fees short, has lost a bank's fee on its way."""
_NAMESAKES_WEIGHED = 200
_PAYER_ALONE = 24
_NO_NAME = re.compile("[0-9A-Z]+|联系人|联系电话|电话|手机号?|老师|教师|校长|园长|主任|会计|[人名位]")
_TELLING_NAME = 3
"""Names of two characters are too common to tell one person."""
_CODE_WITHIN = 8
"""A slip in a code is mended in a run of at most so many characters more than a code has."""

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
    Against.COUNTY_OTHER: -25,
    Against.SIBLING: -25,
    Against.HEADS_OTHER: -4,
    Against.AMOUNT_OTHER: -2,
    Against.MOBILE_UNKNOWN: -2,
    Against.MOBILE_OF_OTHER: -12,
    Against.PAYER_OTHER: -6,
    Against.SETTLED: -3,
}
NAME_GRADES = (For.NAME, For.NAME_SHORT, For.NAME_SOUND, For.NAME_TYPO, For.NAME_WITHIN)


@dataclass(frozen=True)
class Read:
    """A transfer with everything its texts say."""

    transfer: Transfer
    remark: Text
    payer: Text
    said: list[Mention]
    """Schools in the remark."""
    paid_by: list[Mention]
    """Schools in the payer's name."""
    counties: list[Counties]
    mobiles: tuple[str, ...]

    @property
    def unknown(self) -> list[Mention]:
        """Schools in the remark that are on no bill."""
        return [mention for mention in self.said if not mention.places]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A bill with its reasons; the codes as a set for deciding."""

    entry: Entry
    reasons: tuple[Reason, ...]
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
        return next((reason for reason in self.reasons if reason.code is code), Reason(code))

    def is_twin_of(self, other: "Weighed") -> bool:
        """Whether both go by the same loose name and have as many heads."""
        return other.is_loose and self.entry.claim.headcount == other.entry.claim.headcount

    @property
    def has_own_contact(self) -> bool:
        """Whether its contact is named by a name long enough to be nobody else's."""
        return For.CONTACT in self.codes and len(self.entry.claim.contact) >= _TELLING_NAME

    def candidate(self) -> Candidate:
        """As it leaves the heart."""
        return Candidate(self.entry.claim.key, self.score, self.reasons)


class _Hits:
    """Bills found so far, each with what found it; of each kind of reason the first."""

    def __init__(self) -> None:
        self.reasons: dict[int, list[Reason]] = {}

    def note(self, places: Iterable[int], code: For, about: str) -> None:
        """Say that something found these bills."""
        for place in islice(places, _NAMESAKES_WEIGHED):
            reasons = self.reasons.setdefault(place, [])
            if all(reason.code is not code for reason in reasons):
                reasons.append(Reason(code, {"text": about}))

    def is_unnamed(self, place: int) -> bool:
        """Whether no name in the remark means this bill."""
        return not any(reason.code in NAME_GRADES for reason in self.reasons.get(place, ()))


class Weigher:
    """Gathers the bills a transfer may be meant for and weighs each."""

    def __init__(self, index: Index, fee: Decimal) -> None:
        self._index = index
        self._reader = Reader(index)
        self._fee = fee

    def read(self, transfer: Transfer) -> Read:
        """Read the texts of a transfer once."""
        remark = self._reader.sight(Text(transfer.remark))
        payer = self._reader.sight(Text(transfer.payer_name))
        owners = [place for mobile in remark.text.mobiles for place in self._index.by_mobile.get(mobile, ())]
        return Read(
            transfer,
            remark.text,
            payer.text,
            said=[self._reader.explained(mention, owners) for mention in self._reader.mentions(remark, payer)],
            paid_by=self._reader.mentions(payer, remark),
            counties=list(dict.fromkeys(remark.counties + payer.counties)),
            mobiles=remark.text.mobiles,
        )

    def weigh(self, read: Read, ledger: Ledger) -> list[Weighed]:
        """Every bill that may be meant, best first."""
        hits = self._hits(read)
        weighed = [self._one(place, found, read, ledger) for place, found in hits.items()]
        return sorted(weighed, key=lambda one: (-one.score, one.entry.place))

    def _hits(self, read: Read) -> dict[int, list[Reason]]:
        """Bills found by code, name, mobile, contact or account, each with what found it."""
        hits = _Hits()
        self._by_code(read, hits)
        for mention in read.said:
            hits.note(mention.places, mention.grade, mention.piece)
            hits.note(mention.also, For.NAME_SHORT, mention.piece)
        for mention in read.paid_by:
            if mention.grade is For.NAME:
                hits.note(mention.places, For.PAYER, mention.piece)
                hits.note(filter(hits.is_unnamed, mention.also), For.NAME_SHORT, mention.piece)
            else:
                hits.note(filter(hits.is_unnamed, mention.places), mention.grade, mention.piece)
        self._by_person(read, hits)
        return hits.reasons

    def _by_code(self, read: Read, hits: "_Hits") -> None:
        codes = self._index.by_code
        for run in read.remark.code_runs if codes else ():
            windows = [run[i : i + LENGTH] for i in range(len(run) - LENGTH + 1)]
            found = [window for window in windows if window in codes]
            for code in found:
                hits.note([codes[code]], For.CODE, code)
            if not found and len(windows) <= _CODE_WITHIN:
                meant = {window: repaired(window, codes) for window in windows}
                if len(set(filter(None, meant.values()))) == 1:
                    window, code = next((window, code) for window, code in meant.items() if code)
                    hits.note([codes[code]], For.CODE_REPAIRED, window)

    def _by_person(self, read: Read, hits: "_Hits") -> None:
        for mobile in read.mobiles:
            exact = self._index.by_mobile.get(mobile, [])
            hits.note(exact or self._index.near_mobile(mobile), For.MOBILE if exact else For.MOBILE_SLIP, mobile)
        for name in {read.payer.joined, *_words(read.remark)}:
            hits.note(self._index.by_contact.get(name, ()), For.CONTACT, name)
        account = read.transfer.payer_account
        hits.note(self._index.by_account.get(account, ()), For.ACCOUNT, account)

    def _one(self, place: int, found: list[Reason], read: Read, ledger: Ledger) -> Weighed:
        entry = self._index.entries[place]
        reasons = list(found)
        reasons += self._of_place(place, entry, read)
        reasons += self._of_people(place, entry, read, {reason.code for reason in found})
        rest = entry.claim.due - ledger.received(entry.claim.key)
        reasons += self._of_money(entry, read, rest)
        codes = frozenset(reason.code for reason in reasons)
        return Weighed(
            entry,
            tuple(reasons),
            codes,
            sum(WEIGHTS.get(code, 0) for code in codes) + _payer_alone(codes, read),
            self._is_loose(place, read),
            rest,
        )

    def _is_loose(self, place: int, read: Read) -> bool:
        mine = [mention for mention in read.said + read.paid_by if place in mention.places]
        return bool(mine) and all(mention.is_loose or len(mention.places) > 1 for mention in mine)

    def _of_place(self, place: int, entry: Entry, read: Read) -> list[Reason]:
        """County, siblings, and whether the payer is another school."""
        found = []
        mine = [mention for mention in read.said + read.paid_by if place in mention.places]
        said = [mention.counties for mention in mine if mention.counties] or read.counties
        if any(entry.claim.county in counties for counties in said):
            found.append(Reason(For.COUNTY, {"text": entry.claim.county}))
        elif said:
            found.append(Reason(Against.COUNTY_OTHER, {"text": "、".join(sorted(frozenset().union(*said)))}))
        if any(mention.is_other for mention in mine):
            found.append(Reason(Against.SIBLING, {"text": mine[0].name}))
        others = [m for m in read.paid_by if place not in m.places]
        if others and any(place in mention.places for mention in read.said):
            found.append(Reason(Against.PAYER_OTHER, {"text": others[0].piece}))
        return found

    def _of_people(self, place: int, entry: Entry, read: Read, found: set[For | Against]) -> list[Reason]:
        """Contact and mobile, as far as they did not find the bill themselves."""
        claim, reasons = entry.claim, []
        contact = bare(claim.contact)
        if contact and For.CONTACT not in found:
            if len(contact) > 1 and contact in read.remark.joined + "\n" + read.payer.joined:
                reasons.append(Reason(For.CONTACT, {"text": claim.contact}))
            elif read.remark.joined.endswith((contact[:1], contact[:2])):
                reasons.append(Reason(For.CONTACT_BEGUN, {"text": contact}))
        begun = read.remark.begun_mobile
        if begun and claim.mobile.startswith(begun) and For.CONTACT not in found:
            reasons.append(Reason(For.CONTACT_BEGUN, {"text": begun}))
        if read.mobiles and not found & {For.MOBILE, For.MOBILE_SLIP}:
            owners = [p for mobile in read.mobiles for p in self._index.by_mobile.get(mobile, [])]
            code = Against.MOBILE_OF_OTHER if owners and place not in owners else Against.MOBILE_UNKNOWN
            reasons.append(Reason(code, {"text": read.mobiles[0]}))
        return reasons

    def _of_money(self, entry: Entry, read: Read, rest: Decimal) -> list[Reason]:
        """Head count and amount."""
        claim, amount, reasons = entry.claim, read.transfer.amount, []
        heads = set(read.remark.heads)
        loose = {n for n in read.remark.numbers if n * self._fee == amount}
        if claim.headcount in heads | loose:
            reasons.append(Reason(For.HEADS, {"heads": str(claim.headcount)}))
        elif heads:
            said = min(heads, key=lambda n: abs(n - claim.headcount))
            reasons.append(Reason(Against.HEADS_OTHER, {"said": str(said), "heads": str(claim.headcount)}))
        if amount == rest or (rest <= 0 and amount == claim.due):
            reasons.append(Reason(For.AMOUNT, {"heads": str(claim.headcount), "amount": str(amount)}))
        else:
            reasons += self._of_other_amount(amount, rest, heads | loose)
        if rest <= 0:
            reasons.append(Reason(Against.SETTLED, {"amount": str(claim.due)}))
        return reasons

    def _of_other_amount(self, amount: Decimal, rest: Decimal, heads: set[int]) -> list[Reason]:
        reasons = [Reason(Against.AMOUNT_OTHER, {"amount": str(amount), "rest": str(rest)})]
        fitting = [n for n in heads if n * self._fee == amount]
        if fitting:
            reasons.append(Reason(For.AMOUNT_OF_HEADS, {"heads": str(fitting[0]), "amount": str(amount)}))
        if 0 < rest - amount <= BANK_FEE_AT_MOST and amount % self._fee:
            reasons.append(Reason(For.AMOUNT_LESS_FEE, {"short": str(rest - amount)}))
        return reasons


def _payer_alone(codes: frozenset[For | Against], read: Read) -> int:
    """The payer's own name weighs nearly as much as one in the remark where the remark names no school."""
    return _PAYER_ALONE if For.PAYER in codes and not any(mention.places for mention in read.said) else 0


def _words(text: Text) -> list[str]:
    """Short pieces of a text that could be a person's name."""
    starts = [*text.starts, len(text.joined)]
    runs = (text.joined[a:b] for a, b in pairwise(starts))
    return [word for run in runs for word in _NO_NAME.split(run) if 2 <= len(word) <= 4]
