"""Enrolling many at once, and what can happen to one afterwards: withdrawn, moved, another subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts import actions as accounts
from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.enrolment.errors import EnrolledElsewhere, NotEnrolled
from xingtan.enrolment.models import Enrolment, EnrolmentStep
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

BATCH = 500
NAMES_TOLD = 5


@dataclass(frozen=True)
class Entrant:
    """Someone to enrol: as an accepted roster gives them."""

    name: str
    mobile: str
    id_number: str
    stage: str
    subject: str


@transaction.atomic
def enrol_many(
    *, programme: Programme, school: School, entrants: Sequence[Entrant], by: Post | None, now: datetime
) -> list[Enrolment]:
    """Enrol these teachers: open the accounts they lack, give learner posts, store enrolments.

    All or nothing. Whoever is enrolled by this school already stays as they are, so doing it twice
    does it once; a withdrawn enrolment is taken up again. Raises ``EnrolledElsewhere`` when another
    school has someone of them, and ``MobileTaken`` (accounts) when a mobile is another person's.
    """
    people = [accounts.Person(entrant.name, entrant.mobile, entrant.id_number) for entrant in entrants]
    opened = accounts.open_accounts(people=people, now=now)
    wanted = {opened[entrant.mobile].pk: entrant for entrant in entrants}
    present = _present(programme, list(wanted))
    _refuse_elsewhere(present, wanted, school)
    taken_up = _take_up(present, wanted, school, by, now)
    new = [
        Enrolment(
            programme=programme, account_id=pk, school=school,
            stage=entrant.stage, subject=entrant.subject, enrolled_at=now,
        )
        for pk, entrant in wanted.items()
        if pk not in present
    ]  # fmt: skip
    Enrolment.objects.bulk_create(new, batch_size=BATCH)
    accounts.give_learner_posts(account_ids=list(wanted), school=school, programme_code=programme.code, now=now)
    organisations.note_change([school.pk], now)
    audit.record("enrol_many", by=by, about=school, programme=programme.code, new=len(new), taken_up=len(taken_up))
    return new + taken_up


def _present(programme: Programme, account_ids: Sequence[int]) -> dict[int, Enrolment]:
    found: dict[int, Enrolment] = {}
    rows = Enrolment.objects.select_for_update().filter(programme=programme)
    for start in range(0, len(account_ids), BATCH):
        part = rows.filter(account_id__in=account_ids[start : start + BATCH]).order_by("pk")
        found.update({row.account_id: row for row in part})
    return found


def _refuse_elsewhere(present: dict[int, Enrolment], wanted: dict[int, Entrant], school: School) -> None:
    live = [row for row in present.values() if row.status == Enrolment.Status.ACCEPTED]
    names = [wanted[row.account_id].name for row in live if row.school_id != school.pk]
    if names:
        raise EnrolledElsewhere(count=len(names), names="、".join(names[:NAMES_TOLD]))


def _take_up(
    present: dict[int, Enrolment], wanted: dict[int, Entrant], school: School, by: Post | None, now: datetime
) -> list[Enrolment]:
    """Enrol again those who had withdrawn; where they were before stays on record."""
    again = [row for row in present.values() if row.status == Enrolment.Status.WITHDRAWN]
    kind, words = EnrolmentStep.Kind.TAKEN_UP, str(by)[:200] if by else ""
    EnrolmentStep.objects.bulk_create(
        [
            EnrolmentStep(
                enrolment=row, kind=kind, from_school_id=row.school_id, to_school=school, by_words=words, at=now
            )
            for row in again
        ],
        batch_size=BATCH,
    )
    for row in again:
        entrant = wanted[row.account_id]
        row.status, row.school, row.enrolled_at = Enrolment.Status.ACCEPTED, school, now
        row.stage, row.subject = entrant.stage, entrant.subject
    Enrolment.objects.bulk_update(again, ["status", "school", "enrolled_at", "stage", "subject"], batch_size=BATCH)
    return again


@transaction.atomic
def move(*, enrolment: Enrolment, to: School, by: Post, now: datetime) -> Enrolment:
    """Hang a teacher's enrolment on another school (R71). Watched time, results and hours hang on it and go along."""
    row = _live(enrolment)
    old = row.school
    row.school = to
    row.save(update_fields=["school"])
    code = row.programme.code
    accounts.end_learner_posts(account_ids=[row.account_id], school=old, programme_code=code)
    accounts.give_learner_posts(account_ids=[row.account_id], school=to, programme_code=code, now=now)
    step = EnrolmentStep.Kind.MOVED
    EnrolmentStep.objects.create(
        enrolment=row, kind=step, from_school=old, to_school=to, by_words=str(by)[:200], at=now
    )
    organisations.note_change([old.pk, to.pk], now)
    audit.record("move_enrolment", by=by, about=row, was=old.public_id, now=to.public_id)
    return row


@transaction.atomic
def change_subject(*, enrolment: Enrolment, stage: str, subject: str, by: Post, now: datetime) -> Enrolment:
    """Put a teacher under another stage or main subject (A24); the courses follow, what was watched stays."""
    row = _live(enrolment)
    was = f"{row.stage} {row.subject}"
    row.stage, row.subject = stage, subject
    row.save(update_fields=["stage", "subject"])
    words, step = f"{was} → {stage} {subject}"[:200], EnrolmentStep.Kind.SUBJECT
    EnrolmentStep.objects.create(
        enrolment=row, kind=step, from_school_id=row.school_id, words=words, by_words=str(by)[:200], at=now
    )
    organisations.note_change([row.school_id], now)
    audit.record("change_subject", by=by, about=row, change=words)
    return row


def _live(enrolment: Enrolment) -> Enrolment:
    """The enrolment as it stands now, locked; raises ``NotEnrolled``."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("account", "school", "programme")
    row: Enrolment = rows.get(pk=enrolment.pk)
    if row.status != Enrolment.Status.ACCEPTED:
        raise NotEnrolled(name=row.account.name)
    return row


@transaction.atomic
def withdraw(*, enrolment: Enrolment, reason: str, by: Post, now: datetime) -> Enrolment:
    """Take a teacher out of the programme (R71). What was studied stays recorded."""
    row = _live(enrolment)
    row.status = Enrolment.Status.WITHDRAWN
    row.save(update_fields=["status"])
    step = EnrolmentStep.Kind.WITHDRAWN
    EnrolmentStep.objects.create(enrolment=row, kind=step, from_school_id=row.school_id, by_words=str(by)[:200], at=now)
    accounts.end_learner_posts(account_ids=[row.account_id], school=row.school, programme_code=row.programme.code)
    organisations.note_change([row.school_id], now)
    audit.record("withdraw_enrolment", by=by, about=row, reason=reason)
    return row
