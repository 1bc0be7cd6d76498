"""A work written, added to, and handed in; every version stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.coursework.errors import AlreadyMarked, DraftMeanwhile, FilesNotTaken, TakenBack, TextTooLong, TooManyFiles
from xingtan.coursework.models import Assignment, Version, Work, WorkFile
from xingtan.coursework.queries.ground import setting_of, standing_of, terms_of
from xingtan.coursework.rules import (
    MOST_CHARACTERS,
    check_content,
    cleaned,
    count_characters,
    is_late,
    refusal_now,
)
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.attachments import DOCUMENTS, PICTURES, Attachment, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.packages import MEBIBYTE
from xingtan.foundation.uploads import check_size

KINDS = DOCUMENTS | PICTURES


class UploadedFile(Protocol):
    """A file as a form hands it over."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...

    def read(self) -> bytes: ...


@transaction.atomic
def save_draft(
    *, assignment: Assignment, enrolment: Enrolment, text: str, seen: datetime | None, now: datetime
) -> Work:
    """Keep what is being written. ``seen``: when the draft the page began from was saved, None for none.

    Raises ``TextTooLong``, ``AlreadyMarked``, and ``DraftMeanwhile`` when another device saved another text since.
    Leaves no audit entry: drafts are the writer's own until they are handed in.
    """
    work = _own(assignment, enrolment, now)
    if work.state == Work.State.MARKED:
        raise AlreadyMarked()
    _write(work, text, seen, now)
    return work


def _write(work: Work, text: str, seen: datetime | None, now: datetime) -> None:
    words = cleaned(text)
    if len(words) > MOST_CHARACTERS:
        raise TextTooLong(most=MOST_CHARACTERS)
    if words == work.draft:
        return
    if work.draft and work.saved_at != seen and not words.startswith(work.draft):
        raise DraftMeanwhile(at=f"{work.saved_at.astimezone(ZONE):%H:%M}")
    work.draft, work.saved_at = words, now
    work.save(update_fields=["draft", "saved_at"])


def _own(assignment: Assignment, enrolment: Enrolment, now: datetime) -> Work:
    """The learner's work for an assignment, locked; begun when there is none."""
    if assignment.taken_back_at is not None:
        raise TakenBack()
    Work.objects.get_or_create(assignment=assignment, enrolment=enrolment, defaults={"saved_at": now})
    found: Work = Work.objects.select_for_update().get(assignment=assignment, enrolment=enrolment)
    found.assignment, found.enrolment = assignment, enrolment
    return found


@transaction.atomic
def add_files(
    *, assignment: Assignment, enrolment: Enrolment, files: Sequence[UploadedFile], now: datetime
) -> list[WorkFile]:
    """Add documents and photos to the draft; the same file twice is there once.

    Photos are decoded and written anew, so that neither place nor device goes along. All or none: raises
    ``FilesNotTaken``, ``TooManyFiles``, ``AlreadyMarked`` or the ``UploadRefused`` of the first bad file.
    """
    work = _own(assignment, enrolment, now)
    if work.state == Work.State.MARKED:
        raise AlreadyMarked()
    if not assignment.takes_files:
        raise FilesNotTaken()
    setting = setting_of(assignment.programme)
    present = set(work.files.filter(is_in_draft=True).values_list("sha256", flat=True))
    taken = {each.sha256: each for each in (_taken(upload, setting.most_megabytes) for upload in files)}
    new = [each for sha256, each in taken.items() if sha256 not in present]
    if len(present) + len(new) > setting.most_files:
        raise TooManyFiles(most=setting.most_files)
    return [_store(work, each, now) for each in new]


def _taken(upload: UploadedFile, most_megabytes: int) -> Attachment:
    check_size(upload.size or 0, most_megabytes * MEBIBYTE)
    return attachment_of(upload.read(), upload.name or "", kinds=KINDS)


def _store(work: Work, taken: Attachment, now: datetime) -> WorkFile:
    row = WorkFile(
        work=work, file_name=taken.file_name, kind=taken.kind.value, size=len(taken.content),
        sha256=taken.sha256, added_at=now,
    )  # fmt: skip
    row.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=False)
    row.save()
    return row


@transaction.atomic
def take_file_away(*, file: WorkFile) -> None:
    """Take a file out of the draft; versions handed in with it keep it."""
    work = Work.objects.select_for_update().get(pk=file.work_id)
    if work.state == Work.State.MARKED:
        raise AlreadyMarked()
    WorkFile.objects.filter(pk=file.pk).update(is_in_draft=False)


@transaction.atomic
def hand_in(
    *, assignment: Assignment, enrolment: Enrolment, text: str, seen: datetime | None, by: Post | None, now: datetime
) -> Version:
    """Hand in the text and the draft's files as the next version; the same once more is the version already there.

    ``now`` is the server's clock and is what counts. Raises ``HandingInClosed``, ``AlreadyMarked``, ``PeersAtIt``,
    ``NoMoreResubmissions``, ``NothingWritten``, ``TooShort``, ``TextTooLong`` or ``DraftMeanwhile``.
    """
    work = _own(assignment, enrolment, now)
    files = list(work.files.filter(is_in_draft=True).values_list("public_id", flat=True))
    last = work.versions.order_by("number").last()
    if last is not None and last.text == cleaned(text) and last.files == files and work.state != Work.State.RETURNED:
        return last
    standing, terms = standing_of(work), terms_of(assignment)
    refused = refusal_now(terms, standing, now)
    if refused is not None:
        raise refused
    _write(work, text, seen, now)
    check_content(terms, characters=count_characters(work.draft), files=len(files))
    version: Version = Version.objects.create(
        work=work, number=(last.number if last else 0) + 1, text=work.draft, characters=count_characters(work.draft),
        files=files, handed_in_at=now, is_late=is_late(terms, standing, now),
    )  # fmt: skip
    work.state, work.handed_in_at = Work.State.HANDED_IN, now
    work.first_handed_in_at = work.first_handed_in_at or now
    work.score, work.is_recommended, work.judged_at = None, False, None
    work.save(update_fields=["state", "handed_in_at", "first_handed_in_at", "score", "is_recommended", "judged_at"])
    audit.record("hand_in", by=by, about=work, version=version.number, characters=version.characters)
    return version
