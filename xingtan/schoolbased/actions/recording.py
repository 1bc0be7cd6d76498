"""The record of an activity: who was there, what was done, photos; reflections; the school's signature (R65)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.attachments import PICTURES, Attachment, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.file_kinds import FileKind
from xingtan.organisations import actions as organisations
from xingtan.schoolbased.actions.ground import locked, note_step, refuse_unless_own
from xingtan.schoolbased.errors import (
    AlreadySigned,
    HeldInFuture,
    NobodyPresent,
    NotRecordedYet,
    NotYourSchool,
    TooManyPhotos,
    WasNotPresent,
)
from xingtan.schoolbased.models import Activity, Photo, Presence
from xingtan.schoolbased.rules import MOST_PHOTOS, check_day, check_minutes

TAKEN = PICTURES | {FileKind.PDF}


class UploadedFile(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Record:
    """What a school says about an activity it held."""

    held_on: date
    minutes: int
    words: str
    present: Sequence[Enrolment] = ()
    others: str = ""
    photos: Sequence[UploadedFile] = field(default=())


@transaction.atomic
def record_activity(*, activity: Activity, record: Record, by: Post, now: datetime) -> Activity:
    """Record what was held, or record it anew while it is not signed; reflections of who stays present are kept.

    Raises ``AlreadySigned``, ``HeldInFuture``, ``DayOutOfTerm``, ``MinutesOutOfRange``, ``NobodyPresent``,
    ``TooManyPhotos``, ``NotYourSchool`` or an ``UploadRefused``.
    """
    row = locked(activity)
    refuse_unless_own(by, row.school)
    if row.state == Activity.State.SIGNED:
        raise AlreadySigned
    _check(row, record, now)
    taken = [attachment_of(each.read(), each.name or "", kinds=TAKEN) for each in record.photos]
    row.held_on, row.minutes, row.words, row.others = record.held_on, record.minutes, record.words, record.others
    row.state, row.signed_at, row.signed_by = Activity.State.RECORDED, None, None
    row.save()
    _set_present(row, record.present)
    for attachment in taken:
        _store(row, attachment)
    note_step(row, "recorded", by=by, now=now)
    audit.record("record_activity", by=by, about=row, present=len(record.present), photos=len(taken))
    return row


def _check(row: Activity, record: Record, now: datetime) -> None:
    if record.held_on > now.astimezone(ZONE).date():
        raise HeldInFuture(day=record.held_on.isoformat())
    check_day(record.held_on, first=row.programme.login_opens_on, last=row.programme.term_ends_on)
    check_minutes(record.minutes)
    if not record.present:
        raise NobodyPresent
    if any(each.school_id != row.school_id for each in record.present):
        raise NotYourSchool
    if row.photos.count() + len(record.photos) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)


def _set_present(row: Activity, present: Sequence[Enrolment]) -> None:
    Presence.objects.filter(activity=row).exclude(enrolment__in=present).delete()
    rows = [Presence(activity=row, enrolment=each) for each in present]
    Presence.objects.bulk_create(rows, ignore_conflicts=True)


def _store(row: Activity, taken: Attachment) -> None:
    photo = Photo(
        activity=row, file_name=taken.file_name, is_picture=taken.kind in PICTURES, size_bytes=len(taken.content),
        sha256=taken.sha256,
    )  # fmt: skip
    photo.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=True)


@transaction.atomic
def sign_activity(*, activity: Activity, by: Post, now: datetime) -> Activity:
    """The head signs what the school recorded; from now on its minutes count (R19, R65). Twice is once.

    Raises ``NotRecordedYet`` or ``NotYourSchool``.
    """
    row = locked(activity)
    if by.kind != Kind.SCHOOL_HEAD or by.school_id != row.school_id:
        raise NotYourSchool
    if row.state == Activity.State.SIGNED:
        return row
    if row.state != Activity.State.RECORDED:
        raise NotRecordedYet
    row.state, row.signed_at, row.signed_by = Activity.State.SIGNED, now, by
    row.save(update_fields=["state", "signed_at", "signed_by"])
    note_step(row, "signed", by=by, now=now)
    audit.record("sign_activity", by=by, about=row)
    organisations.note_change([row.school_id], now)
    return row


@transaction.atomic
def reflect(*, activity: Activity, words: str, by: Post, now: datetime) -> Presence:
    """A teacher who was present writes the own reflection, or writes it anew. Raises ``WasNotPresent``."""
    row: Presence | None = (
        Presence.objects.select_for_update(of=("self",))
        .filter(activity=activity, enrolment__account=by.account_id)
        .select_related("activity")
        .first()
    )
    if row is None:
        raise WasNotPresent
    row.reflection, row.reflected_at = words.strip(), now
    row.save(update_fields=["reflection", "reflected_at"])
    audit.record("reflect", by=by, about=row.activity)
    organisations.note_change([row.activity.school_id], now)
    return row
