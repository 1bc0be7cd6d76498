"""The second factor of staff posts: time-based codes of a phone, recovery codes on paper."""

import secrets
from datetime import datetime

import pyotp
from django.db import transaction

from xingtan.accounts import errors
from xingtan.accounts.actions.codes import refuse_unless_helpable
from xingtan.accounts.actions.guesses import count_guess, give_back
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Account, Post, RecoveryCode
from xingtan.accounts.models.proofs import code_hash
from xingtan.accounts.queries.guesses import seconds_to_wait
from xingtan.accounts.rules.codes import RECOVERY_LENGTH, SLIP_ALPHABET, read_code
from xingtan.accounts.rules.guessing import Axis
from xingtan.audit import actions as audit

STEP_SECONDS = 30
DRIFT = 1
"""A phone's clock may be one step off either way."""
RECOVERY_CODES = 8


@transaction.atomic
def begin_set_up(*, account: Account) -> str:
    """The secret to scan; the same one until it is confirmed, so that going back keeps the phone right."""
    locked = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not locked.totp_secret:
        locked.totp_secret = pyotp.random_base32()
        locked.save(update_fields=["totp_secret"])
    return str(locked.totp_secret)


def confirm_set_up(*, account: Account, code: str, now: datetime) -> list[str]:
    """Take the first code of the phone as proof that it was set up; returns the recovery codes, shown once."""
    if account.has_second_factor:
        raise errors.WrongSecondFactor()
    _spend_try(account, now)
    if not _is_phone_code(account, read_code(code), now):
        raise errors.WrongSecondFactor()
    _return_try(account)
    return _confirm(account, now)


@transaction.atomic
def _confirm(account: Account, now: datetime) -> list[str]:
    account.totp_confirmed_at = now
    account.save(update_fields=["totp_confirmed_at"])
    audit.record("set_up_second_factor", by=None, about=account)
    return _new_recovery_codes(account)


@transaction.atomic
def renew_recovery_codes(*, account: Account) -> list[str]:
    """Eight new recovery codes; the old ones are void."""
    audit.record("renew_recovery_codes", by=None, about=account)
    return _new_recovery_codes(account)


def _new_recovery_codes(account: Account) -> list[str]:
    codes = ["".join(secrets.choice(SLIP_ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=code_hash(account.pk, code)) for code in codes
    )
    return codes


def pass_second_factor(*, account: Account, code: str, now: datetime) -> None:
    """Take a code of the phone or a recovery code, each good once.

    Raises ``SecondFactorWait`` after five wrong ones, ``WrongSecondFactor`` otherwise. The try is
    counted before comparing, so that many at once gain nothing.
    """
    _spend_try(account, now)
    typed = read_code(code)
    if not (_is_phone_code(account, typed, now) or _is_recovery_code(account, typed, now)):
        raise errors.WrongSecondFactor()
    _return_try(account)


@transaction.atomic
def _spend_try(account: Account, now: datetime) -> None:
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    keys = {Axis.SECOND_FACTOR: account.public_id}
    seconds = seconds_to_wait(keys=keys, now=now)
    if seconds:
        raise errors.SecondFactorWait(seconds=seconds)
    count_guess(keys=keys, now=now)


def _return_try(account: Account) -> None:
    give_back(axis=Axis.SECOND_FACTOR, key=account.public_id)


def _is_phone_code(account: Account, typed: str, now: datetime) -> bool:
    """Whether the phone shows this code now; its time step is taken, so it is good once even in two tabs."""
    if not account.totp_secret:
        return False
    phone = pyotp.TOTP(account.totp_secret, interval=STEP_SECONDS)
    step_now = int(now.timestamp()) // STEP_SECONDS
    for step in range(step_now - DRIFT, step_now + DRIFT + 1):
        if secrets.compare_digest(phone.at(step * STEP_SECONDS).encode(), typed.encode()):
            fresh = Account.objects.filter(pk=account.pk, totp_last_step__lt=step)
            return bool(fresh.update(totp_last_step=step))
    return False


def _is_recovery_code(account: Account, typed: str, now: datetime) -> bool:
    rows = RecoveryCode.objects.filter(account=account, code_hash=code_hash(account.pk, typed), used_at=None)
    if not rows.update(used_at=now):
        return False
    audit.record("use_recovery_code", by=None, about=account)
    return True


@transaction.atomic
def take_second_factor_away(*, account: Account, by: Post) -> None:
    """For a lost phone: the person sets the second factor up anew at the next sign-in; sessions end."""
    refuse_unless_helpable([account], by)
    locked = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    locked.totp_secret = locked.totp_confirmed_at = None
    locked.totp_last_step = 0
    locked.save(update_fields=["totp_secret", "totp_confirmed_at", "totp_last_step"])
    RecoveryCode.objects.filter(account=locked).delete()
    end_sessions(account=locked)
    audit.record("take_second_factor_away", by=by, about=locked)
