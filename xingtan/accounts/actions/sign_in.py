"""Comparing a password, at one price and with one answer for known and unknown numbers (A16)."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password

from xingtan.accounts.actions.guesses import count_guess
from xingtan.accounts.errors import WaitFirst, WrongSecret
from xingtan.accounts.models import Account
from xingtan.accounts.queries.accounts import account_behind
from xingtan.accounts.queries.guesses import seconds_to_wait
from xingtan.accounts.rules.guessing import Attempt


def account_of(*, password: str, attempt: Attempt, now: datetime) -> Account:
    """The account whose password this is.

    Raises ``WaitFirst`` before any hashing while a bucket is full, else ``WrongSecret`` for an
    unknown number, an account not activated or suspended, and a wrong password, all after one hash.
    """
    account = account_behind(attempt.subject)
    school = account.school_of if account else None  # type: ignore[attr-defined]  # annotated
    keys = replace(attempt, school=str(school or "")).keys
    seconds = seconds_to_wait(keys=keys, now=now)
    if seconds:
        raise WaitFirst(seconds=seconds)
    kept = account.password if account and account.is_activated else UNUSABLE_PASSWORD_PREFIX
    if not check_password(password, kept) or account is None:
        count_guess(keys=keys, now=now)
        raise WrongSecret()
    return account
