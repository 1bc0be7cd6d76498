"""Asking for a change: by the teacher's school, or by the school that needs the teacher or the number (R71)."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from xingtan.accounts.actions.corrections import refuse_unless_free, refuse_unless_own_id
from xingtan.accounts.errors import NotAName, NothingToCorrect
from xingtan.accounts.models import Kind, Post
from xingtan.accounts.rules.identity import is_name
from xingtan.audit import actions as audit
from xingtan.enrolment import errors, queries
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest, ChangeStep, Enrolment
from xingtan.enrolment.rules import NEEDS_EVIDENCE, Change, Seat, decider_of, why_not_ask
from xingtan.foundation.clock import ZONE
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.packages import MEBIBYTE
from xingtan.foundation.uploads import check_size
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.ui import days

MOST_FILES = 4
MOST_BYTES = 8 * MEBIBYTE
_KINDS = {FileKind.JPEG: "jpeg", FileKind.PNG: "png", FileKind.PDF: "pdf"}


@dataclass(frozen=True)
class File:
    """A file as it was uploaded."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """What is asked for: the kind, why, the new values by field, and what proves it."""

    change: Change
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    evidence: Sequence[File] = ()


@transaction.atomic
def ask_for_change(
    *, enrolment: Enrolment, asked: Asked, by: Post, now: datetime, to: School | None = None
) -> ChangeRequest:
    """A school asks for a change of one of its own teachers; a transfer leads ``to`` another school."""
    row = _live(enrolment)
    if by.kind != Kind.SCHOOL_CONTACT or by.school_id != row.school_id or asked.change is Change.DISPUTE:
        raise errors.NotYours()
    if asked.change is Change.TRANSFER:
        if to is None:
            raise errors.SchoolUnknown()
        if to.pk == row.school_id:
            raise errors.SameSchool(name=row.account.name)
    else:
        to = None
    _check_values(row, asked, now)
    return _store(row, asked, to, by, now)


@transaction.atomic
def claim_teacher(
    *, programme: Programme, name: str, id_number: str, asked: Asked, by: Post, now: datetime
) -> ChangeRequest:
    """A school asks for a teacher whom another school has enrolled; name and number prove that it has the person.

    Which school that is is not told to it before that school has answered (A24).
    """
    found = queries.enrolled_elsewhere(programme, name, id_number, by.school_id or 0)
    if by.kind != Kind.SCHOOL_CONTACT or by.school is None:
        raise errors.NotYours()
    if found is None:
        raise errors.TeacherNotFound()
    claim = Asked(Change.TRANSFER, asked.reason, {}, asked.evidence)
    return _store(_live(found), claim, by.school, by, now)


@transaction.atomic
def dispute_mobile(*, mobile: str, name: str, asked: Asked, by: Post, now: datetime) -> ChangeRequest:
    """A school proves that a number on record for somebody else is its own teacher's.

    The provider's support finds out whose it is and puts the other record right.
    """
    if by.kind != Kind.SCHOOL_CONTACT or by.school is None:
        raise errors.NotYours()
    found = queries.holder_of_mobile(mobile, by.school_id or 0)
    if found is None:
        raise errors.HolderNotFound()
    dispute = Asked(Change.DISPUTE, asked.reason, {"mobile": mobile, "name": name.strip()[:60]}, asked.evidence)
    return _store(_live(found), dispute, by.school, by, now)


def _live(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("account", "school", "programme")
    row: Enrolment = rows.get(pk=enrolment.pk)
    if row.status != Enrolment.Status.ACCEPTED:
        raise errors.NotEnrolled(name=row.account.name)
    return row


def _check_values(row: Enrolment, asked: Asked, now: datetime) -> None:
    """Raise what is wrong with the new values before anybody is troubled with them."""
    values = asked.values
    match asked.change:
        case Change.MOBILE:
            refuse_unless_free(mobile=values["mobile"], account=row.account)
        case Change.ID_NUMBER:
            refuse_unless_own_id(id_number=values["id_number"], account=row.account, now=now)
        case Change.NAME if not is_name(values["name"]):
            raise NotAName()
        case Change.NAME if values["name"] == row.account.name:
            raise NothingToCorrect()
        case Change.SUBJECT:
            check_subject(row, values["stage"], values["subject"])


def check_subject(row: Enrolment, stage: str, subject: str) -> None:
    """Raise unless the programme has this subject in this stage, and it is another than now."""
    subjects = row.programme.subjects.get(stage, [])
    if stage not in row.programme.stages or (subjects and subject not in subjects):
        raise errors.SubjectUnknown(stage=stage, subject=subject, choices="、".join(subjects))
    if (row.stage, row.subject) == (stage, subject):
        raise errors.SameSubject()


def _store(row: Enrolment, asked: Asked, to: School | None, by: Post, now: datetime) -> ChangeRequest:
    _refuse_late(row.programme, asked.change, now)
    if ChangeRequest.objects.waiting().filter(enrolment=row, kind=asked.change).exists():
        raise errors.AlreadyAsked(name=asked.values.get("name", row.account.name))
    files = _checked(asked)
    request = ChangeRequest.objects.create(
        kind=asked.change.value, enrolment=row, school=row.school, to_school=to,
        decider=decider_of(asked.change, _seat(row.school), _seat(to) if to else None).value,
        wanted=json.dumps(dict(asked.values), ensure_ascii=False), before=json.dumps(_before(row), ensure_ascii=False),
        reason=asked.reason.strip()[:500], asked_by=by, asked_at=now,
    )  # fmt: skip
    ChangeEvidence.objects.bulk_create([_sealed(request, kind, file) for kind, file in files])
    ChangeStep.objects.create(request=request, kind=ChangeStep.Kind.ASKED, at=now, by=by, words=request.reason)
    audit.record("ask_for_change", by=by, about=request, kind=request.kind, decider=request.decider, files=len(files))
    return request  # type: ignore[no-any-return]


def _refuse_late(programme: Programme, change: Change, now: datetime) -> None:
    today = now.astimezone(ZONE).date()
    if why_not_ask(change, today=today, term_ends_on=programme.term_ends_on):
        raise errors.AfterTerm(day=days.full(programme.term_ends_on))


def _seat(school: School) -> Seat:
    return Seat(school.division_id, school.is_city_direct)


def _before(row: Enrolment) -> dict[str, str]:
    account = row.account
    return {
        "name": account.name, "mobile": account.mobile, "id_number": account.id_number or "",
        "stage": row.stage, "subject": row.subject,
    }  # fmt: skip


def _checked(asked: Asked) -> list[tuple[str, File]]:
    """The evidence with what each file is by its content; raises what is missing or cannot be looked at."""
    if not asked.evidence and asked.change in NEEDS_EVIDENCE:
        raise errors.EvidenceMissing()
    if len(asked.evidence) > MOST_FILES:
        raise errors.EvidenceTooMuch(most=MOST_FILES)
    found = []
    for file in asked.evidence:
        check_size(len(file.content), MOST_BYTES)
        kind = _KINDS.get(kind_of(file.content))
        if kind is None:
            raise errors.NotEvidence(name=file.name[:60])
        found.append((kind, file))
    return found


def _sealed(request: ChangeRequest, kind: str, file: File) -> ChangeEvidence:
    """The file sealed. Its name is not kept: it tends to hold the person's name and number."""
    return ChangeEvidence(
        request=request, kind=kind, size_bytes=len(file.content), sha256=hashlib.sha256(file.content).hexdigest(),
        sealed=base64.b64encode(file.content).decode(),
    )  # fmt: skip
