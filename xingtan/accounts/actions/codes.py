"""The second proof (A16): making one-time codes, sending them, and getting in with one."""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from xingtan.accounts import errors
from xingtan.accounts.actions.guesses import count_guess
from xingtan.accounts.actions.passwords import check_fit, store_password
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Account, Post, Proof
from xingtan.accounts.models.proofs import code_hash
from xingtan.accounts.queries.accounts import account_behind, school_ids_of
from xingtan.accounts.queries.guesses import seconds_to_wait
from xingtan.accounts.queries.people import out_of_reach
from xingtan.accounts.rules.codes import SLIP_ALPHABET, SLIP_LENGTH, SMS_LENGTH, TRIES, Channel, channel_of
from xingtan.accounts.rules.guessing import Attempt, Axis, address_key
from xingtan.accounts.rules.passwords import initial_lives
from xingtan.audit import actions as audit
from xingtan.organisations.actions import note_change
from xingtan.outbox import actions as outbox
from xingtan.outbox.gateways import sms_is_set_up

SMS_LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Slip:
    """A code to hand out on paper; seen once, when it is made."""

    account: Account
    code: str
    expires_at: datetime


@transaction.atomic
def request_code(*, attempt: Attempt, now: datetime) -> None:
    """Send a code by text message to the owner of a number, if there is one who may have it.

    Says nothing about whether it did. Raises ``CodesTooOften`` by what was asked for, not by what was sent.
    """
    if not sms_is_set_up():
        raise errors.NoTextMessages()
    keys = {Axis.CODES_TO_ACCOUNT: attempt.subject, Axis.CODES_FROM_ADDRESS: address_key(attempt.address)}
    seconds = seconds_to_wait(keys=keys, now=now)
    if seconds:
        raise errors.CodesTooOften(minutes=-(-seconds // 60))
    account = account_behind(attempt.subject)
    if account and _may_have_message(account, now):
        code = "".join(secrets.choice("0123456789") for _ in range(SMS_LENGTH))
        _keep(account, Channel.SMS, code, by=None, now=now, expires_at=now + SMS_LIFE)
        text = _("%(code)s is your Xingtan code, valid for 10 minutes. Nobody will ever ask you for it.") % {
            "code": code
        }
        key = f"code:{account.public_id}:{now.timestamp():.3f}"
        outbox.send(channel="sms", to=account.mobile, body=text, dedup_key=key, now=now)
    count_guess(keys=keys, now=now)


def _may_have_message(account: Account, now: datetime) -> bool:
    """Activated accounts always; the others while the initial password lives."""
    return account.is_activated or initial_lives(
        opened_at=account.opened_at, now=now, days=settings.INITIAL_PASSWORD_DAYS
    )


@transaction.atomic
def make_slips(*, accounts: Iterable[Account], by: Post, now: datetime) -> list[Slip]:
    """A fresh code on paper for each account; earlier slips of theirs are void.

    Raises ``MayNotHelp`` when one of them holds a post the maker is not in charge of.
    """
    chosen = list(accounts)
    refuse_unless_helpable(chosen, by)
    slips = [make_slip(account=account, by=by, now=now) for account in chosen]
    audit.record("make_slips", by=by, count=len(slips), accounts=[slip.account.public_id for slip in slips])
    return slips


def make_slip(*, account: Account, by: Post | None, now: datetime) -> Slip:
    """One slip, in the caller's transaction, without asking who may: for ``make_slips`` and the first post of all."""
    code = "".join(secrets.choice(SLIP_ALPHABET) for _ in range(SLIP_LENGTH))
    expires_at = now + timedelta(days=settings.SLIP_DAYS)
    _keep(account, Channel.SLIP, code, by=by, now=now, expires_at=expires_at)
    return Slip(account, code, expires_at)


def refuse_unless_helpable(accounts: Sequence[Account], by: Post) -> None:
    """Raise ``MayNotHelp`` unless ``by`` is in charge of every post these people hold."""
    for account in out_of_reach(accounts, by):
        raise errors.MayNotHelp(name=account.name)


def _keep(
    account: Account, channel: Channel, code: str, *, by: Post | None, now: datetime, expires_at: datetime
) -> None:
    Proof.objects.update_or_create(
        account=account,
        channel=channel.value,
        defaults={
            "code_hash": code_hash(account.pk, code), "made_at": now, "made_by": by.public_id if by else "",
            "expires_at": expires_at, "tries_left": TRIES, "used_at": None,
        },
    )  # fmt: skip


def set_password_by_code(*, attempt: Attempt, code: str, password: str, now: datetime) -> Account:
    """Set a new password with a one-time code, activating the account if it was not; all its sessions end.

    Raises ``WaitFirst`` while a bucket is full, ``WrongCode`` for any code that does not open, and an
    ``UnfitPassword``, which leaves the code good. Of two at once exactly one wins.
    """
    check_fit(password)
    account = account_behind(attempt.subject)
    school = account.school_of if account else None  # type: ignore[attr-defined]  # annotated
    attempt = replace(attempt, school=str(school or ""), device="")
    seconds = seconds_to_wait(keys=attempt.keys, now=now)
    if seconds:
        raise errors.WaitFirst(seconds=seconds)
    proof = _proof_opened(account, code, attempt, now)
    if proof is None or account is None:
        raise errors.WrongCode()
    check_fit(password, account=account)
    return _enter_by(proof, password, now)


def spend_code(*, account: Account, code: str, attempt: Attempt, now: datetime) -> None:
    """Take a code of this account as proof of its owner, once. Raises ``WrongCode``, or ``WaitFirst``."""
    seconds = seconds_to_wait(keys=attempt.keys, now=now)
    if seconds:
        raise errors.WaitFirst(seconds=seconds)
    proof = _proof_opened(account, code, attempt, now)
    spent = proof and Proof.objects.filter(pk=proof.pk, code_hash=proof.code_hash, used_at=None).update(used_at=now)
    if not spent:
        raise errors.WrongCode()


@transaction.atomic
def _proof_opened(account: Account | None, code: str, attempt: Attempt, now: datetime) -> Proof | None:
    """The live proof this code opens. A try is spent before comparing and given back when right.

    Runs in a transaction of its own: a wrong try stays spent whatever happens after.
    """
    account_id = account.pk if account else 0
    live = Proof.objects.filter(
        account_id=account_id, channel=channel_of(code).value, used_at=None, expires_at__gt=now, tries_left__gt=0
    )
    spent = live.update(tries_left=F("tries_left") - 1)
    proof: Proof | None = Proof.objects.filter(account_id=account_id, channel=channel_of(code).value).first()
    if proof and spent and hmac.compare_digest(proof.code_hash, code_hash(account_id, code)):
        Proof.objects.filter(pk=proof.pk, tries_left__lt=TRIES).update(tries_left=F("tries_left") + 1)
        return proof
    count_guess(keys=attempt.keys, now=now)
    return None


@transaction.atomic
def _enter_by(proof: Proof, password: str, now: datetime) -> Account:
    """Spend the proof and set the password; the loser of a race finds it spent."""
    account: Account = Account.objects.select_for_update(no_key=True).get(pk=proof.account_id)
    spent = Proof.objects.filter(pk=proof.pk, code_hash=proof.code_hash, used_at=None).update(used_at=now)
    if not spent:
        raise errors.WrongCode()
    Proof.objects.filter(account=account, used_at=None).update(used_at=now)
    store_password(account=account, password=password, now=now)
    end_sessions(account=account)
    if account.is_activated:
        _tell(account, _("A new password was set for your account"), now)
        audit.record("reset_password", by=None, about=account, channel=proof.channel)
    else:
        _activate(account, proof, now)
    return account


def _activate(account: Account, proof: Proof, now: datetime) -> None:
    account.activated_at = account.consented_at = now
    account.save(update_fields=["activated_at", "consented_at"])
    note_change(school_ids_of(account), now)
    _tell(account, _("Your account was activated"), now)
    audit.record("activate_account", by=None, about=account, channel=proof.channel)


def _tell(account: Account, subject: str, now: datetime) -> None:
    """Tell the owner, where a mail address is known."""
    if not account.mail:
        return
    body = _(
        "%(name)s, this happened just now. If it was not you, tell the contact of your school or call the hotline at once."
    )
    key = f"told:{account.public_id}:{now.timestamp():.3f}"
    outbox.send(
        channel="mail", to=account.mail, subject=subject, body=body % {"name": account.name}, dedup_key=key, now=now
    )
