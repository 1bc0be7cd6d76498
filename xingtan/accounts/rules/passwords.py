"""Which passwords are good enough: a protection-scheme (MLPS, 等保) and an ASVS policy.

The notice's initial password, the mobile's last six digits (R58), breaks both; it therefore only
opens the activation page (A16) and is never a password.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pypinyin import lazy_pinyin

RUN = 5
"""So many characters in a row from one's own numbers or name give a password away."""
INITIAL_LENGTH = 6
ROTATION = timedelta(days=90)
ADORNMENT = 5
"""So many digits and signs around a common password do not make it a good one."""
_SIGNS = "!@#$%^&*()-_=+.,?~ "


class Policy(StrEnum):
    """Two bodies of rules that contradict each other: the customer's filing decides."""

    MLPS = "mlps"
    ASVS = "asvs"


LENGTHS = {Policy.MLPS: 10, Policy.ASVS: 15}


class Fault(StrEnum):
    """What makes a password unfit."""

    TOO_SHORT = "too_short"
    ONLY_DIGITS = "only_digits"
    TOO_COMMON = "too_common"
    SHOWS_OWN = "shows_own"


@dataclass(frozen=True)
class Own:
    """What others know or find out about a person."""

    mobile: str = ""
    id_number: str = ""
    name: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """As it may turn up in a password: digits, and the name in pinyin."""
        return (self.mobile, self.id_number.lower(), "".join(lazy_pinyin(self.name)).lower())


def fault_of(password: str, *, own: Own, policy: Policy, common: AbstractSet[str]) -> Fault | None:
    """The first thing wrong with a new password, or None.

    ``common`` holds the commonest passwords in lower case. ASVS asks for length and rarity only
    (6.2.5); MLPS for composition as well.
    """
    if len(password) < LENGTHS[policy]:
        return Fault.TOO_SHORT
    if policy is Policy.MLPS and password.isdigit():
        return Fault.ONLY_DIGITS
    if is_common(password, common):
        return Fault.TOO_COMMON
    if shows(password, own):
        return Fault.SHOWS_OWN
    return None


def is_common(password: str, common: AbstractSet[str]) -> bool:
    """Whether it is a common password, or one with a year or a few signs around (``!Password2020``), or three signs repeated."""
    lowered = password.lower()
    cores = {lowered, lowered.strip(_SIGNS), lowered.strip(_SIGNS + "0123456789")}
    return len(set(lowered)) <= 3 or any(core in common and len(lowered) - len(core) <= ADORNMENT for core in cores)


def shows(password: str, own: Own) -> bool:
    """Whether five characters in a row come from the person's mobile, identity number or name."""
    lowered = password.lower()
    return any(text[at : at + RUN] in lowered for text in own.texts for at in range(len(text) - RUN + 1))


def initial_password(mobile: str) -> str:
    """What the notice calls the initial password (R58): everybody who has the roster knows it."""
    return mobile[-INITIAL_LENGTH:]


def initial_lives(*, opened_at: datetime, now: datetime, days: int) -> bool:
    """Whether the initial password still asks for a code by text message (A16).

    It lives for ``days`` from the moment the account opens for sign-in; before and after, only a
    slip from the school contact opens the account.
    """
    return opened_at <= now < opened_at + timedelta(days=days)


def is_stale(*, set_at: datetime | None, is_staff: bool, policy: Policy, now: datetime) -> bool:
    """Whether a password must be changed: MLPS rotates those of staff posts every 90 days, ASVS none."""
    return policy is Policy.MLPS and is_staff and set_at is not None and now - set_at > ROTATION
