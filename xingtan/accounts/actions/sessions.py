"""Ending sessions."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Account, SignInSession
from xingtan.audit import actions as audit


@transaction.atomic
def end_session(*, account: Account, public_id: str) -> bool:
    """Sign one of a person's devices out; whether there was one."""
    deleted, _by_model = SignInSession.objects.filter(account=account, public_id=public_id).delete()
    if deleted:
        audit.record("end_session", by=None, about=account)
    return bool(deleted)


@transaction.atomic
def end_sessions(*, account: Account, but: str | None = None) -> int:
    """Sign all devices of a person out, except the session with key ``but``; returns how many."""
    deleted, _by_model = SignInSession.objects.filter(account=account).exclude(session_key=but or "").delete()
    audit.record("end_sessions", by=None, about=account, count=deleted)
    return deleted


def forget_expired_sessions(*, now: datetime) -> int:
    """Delete sessions that have run out; returns how many."""
    deleted, _by_model = SignInSession.objects.filter(expire_date__lt=now).delete()
    return deleted
