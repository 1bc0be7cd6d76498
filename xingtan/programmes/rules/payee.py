"""Changing the account that collects the fee: two people, 48 hours, everybody told (`security.md` A14)."""

import re
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from xingtan.foundation.text import compact, folded

WAIT = timedelta(hours=48)
"""From the approval until bills show the new account. No programme can shorten it."""
_DIGITS = re.compile(r"\d{8,40}")
_BANK_CODE = re.compile(r"\d{12}")


@dataclass(frozen=True, slots=True)
class Payee:
    """An account that collects: its holder, its number with every leading zero, its bank, the bank's number."""

    name: str
    account: str
    bank: str
    bank_code: str

    def tidied(self) -> "Payee":
        """Without stray white space and full-width figures; the number without gaps, its leading zero kept."""
        return Payee(folded(self.name), compact(self.account), folded(self.bank), compact(self.bank_code))


class PayeeFault(StrEnum):
    """What is wrong with an account that is to be the new one."""

    NAME = "name"
    ACCOUNT = "account"
    BANK = "bank"
    BANK_CODE = "bank_code"
    SAME = "same"


def fault_of_payee(new: Payee, *, old: Payee) -> PayeeFault | None:
    """The first thing wrong with a tidied new account, or ``None``.

    >>> old = Payee("忻州师范学院", "0512040509026402092", "工行忻州城建支行", "102171004058")
    >>> fault_of_payee(Payee("忻州师范学院", "0512", "工行忻州城建支行", "102171004058"), old=old)
    <PayeeFault.ACCOUNT: 'account'>
    """
    if not new.name:
        return PayeeFault.NAME
    if not _DIGITS.fullmatch(new.account):
        return PayeeFault.ACCOUNT
    if not new.bank:
        return PayeeFault.BANK
    if not _BANK_CODE.fullmatch(new.bank_code):
        return PayeeFault.BANK_CODE
    return PayeeFault.SAME if astuple(new) == astuple(old) else None


class PayeeState(StrEnum):
    """Where a change stands: asked for, approved and waiting its hours, in force, or ended without effect."""

    ASKED = "asked"
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


_ALLOWED = {
    "approved": (PayeeState.ASKED,),
    "refused": (PayeeState.ASKED,),
    "taken_back": (PayeeState.ASKED, PayeeState.WAITING),
    "in_force": (PayeeState.WAITING,),
}


def why_not_payee_step(
    kind: str, *, state: PayeeState, is_asker: bool, now: datetime, effective_at: datetime | None
) -> str | None:
    """Why a change cannot take this step now, or ``None``: another person decides, and the hours have run."""
    if state not in _ALLOWED[kind]:
        return "state"
    if kind in {"approved", "refused"} and is_asker:
        return "own"
    if kind == "in_force" and (effective_at is None or now < effective_at):
        return "early"
    return None
