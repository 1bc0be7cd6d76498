"""What a school owes, where its bill stands, and the words it puts on the transfer (R48, R52, A22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xingtan.foundation.yuan import yuan

SHORT_REMARK_LENGTH = 20
"""Characters that banks leave for a remark at least: 用途 of most online banks (`money.md` 4.7)."""


class BillState(StrEnum):
    """Where a bill stands: 未缴, 少缴, 已缴, 多缴; nothing to pay when no one is enrolled."""

    NOTHING = "nothing"
    UNPAID = "unpaid"
    SHORT = "short"
    PAID = "paid"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bill stands: what is owed, what arrived, what is not asked for any more, and the difference."""

    amount: Decimal
    received: Decimal
    written_off: Decimal = Decimal("0.00")

    @property
    def rest(self) -> Decimal:
        """What is still to pay; negative when too much arrived. What is written off is never paid back."""
        short = self.amount - self.received
        return max(short - self.written_off, Decimal("0.00")) if short > 0 else short

    @property
    def over(self) -> Decimal:
        """What arrived beyond what is owed."""
        return max(-self.rest, Decimal("0.00"))

    @property
    def state(self) -> BillState:
        """The state in one word."""
        if self.rest < 0:
            return BillState.OVER
        if not self.amount:
            return BillState.NOTHING
        if not self.rest:
            return BillState.PAID
        return BillState.SHORT if self.received else BillState.UNPAID


def fee_for(headcount: int, fee: Decimal) -> Decimal:
    """What a school owes for so many teachers at ``fee`` yuan each (R48)."""
    if headcount < 0:
        raise ValueError("a head count is never negative")
    return yuan(fee * headcount)


def heads_paid_for(amount: Decimal, fee: Decimal) -> int | None:
    """For how many teachers an amount is exactly the fee; None when it is not a multiple."""
    if fee <= 0 or amount <= 0 or amount % fee:
        return None
    return int(amount / fee)


@dataclass(frozen=True, slots=True)
class Remitter:
    """What the notice wants on the transfer: county, school, head count, contact, mobile (R52)."""

    county: str
    school: str
    registered_name: str
    headcount: int
    contact: str
    mobile: str


def prescribed_remark(remitter: Remitter) -> str:
    """The remark in the notice's own wording (R52).

    >>> prescribed_remark(Remitter("五台县", "东雷乡中心小学", "东雷乡中心小学", 30, "邱欣兰", "18360208347"))
    '五台县东雷乡中心小学，30人，邱欣兰18360208347'
    """
    school = _with_county(remitter.county, remitter.school)
    if remitter.registered_name not in {"", remitter.school, school}:
        school = f"{school}（{remitter.registered_name}）"
    who = f"{remitter.contact}{remitter.mobile}"
    return "，".join(part for part in (school, f"{remitter.headcount}人", who) if part)


def short_remark(remitter: Remitter, code: str) -> str:
    """A remark of at most 20 characters led by the payment code: what a bank cuts off is cut last.

    The name is kept whole where it fits, then without its county, then cut; the code alone is enough.
    """
    school = remitter.registered_name or remitter.school
    heads = f"{remitter.headcount}人"
    for text in (_with_county(remitter.county, school) + heads, school + heads, school):
        if len(code) + 1 + len(text) <= SHORT_REMARK_LENGTH:
            return f"{code} {text}"
    return f"{code} {school}"[:SHORT_REMARK_LENGTH]


def county_remark(county: str, *, schools: int, headcount: int, contact: str, mobile: str) -> str:
    """The remark of a county that pays for its schools, after the notice's wording (R52, A06).

    >>> county_remark("五台县", schools=12, headcount=400, contact="邱欣兰", mobile="18360208347")
    '五台县12所学校，400人，邱欣兰18360208347'
    """
    parts = (f"{county}{schools}所学校", f"{headcount}人", f"{contact}{mobile}")
    return "，".join(part for part in parts if part)


def short_county_remark(county: str, code: str, *, schools: int, headcount: int) -> str:
    """The same in at most 20 characters, led by the payment code; the county is cut first.

    >>> short_county_remark("五台县", "KEEYAV", schools=12, headcount=400)
    'KEEYAV 五台县12所学校400人'
    """
    counted = f"{schools}所学校{headcount}人"
    room = SHORT_REMARK_LENGTH - len(code) - 1 - len(counted)
    return f"{code} {county[: max(room, 0)]}{counted}"


def _with_county(county: str, school: str) -> str:
    return school if school.startswith(county) else county + school


def why_not_refund(amount: Decimal, *, rest: Decimal, is_free: bool) -> str | None:
    """Why so much of a line cannot go back, or ``None``. ``is_free``: the line is partly allocated or set aside."""
    if not is_free:
        return "not_free"
    if amount <= 0:
        return "not_positive"
    return "too_much" if amount > rest else None


def why_not_step(kind: str, *, state: str, is_asker: bool) -> str | None:
    """Why a refund in this state cannot take this step now, or ``None``: another approves, only approved money is paid."""
    allowed = {
        "approved": ("asked",),
        "refused": ("asked",),
        "taken_back": ("asked", "approved"),
        "paid": ("approved",),
    }
    if state not in allowed[kind]:
        return "state"
    return "own" if kind in {"approved", "refused"} and is_asker else None


def write_off_limit(setting: str | None) -> Decimal:
    """Up to how many yuan one person writes off alone; nothing when the programme does not say."""
    return yuan(setting or 0)


def why_not_write_off(amount: Decimal, *, rest: Decimal, why: str, note: str) -> str | None:
    """Why so much of a bill cannot be written off, or ``None``; ``rest`` is what is missing and not yet asked off."""
    if amount <= 0:
        return "not_positive"
    if why == "other" and not note.strip():
        return "no_reason"
    return "too_much" if amount > rest else None


def why_not_write_off_step(kind: str, *, state: str, is_asker: bool) -> str | None:
    """Why a write-off in this state cannot take this step now, or ``None``."""
    allowed = {"approved": ("asked",), "refused": ("asked",), "taken_back": ("asked", "in_force")}
    if state not in allowed[kind]:
        return "state"
    return "own" if kind != "taken_back" and is_asker else None


def control_difference(opening: Decimal, amounts: Iterable[Decimal], closing: Decimal) -> Decimal:
    """Opening + sum of signed amounts - closing; zero when a statement is whole."""
    return opening + sum(amounts, Decimal()) - closing
