"""What an invoice asks of its buyer, and when one may be asked for (R56). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

LONGEST = {"name": 100, "tax_number": 20, "bank": 100, "account": 100, "address": 100, "phone": 100, "email": 72}
"""Characters the tax platform takes, field by field (see ``money.md`` §5.1)."""
NEVER_IN_CODES = frozenset("IOSVZ")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_ACCOUNT = re.compile(r"\d{6,32}")
SERIAL = re.compile(r"XT\d{8,18}")
NUMBER = re.compile(r"\d{20}")


class TaxNumber(StrEnum):
    """What a tax number turns out to be."""

    SOUND = "sound"
    OLD = "old"
    """Fifteen digits, as before 2015: no check digit, to be looked at by whoever typed it."""
    EMPTY = "empty"
    LENGTH = "length"
    LETTERS = "letters"
    CHECK = "check"


def judge_tax_number(number: str) -> TaxNumber:
    """Whether a unit's tax number can be right: 18 characters with their check character (GB 32100), or the old 15.

    >>> judge_tax_number("12140922MB1A00009A").value
    'check'
    """
    if not number:
        return TaxNumber.EMPTY
    if len(number) == 15 and number.isdigit():
        return TaxNumber.OLD
    if len(number) != 18:
        return TaxNumber.LENGTH
    if NEVER_IN_CODES & set(number) or not (number.isascii() and number.isalnum()):
        return TaxNumber.LETTERS
    try:
        uscc.validate(number)
    except ValidationError:
        return TaxNumber.CHECK
    return TaxNumber.SOUND


@dataclass(frozen=True)
class Buyer:
    """Who buys, as it stands on the invoice (R56)."""

    name: str
    tax_number: str
    bank: str
    account: str
    address: str = ""
    phone: str = ""
    email: str = ""
    picks_up: bool = False
    """The invoice is fetched against the voucher, not mailed (A07)."""


class Fault(StrEnum):
    """What is wrong with a field of a profile."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TAX_LENGTH = "tax_length"
    TAX_LETTERS = "tax_letters"
    TAX_CHECK = "tax_check"
    ACCOUNT = "account"
    MAIL = "mail"


_TAX = {
    TaxNumber.EMPTY: Fault.MISSING, TaxNumber.LENGTH: Fault.TAX_LENGTH, TaxNumber.LETTERS: Fault.TAX_LETTERS,
    TaxNumber.CHECK: Fault.TAX_CHECK,
}  # fmt: skip


def faults_of(buyer: Buyer) -> dict[str, Fault]:
    """What has to be mended before the tax platform takes this buyer, by field; empty when nothing."""
    found = {name: Fault.TOO_LONG for name, most in LONGEST.items() if len(getattr(buyer, name)) > most}
    required = ["name", "bank", "account"] + ([] if buyer.picks_up else ["email"])
    found.update({name: Fault.MISSING for name in required if not getattr(buyer, name)})
    if tax := _TAX.get(judge_tax_number(buyer.tax_number)):
        found["tax_number"] = tax
    if buyer.account and not _ACCOUNT.fullmatch(buyer.account.replace("-", "")):
        found["account"] = Fault.ACCOUNT
    if buyer.email and not _MAIL.fullmatch(buyer.email):
        found["email"] = Fault.MAIL
    return found


@dataclass(frozen=True)
class Standing:
    """What decides whether an invoice can be asked for."""

    amount: Decimal
    received: Decimal
    has_live: bool
    is_confirmed: bool
    """The buyer's profile stands and its school has confirmed it for this programme."""
    written_off: Decimal = Decimal(0)
    """What nobody will pay any more, such as a bank's fee: neither owed nor invoiced."""
    by_county: bool = False
    """The county pays for its schools and gets one invoice for all of them (A06)."""

    @property
    def invoiceable(self) -> Decimal:
        """What an invoice is over: what arrived, and never more than is owed (I4)."""
        return min(self.amount, self.received)


class WhyNot(StrEnum):
    """Why no invoice can be asked for now."""

    NOTHING = "nothing"
    UNPAID = "unpaid"
    LIVE = "live"
    UNCONFIRMED = "unconfirmed"
    COUNTY = "county"
    """The county gets the invoice for all its schools; or, asked of a county, each school gets its own."""


def why_not_ask(standing: Standing) -> WhyNot | None:
    """None when an invoice over the bill may be asked for: only for money that has arrived (I4), one at a time."""
    if standing.amount <= 0:
        return WhyNot.NOTHING
    if standing.by_county:
        return WhyNot.COUNTY
    if standing.has_live:
        return WhyNot.LIVE
    if standing.received + standing.written_off < standing.amount or standing.invoiceable <= 0:
        return WhyNot.UNPAID
    return None if standing.is_confirmed else WhyNot.UNCONFIRMED


def why_not_together(standings: Sequence[Standing], *, is_whole: bool) -> WhyNot | None:
    """None when one invoice over these bills of a county may be asked for: every one of them paid (A06).

    ``standings`` are those over which no invoice stands; ``is_whole``: the county pays and wants one for all.
    """
    if not is_whole:
        return WhyNot.COUNTY
    whys = [why_not_ask(standing) for standing in standings]
    if WhyNot.UNPAID in whys:
        return WhyNot.UNPAID
    if not standings or all(why is WhyNot.NOTHING for why in whys):
        return WhyNot.LIVE
    return WhyNot.UNCONFIRMED if WhyNot.UNCONFIRMED in whys else None


def wants_red_letter(*, invoiced: Decimal, amount: Decimal, received: Decimal) -> bool:
    """Whether an issued invoice is over another sum than what arrived and is owed by now."""
    return invoiced != min(amount, received)


def serial_for(bill_serial: int, attempt: int) -> str:
    """The number by which the tax platform knows a request: at most 20 signs, never used twice.

    >>> serial_for(12, 1)
    'XT00001201'
    """
    return f"XT{bill_serial:06d}{attempt:02d}"
