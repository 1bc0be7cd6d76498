"""Transfers that came back (退汇, 冲正): which line sends back which earlier one."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from xingtan.billing.matching.names import bare
from xingtan.billing.matching.reading import says_returned
from xingtan.billing.matching.terms import Transfer

_TELLING = 4
"""A name shorter than this, found within a text, tells nobody."""


def may_send_back(transfer: Transfer) -> bool:
    """Whether a line may be the return of an earlier one: money out, or a negative sum."""
    return not transfer.is_incoming or transfer.amount < 0


def pairs_of(transfers: Sequence[Transfer]) -> dict[str, str]:
    """For each line that sends an earlier transfer back, that transfer's key; ``transfers`` in booking order.

    The same sum, and the same account or payer: the latest such transfer before it that is not sent back
    already. Without a word of returning the account must be the same.

    >>> sent = Transfer("a", Decimal(3600), "东雷乡中心小学", "0512")
    >>> back = Transfer("b", Decimal(3600), "东雷乡中心小学", "0512", remark="退汇", is_incoming=False)
    >>> pairs_of([sent, back])
    {'b': 'a'}
    """
    sums = {abs(transfer.amount) for transfer in transfers if may_send_back(transfer)}
    waiting: defaultdict[Decimal, list[Transfer]] = defaultdict(list)
    pairs: dict[str, str] = {}
    for transfer in transfers:
        amount = abs(transfer.amount)
        if amount not in sums:
            continue
        if not may_send_back(transfer):
            waiting[amount].append(transfer)
            continue
        sent = next((each for each in reversed(waiting[amount]) if _sends_back(transfer, each)), None)
        if sent:
            waiting[amount].remove(sent)
            pairs[transfer.key] = sent.key
    return pairs


def _sends_back(back: Transfer, sent: Transfer) -> bool:
    if back.payer_account and back.payer_account == sent.payer_account:
        return True
    if back.amount > 0 and not says_returned(back.remark + back.payer_name):
        return False
    payer, texts = bare(sent.payer_name), bare(back.payer_name) + "\n" + bare(back.remark)
    return bool(payer) and (payer == bare(back.payer_name) or (len(payer) >= _TELLING and payer in texts))
