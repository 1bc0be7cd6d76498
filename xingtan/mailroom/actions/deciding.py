"""What a clerk does with a mail that waits: give a sheet to a school, dismiss it, answer again."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.mailroom import queries
from xingtan.mailroom.actions.answering import answer, is_answerable
from xingtan.mailroom.actions.closing import close_if_done, locked
from xingtan.mailroom.actions.sorting import note_taken, taken_in
from xingtan.mailroom.errors import (
    AlreadyAccepted,
    DraftStands,
    NameOfAnother,
    NoAnswerPossible,
    NotASheetHere,
    NotWaiting,
    ReasonMissing,
    SchoolUnknown,
    SourceForgotten,
)
from xingtan.mailroom.models import Enclosure, Letter, LetterSource, LetterStep
from xingtan.mailroom.reading import Contents, Sheet, contents_of
from xingtan.mailroom.rules import ANSWERS_PER_DAY
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import School
from xingtan.rosters.errors import NotWithTheSchool
from xingtan.rosters.models import Roster

Fate = Enclosure.State
_LONGEST_REASON = 500


def assign(
    *, letter: Letter, position: int, school_code: str, remember: bool, replace: bool, by: Post, now: datetime
) -> Roster:
    """Take one waiting sheet in as a school's draft; with ``replace`` also over a draft the school typed.

    With ``remember`` the name in sheet or subject becomes an alias of the school. The sender is answered.
    Raises ``NotWaiting``, ``SchoolUnknown``, ``SourceForgotten``, ``NotASheetHere``, ``DraftStands``,
    ``AlreadyAccepted``, ``NameOfAnother`` and what taking in refuses; then nothing has changed.
    """
    school = queries.school_of_code(by, school_code)
    if school is None:
        raise SchoolUnknown()
    if not LetterSource.objects.filter(letter=letter).exists():
        raise SourceForgotten()
    contents = contents_of(letter, now)
    sheet = dict(contents.readable).get(position)
    if sheet is None:
        raise NotASheetHere(file=contents.sheets[position].name if position < len(contents.sheets) else "–")
    return _assign(letter, position, (sheet, school, contents), by, now, remember=remember, replace=replace)


@transaction.atomic
def _assign(
    letter: Letter,
    position: int,
    what: tuple[Sheet, School, Contents],
    by: Post,
    now: datetime,
    *,
    remember: bool,
    replace: bool,
) -> Roster:
    sheet, school, contents = what
    letter = locked(letter)
    row = letter.enclosures.select_for_update().filter(position=position, state=Fate.WAITING).first()
    if row is None:
        raise NotWaiting()
    standing = _replaceable(letter, school, replace=replace)
    roster = taken_in(letter, school, (sheet.grids, sheet.name), standing, now, by=by)
    note_taken(row, roster)
    row.save()
    if remember:
        _remember(school, row.named, contents, by)
    letter.school, letter.division = school, school.division
    LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.ASSIGNED, at=now, by=by, words=school.registered_name)
    close_if_done(letter, Letter.State.TAKEN)
    if is_answerable(letter, now):
        answer(letter, now=now, by=by)
    audit.record("assign_letter", by=by, about=letter, school=school.code, remembered=remember, replaced=replace)
    return roster


def _replaceable(letter: Letter, school: School, *, replace: bool) -> Roster | None:
    """The roster that the sheet may take the place of, if any stands."""
    why, standing = queries.why_not_take(letter.programme, school)
    if why == "accepted":
        raise AlreadyAccepted(school=school.registered_name)
    if why == "handed_in":
        raise NotWithTheSchool()
    if why == "typed" and standing is not None and not replace:
        raise DraftStands(school=school.registered_name, teachers=standing.teachers)
    return standing


def _remember(school: School, name: str, contents: Contents, by: Post) -> None:
    if not name:
        return
    others = [pk for pk in contents.register.meant_by(name) if pk != school.pk]
    if others:
        other = School.objects.get(pk=others[0])
        raise NameOfAnother(name=name, other=other.registered_name)
    organisations.add_alias(school=school, text=name, source="mail", by=by)


@transaction.atomic
def dismiss(*, letter: Letter, reason: str, by: Post, now: datetime) -> Letter:
    """Take a waiting mail off the queue: nothing is to be done, for a reason colleagues can read."""
    letter = locked(letter)
    if letter.state != Letter.State.WAITING:
        raise NotWaiting()
    if not reason.strip():
        raise ReasonMissing()
    letter.enclosures.filter(state=Fate.WAITING).update(state=Fate.DISMISSED)
    letter.state = Letter.State.DISMISSED
    letter.save()
    words = reason.strip()[:_LONGEST_REASON]
    LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.DISMISSED, at=now, by=by, words=words)
    audit.record("dismiss_letter", by=by, about=letter)
    return letter


@transaction.atomic
def answer_again(*, letter: Letter, by: Post, now: datetime) -> Letter:
    """Answer the sender once more, with how the mail stands now."""
    letter = locked(letter)
    if letter.state == Letter.State.NEW or not is_answerable(letter, now):
        raise NoAnswerPossible(most=ANSWERS_PER_DAY)
    answer(letter, now=now, by=by)
    audit.record("answer_letter", by=by, about=letter)
    return letter
