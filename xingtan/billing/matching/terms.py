"""The words of matching: what goes in, what comes out, and the codes of the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Outcome(StrEnum):
    """What is done with a transfer."""

    AUTO = "auto"
    REVIEW = "review"
    IGNORE = "ignore"


class For(StrEnum):
    """What may speak for a bill."""

    CODE = "code"
    CODE_REPAIRED = "code_repaired"
    NAME = "name"
    NAME_SHORT = "name_short"
    NAME_SOUND = "name_sound"
    NAME_TYPO = "name_typo"
    NAME_WITHIN = "name_within"
    PAYER = "payer"
    PAYER_LEARNT = "payer_learnt"
    COUNTY = "county"
    MOBILE = "mobile"
    MOBILE_SLIP = "mobile_slip"
    CONTACT = "contact"
    CONTACT_BEGUN = "contact_begun"
    HEADS = "heads"
    AMOUNT = "amount"
    AMOUNT_OF_HEADS = "amount_of_heads"
    AMOUNT_LESS_FEE = "amount_less_fee"
    ACCOUNT = "account"
    VOUCHER = "voucher"
    VOUCHER_FITS = "voucher_fits"
    COUNTY_REST = "county_rest"
    COUNTY_CODE = "county_code"


class Against(StrEnum):
    """What may speak against a bill, or against booking without a person."""

    COUNTY_OTHER = "county_other"
    SIBLING = "sibling"
    HEADS_OTHER = "heads_other"
    AMOUNT_OTHER = "amount_other"
    CODE_OF_OTHER = "code_of_other"
    CONTACT_OF_OTHER = "contact_of_other"
    MOBILE_UNKNOWN = "mobile_unknown"
    MOBILE_OF_OTHER = "mobile_of_other"
    PAYER_OTHER = "payer_other"
    SETTLED = "settled"
    MORE_THAN_REST = "more_than_rest"
    SAME_AMOUNT_AGAIN = "same_amount_again"
    CLOSE_SECOND = "close_second"
    NAMESAKES = "namesakes"
    UNKNOWN_SCHOOL = "unknown_school"
    SEVERAL_SCHOOLS = "several_schools"
    TOO_LITTLE = "too_little"
    RETURNED = "returned"
    SENDS_BACK = "sends_back"
    SENT_BACK = "sent_back"
    VOUCHER_OF_OTHER = "voucher_of_other"
    PSBC = "psbc"
    PSBC_DENIED = "psbc_denied"
    POSTAL = "postal"
    OTHER_PURPOSE = "other_purpose"
    NOTHING_FOUND = "nothing_found"
    COUNTY_DIFFERS = "county_differs"
    OUTGOING = "outgoing"
    PAYS_REFUND = "pays_refund"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, with what it is about (as typed where it was typed)."""

    code: For | Against
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def supports(self) -> bool:
        """Whether it speaks for the bill."""
        return isinstance(self.code, For)


_NOTHING = Decimal()
Note = tuple[For | Against, Mapping[str, object]]
"""A reason before it is put into words: its code and what it is about."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A bill as matching sees it. ``key`` is the caller's own name for it."""

    key: str
    county: str
    names: tuple[str, ...]
    """Registered name first, then full name and aliases."""
    headcount: int
    due: Decimal
    contact: str = ""
    mobile: str = ""
    code: str = ""
    accounts: frozenset[str] = frozenset()
    """Payer accounts from which a person has confirmed money for this bill's school."""
    payers: frozenset[str] = frozenset()
    """Payers' names, bare, under which a person has confirmed money for this bill's school."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """What a bank voucher (电子回单) says that was handed in for a bill (R54)."""

    bill: str
    numbers: frozenset[str]
    """电子回单号码 and 交易流水号."""
    amount: Decimal
    paid_on: date | None = None
    payer_account: str = ""


class Psbc(StrEnum):
    """What is done with money from the Postal Savings Bank (A12)."""

    ALLOW = "allow"
    WARN = "warn"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A bank line as matching sees it; ``amount`` is positive, ``is_incoming`` gives its direction."""

    key: str
    amount: Decimal
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    remark: str = ""
    is_incoming: bool = True
    serial: str = ""
    """The bank's own number of the line."""
    booked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a transfer for one bill."""

    bill: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bill that may be meant, with everything for and against it; ``score`` only orders."""

    bill: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What matching makes of a transfer. ``shares`` is empty unless the outcome is ``auto``."""

    outcome: Outcome
    shares: tuple[Share, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """About the transfer as a whole: why it was not booked, or what to know about the booking."""

    @property
    def suggestion(self) -> str:
        """The bill a clerk should see first, or an empty text."""
        return self.candidates[0].bill if self.candidates else ""


class Ledger:
    """What each bill has received, as matching sees it while it goes through lines in booking order."""

    def __init__(self, received: Mapping[str, Iterable[Decimal]] | None = None) -> None:
        self._amounts: dict[str, list[Decimal]] = {bill: list(amounts) for bill, amounts in (received or {}).items()}
        self._sums = {bill: sum(amounts, Decimal()) for bill, amounts in self._amounts.items()}

    def received(self, bill: str) -> Decimal:
        """Everything booked to a bill so far."""
        return self._sums.get(bill, _NOTHING)

    def has_amount(self, bill: str, amount: Decimal) -> bool:
        """Whether exactly this amount has been booked to the bill before."""
        return amount in self._amounts.get(bill, ())

    def book(self, shares: Iterable[Share]) -> None:
        """Remember what was booked."""
        for share in shares:
            self._amounts.setdefault(share.bill, []).append(share.amount)
            self._sums[share.bill] = self.received(share.bill) + share.amount
