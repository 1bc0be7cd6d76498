"""Changing the collecting account: asked with one's password, approved by another with theirs, in force 48 hours later (A14)."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from xingtan.accounts.actions.passwords import compare_present
from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.outbox import actions as outbox
from xingtan.outbox.gateways import sms_is_set_up
from xingtan.programmes.errors import (
    PayeeChangeMoved,
    PayeeChangeOwn,
    PayeeChangePending,
    PayeeReasonMissing,
    PayeeSame,
    PayeeUnfit,
)
from xingtan.programmes.models import PayeeChange, PayeeChangeStep, Programme
from xingtan.programmes.payee_words import FAULTS, STATES, letter_of
from xingtan.programmes.rules.payee import WAIT, Payee, PayeeFault, PayeeState, fault_of_payee, why_not_payee_step

_WORDS = 200


def ask_payee_change(
    *, programme: Programme, new: Payee, reason: str, password: str, by: Post, now: datetime
) -> PayeeChange:
    """Ask for the fee to be collected on another account; those who keep the money are told at once.

    Raises ``WrongPassword`` or ``WaitFirst`` (a wrong one is counted), ``PayeeUnfit``, ``PayeeSame``,
    ``PayeeReasonMissing``, ``PayeeChangePending``; then nothing is stored.
    """
    compare_present(account=by.account, present=password, now=now)
    return _ask(programme, new.tidied(), reason.strip(), by, now)


@transaction.atomic
def _ask(programme: Programme, new: Payee, reason: str, by: Post, now: datetime) -> PayeeChange:
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    old = programme.payee
    fault = fault_of_payee(new, old=old)
    if fault is PayeeFault.SAME:
        raise PayeeSame()
    if fault:
        raise PayeeUnfit(fault=FAULTS[fault])
    if not reason:
        raise PayeeReasonMissing()
    if PayeeChange.objects.with_state().filter(programme=programme, state__in=["asked", "waiting"]).exists():
        raise PayeeChangePending()
    sides = {f"old_{key}": value for key, value in asdict(old).items()}
    sides |= {f"new_{key}": value for key, value in asdict(new).items()}
    change: PayeeChange = PayeeChange.objects.create(
        programme=programme, reason=reason[:_WORDS], told="\n".join(_keepers(programme)), asker=by.account,
        asked_by=str(by)[:_WORDS], asked_at=now, **sides,
    )  # fmt: skip
    _tell(change, "asked", now)
    audit.record("ask_payee_change", by=by, about=programme, was=old.account, new=new.account)
    return change


def decide_payee_change(
    *, change: PayeeChange, approved: bool, words: str, password: str, by: Post, now: datetime
) -> PayeeChange:
    """Approve or not, as another person; approved, it is in force after ``WAIT``.

    Raises ``WrongPassword``, ``WaitFirst``, ``PayeeChangeOwn``, ``PayeeChangeMoved``, ``PayeeReasonMissing``.
    """
    compare_present(account=by.account, present=password, now=now)
    if not approved and not words.strip():
        raise PayeeReasonMissing()
    return _step(change, "approved" if approved else "refused", words, by, now)


def take_back_payee_change(*, change: PayeeChange, words: str, by: Post, now: datetime) -> PayeeChange:
    """Stop a change before it is in force. Anybody who keeps the money may, at once. Raises ``PayeeChangeMoved``."""
    return _step(change, "taken_back", words, by, now)


def bring_payees_into_force(*, now: datetime) -> int:
    """Let every approved change whose hours have run be the programme's account; returns how many."""
    due = PayeeChange.objects.with_state().filter(state=PayeeState.WAITING, effective_at__lte=now)
    return sum(_step(change, "in_force", "", None, now) is not None for change in list(due.order_by("pk")))


@transaction.atomic
def _step(change: PayeeChange, kind: str, words: str, by: Post | None, now: datetime) -> PayeeChange:
    """Take one step under the lock of the programme: two at once have one effect."""
    programme = Programme.objects.select_for_update().get(pk=change.programme_id)
    row = PayeeChange.objects.with_state().get(pk=change.pk)
    is_asker = by is not None and by.account_id == row.asker_id
    state = PayeeState(row.state)
    refusal = why_not_payee_step(kind, state=state, is_asker=is_asker, now=now, effective_at=row.effective_at)
    if refusal == "own":
        raise PayeeChangeOwn()
    if refusal:
        raise PayeeChangeMoved(state=STATES[state])
    PayeeChangeStep.objects.create(
        change=row, kind=kind, asker_id_of_change=row.asker_id, person=by.account if by else None,
        by=str(by or "")[:_WORDS], at=now, effective_at=now + WAIT if kind == "approved" else None,
        words=words.strip()[:_WORDS],
    )  # fmt: skip
    if kind == "in_force":
        _take_over(programme, row.new)
    row = PayeeChange.objects.with_state().select_related("programme").get(pk=change.pk)
    _tell(row, kind, now)
    audit.record(f"payee_change_{kind}", by=by, about=programme, was=row.old_account, new=row.new_account)
    return row  # type: ignore[no-any-return]


def _take_over(programme: Programme, new: Payee) -> None:
    fields = {f"payee_{key}": value for key, value in asdict(new).items()}
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(fields))


def _keepers(programme: Programme) -> list[str]:
    """Who keeps the money now, by every address they have; the training centre's mailbox too."""
    kinds = [Kind.FINANCE, Kind.PROVIDER_MANAGER]
    posts = Post.objects.filter(kind__in=kinds, is_active=True, programme_code=programme.code).select_related("account")
    found = [f"mail {post.account.mail}" for post in posts if post.account.mail]
    if sms_is_set_up():
        found += [f"sms {post.account.mobile}" for post in posts]
    if mailbox := programme.reading("A13", "training_centre_mailbox"):
        found.append(f"mail {mailbox}")
    return list(dict.fromkeys(found))


def _tell(change: PayeeChange, what: str, now: datetime) -> None:
    effective = getattr(change, "effective_at", None)
    subject, body = letter_of(change, what, effective.astimezone(ZONE) if effective else None)
    for nth, address in enumerate(filter(None, change.told.split("\n"))):
        channel, to = address.split(" ", 1)
        key = f"payee:{change.public_id}:{what}:{nth}"
        outbox.send(channel=channel, to=to, subject=subject, body=body, dedup_key=key, now=now)
