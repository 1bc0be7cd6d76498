"""Sorting a mail: a draft, vouchers of a bill, a clerk's queue, back to the sender, or filed; all of it or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import queries
from xingtan.mailroom.actions.answering import answer, is_answerable
from xingtan.mailroom.actions.bundling import store_bundle
from xingtan.mailroom.actions.closing import locked
from xingtan.mailroom.actions.vouchers import store_voucher
from xingtan.mailroom.models import Enclosure, Letter, LetterStep
from xingtan.mailroom.reading import Contents, Sheet, contents_of
from xingtan.mailroom.rules import BY_PEOPLE, Kind
from xingtan.organisations.models import School
from xingtan.rosters import actions as rosters
from xingtan.rosters.errors import NotWithTheSchool, RosterChanged, RosterClosed
from xingtan.rosters.models import Roster
from xingtan.rosters.sheet import Grid
from xingtan.ui.days import moment as shown_moment

State, Fate = Letter.State, Enclosure.State
STEPS: dict[str, str] = {State.TAKEN: LetterStep.Kind.TAKEN, State.WAITING: LetterStep.Kind.QUEUED}
MOST_ATTEMPTS = 3
_LONGEST_SAID = 500


def sort(*, letter: Letter, now: datetime) -> Letter:
    """Look at a stored mail and settle it; a second time does nothing more.

    Files are read before anything is locked. A mail that brought the reader down three times is
    laid before a clerk unread.
    """
    if not _begun(letter):
        return give_up(letter=letter, now=now)
    contents = contents_of(letter, now) if letter.kind in BY_PEOPLE else None
    return _settle(letter, contents, now)


@transaction.atomic
def _begun(letter: Letter) -> bool:
    """Count an attempt before it is made, so that one that kills the process is counted too."""
    row = Letter.objects.select_for_update().get(pk=letter.pk)
    row.attempts += 1
    row.save(update_fields=["attempts"])
    return bool(row.attempts <= MOST_ATTEMPTS)


@transaction.atomic
def give_up(*, letter: Letter, now: datetime) -> Letter:
    """Lay a mail that could not be read before a clerk."""
    letter = locked(letter)
    if letter.state == State.NEW:
        _close(letter, State.WAITING, "failed", LetterStep.Kind.QUEUED, now)
        audit.record("sort_letter", by=None, about=letter, state=letter.state, why=letter.why)
    return letter


@transaction.atomic
def _settle(letter: Letter, contents: Contents | None, now: datetime) -> Letter:
    letter = locked(letter)
    if letter.state != State.NEW:
        return letter
    if contents is None:
        _close(letter, State.FILED, letter.kind, LetterStep.Kind.FILED, now)
    else:
        _keep_enclosures(letter, contents, now)
        _place(letter, contents)
        state, why = _outcome(letter, contents, now)
        step = STEPS.get(state)
        _close(letter, state, why, step, now)
        if why not in {"unrecognised", "reply"} and is_answerable(letter, now) and not _is_told_later(letter):
            answer(letter, now=now, by=None)
    audit.record("sort_letter", by=None, about=letter, state=letter.state, why=letter.why)
    return letter


def _is_told_later(letter: Letter) -> bool:
    """Whether the answer waits until the many schools of the mail are read: one answer tells everything."""
    return bool(letter.enclosures.filter(bundle__isnull=False).exists())


def _close(letter: Letter, state: str, why: str, step: str | None, now: datetime) -> None:
    letter.state, letter.why, letter.settled_at = state, why, now
    letter.save()
    if step:
        LetterStep.objects.create(letter=letter, kind=step, at=now)


def _keep_enclosures(letter: Letter, contents: Contents, now: datetime) -> None:
    """Store what became of each file; sheets of one school are one roster."""
    taken: dict[int, Taking] = {}
    by_school: dict[int, list[Sheet]] = {}
    for _place, sheet in contents.readable:
        if sheet.finding.school:
            by_school.setdefault(sheet.finding.school, []).append(sheet)
    for school, sheets in by_school.items():
        taken[school] = _attempt(letter, School.objects.get(pk=school), sheets, now)
    for place, sheet in enumerate(contents.sheets):
        if sheet.is_bundle and contents.bringer:
            store_bundle(letter, place, sheet, contents.bringer, now)
        elif sheet.voucher and not sheet.refused:
            store_voucher(letter, place, sheet, now)
        else:
            _store(letter, place, sheet, taken.get(sheet.finding.school or 0))


@dataclass(frozen=True)
class Taking:
    """What came of taking sheets in for a school: a roster, or why not."""

    roster: Roster | None = None
    why: str = ""
    said: str = ""


def _attempt(letter: Letter, school: School, sheets: Sequence[Sheet], now: datetime) -> Taking:
    why, standing = queries.why_not_take(letter.programme, school)
    if why:
        return Taking(why=why)
    grids = [grid for sheet in sheets for grid in sheet.grids]
    try:
        return Taking(taken_in(letter, school, (grids, sheets[0].name), standing, now, by=None))
    except (RosterChanged, NotWithTheSchool):
        return Taking(why="changed")
    except RosterClosed as closed:
        return Taking(why="closed", said=str(closed))
    except Refusal as refusal:
        return Taking(why="unreadable", said=str(refusal))


def taken_in(
    letter: Letter,
    school: School,
    sheets: tuple[Sequence[Grid], str],
    standing: Roster | None,
    now: datetime,
    *,
    by: Post | None,
) -> Roster:
    """The sheets as the school's draft; its history says that they came by mail, when and from whom."""
    grids, name = sheets
    words = {"file": name[:80], "at": shown_moment(letter.came_at), "sender": letter.sender[:60]}
    return rosters.take_in(
        programme=letter.programme, school=school, grids=grids, by=by, now=now,
        file_name=_("%(file)s (came by mail on %(at)s from %(sender)s)") % words,
        version=standing.version if standing else None,
    )  # fmt: skip


