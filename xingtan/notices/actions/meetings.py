"""Recording a mobilisation meeting and putting the record right (R40)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.attachments import PICTURES, Attachment, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.file_kinds import FileKind
from xingtan.notices.errors import MeetingInFuture, MeetingTooEarly, TooManyFiles
from xingtan.notices.models import MeetingFile, MobilisationMeeting
from xingtan.notices.queries import meeting_of
from xingtan.organisations.models import School

MOST_FILES = 5
TAKEN = PICTURES | {FileKind.PDF}


class UploadedFile(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class MeetingFacts:
    """What a school says about its meeting."""

    held_on: date
    present: int
    words: str = ""


@transaction.atomic
def record_meeting(
    *,
    programme_code: str,
    school: School,
    facts: MeetingFacts,
    files: Sequence[UploadedFile] = (),
    keep: Collection[str] = (),
    by: Post | None,
    now: datetime,
    not_before: date | None = None,
) -> MobilisationMeeting:
    """Record the meeting; where one is recorded already, a new record takes its place and the old one stays below it.

    ``keep`` names the files of the former record that belong to the new one too. Raises ``MeetingInFuture``,
    ``MeetingTooEarly`` (before the notice), ``TooManyFiles`` or an ``UploadRefused``.
    """
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    _check_day(facts.held_on, now, not_before)
    former = meeting_of(school, programme_code)
    kept = [each for each in former.files.all() if each.public_id in keep] if former else []
    if len(kept) + len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    taken = [attachment_of(each.read(), each.name or "", kinds=TAKEN) for each in files]
    meeting = MobilisationMeeting.objects.create(
        programme_code=programme_code, school=school, puts_right=former, by=by, at=now,
        held_on=facts.held_on, present=facts.present, words=facts.words,
    )  # fmt: skip
    for each in kept:
        MeetingFile.objects.create(
            meeting=meeting, file=each.file.name, file_name=each.file_name, is_picture=each.is_picture,
            size_bytes=each.size_bytes, sha256=each.sha256,
        )  # fmt: skip
    for attachment in taken:
        _store(meeting, attachment)
    audit.record(
        "record_meeting", by=by, about=school, programme=programme_code, held_on=facts.held_on.isoformat(),
        present=facts.present, files=len(kept) + len(taken), puts_right=former is not None,
    )  # fmt: skip
    return meeting


def _check_day(held_on: date, now: datetime, not_before: date | None) -> None:
    if held_on > now.astimezone(ZONE).date():
        raise MeetingInFuture(held_on=held_on)
    if not_before is not None and held_on < not_before:
        raise MeetingTooEarly(held_on=held_on, issued_on=not_before)


def _store(meeting: MobilisationMeeting, taken: Attachment) -> None:
    row = MeetingFile(
        meeting=meeting, file_name=taken.file_name, is_picture=taken.kind in PICTURES,
        size_bytes=len(taken.content), sha256=taken.sha256,
    )  # fmt: skip
    row.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=True)
