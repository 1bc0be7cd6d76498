"""Bringing in the many schools of one sheet or packed folder, sent by their county's clerk or laid before one (A05).

The file becomes a bundle as an upload does; the bundle is read in the background, and whoever sent it is told then.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import queries
from xingtan.mailroom.actions.answering import answer, is_answerable
from xingtan.mailroom.actions.closing import close_if_done, locked
from xingtan.mailroom.errors import NotASheetHere, NotWaiting, SourceForgotten
from xingtan.mailroom.models import Enclosure, Letter, LetterSource, LetterStep
from xingtan.mailroom.reading import Sheet, contents_of
from xingtan.rosters import actions as rosters
from xingtan.rosters.models import Bundle

Fate = Enclosure.State
_LONGEST_SAID = 500


def store_bundle(letter: Letter, place: int, sheet: Sheet, by: Post, now: datetime) -> Enclosure:
    """Store a file of many schools as a bundle of the clerk who sent it, or why it is refused."""
    row = Enclosure(letter=letter, position=place, name=sheet.name, size=sheet.size, teachers=sheet.teachers)
    try:
        row.bundle, row.state = _kept(letter, sheet, by, now), Fate.TAKEN
    except Refusal as refusal:
        row.state, row.why, row.said = Fate.REFUSED, "unreadable", str(refusal)[:_LONGEST_SAID]
    row.save()
    return row


@transaction.atomic
def _kept(letter: Letter, sheet: Sheet, by: Post, now: datetime) -> Bundle:
    return rosters.keep_bundle(
        programme=letter.programme, division=by.division or letter.programme.owner_division,
        content=sheet.content, file_name=sheet.name, by=by, now=now,
    )  # fmt: skip


def bring_all(*, letter: Letter, position: int, by: Post, now: datetime) -> Bundle:
    """Take one waiting sheet in as the drafts of all its schools; the sender is answered when it is read.

    Raises ``SourceForgotten``, ``NotASheetHere``, ``NotWaiting`` and what keeping a bundle refuses; then nothing
    has changed.
    """
    if not LetterSource.objects.filter(letter=letter).exists():
        raise SourceForgotten()
    contents = contents_of(letter, now)
    sheet = dict(contents.readable).get(position)
    if sheet is None:
        raise NotASheetHere(file=contents.sheets[position].name if position < len(contents.sheets) else "–")
    return _bring_all(letter, position, sheet, by, now)


@transaction.atomic
def _bring_all(letter: Letter, position: int, sheet: Sheet, by: Post, now: datetime) -> Bundle:
    letter = locked(letter)
    row = letter.enclosures.select_for_update().filter(position=position, state=Fate.WAITING, is_voucher=False).first()
    if row is None:
        raise NotWaiting()
    bundle = _kept(letter, sheet, by, now)
    row.bundle, row.state, row.why = bundle, Fate.TAKEN, ""
    row.save()
    words = _("the schools in %(file)s") % {"file": row.name}
    LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.ASSIGNED, at=now, by=by, words=words)
    close_if_done(letter, Letter.State.TAKEN)
    audit.record("bring_letter_in", by=by, about=letter, bundle=bundle.public_id)
    return bundle


@transaction.atomic
def tell_what_was_read(*, letter: Letter, now: datetime) -> None:
    """Answer the sender once all bundles of a mail are read; a second time does nothing more."""
    letter = locked(letter)
    if letter.pk not in {each.pk for each in queries.letters_to_tell()}:
        return
    letter.enclosures.filter(bundle__isnull=False, told_at__isnull=True).update(told_at=now)
    is_told = is_answerable(letter, now)
    if is_told:
        answer(letter, now=now, by=None)
    audit.record("tell_bundle_read", by=None, about=letter, answered=is_told)