def _store(letter: Letter, place: int, sheet: Sheet, taking: "Taking | None") -> Enclosure:
    row = Enclosure(
        letter=letter, position=place, name=sheet.name, size=sheet.size, named=sheet.named,
        teachers=sheet.teachers, problems=sheet.problems, school_id=sheet.finding.school,
        is_voucher=bool(sheet.voucher), holds_many=sheet.holds_many,
    )  # fmt: skip
    if sheet.is_aside:
        row.state = Fate.ASIDE
    elif sheet.refused:
        row.state, row.said, row.why = Fate.REFUSED, sheet.refused[:_LONGEST_SAID], "unreadable"
    elif taking is None:
        row.state, row.why = Fate.WAITING, sheet.finding.why
    elif taking.roster:
        note_taken(row, taking.roster)
    else:
        row.state = Fate.REFUSED if taking.said else Fate.WAITING
        row.why, row.said = taking.why, taking.said[:_LONGEST_SAID]
    row.save()
    row.candidates.set(sheet.finding.candidates)
    return row


def note_taken(row: Enclosure, roster: Roster) -> None:
    """Put down which roster a file became, and as which version, so that later typing is seen."""
    row.state, row.why, row.school_id = Fate.TAKEN, "", roster.school_id
    row.roster, row.roster_version = roster, roster.version


def _place(letter: Letter, contents: Contents) -> None:
    """Put down school and unit as far as they are certain; else the mail is the city's."""
    told = contents.readable or contents.vouchers
    schools = {each.finding.school for _p, each in told if each.finding.school}
    if not told and len(contents.subject.schools) == 1:
        schools = set(contents.subject.schools)
    divisions = set(_divisions(contents, schools))
    if len(schools) == 1:
        letter.school_id = next(iter(schools))
    if len(divisions) == 1:
        letter.division_id = next(iter(divisions))
    if contents.bundles and contents.bringer:
        letter.bringer, letter.division = contents.bringer, contents.bringer.division or letter.division


def _divisions(contents: Contents, schools: Iterable[int]) -> Iterator[str]:
    """The units of all schools the mail may be of, and that of its subject."""
    known = contents.register.schools
    yield from (known[pk].division for pk in schools)
    yield from (
        known[pk].division for _p, each in contents.readable + contents.vouchers for pk in each.finding.candidates
    )
    if contents.subject.unit:
        yield contents.subject.unit.code


def _outcome(letter: Letter, contents: Contents, now: datetime) -> tuple[str, str]:
    """Where the mail goes, and the code of the reason."""
    rows = list(letter.enclosures.all())
    fates = {row.state for row in rows}
    if Fate.WAITING in fates:
        return State.WAITING, next(row.why for row in rows if row.state == Fate.WAITING)
    if Fate.TAKEN in fates:
        return State.TAKEN, ""
    why = next((row.why for row in rows if row.state == Fate.REFUSED), "")
    if not why:
        why = _why_nothing(letter, contents)
    if why in {"unrecognised", "reply"}:
        return State.WAITING, why
    return (State.ANSWERED, why) if is_answerable(letter, now) else (State.WAITING, "unanswerable")


def _why_nothing(letter: Letter, contents: Contents) -> str:
    """Why a mail without any sheet or voucher is what it is."""
    if not letter.is_whole:
        return "too_large"
    if letter.kind == Kind.REPLY:
        return "reply"
    if contents.is_about_vouchers and contents.subject.schools:
        return "no_voucher"
    return "no_sheet" if contents.subject.is_about_rosters or contents.subject.schools else "unrecognised"
