"""Tutors appointed, given classes, replaced and relieved by their county (R14)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts import actions as accounts
from xingtan.accounts.actions import Person, Place
from xingtan.accounts.actions.sessions import end_sessions
from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.classes.actions.ground import Done, hold_counties, note, standing
from xingtan.classes.errors import AlreadyTutor, NotYourCounty, SameTutor, TutorFull, TutorRelieved
from xingtan.classes.models import ClassChange, OnlineClass, Tenure, Tutor
from xingtan.classes.queries import heads_of, loads, setting_of
from xingtan.classes.rules import has_room
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class About:
    """What a county says of a tutor: unit, and the stage and subject guided best (empty: any)."""

    unit: str
    stage: str = ""
    subject: str = ""


@transaction.atomic
def appoint_tutor(
    *, programme: Programme, division: Division, person: Person, about: About, by: Post, now: datetime
) -> Tutor:
    """Appoint a person as tutor of a county, opening an account if there is none.

    Only the county itself may, the city for the schools directly under it: raises ``MayNotGive``,
    ``NameDiffers`` (accounts), ``AlreadyTutor``.
    """
    post = accounts.appoint(person=person, kind=Kind.TUTOR, place=Place(division=division), by=by, now=now)
    if Tutor.objects.serving().filter(post=post, programme=programme).exists():
        raise AlreadyTutor(name=person.name)
    tutor: Tutor = Tutor.objects.create(
        programme=programme, division=division, post=post, appointed_at=now,
        unit=about.unit, stage=about.stage, subject=about.subject,
    )  # fmt: skip
    audit.record("appoint_tutor", by=by, about=tutor, programme=programme.code)
    return tutor


@transaction.atomic
def change_tutor(*, tutor: Tutor, about: About, by: Post) -> None:
    """Put right what is said of a tutor."""
    refuse_unless_own(by, tutor.division)
    Tutor.objects.filter(pk=tutor.pk).update(unit=about.unit, stage=about.stage, subject=about.subject)
    audit.record("change_tutor", by=by, about=tutor)


@transaction.atomic
def share_mobile(*, tutor: Tutor, shares: bool, by: Post) -> None:
    """The tutor lets the learners of the own classes see the mobile in full, or no more."""
    Tutor.objects.filter(pk=tutor.pk, post=by).update(shares_mobile=shares)
    audit.record("share_mobile", by=by, about=tutor, shares=shares)


def refuse_unless_own(by: Post | None, division: Division) -> None:
    """Raises ``NotYourCounty`` unless the post is the county's own: tutors are not the city's to dispatch (R14)."""
    if by is not None and by.division_id != division.pk:
        raise NotYourCounty(place=division.bureau or division.name)


@transaction.atomic
def give_class(*, online_class: OnlineClass, tutor: Tutor, by: Post | None, now: datetime) -> Tenure:
    """Let a tutor have a class from now on; who had it until now hands over all that waits in it.

    Work waits at the class, not at a person: whoever has it now sees it. Raises ``TutorFull``,
    ``TutorRelieved``, ``SameTutor``, ``ClassGivenUp``, ``NotYourCounty``.
    """
    hold_counties([online_class.division_id])
    row = standing(online_class)
    refuse_unless_own(by, row.division)
    taker = _serving(tutor, row)
    refuse_too_much(taker, row)
    tenure = hand_over(row, taker, Done(by, now))
    audit.record("give_class", by=by, about=row, tutor=taker.public_id)
    return tenure


def hand_over(row: OnlineClass, taker: Tutor, done: Done) -> Tenure:
    """End who has the class, begin who takes it, and note it."""
    held = Tenure.objects.filter(online_class=row, ended_at__isnull=True).first()
    if held and held.tutor_id == taker.pk:
        raise SameTutor(name=taker.name)
    note(
        ClassChange.Kind.TUTOR, row.programme, row.division, done, online_class=row,
        before={"tutor": held.tutor_id if held else None, "name": held.tutor.name if held else "", "now": taker.name},
    )  # fmt: skip
    end_tenure(held, done.now)
    tenure: Tenure = Tenure.objects.create(online_class=row, tutor=taker, began_at=done.now)
    return tenure


def end_tenure(held: Tenure | None, now: datetime) -> None:
    """A tutor has a class no more; when it was stays."""
    if held is not None:
        held.ended_at = max(now, held.began_at)
        held.save(update_fields=["ended_at"])


def _serving(tutor: Tutor, row: OnlineClass) -> Tutor:
    found: Tutor = Tutor.objects.select_related("post__account", "division").get(pk=tutor.pk)
    if found.ended_at is not None:
        raise TutorRelieved(name=found.name)
    if found.division_id != row.division_id or found.programme_id != row.programme_id:
        raise NotYourCounty(place=found.division.name)
    return found


def refuse_too_much(tutor: Tutor, row: OnlineClass) -> None:
    """Raises ``TutorFull`` when the class does not fit beside what the tutor has."""
    limit, more = setting_of(row.programme).learners_per_tutor, heads_of([row]).get(row.pk, 0)
    learners = loads([tutor])[tutor.pk].learners
    if not has_room(learners, more, limit):
        raise TutorFull(name=tutor.name, learners=learners, more=more, limit=limit)


@transaction.atomic
def relieve_tutor(*, tutor: Tutor, successor: Tutor | None, words: str, by: Post, now: datetime) -> int:
    """End an appointment; its classes go to ``successor``, or are without a tutor. Returns how many.

    The person is signed out everywhere and the post is gone; who had which class when stays on
    record. Raises ``NotYourCounty``, ``TutorRelieved``, ``TutorFull``.
    """
    hold_counties([tutor.division_id])
    refuse_unless_own(by, tutor.division)
    leaving: Tutor = Tutor.objects.select_for_update(of=("self",)).select_related("post__account").get(pk=tutor.pk)
    if leaving.ended_at is not None:
        raise TutorRelieved(name=leaving.name)
    held = Tenure.objects.filter(tutor=leaving, ended_at__isnull=True).select_related(
        "tutor__post__account", "online_class__programme", "online_class__division"
    )
    tenures = list(held)
    for tenure in tenures:
        _pass_on(tenure, successor, Done(by, now))
    leaving.ended_at, leaving.ended_words = now, words.strip()[:200]
    leaving.save(update_fields=["ended_at", "ended_words"])
    if not Tutor.objects.serving().filter(post=leaving.post).exists():
        accounts.withdraw_post(post=leaving.post, by=by)
        end_sessions(account=leaving.post.account)
    audit.record("relieve_tutor", by=by, about=leaving, classes=len(tenures))
    return len(tenures)


def _pass_on(tenure: Tenure, successor: Tutor | None, done: Done) -> None:
    row = tenure.online_class
    if successor is not None:
        taker = _serving(successor, row)
        refuse_too_much(taker, row)
        hand_over(row, taker, done)
        return
    before = {"tutor": tenure.tutor_id, "name": tenure.tutor.name, "now": ""}
    note(ClassChange.Kind.TUTOR, row.programme, row.division, done, online_class=row, before=before)
    end_tenure(tenure, done.now)
