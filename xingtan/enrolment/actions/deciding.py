"""The other school's word, the decision, and carrying it out: all in one transaction (R71)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.actions.codes import refuse_unless_helpable
from xingtan.accounts.actions.corrections import change_mobile, correct_id_number, correct_name
from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.enrolment import errors
from xingtan.enrolment.actions.asking import check_subject
from xingtan.enrolment.actions.enrolling import change_subject, move, withdraw
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest, ChangeStep
from xingtan.enrolment.rules import Change, Judge, why_not_answer, why_not_decide
from xingtan.foundation.clock import ZONE
from xingtan.ui import days

State = ChangeRequest.State


@transaction.atomic
def answer_change(*, change: ChangeRequest, agrees: bool, words: str, by: Post, now: datetime) -> ChangeRequest:
    """The other school says whether it agrees to a transfer; who decides sees its word. An objection needs words."""
    row = _locked(change)
    why = why_not_answer(row.matter, _judge(by))
    if why == "decided":
        raise errors.AlreadyDecided(state=row.get_state_display())
    if why or by.kind != Kind.SCHOOL_CONTACT:
        raise errors.NotOtherSchool()
    if not agrees and not words.strip():
        raise errors.WordsMissing()
    row.state = State.AGREED if agrees else State.OBJECTED
    row.save(update_fields=["state"])
    _step(row, row.state, words, by, now)
    audit.record("answer_change", by=by, about=row, agrees=agrees)
    return row


@transaction.atomic
def grant_change(
    *, change: ChangeRequest, words: str, by: Post, now: datetime, right_mobile: str = ""
) -> ChangeRequest:
    """Say yes and carry it out at once. ``right_mobile`` is of who is on record, for a disputed number.

    Of two clerks at once one decides; the other is told that it is decided. When carrying out is
    refused, for example because somebody else took the number meanwhile, nothing is decided.
    """
    row = _locked(change)
    _refuse_unless_decider(row, by, now, says_yes=True)
    _carry_out(row, by, now, right_mobile)
    _decide(row, State.ACCEPTED, words, by, now)
    audit.record("grant_change", by=by, about=row, kind=row.kind)
    return row


@transaction.atomic
def refuse_change(*, change: ChangeRequest, words: str, by: Post, now: datetime) -> ChangeRequest:
    """Say no, with words that the school reads."""
    row = _locked(change)
    _refuse_unless_decider(row, by, now, says_yes=False)
    if not words.strip():
        raise errors.WordsMissing()
    _decide(row, State.REFUSED, words, by, now)
    audit.record("refuse_change", by=by, about=row, kind=row.kind)
    return row


@transaction.atomic
def take_back_change(*, change: ChangeRequest, by: Post, now: datetime) -> ChangeRequest:
    """The school that asked asks no more."""
    row = _locked(change)
    if by.kind != Kind.SCHOOL_CONTACT or by.school_id != row.asked_by.school_id:
        raise errors.NotYours()
    if not row.is_waiting:
        raise errors.AlreadyDecided(state=row.get_state_display())
    row.state = State.TAKEN_BACK
    row.save(update_fields=["state"])
    _step(row, row.state, "", by, now)
    audit.record("take_back_change", by=by, about=row)
    return row


@transaction.atomic
def look_at_evidence(*, evidence: ChangeEvidence, by: Post) -> bytes:
    """The file that proves a request. Who looked at a picture of somebody's card goes on record."""
    audit.record("look_at_evidence", by=by, about=evidence.request, evidence=evidence.public_id)
    return evidence.content


def _locked(change: ChangeRequest) -> ChangeRequest:
    rows = ChangeRequest.objects.select_for_update(of=("self",))
    related = ("asked_by", "school", "to_school", "enrolment__account", "enrolment__programme", "enrolment__school")
    found: ChangeRequest = rows.select_related(*related).get(pk=change.pk)
    return found


def _judge(by: Post) -> Judge:
    return Judge(by.kind, by.account_id, by.school_id)


def _refuse_unless_decider(row: ChangeRequest, by: Post, now: datetime, *, says_yes: bool) -> None:
    programme = row.enrolment.programme
    wait_days = programme.reading("A05", "review_within_days") or 0
    why = why_not_decide(
        row.matter, _judge(by), says_yes=says_yes, today=now.astimezone(ZONE).date(),
        term_ends_on=programme.term_ends_on, wait_days=wait_days,
    )  # fmt: skip
    if why == "decided":
        raise errors.AlreadyDecided(state=row.get_state_display())
    if why == "not_decider":
        raise errors.NotDecider(decider=Kind(row.decider).label)
    if why == "own_request":
        raise errors.OwnRequest()
    if why == "not_answered":
        other = row.to_school if row.other_school_id == row.to_school_id else row.school
        raise errors.NotAnswered(school=other, day=days.full(row.answer_due_on(wait_days)))
    if why:
        raise errors.AfterTerm(day=days.full(programme.term_ends_on))


def _carry_out(row: ChangeRequest, by: Post, now: datetime, right_mobile: str) -> None:
    if row.kind in _OF_PERSON:
        _correct_person(row, by, now, right_mobile)
    else:
        _change_enrolment(row, by, now)


_OF_PERSON = frozenset({Change.MOBILE, Change.DISPUTE, Change.NAME, Change.ID_NUMBER})


def _change_enrolment(row: ChangeRequest, by: Post, now: datetime) -> None:
    enrolment, new = row.enrolment, row.new
    if enrolment.school_id != row.school_id:
        raise errors.MovedMeanwhile(name=enrolment.account.name, school=enrolment.school)
    if row.kind == Change.TRANSFER and row.to_school is not None:
        move(enrolment=enrolment, to=row.to_school, by=by, now=now)
    elif row.kind == Change.SUBJECT:
        check_subject(enrolment, new["stage"], new["subject"])
        change_subject(enrolment=enrolment, stage=new["stage"], subject=new["subject"], by=by, now=now)
    else:
        withdraw(enrolment=enrolment, reason=f"change {row.public_id}", by=by, now=now)


def _correct_person(row: ChangeRequest, by: Post, now: datetime, right_mobile: str) -> None:
    """A mobile opens an account, so nobody gives one to a person whose posts they are not in charge of."""
    account, new = row.enrolment.account, row.new
    if row.kind == Change.NAME:
        correct_name(account=account, name=new["name"], by=by, now=now)
    elif row.kind == Change.ID_NUMBER:
        correct_id_number(account=account, id_number=new["id_number"], by=by, now=now)
    else:
        mobile = right_mobile if row.kind == Change.DISPUTE else new["mobile"]
        if not mobile:
            raise errors.RightNumberMissing()
        refuse_unless_helpable([account], by)
        change_mobile(account=account, mobile=mobile, by=by, now=now)


def _decide(row: ChangeRequest, state: str, words: str, by: Post, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at, row.words = state, by, now, words.strip()[:500]
    row.save(update_fields=["state", "decided_by", "decided_at", "words"])
    _step(row, state, words, by, now)


def _step(row: ChangeRequest, kind: str, words: str, by: Post, now: datetime) -> None:
    ChangeStep.objects.create(request=row, kind=kind, at=now, by=by, words=words.strip()[:500])
