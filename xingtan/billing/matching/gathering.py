"""Which bills a transfer may be meant for, and what found each: code, name, contact, mobile, account, voucher."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise

from xingtan.billing.matching.index import Counties, Index
from xingtan.billing.matching.mentions import Mention, Reader
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import Against, For, Note, Transfer
from xingtan.billing.payment_code import LENGTH, repaired

NAME_GRADES = (For.NAME, For.NAME_SHORT, For.NAME_SOUND, For.NAME_TYPO, For.NAME_WITHIN)
_NAMESAKES_WEIGHED = 200
_NO_NAME = re.compile("[0-9A-Z]+|联系人|联系电话|电话|手机号?|老师|教师|校长|园长|主任|会计|[人名位]")
_CODE_WITHIN = 8
"""A slip in a code is mended in a run of at most so many characters more than a code has."""
Hits = dict[int, list[Note]]
"""Places of bills with what found them; of each kind of note the first."""


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

    @property
    def unknown(self) -> list[Mention]:
        """Schools in the remark that are on no bill."""
        return [mention for mention in self.said if not mention.places]

    @property
    def mentions_of(self) -> dict[int, list[Mention]]:
        """For each bill the mentions that may mean it, those of the remark first."""
        found: dict[int, list[Mention]] = {}
        for mention in (*self.said, *self.paid_by):
            for place in mention.places:
                found.setdefault(place, []).append(mention)
        return found

    @property
    def texts(self) -> str:
        """Both texts without spaces and marks."""
        return f"{self.remark.joined}\n{self.payer.joined}"

    @property
    def heads(self) -> frozenset[int]:
        """Numbers said to be people."""
        return frozenset(self.remark.heads)

    def heads_fitting(self, fee: Decimal) -> frozenset[int]:
        """Numbers said to be people, and bare ones for which the amount is the fee."""
        amount = self.transfer.amount
        if not self.remark.has_digits or any(number * fee == amount for number in self.heads):
            return self.heads
        return self.heads | {number for number in self.remark.numbers if number * fee == amount}


class Gatherer:
    """Finds bills by everything a transfer says, using one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._reader = Reader(index)

    def read(self, transfer: Transfer) -> Read:
        """Read the texts of a transfer once."""
        remark = self._reader.sight(Text(transfer.remark))
        payer = self._reader.sight(Text(transfer.payer_name))
        said = self._reader.mentions(remark, payer)
        if remark.text.mobiles:
            owners = [place for mobile in remark.text.mobiles for place in self._index.by_mobile.get(mobile, ())]
            said = [self._reader.explained(mention, owners) for mention in said]
        paid_by = self._reader.mentions(payer, remark)
        counties = list(dict.fromkeys(remark.counties + payer.counties))
        return Read(transfer, remark.text, payer.text, said, paid_by, counties)

    def hits(self, read: Read) -> Hits:
        """The bills found, each with what found it."""
        hits: Hits = {}
        self._by_code(read, hits)
        for mention in read.said:
            _note(hits, mention.places, mention.grade, mention.piece)
            _note(hits, mention.also, For.NAME_SHORT, mention.piece)
        self._by_payer(read, hits)
        self._by_person(read, hits)
        self._by_history(read, hits)
        return hits

    def _by_payer(self, read: Read, hits: Hits) -> None:
        named = {place for place, notes in hits.items() if any(note[0] in NAME_GRADES for note in notes)}
        for mention in read.paid_by:
            places, also = (
                mention.places if mention.grade is For.NAME else [p for p in mention.places if p not in named],
                [place for place in mention.also if place not in named],
            )
            _note(hits, places, For.PAYER if mention.grade is For.NAME else mention.grade, mention.piece)
            _note(hits, also, For.NAME_SHORT, mention.piece)

    def _by_code(self, read: Read, hits: Hits) -> None:
        codes = self._index.by_code
        for run in read.remark.code_runs if codes else ():
            windows = [run[i : i + LENGTH] for i in range(len(run) - LENGTH + 1)]
            found = [window for window in windows if window in codes]
            for code in found:
                _note(hits, [codes[code]], For.CODE, code)
            if not found and len(windows) <= _CODE_WITHIN:
                meant = {window: repaired(window, codes) for window in windows}
                if len(set(filter(None, meant.values()))) == 1:
                    window, code = next((window, code) for window, code in meant.items() if code)
                    _note(hits, [codes[code]], For.CODE_REPAIRED, window)

    def _by_person(self, read: Read, hits: Hits) -> None:
        for mobile in read.remark.mobiles:
            exact = self._index.by_mobile.get(mobile, [])
            code = For.MOBILE if exact else For.MOBILE_SLIP
            _note(hits, exact or self._index.near_mobile(mobile), code, mobile)
        is_found = any(note[0] is For.MOBILE for notes in hits.values() for note in notes)
        words = [] if is_found else _words(read.remark)
        for name in {read.payer.joined, *words}:
            _note(hits, self._index.by_contact.get(name, ()), For.CONTACT, name)

    def _by_history(self, read: Read, hits: Hits) -> None:
        """What a person confirmed before, and the vouchers that schools handed in."""
        index, transfer = self._index, read.transfer
        _note(hits, index.by_account.get(transfer.payer_account, ()), For.ACCOUNT, transfer.payer_account)
        _note(hits, index.by_payer.get(read.payer.joined, ()), For.PAYER_LEARNT, transfer.payer_name)
        _note(hits, sorted(index.vouchers.numbered(transfer)), For.VOUCHER, transfer.serial)
        _note(hits, sorted(index.vouchers.fitting(transfer)), For.VOUCHER_FITS, transfer.payer_account)


def _note(hits: Hits, places: Iterable[int], code: For | Against, about: str) -> None:
    for place in islice(places, _NAMESAKES_WEIGHED):
        notes = hits.setdefault(place, [])
        if all(note[0] is not code for note in notes):
            notes.append((code, {"text": about}))


def _words(text: Text) -> list[str]:
    """Short pieces of a text that could be a person's name."""
    starts = [*text.starts, len(text.joined)]
    runs = (text.joined[a:b] for a, b in pairwise(starts))
    return [word for run in runs for word in _NO_NAME.split(run) if 2 <= len(word) <= 4]
