"""Drawing the line: what is booked without a person, what a person must see, what is no matter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xingtan.billing.matching.counties import CountyCodes, rest_of
from xingtan.billing.matching.doubts import doubts_of
from xingtan.billing.matching.evidence import Weighed, Weigher
from xingtan.billing.matching.gathering import Read
from xingtan.billing.matching.index import Index, is_bureau
from xingtan.billing.matching.mentions import Mention
from xingtan.billing.matching.returns import pairs_of
from xingtan.billing.matching.terms import (
    Against,
    Claim,
    Decision,
    For,
    Ledger,
    Outcome,
    Psbc,
    Reason,
    Share,
    Transfer,
    Voucher,
)

SHOWN = 5
"""How many candidates a clerk sees."""
_WORTH_SHOWING = 14


class Matcher:
    """Decides transfers against the bills of one programme.

    ``fee`` is the yuan per head; ``region`` lists what may stand before a county (山西省, 忻州市); ``psbc`` what is
    done with money from the Postal Savings Bank (A12); ``vouchers`` those that schools handed in; ``counties`` the
    codes of the bills of counties that pay for their schools, each with its county (A06).
    Decisions depend on what is booked already, so lines are decided in booking order.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        *,
        fee: Decimal,
        region: Sequence[str] = (),
        psbc: Psbc = Psbc.ALLOW,
        vouchers: Iterable[Voucher] = (),
        counties: Mapping[str, str] | None = None,
    ) -> None:
        self._index = Index(claims, region, vouchers)
        self._weigher = Weigher(self._index, fee)
        self._codes = CountyCodes(counties or {}, self._index.by_code)
        self._psbc = psbc

    def decide_all(
        self,
        transfers: Iterable[Transfer],
        ledger: Ledger,
        earlier: Sequence[Transfer] = (),
        *,
        held: frozenset[str] = frozenset(),
    ) -> Iterator[tuple[Transfer, Decision]]:
        """Decide in order, booking each ``auto`` before the next is looked at.

        A transfer that a later line sends back, and that line, go to a person, each naming the other;
        ``earlier`` are lines decided before that a return may be about, ``held`` those never to be booked here.
        """
        transfers = list(transfers)
        pairs = pairs_of([*earlier, *transfers])
        by_key = {transfer.key: transfer for transfer in (*earlier, *transfers)} if pairs else {}
        back = {sent: by_key[key] for key, sent in pairs.items()}
        for transfer in transfers:
            decision = self.decide(transfer, ledger)
            if transfer.key in back:
                decision = _with_pair(decision, Against.SENT_BACK, back[transfer.key])
            elif transfer.key in pairs:
                decision = _with_pair(decision, Against.SENDS_BACK, by_key[pairs[transfer.key]])
            if transfer.key in held and decision.shares:
                decision = replace(decision, outcome=Outcome.REVIEW, shares=())
            ledger.book(decision.shares)
            yield transfer, decision

    def decide(self, transfer: Transfer, ledger: Ledger) -> Decision:
        """Whose money one transfer is. Changes nothing."""
        read = self._weigher.read(transfer)
        weighed = self._weigher.weigh(read, ledger)
        aside = _set_aside(read, weighed)
        if aside:
            return aside
        decision = (
            self._for_coded_county(read, ledger, weighed)
            or self._for_county(read, ledger)
            or self._for_several(read, ledger, weighed)
            or _for_one(read, ledger, weighed)
        )
        return self._under_policy(decision, transfer)

    def _under_policy(self, decision: Decision, transfer: Transfer) -> Decision:
        """Money from the Postal Savings Bank, as the programme reads the notice (A12)."""
        if self._psbc is Psbc.ALLOW or not _is_psbc(transfer):
            return decision
        if self._psbc is Psbc.WARN:
            return replace(decision, reasons=(*decision.reasons, Reason(Against.PSBC)))
        return replace(
            decision, outcome=Outcome.REVIEW, shares=(), reasons=(*decision.reasons, Reason(Against.PSBC_DENIED))
        )

    def _for_county(self, read: Read, ledger: Ledger) -> Decision | None:
        """A bureau pays the rest of its county: schools, heads and sum must all agree (A06)."""
        if not is_bureau(read.payer.plain) or len(read.counties) != 1:
            return None
        if any(mention.places for mention in read.said):
            return None
        rest = rest_of(self._index, "、".join(sorted(read.counties[0])), ledger)
        if rest.is_said(read):
            return Decision(Outcome.AUTO, rest.shares, (), (Reason(For.COUNTY_REST, rest.about),))
        return Decision(Outcome.REVIEW, reasons=(Reason(Against.COUNTY_DIFFERS, rest.about),))

    def _for_coded_county(self, read: Read, ledger: Ledger, weighed: list[Weighed]) -> Decision | None:
        """A county's own payment code: booked when the sum is what its schools still owe, or what those named do (A06)."""
        named = self._codes.named(read.remark.code_runs)
        if named is None:
            return None
        rest = rest_of(self._index, named[0], ledger)
        code = Reason(For.COUNTY_CODE, {"county": named[0], "text": named[1]})
        if not any(mention.places for mention in read.said):
            if rest.is_paid(read):
                return Decision(Outcome.AUTO, rest.shares, (), (Reason(For.COUNTY_REST, rest.about), code))
            return Decision(Outcome.REVIEW, reasons=(Reason(Against.COUNTY_DIFFERS, rest.about), code))
        several = self._for_several(read, ledger, weighed)
        if several and several.outcome is Outcome.AUTO:
            return replace(several, reasons=(*several.reasons, code))
        return _review(weighed, Reason(Against.COUNTY_DIFFERS, rest.about), code)

    def _for_several(self, read: Read, ledger: Ledger, weighed: list[Weighed]) -> Decision | None:
        """One transfer for several schools named in it: booked when each is certain and the sum fits."""
        named = _apart(read.said)
        if len(named) < 2:
            return None
        candidates = tuple(one.candidate() for one in weighed[: max(SHOWN, len(named))])
        reason = Reason(Against.SEVERAL_SCHOOLS, {"schools": str(len(named))})
        shares = [self._rest_of(mention, ledger) for mention in named]
        certain = [share for share in shares if share and share.amount > 0]
        fits = sum((share.amount for share in certain), Decimal()) == read.transfer.amount
        if fits and len(certain) == len(named) == len({share.bill for share in certain}):
            return Decision(Outcome.AUTO, tuple(certain), candidates, (reason,))
        return Decision(Outcome.REVIEW, (), candidates, (reason,))

    def _rest_of(self, mention: Mention, ledger: Ledger) -> Share | None:
        is_certain = len(mention.places) == 1 and not mention.is_other and not mention.is_loose
        if not is_certain or mention.grade not in {For.NAME, For.NAME_SHORT}:
            return None
        claim = self._index.entries[mention.places[0]].claim
        return Share(claim.key, claim.due - ledger.received(claim.key))


