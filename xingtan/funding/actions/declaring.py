"""A county or a school declares its money for a year; a correction is another version with its reason."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.attachments import DOCUMENTS, PICTURES, Attachment, sound_attachment_of
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.file_kinds import kind_of
from xingtan.foundation.yuan import shown
from xingtan.funding.errors import DeclaredMeanwhile, NoNorm, ReasonMissing, WagesNothing
from xingtan.funding.models import Declaration, Draft
from xingtan.funding.queries import norm_of, standing_of
from xingtan.funding.queries.declarations import at
from xingtan.funding.rules import Norm, Place, Share
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme


class UploadedFile(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Figures:
    """What is declared: yuan of the whole year, yuan of it for training, where that is booked; why it was corrected."""

    base: Decimal
    training: Decimal
    source: str
    reason: str = ""


@transaction.atomic
def keep_draft(
    *,
    place: Division | School,
    year: int,
    typed: dict[str, str],
    file: UploadedFile | None,
    by: Post | None,
    now: datetime,
) -> Draft:
    """Keep what was typed, as it was typed, and the file. Raises an ``UploadRefused`` for a file that is not taken."""
    taken = sound_attachment_of(file.read(), file.name or "", kinds=DOCUMENTS | PICTURES) if file else None
    draft, _is_new = Draft.objects.get_or_create(year=year, **at(place), defaults={"by": by, "at": now})
    draft.typed, draft.by, draft.at = typed, by, now
    if taken is not None:
        draft.file_name = taken.file_name
        draft.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=False)
    draft.save()
    return draft


@transaction.atomic
def declare(
    *,
    programme: Programme,
    place: Division | School,
    year: int,
    figures: Figures,
    seen: int,
    file: UploadedFile | None,
    by: Post | None,
    now: datetime,
) -> Declaration:
    """Declare for a year. ``seen``: the version the person had before their eyes, 0 for none.

    The same figures sent twice are one version. The draft is gone once declared; its file goes along.
    Raises ``DeclaredMeanwhile``, ``ReasonMissing``, ``WagesNothing``, ``NoNorm`` or an ``UploadRefused``.
    """
    model = type(place)
    model._default_manager.select_for_update(no_key=True).get(pk=place.pk)
    before, norm = standing_of(place, year), norm_of(programme, _kind(place), year)
    if norm is None:
        raise NoNorm(year=year)
    taken = (
        sound_attachment_of(file.read(), file.name or "", kinds=DOCUMENTS | PICTURES)
        if file
        else _of_draft(place, year)
    )
    drafts = Draft.objects.filter(year=year, **at(place))
    if before is not None and _is_same(before, figures, taken, by):
        drafts.delete()
        return before
    _check(before, figures, seen=seen, is_county=isinstance(place, Division), year=year)
    stored = _stored(place, year, figures, norm, before)
    stored.by, stored.at = by, now
    _save(stored, taken)
    drafts.delete()
    audit.record(
        "declare_funds", by=by, about=stored, year=year, version=stored.version, base=str(figures.base),
        training=str(figures.training),
    )  # fmt: skip
    return stored


def _kind(place: Division | School) -> Place:
    return Place.COUNTY if isinstance(place, Division) else Place.SCHOOL


def _is_same(before: Declaration, figures: Figures, taken: Attachment | None, by: Post | None) -> bool:
    """Whether this is the same thing sent again, by a second click or a lost answer."""
    if by is None or before.by_id != by.pk or (taken is not None and taken.sha256 != before.sha256):
        return False
    return Figures(before.base, before.training, before.source, before.reason) == figures


def _check(before: Declaration | None, figures: Figures, *, seen: int, is_county: bool, year: int) -> None:
    if is_county and not figures.base:
        raise WagesNothing()
    if before is None:
        return
    if seen != before.version:
        who = before.by.account.name if before.by else "—"
        raise DeclaredMeanwhile(who=who, year=year, base=shown(before.base), training=shown(before.training))
    if not figures.reason.strip():
        raise ReasonMissing(year=year)


def _stored(
    place: Division | School, year: int, figures: Figures, norm: Norm, before: Declaration | None
) -> Declaration:
    share = Share(figures.base, figures.training, norm.percent)
    return Declaration(
        year=year, **at(place), version=before.version + 1 if before else 1, replaces=before,
        base=figures.base, training=figures.training, percent=norm.percent, document=norm.document[:100],
        missing=share.missing, source=figures.source, reason=figures.reason.strip() if before else "",
    )  # fmt: skip


def _save(row: Declaration, taken: Attachment | None) -> None:
    """Store the row, with its file where there is one."""
    if taken is None:
        row.save()
        return
    row.file_name, row.sha256 = taken.file_name, taken.sha256
    row.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=True)


def _of_draft(place: Division | School, year: int) -> Attachment | None:
    """The file kept with the draft, as it was taken then."""
    draft = Draft.objects.filter(year=year, **at(place)).exclude(file="").first()
    if draft is None:
        return None
    with draft.file.open("rb") as kept:
        content = kept.read()
    return Attachment(content, draft.file_name, kind_of(content, draft.file_name))
