"""What staff do for the people in their scope, and people for their own record."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from xingtan.accounts import errors
from xingtan.accounts.actions.codes import refuse_unless_helpable
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Account, Post, Proof, RecoveryCode
from xingtan.accounts.queries.accounts import school_ids_of
from xingtan.audit import actions as audit
from xingtan.audit.models import Entry
from xingtan.organisations.actions import note_change

REVEAL = "reveal_numbers"
SHORTEST_REASON = 4


@transaction.atomic
def reveal_numbers(*, account: Account, reason: str, by: Post, now: datetime) -> tuple[str, str]:
    """Mobile and identity number in full ("" when none is known), for a reason that goes on record.

    Raises ``ReasonMissing``, and ``RevealsSpent`` beyond the day's quota of a post.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise errors.ReasonMissing()
    since = now - timedelta(days=1)
    if Entry.objects.filter(verb=REVEAL, by=by.public_id, at__gt=since).count() >= settings.REVEALS_PER_DAY:
        raise errors.RevealsSpent(quota=settings.REVEALS_PER_DAY)
    audit.record(REVEAL, by=by, about=account, reason=reason.strip()[:200])
    return account.mobile, account.id_number or ""


@transaction.atomic
def undo_activation(*, account: Account, by: Post, now: datetime) -> None:
    """The owner says "this was not me": put an account back to before its activation, for its rightful owner.

    Sessions end, the password, second factor and codes are void. The audit entry says since when
    another hand may have worked in it.
    """
    refuse_unless_helpable([account], by)
    locked = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not locked.is_activated:
        raise errors.NotActivated(name=locked.name)
    since = locked.activated_at.isoformat()
    locked.activated_at = locked.consented_at = locked.password_set_at = None
    locked.totp_secret = locked.totp_confirmed_at = None
    locked.password = UNUSABLE_PASSWORD_PREFIX
    locked.save()
    Proof.objects.filter(account=locked).delete()
    RecoveryCode.objects.filter(account=locked).delete()
    end_sessions(account=locked)
    note_change(school_ids_of(locked), now)
    audit.record("undo_activation", by=by, about=locked, activated_at=since)


@transaction.atomic
def keep_mail(*, account: Account, mail: str) -> None:
    """Keep the address to which word is sent of what happens to the account."""
    Account.objects.filter(pk=account.pk).update(mail=mail)
    audit.record("keep_mail", by=None, about=account)
