"""A change of the collecting account in words: its states, what is wrong with it, and what those concerned are told."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xingtan.programmes.models import PayeeChange
from xingtan.programmes.rules.payee import PayeeFault, PayeeState

STATES: dict[PayeeState, Promise | str] = {
    PayeeState.ASKED: pgettext_lazy("account", "Waits for a second person"),
    PayeeState.WAITING: pgettext_lazy("account", "Approved, waits 48 hours"),
    PayeeState.IN_FORCE: pgettext_lazy("account", "In force"),
    PayeeState.REFUSED: pgettext_lazy("account", "Not approved"),
    PayeeState.TAKEN_BACK: pgettext_lazy("account", "Taken back"),
}
KINDS = {
    PayeeState.ASKED: "wait",
    PayeeState.WAITING: "wait",
    PayeeState.IN_FORCE: "ok",
    PayeeState.REFUSED: "off",
    PayeeState.TAKEN_BACK: "off",
}
"""The kind of badge of each."""
FAULTS: dict[PayeeFault, Promise | str] = {
    PayeeFault.NAME: gettext_lazy("Please give the name of the account."),
    PayeeFault.ACCOUNT: gettext_lazy("The account number has 8 to 40 digits, with every leading zero."),
    PayeeFault.BANK: gettext_lazy("Please give the bank."),
    PayeeFault.BANK_CODE: gettext_lazy("The bank code has 12 digits."),
}


def letter_of(change: PayeeChange, what: str, effective_at: datetime | None) -> tuple[str, str]:
    """Subject and text of the message about one step; whole account numbers, for the reader has to compare them."""
    words = {
        "programme": change.programme.title,
        "old": f"{change.old_name} {change.old_account} {change.old_bank}",
        "new": f"{change.new_name} {change.new_account} {change.new_bank}",
        "asker": change.asked_by,
        "reason": change.reason,
        "when": f"{effective_at:%Y-%m-%d %H:%M}" if effective_at else "",
    }
    subjects = {
        "asked": _("Another collecting account was asked for"),
        "approved": _("Another collecting account was approved"),
        "refused": _("The other collecting account was not approved"),
        "taken_back": _("The change of the collecting account was stopped"),
        "in_force": _("The collecting account has changed"),
    }
    facts = _(
        "%(programme)s\nAccount until now: %(old)s\nNew account: %(new)s\nAsked for by: %(asker)s\nReason: %(reason)s"
    )
    calls = {
        "asked": _("Nothing has changed yet: a second person has to approve it, and then 48 hours have to pass."),
        "approved": _("Bills show the new account from %(when)s. Until then the old one stands."),
        "refused": _("The old account stays."),
        "taken_back": _("The old account stays."),
        "in_force": _("Bills show the new account from now on."),
    }
    alarm = _(
        "If you know nothing of this, stop it at once in Xingtan under “Collecting account”, and ring your colleagues."
    )
    text = "\n".join((facts % words, calls[what] % words, alarm))
    return subjects[what], text
