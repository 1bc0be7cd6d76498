"""Writing, publishing, withdrawing notices, and the files that hang on them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.audit import actions as audit
from xingtan.foundation.attachments import ENDINGS, attachment_of
from xingtan.foundation.fields import new_public_id
from xingtan.notices.documents import word_document
from xingtan.notices.errors import NothingToPublish, NoticeNumberTaken, NotPublished
from xingtan.notices.models import Material, Notice

OFFERED = frozenset(ENDINGS)
"""Every type of file that may be attached may be offered for download."""


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice says (R01, R02)."""

    title: str
    issuer: str
    issued_on: date
    division: str
    document_number: str = ""
    programme_code: str = ""
    is_public: bool = True
    body: str = ""
    recipients: tuple[str, ...] = ()
    wants_receipt: bool = False

    def as_fields(self) -> dict[str, object]:
        """As the model stores them."""
        fields = {**self.__dict__, "division_id": self.division, "recipients": list(self.recipients)}
        del fields["division"]
        return fields


@dataclass(frozen=True)
class Attachment:
    """A file the house made itself: title, name for the download, content, and the text it was made from."""

    title: str
    file_name: str
    content: bytes
    source: str

    @classmethod
    def of_text(cls, title: str, file_stem: str, *, heading: str, body: str) -> "Attachment":
        """A Word document of a heading and a text laid out as notices are."""
        return cls(title, f"{file_stem}.docx", word_document(heading, body), heading + body)

    @property
    def made_from(self) -> str:
        """The digest of the source."""
        return hashlib.sha256(self.source.encode()).hexdigest()


@transaction.atomic
def write_notice(*, facts: NoticeFacts, by: audit.Actor | None) -> Notice:
    """A new notice as a draft; nobody but its editors sees it yet."""
    _check_number(facts.document_number, but=None)
    notice = Notice.objects.create(**facts.as_fields())
    audit.record("write_notice", by=by, about=notice, title=facts.title)
    return notice


@transaction.atomic
def change_notice(*, notice: Notice, facts: NoticeFacts, by: audit.Actor | None) -> Notice:
    """Change what a notice says; the names of what changed are recorded."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    _check_number(facts.document_number, but=notice)
    changed = [name for name, value in facts.as_fields().items() if getattr(notice, name) != value]
    if not changed:
        return notice
    for name in changed:
        setattr(notice, name, facts.as_fields()[name])
    notice.save(update_fields=changed)
    audit.record("change_notice", by=by, about=notice, changed=changed)
    return notice


def _check_number(number: str, *, but: Notice | None) -> None:
    others = Notice.objects.filter(document_number=number)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if number and others.exists():
        raise NoticeNumberTaken(number=number)


@transaction.atomic
def publish_notice(*, notice: Notice, by: audit.Actor | None, now: datetime) -> Notice:
    """Let people see a notice, also one that was withdrawn; published already, it stays as it is."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state == Notice.State.PUBLISHED:
        return notice
    if not notice.body.strip() and not notice.materials.exists():
        raise NothingToPublish()
    notice.state, notice.published_at = Notice.State.PUBLISHED, now
    notice.withdrawn_at, notice.withdrawn_because = None, ""
    notice.save(update_fields=["state", "published_at", "withdrawn_at", "withdrawn_because"])
    audit.record("publish_notice", by=by, about=notice)
    return notice


@transaction.atomic
def withdraw_notice(*, notice: Notice, because: str, by: audit.Actor | None, now: datetime) -> Notice:
    """Take a notice and its materials away from the public, with the reason; it can be published again."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state != Notice.State.PUBLISHED:
        raise NotPublished()
    notice.state, notice.withdrawn_at, notice.withdrawn_because = Notice.State.WITHDRAWN, now, because
    notice.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    audit.record("withdraw_notice", by=by, about=notice, because=because)
    return notice


@transaction.atomic
def add_material(
    *, notice: Notice, title: str, name: str, content: bytes, by: audit.Actor | None, now: datetime
) -> Material:
    """Hang an uploaded file on a notice. Its type is judged by its content, packages are looked into."""
    taken = attachment_of(content, name, kinds=OFFERED)
    title = title.strip() or PurePosixPath(name).stem
    material = _stored(notice, title, taken.file_name, taken.content, now)
    audit.record("add_material", by=by, about=notice, title=material.title, sha256=material.sha256)
    return material


def _stored(notice: Notice, title: str, name: str, content: bytes, now: datetime) -> Material:
    material = Material(
        notice=notice, title=title, file_name=name, size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest(),
        position=notice.materials.count() + 1, added_at=now,
    )  # fmt: skip
    material.file.save(new_public_id() + PurePosixPath(name).suffix, ContentFile(content), save=True)
    return material


@transaction.atomic
def remove_material(*, material: Material, by: audit.Actor | None) -> None:
    """Take a file away from its notice; the bytes go once the removal is certain."""
    notice, title, sha256 = material.notice, material.title, material.sha256
    storage, stored_name = material.file.storage, str(material.file.name)
    material.delete()
    audit.record("remove_material", by=by, about=notice, title=title, sha256=sha256)
    transaction.on_commit(lambda: storage.delete(stored_name))


@transaction.atomic
def bring_notice(
    *, facts: NoticeFacts, attachments: Sequence[Attachment], by: audit.Actor | None, now: datetime
) -> Notice:
    """The published notice of a programme file with its attachments; twice is the same notice."""
    notice = Notice.objects.filter(document_number=facts.document_number).first()
    notice = change_notice(notice=notice, facts=facts, by=by) if notice else write_notice(facts=facts, by=by)
    for attachment in attachments:
        _bring_attachment(notice, attachment, now)
    if notice.state == Notice.State.DRAFT:
        return publish_notice(notice=notice, by=by, now=now)
    return notice


def _bring_attachment(notice: Notice, attachment: Attachment, now: datetime) -> None:
    standing = notice.materials.filter(title=attachment.title).first()
    if standing is not None and standing.made_from == attachment.made_from:
        return
    if standing is not None:
        remove_material(material=standing, by=None)
    material = _stored(notice, attachment.title, attachment.file_name, attachment.content, now)
    material.made_from = attachment.made_from
    material.save(update_fields=["made_from"])
