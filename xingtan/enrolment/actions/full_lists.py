"""Full numbers leave the house for a reason: a few alone, more with the approval of another person (A4)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Account, Post
from xingtan.audit import actions as audit
from xingtan.enrolment import errors, queries
from xingtan.enrolment.models import AnnexExport, FullList
from xingtan.enrolment.queries.annexes import SEES_NUMBERS
from xingtan.enrolment.rules.annex import LEAST_REASON, is_reason
from xingtan.enrolment.rules.full_lists import Way, way_out, why_not_approve
from xingtan.outbox import actions as outbox
from xingtan.programmes.models import Programme
from xingtan.ui import days

State = FullList.State
KEPT = timedelta(days=1)
"""So long an approval holds."""


@transaction.atomic
def ask_full_list(
    *, programme: Programme, filters: Mapping[str, str | None], teachers: int, reason: str, by: Post, now: datetime
) -> FullList:
    """Put on record what full numbers are wanted for: good at once for a few a day, else waiting for a second person.

    Raises ``NumbersMasked`` for a post without need of them, ``ReasonTooShort``, ``NobodyToApprove``.
    """
    if by.kind not in SEES_NUMBERS:
        raise errors.NumbersMasked()
    if not is_reason(reason):
        raise errors.ReasonTooShort(least=LEAST_REASON)
    Account.objects.select_for_update(no_key=True).get(pk=by.account_id)
    most = settings.FULL_NUMBERS_ALONE
    taken = queries.taken_alone_today(by.account, now)
    way = way_out(teachers=teachers, taken_today=taken, alone_a_day=most)
    if way is Way.APPROVED and not queries.approvers_of(by).exists():
        raise errors.NobodyToApprove(most=most)
    asked: FullList = FullList.objects.create(
        programme=programme, school=by.school, division=None if by.school else by.division,
        filters={name: value for name, value in filters.items() if value}, teachers=teachers,
        reason=reason.strip()[:200], state=State.ALONE if way is Way.ALONE else State.ASKED,
        asked_by=by, asker=by.account, asked_at=now,
    )  # fmt: skip
    audit.record("ask_full_list", by=by, about=asked, teachers=teachers, way=way.value, reason=asked.reason)
    return asked


def _locked(row: FullList) -> FullList:
    rows = FullList.objects.select_for_update(of=("self",)).select_related("asked_by__school", "asker", "programme")
    found: FullList = rows.get(pk=row.pk)
    return found


@transaction.atomic
def decide_full_list(*, asked: FullList, granted: bool, words: str, by: Post, now: datetime) -> FullList:
    """Approve or refuse, as another person than who asked; who asked is told.

    Raises ``FullListDecided``, ``SecondPersonNeeded``, ``NotApprover``; ``WordsMissing`` for a refusal without words.
    """
    asked = _locked(asked)
    is_approver = queries.approvers_of(asked.asked_by).filter(pk=by.pk).exists()
    why = why_not_approve(
        asker=asked.asker_id, decider=by.account_id, is_approver=is_approver, is_open=asked.state == State.ASKED
    )
    if why == "decided":
        raise errors.FullListDecided(state=asked.get_state_display())
    if why:
        raise errors.SecondPersonNeeded() if why == "self" else errors.NotApprover()
    if not granted and not words.strip():
        raise errors.WordsMissing()
    asked.state = State.GRANTED if granted else State.REFUSED
    asked.decided_by, asked.decider, asked.decided_at = by, by.account, now
    asked.words, asked.expires_at = words.strip()[:200], now + KEPT if granted else None
    asked.save()
    _tell(asked, now)
    audit.record("decide_full_list", by=by, about=asked, granted=granted, teachers=asked.teachers)
    return asked


def _tell(asked: FullList, now: datetime) -> None:
    """By mail where an address is known; it stands on the page and the desk of who asked besides."""
    if not asked.asker.mail:
        return
    page = settings.PUBLIC_URL.rstrip("/") + reverse("enrolment:full_lists")
    facts = {"name": asked.decider, "teachers": asked.teachers, "page": page, "words": asked.words}
    if asked.expires_at is not None:
        said = _(
            "%(name)s approved your list of %(teachers)s teachers with full numbers. Take it out until %(until)s: %(page)s"
        )
        body = said % {**facts, "until": days.moment(asked.expires_at)}
    else:
        body = _("%(name)s refused your list of %(teachers)s teachers with full numbers: %(words)s %(page)s") % facts
    outbox.send(
        channel="mail", to=asked.asker.mail, subject=_("Your list with full numbers"), body=body,
        dedup_key=f"full_list:{asked.public_id}", now=now,
    )  # fmt: skip


@transaction.atomic
def take_back_full_list(*, asked: FullList, by: Post) -> FullList:
    """The asker does not want it any more. Raises ``FullListDecided``, ``NotAsker`` for anybody else."""
    asked = _locked(asked)
    if asked.asked_by_id != by.pk:
        raise errors.NotAsker()
    if asked.state != State.ASKED:
        raise errors.FullListDecided(state=asked.get_state_display())
    asked.state = State.TAKEN_BACK
    asked.save(update_fields=["state"])
    audit.record("take_back_full_list", by=by, about=asked)
    return asked


def refuse_unless_permitted(permission: FullList, *, by: Post, now: datetime) -> None:
    """Raise ``NotApproved`` unless this very post may take this list out now."""
    is_own = permission.asked_by_id == by.pk
    is_alone = permission.state == State.ALONE and now - permission.asked_at < KEPT
    if not is_own or not (is_alone or permission.may_be_taken(now)):
        raise errors.NotApproved()


@transaction.atomic
def note_fetched(*, annex: AnnexExport, by: Post) -> None:
    """Put on record that a kept file with full numbers was fetched."""
    audit.record("fetch_annex", by=by, about=annex, teachers=annex.teachers)
