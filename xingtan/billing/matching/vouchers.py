"""The vouchers that schools handed in (R54), found by what a transfer says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from xingtan.billing.matching.names import bare, plain
from xingtan.billing.matching.terms import Transfer, Voucher

_DAYS_ON_THE_WAY = 5
_NUMBERS = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{6,40}(?![A-Z0-9])")


class Vouchers:
    """The vouchers handed in for the bills, found by number or by sum, account and day."""

    def __init__(self, vouchers: Iterable[Voucher], places: Mapping[str, int]) -> None:
        self._by_number: defaultdict[tuple[str, Decimal], set[int]] = defaultdict(set)
        self._by_sum: defaultdict[Decimal, list[tuple[int, Voucher]]] = defaultdict(list)
        for voucher in vouchers:
            if voucher.bill not in places:
                continue
            self._by_sum[voucher.amount].append((places[voucher.bill], voucher))
            for number in filter(None, map(bare, voucher.numbers)):
                self._by_number[number, voucher.amount].add(places[voucher.bill])

    def numbered(self, transfer: Transfer) -> set[int]:
        """Bills of the vouchers of its sum with the transfer's number, its own or one named in its remark."""
        if not self._by_number:
            return set()
        words = {bare(transfer.serial), *_NUMBERS.findall(plain(transfer.remark).replace("-", ""))}
        return {place for word in words for place in self._by_number.get((word, transfer.amount), ())}

    def fitting(self, transfer: Transfer) -> set[int]:
        """Bills of vouchers with the transfer's sum and payer account, made out in the days before it was booked."""
        return {
            place
            for place, voucher in self._by_sum.get(transfer.amount, ())
            if voucher.payer_account
            and voucher.payer_account == transfer.payer_account
            and _is_near(voucher.paid_on, transfer.booked_on)
        }


def _is_near(paid: date | None, booked: date | None) -> bool:
    return paid is None or booked is None or -1 <= (booked - paid).days <= _DAYS_ON_THE_WAY
