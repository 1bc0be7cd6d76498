"""Putting a person's own record right: mobile, name, identity number (R71).

Who may ask and who decides is the business of the rooms above; here is what must hold whoever decided.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xingtan.accounts import errors
from xingtan.accounts.actions.codes import spend_code
from xingtan.accounts.actions.guesses import count_guess
from xingtan.accounts.actions.passwords import compare_present
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Account, Post, Proof, id_hash, mobile_hash
from xingtan.accounts.queries.accounts import school_ids_of
from xingtan.accounts.rules.codes import read_mobile
from xingtan.accounts.rules.guessing import Attempt, Axis
from xingtan.accounts.rules.identity import is_name, is_sound_id
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.foundation.errors import Refusal
from xingtan.foundation.text import masked_mobile
from xingtan.organisations.actions import note_change
from xingtan.outbox import actions as outbox
from xingtan.outbox.gateways import sms_is_set_up


def refuse_unless_free(*, mobile: str, account: Account) -> None:
    """Raise what keeps a person from signing in with this number: none at all, the present one, or another person's."""
    if read_mobile(mobile) != mobile:
        raise errors.NotAMobile()
    if mobile_hash(mobile) == account.mobile_hash:
        raise errors.SameMobile()
    if Account.objects.with_mobile(mobile).exists():
        raise errors.MobileTaken()


@transaction.atomic
def change_mobile(*, account: Account, mobile: str, by: Post | None, now: datetime) -> Account:
    """Give a person another number to sign in with.

    All devices are signed out and every code made for the old number is void. Password, second factor
    and activation stay as they are, so a change is no way around the second proof (A16): who cannot
    sign in with the new number and the old password needs a fresh slip from the school. Both numbers,
    and the mail address where one is known, are told.
    """
    row = _locked(account)
    refuse_unless_free(mobile=mobile, account=row)
    old = row.mobile
    row.mobile, row.mobile_hash = mobile, mobile_hash(mobile)
    _save_unique(row, ["mobile", "mobile_hash"], errors.MobileTaken)
    Proof.objects.filter(account=row, used_at=None).update(used_at=now)
    end_sessions(account=row)
    _tell_both(row, old, now)
    note_change(school_ids_of(row), now)
    audit.record("change_mobile", by=by, about=row, was=masked_mobile(old), now=masked_mobile(mobile))
    return row


def change_own_mobile(
    *, account: Account, present: str, code: str, mobile: str, attempt: Attempt, now: datetime
) -> Account:
    """The owner's own change: knows the password, and holds a code sent to the old number or a slip of the school.

    Raises ``WrongPassword``, ``WaitFirst``, ``WrongCode``, and what ``refuse_unless_free`` refuses;
    looking whether numbers are taken is counted as guessing.
    """
    compare_present(account=account, present=present, now=now)
    try:
        refuse_unless_free(mobile=mobile, account=account)
    except errors.MobileTaken:
        count_guess(keys={Axis.DEVICE: f"signed-in/{account.mobile_hash}"}, now=now)
        raise
    spend_code(account=account, code=code, attempt=attempt, now=now)
    return change_mobile(account=account, mobile=mobile, by=None, now=now)


@transaction.atomic
def correct_name(*, account: Account, name: str, by: Post, now: datetime) -> Account:
    """Put a name right as the identity card has it."""
    if not is_name(name):
        raise errors.NotAName()
    row = _locked(account)
    if row.name == name:
        raise errors.NothingToCorrect()
    row.name = name
    row.save(update_fields=["name"])
    note_change(school_ids_of(row), now)
    audit.record("correct_name", by=by, about=row)
    return row


def refuse_unless_own_id(*, id_number: str, account: Account, now: datetime) -> None:
    """Raise unless this can be the person's identity number: sound, another than now, and nobody else's (A24)."""
    if not is_sound_id(id_number, on=now.astimezone(ZONE).date()):
        raise errors.IdNumberUnsound()
    number = id_hash(id_number)
    if account.id_hash == number:
        raise errors.NothingToCorrect()
    if Account.objects.filter(id_hash=number).exists():
        raise errors.IdNumberTaken()


@transaction.atomic
def correct_id_number(*, account: Account, id_number: str, by: Post, now: datetime) -> Account:
    """Put an identity number right."""
    row = _locked(account)
    refuse_unless_own_id(id_number=id_number, account=row, now=now)
    row.id_number, row.id_hash = id_number, id_hash(id_number)
    _save_unique(row, ["id_number", "id_hash"], errors.IdNumberTaken)
    audit.record("correct_id_number", by=by, about=row)
    return row


def _locked(account: Account) -> Account:
    row: Account = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    return row


def _save_unique(row: Account, fields: list[str], taken: type[Refusal]) -> None:
    """Save; when somebody else took the number a moment ago, refuse as if it had always been theirs."""
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        raise taken() from error


def _tell_both(account: Account, old: str, now: datetime) -> None:
    """Tell the old and the new number, and the mail address: whoever did not ask for it can still call."""
    words = {"name": account.name, "old": masked_mobile(old), "new": masked_mobile(account.mobile)}
    body = _(
        "%(name)s, the number you sign in to Xingtan with was changed from %(old)s to %(new)s. "
        "If you did not ask for this, tell your school or call the hotline at once."
    )
    key = f"mobile:{account.public_id}:{now.timestamp():.3f}"
    if sms_is_set_up():
        for which, number in (("old", old), ("new", account.mobile)):
            outbox.send(channel="sms", to=number, body=body % words, dedup_key=f"{key}:{which}", now=now)
    if account.mail:
        subject = _("The number you sign in with was changed")
        outbox.send(
            channel="mail", to=account.mail, subject=subject, body=body % words, dedup_key=f"{key}:mail", now=now
        )