def _apart(said: list[Mention]) -> list[Mention]:
    """Mentions that mean different schools; a second name of the same school (备案名称) is not another."""
    apart: list[Mention] = []
    for mention in said:
        if not any(set(mention.places) & set(other.places) for other in apart):
            apart.append(mention)
    return apart


def _set_aside(read: Read, weighed: list[Weighed]) -> Decision | None:
    """Outgoing money, interest, returns and post-office remittances (R51): never booked."""
    transfer = read.transfer
    returned = read.remark.says_returned or read.payer.says_returned
    if not transfer.is_incoming and not returned:
        return Decision(Outcome.IGNORE, reasons=(Reason(Against.OUTGOING),))
    if transfer.is_incoming and read.remark.says_interest and not (read.said or read.paid_by):
        return Decision(Outcome.IGNORE, reasons=(Reason(Against.INTEREST),))
    if returned or transfer.amount <= 0:
        return _review(weighed, Reason(Against.RETURNED))
    if _is_postal(transfer):
        return _review(weighed, Reason(Against.POSTAL))
    return None


def _with_pair(decision: Decision, code: Against, other: Transfer) -> Decision:
    """A decision about money that came back: a person's, with the other line named."""
    day = other.booked_on.isoformat() if other.booked_on else ""
    reason = Reason(code, {"day": day, "amount": str(abs(other.amount)), "payer": other.payer_name})
    kept = [each for each in decision.reasons if each.code not in {Against.OUTGOING, Against.TOO_LITTLE}]
    return replace(decision, outcome=Outcome.REVIEW, shares=(), reasons=(reason, *kept))


def _is_psbc(transfer: Transfer) -> bool:
    texts = f"{transfer.payer_bank} {transfer.payer_name}"
    return "邮政储蓄" in texts or "邮储" in texts


def _is_postal(transfer: Transfer) -> bool:
    """A remittance by the post office; the Postal Savings Bank is a bank (A12)."""
    texts = f"{transfer.payer_bank} {transfer.payer_name} {transfer.remark}"
    if "邮" not in texts:
        return False
    texts = texts.replace("邮政储蓄", "")
    return "邮政" in texts or "邮局" in texts or "邮汇" in texts


def _review(weighed: list[Weighed], *reasons: Reason) -> Decision:
    shown = [one.candidate() for one in weighed[:SHOWN] if one.score >= _WORTH_SHOWING]
    return Decision(Outcome.REVIEW, (), tuple(shown), reasons)


def _for_one(read: Read, ledger: Ledger, weighed: list[Weighed]) -> Decision:
    """One bill for the whole transfer, if it is certain."""
    if not weighed:
        code = Against.UNKNOWN_SCHOOL if read.unknown else Against.NOTHING_FOUND
        return _review(weighed, Reason(code))
    best = weighed[0]
    doubts = doubts_of(weighed, read, ledger)
    if doubts:
        return _review(weighed, *doubts)
    amount = read.transfer.amount
    surplus = amount - best.rest
    notes = (Reason(Against.MORE_THAN_REST, {"surplus": str(surplus)}),) if surplus > 0 else ()
    share = Share(best.entry.claim.key, min(amount, best.rest))
    return Decision(Outcome.AUTO, (share,), tuple(one.candidate() for one in weighed[:SHOWN]), notes)
