"""Why the best bill is not booked without a person; nothing to say means that it is certain."""

from collections.abc import Iterator, Sequence

from xingtan.billing.matching.evidence import Weighed
from xingtan.billing.matching.gathering import Read
from xingtan.billing.matching.terms import Against, For, Ledger, Reason

CLEAR_LEAD = 8
"""By how much the best must lead the next to be booked."""
_PEOPLE = frozenset({For.MOBILE, For.CONTACT, For.ACCOUNT, For.PAYER_LEARNT, For.VOUCHER_FITS})
_BEFORE = frozenset({For.ACCOUNT, For.PAYER_LEARNT})
_CODES = frozenset({For.CODE, For.CODE_REPAIRED})
_SUMS = frozenset({For.HEADS, For.AMOUNT})
_FITTING = frozenset({For.AMOUNT, For.HEADS, For.AMOUNT_OF_HEADS})
_ANYTHING = _PEOPLE | _FITTING | {For.MOBILE_SLIP, For.CONTACT_BEGUN, For.AMOUNT_LESS_FEE}
_NAMED = frozenset({For.NAME, For.NAME_SHORT, For.NAME_SOUND, For.PAYER})
_BLOCKING = (Against.SETTLED, Against.SIBLING, Against.COUNTY_OTHER, Against.MOBILE_OF_OTHER)
Codes = frozenset[For | Against]


def doubts_of(weighed: Sequence[Weighed], read: Read, ledger: Ledger) -> list[Reason]:
    """What speaks against booking the transfer to the best bill, or that too little speaks for it."""
    best = weighed[0]
    of_best = dict.fromkeys((*_doubts_of_line(read, best), *_doubts_of_bill(best, read, ledger)))
    doubts = [*map(best.reason, of_best), *_doubts_of_lead(weighed)]
    return doubts or ([] if _is_certain(best, read) else [Reason(Against.TOO_LITTLE)])


def _doubts_of_line(read: Read, best: Weighed) -> Iterator[Against]:
    """What in the transfer itself asks for a person."""
    if read.remark.says_other_purpose:
        yield Against.OTHER_PURPOSE
    if read.unknown and not best.codes & {For.CODE, For.VOUCHER}:
        yield Against.UNKNOWN_SCHOOL
    elsewhere = [m for m in read.said if best.entry.place not in (*m.places, *m.also) and m.places]
    if elsewhere:
        yield Against.SEVERAL_SCHOOLS


def _doubts_of_bill(best: Weighed, read: Read, ledger: Ledger) -> Iterator[Against]:
    """What about the best bill asks for a person."""
    amount, key = read.transfer.amount, best.entry.claim.key
    yield from (against for against in _BLOCKING if against in best.codes)
    if Against.PAYER_OTHER in best.codes and not (best.codes >= _SUMS or best.codes & (_PEOPLE | {For.CODE})):
        yield Against.PAYER_OTHER
    if best.rest <= 0:
        return
    if ledger.has_amount(key, amount) and amount != best.rest:
        yield Against.SAME_AMOUNT_AGAIN
    if amount > best.rest and (ledger.received(key) or not best.codes & (_PEOPLE | {For.AMOUNT_OF_HEADS})):
        yield Against.MORE_THAN_REST


def _doubts_of_lead(weighed: Sequence[Weighed]) -> Iterator[Reason]:
    """Whether another bill is nearly as good, or has the payment code or the contact that is typed."""
    best, others = weighed[0], weighed[1:]
    for code, mine, theirs in (
        (Against.VOUCHER_OF_OTHER, frozenset(), (one.said_number for one in others)),
        (Against.CODE_OF_OTHER, best.codes & _CODES, (one.said_code for one in others)),
        (Against.CONTACT_OF_OTHER, best.codes & _PEOPLE, (one.own_contact for one in others)),
    ):
        other = "" if mine else next(filter(None, theirs), "")
        if other:
            yield Reason(code, {"text": other})
    if best.is_loose and not best.codes & (_PEOPLE | _CODES) and any(map(best.is_twin_of, others)):
        yield Reason(Against.NAMESAKES)
    elif others and best.score - others[0].score < CLEAR_LEAD:
        yield Reason(Against.NAMESAKES if best.is_loose else Against.CLOSE_SECOND)


def _is_certain(best: Weighed, read: Read) -> bool:
    """Whether what identifies the bill and what agrees with it are enough together."""
    has = best.codes
    if For.VOUCHER in has or has & _CODES:
        return _is_certain_by_code(has)
    if has & {For.NAME, For.PAYER}:
        if best.is_loose:
            return bool(has & _PEOPLE) or has >= _SUMS or has >= {For.MOBILE_SLIP, For.AMOUNT}
        return _is_certain_by_name(has)
    if has & {For.NAME_SHORT, For.NAME_SOUND}:
        people = has & _PEOPLE or For.MOBILE_SLIP in has
        return bool(people and has & (_FITTING | {For.COUNTY})) or has >= _SUMS | {For.COUNTY}
    if has & {For.NAME_TYPO, For.NAME_WITHIN}:
        return bool(has & _PEOPLE and has & _FITTING)
    return _is_certain_by_people(best, read)


def _is_certain_by_people(best: Weighed, read: Read) -> bool:
    """No school is named, and the sum is what one owes: its contact's mobile, its contact pays, or who paid before."""
    has = best.codes
    if For.AMOUNT not in has:
        return False
    if For.MOBILE in has or has >= _BEFORE:
        return True
    if For.VOUCHER_FITS in has or has & _BEFORE:
        return bool(has & {For.CONTACT, For.HEADS}) or has >= {For.VOUCHER_FITS, For.ACCOUNT}
    if read.payer.joined == best.entry.contact:
        return For.HEADS in has or bool(best.own_contact and read.remark.says_training)
    return For.HEADS in has and bool(best.own_contact)


def _is_certain_by_code(has: Codes) -> bool:
    if has & {For.CODE, For.VOUCHER}:
        return bool(has & (_NAMED | _ANYTHING))
    return bool(has & (_NAMED | _PEOPLE)) or has >= _SUMS


def _is_certain_by_name(has: Codes) -> bool:
    """A name that is one school's alone: with its contact, its sum, or named twice and paid for so many heads."""
    if has & _PEOPLE or For.AMOUNT in has or For.MOBILE_SLIP in has:
        return True
    if For.AMOUNT_LESS_FEE in has or For.CONTACT_BEGUN in has:
        return bool(has & {For.COUNTY, For.HEADS} or has >= {For.NAME, For.PAYER})
    return has >= {For.NAME, For.PAYER} and bool(has & _FITTING)
