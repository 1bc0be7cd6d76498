"""Setting a password."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import transaction

from xingtan.accounts import errors
from xingtan.accounts.actions.guesses import count_guess
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Account
from xingtan.accounts.queries.guesses import seconds_to_wait
from xingtan.accounts.rules.guessing import Axis
from xingtan.accounts.rules.passwords import LENGTHS, Fault, Own, Policy, fault_of
from xingtan.audit import actions as audit

_COMMON = CommonPasswordValidator().passwords
_REFUSALS: dict[Fault, type[errors.UnfitPassword]] = {
    Fault.TOO_SHORT: errors.PasswordTooShort,
    Fault.ONLY_DIGITS: errors.PasswordOnlyDigits,
    Fault.TOO_COMMON: errors.PasswordTooCommon,
    Fault.SHOWS_OWN: errors.PasswordShowsOwn,
}


def check_fit(password: str, *, account: Account | None = None) -> None:
    """Raise an ``UnfitPassword`` that says what is wrong with a new password.

    Without an account only what holds for everybody is looked at: before a code has been proved
    right, nothing about its account may show.
    """
    own = Own(account.mobile, account.id_number or "", account.name) if account else Own()
    policy = Policy(settings.PASSWORD_POLICY)
    fault = fault_of(password, own=own, policy=policy, common=_COMMON)
    if fault is Fault.TOO_SHORT:
        raise errors.PasswordTooShort(length=LENGTHS[policy])
    if fault:
        raise _REFUSALS[fault]()


def change_password(*, account: Account, present: str, password: str, session: str | None, now: datetime) -> Account:
    """Set a new password for who knows the present one; all other sessions end.

    The present one is guessed no more often than at sign-in: raises ``WrongPassword``, or
    ``WaitFirst`` while there were too many.
    """
    compare_present(account=account, present=present, now=now)
    check_fit(password, account=account)
    return _change(account, password, session, now)


def compare_present(*, account: Account, present: str, now: datetime) -> None:
    """Raise unless this is the account's present password; a wrong one counts as a guess."""
    keys = {Axis.DEVICE: f"signed-in/{account.mobile_hash}"}
    seconds = seconds_to_wait(keys=keys, now=now)
    if seconds:
        raise errors.WaitFirst(seconds=seconds)
    if not account.check_password(present):
        count_guess(keys=keys, now=now)
        raise errors.WrongPassword()


@transaction.atomic
def _change(account: Account, password: str, session: str | None, now: datetime) -> Account:
    locked: Account = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    store_password(account=locked, password=password, now=now)
    end_sessions(account=locked, but=session)
    audit.record("change_password", by=None, about=locked)
    return locked


def store_password(*, account: Account, password: str, now: datetime) -> None:
    """Hash and keep a password, in the caller's transaction."""
    account.password = make_password(password)
    account.password_set_at = now
    account.save(update_fields=["password", "password_set_at"])
