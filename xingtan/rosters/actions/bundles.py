"""Many schools' rosters in one upload: kept, read handful by handful, and finished (R15 A05).

Each handful is one transaction that stores drafts, parts and how far reading has come together; so whatever
kills the work, reading on from there gives the same end and no school comes in twice.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation import bulk_rows
from xingtan.foundation.archives import opened as opened_folder
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.sealing import seal
from xingtan.foundation.uploads import check_sheet, check_size
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme
from xingtan.rosters import queries
from xingtan.rosters.actions.bringing import Bringing, bring_in
from xingtan.rosters.errors import NotReadYet, RosterClosed
from xingtan.rosters.models import PART_PURPOSE, Bundle, BundlePart, KeptFile, Roster
from xingtan.rosters.queries import FileRead, Lookups, Standings
from xingtan.rosters.rules import why_not_change
from xingtan.rosters.sheet.dividing import SchoolRows
from xingtan.ui.days import moment as shown_moment

Outcome = BundlePart.Outcome
_LONGEST = 200
_LONGEST_WORDS = 500
_PART_FIELDS = (
    "bundle", "position", "file_index", "share_index", "file_name", "school_text", "county_text", "school", "candidates",
    "outcome", "words", "teachers", "problems", "ignored", "rows", "roster", "roster_version",
)  # fmt: skip


@transaction.atomic
def keep_file(*, content: bytes, name: str, now: datetime) -> KeptFile:
    """Keep an uploaded file, sealed, until work in the background has read it."""
    return KeptFile.objects.create(  # type: ignore[no-any-return]
        name=name[-_LONGEST:], content=base64.b64encode(content).decode(), kept_at=now
    )


@transaction.atomic
def drop_file(*, file: KeptFile) -> None:
    """Let go of a file that has been read."""
    file.delete()


@transaction.atomic
def keep_bundle(
    *, programme: Programme, division: Division, content: bytes, file_name: str, by: Post, now: datetime
) -> Bundle:
    """Keep an uploaded workbook or packed folder with many schools' rosters; it is read afterwards.

    Raises ``RosterClosed`` after the deadline, and an ``UploadRefused`` for a file that cannot be read as a whole.
    """
    if not queries.is_received(programme, now):
        raise RosterClosed(deadline=shown_moment(programme.enrol_closes_at))
    _check(content, file_name)
    bundle: Bundle = Bundle.objects.create(
        programme=programme, division=division, by=by, file_name=file_name[-_LONGEST:], created_at=now, heard_at=now,
        file=keep_file(content=content, name=file_name, now=now),
    )  # fmt: skip
    audit.record("keep_bundle", by=by, about=bundle, programme=programme.code, bytes=len(content))
    return bundle


def _check(content: bytes, file_name: str) -> None:
    check_size(len(content))
    if kind_of(content, file_name) is FileKind.ZIP:
        with opened_folder(content):
            return
    check_sheet(content, file_name)


@transaction.atomic
def note_run(*, bundle: Bundle, run: str, now: datetime) -> None:
    """Say which work reads the bundle now."""
    Bundle.objects.filter(pk=bundle.pk).update(run=run, heard_at=now)


@dataclass(frozen=True)
class Incoming:
    """One part on its way in: a share of a file, or a file that could not be read."""

    file: FileRead
    share_index: int = 0
    share: SchoolRows | None = None


@transaction.atomic
def store_parts(
    *, bundle: Bundle, incoming: Sequence[Incoming], files_done: int, lookups: Lookups, now: datetime
) -> None:
    """Store a handful of parts: drafts for those that may come in, the rest kept with the reason.

    What is stored already is passed over; nothing is done once the bundle is finished. Whether enrolment was open is
    judged by when the bundle was uploaded.
    """
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("programme", "by").get(pk=bundle.pk)
    if bundle.state != Bundle.State.READING:
        return
    stored = set(
        bundle.parts.filter(file_index__in={each.file.index for each in incoming}).values_list(
            "file_index", "share_index"
        )
    )
    new = [each for each in incoming if (each.file.index, each.share_index) not in stored]
    outcomes = _outcomes(bundle, new, lookups)
    drafts = _drafts(bundle, new, outcomes, lookups, now)
    first = bundle.parts.count() + 1
    bulk_rows.add_rows(
        BundlePart,
        _PART_FIELDS,
        (
            _stored(bundle, position, each, outcome, drafts.get(position - first))
            for position, (each, outcome) in enumerate(zip(new, outcomes, strict=True), first)
        ),
    )
    bundle.files_done, bundle.heard_at = max(bundle.files_done, files_done), now
    bundle.save(update_fields=["files_done", "heard_at"])
    taken = [roster.public_id for roster in drafts.values()]
    audit.record("store_bundle_parts", by=bundle.by, about=bundle, parts=len(new), rosters=taken)


def _outcomes(bundle: Bundle, incoming: Sequence[Incoming], lookups: Lookups) -> list[tuple[str, Roster | None]]:
    """What becomes of each part, and the draft its rows replace."""
    schools = [each.share.school.key for each in incoming if each.share and each.share.school]
    standings = queries.standings_of(bundle.programme, schools, bundle)
    seen: set[int] = set()
    outcomes: list[tuple[str, Roster | None]] = []
    for each in incoming:
        if each.share is None:
            outcomes.append((Outcome.UNREADABLE, None))
            continue
        outcome = judged(each.share, lookups, standings, seen, bundle)
        school = each.share.school
        if outcome == Outcome.TAKEN and school is not None:
            seen.add(school.key)
            outcomes.append((outcome, standings.open.get(school.key)))
        else:
            outcomes.append((outcome, None))
    return outcomes


def _drafts(
    bundle: Bundle,
    incoming: Sequence[Incoming],
    outcomes: Sequence[tuple[str, Roster | None]],
    lookups: Lookups,
    now: datetime,
) -> dict[int, Roster]:
    """The drafts that parts have become, by the part's place among those incoming."""
    sheets = {
        at: Bringing(share.school.key, share.own, each.file.name, each.file.ignored, roster, share.offers)
        for at, (each, (outcome, roster)) in enumerate(zip(incoming, outcomes, strict=True))
        if outcome == Outcome.TAKEN and (share := each.share) and share.school
    }
    rosters = bring_in(
        programme=bundle.programme, sheets=list(sheets.values()), by=bundle.by, now=now, taken=lookups.taken
    )
    return dict(zip(sheets, rosters, strict=True))


def _stored(
    bundle: Bundle, position: int, each: Incoming, outcome: tuple[str, Roster | None], draft: Roster | None
) -> tuple[object, ...]:
    """A new part as it is kept, in the order of the fields; its own rows only while no draft has them."""
    share, name = each.share, each.file.name[-_LONGEST:]
    if share is None:
        words = each.file.words[:_LONGEST_WORDS]
        about: tuple[object, ...] = ("", "", None, "[]", outcome[0], words, 0, 0, "[]", None, None, 0)
        return (bundle.pk, position, each.file.index, each.share_index, name, *about)
    return (
        bundle.pk, position, each.file.index, each.share_index, name,
        share.text[:_LONGEST], share.county[:_LONGEST], share.school.key if share.school else None,
        json.dumps([school.key for school in share.candidates]),
        outcome[0], "", len(share.rows), draft.open_problems if draft else share.rows.problem_total,
        json.dumps(each.file.ignored),
        None if draft else seal(queries.sealed_rows(share.rows), purpose=PART_PURPOSE),
        draft.pk if draft else None, draft.version if draft else 0,
    )  # fmt: skip


def judged(share: SchoolRows, lookups: Lookups, standings: Standings, seen: set[int], bundle: Bundle) -> str:
    """What becomes of a share. ``seen``: the schools that this handful has already brought in."""
    school = share.school
    if school is None:
        is_outside = share.meant and lookups.reachable.isdisjoint(share.meant)
        return Outcome.OUTSIDE if is_outside else Outcome.UNKNOWN
    if school.key not in lookups.reachable:
        return Outcome.OUTSIDE
    roster = standings.open.get(school.key)
    if roster is None:
        return Outcome.ACCEPTED if school.key in standings.accepted else _once(school.key, seen)
    if not roster.is_with_school:
        return Outcome.HANDED_IN
    if why_not_change(queries.standing_of(roster, bundle.created_at)):
        return Outcome.CLOSED
    if roster.pk in standings.of_this_bundle or roster.pk not in standings.untouched:
        return Outcome.STANDING
    return _once(school.key, seen)


def _once(school: int, seen: set[int]) -> str:
    return Outcome.STANDING if school in seen else Outcome.TAKEN


def mark_taken(part: BundlePart, roster: Roster) -> None:
    """Let a part point to the draft that its rows have become; the caller saves it."""
    part.outcome, part.rows = Outcome.TAKEN, None
    part.roster, part.roster_version = roster, roster.version
    part.school_id, part.problems = roster.school_id, roster.open_problems


@transaction.atomic
def finish_bundle(*, bundle: Bundle, passed_over: Sequence[str], failure: str = "", now: datetime) -> Bundle:
    """Say that all of it is read, or why none can be, and let go of the file. A second time changes nothing."""
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("by").get(pk=bundle.pk)
    if bundle.state != Bundle.State.READING:
        return bundle
    file = KeptFile.objects.filter(bundle=bundle)
    bundle.state = Bundle.State.FAILED if failure else Bundle.State.DONE
    bundle.said, bundle.passed_over = failure[:_LONGEST_WORDS], list(passed_over)
    bundle.finished_at = bundle.heard_at = now
    bundle.save(update_fields=["state", "said", "passed_over", "finished_at", "heard_at"])
    file.delete()
    audit.record("finish_bundle", by=bundle.by, about=bundle, parts=bundle.parts.count(), failed=bool(failure))
    return bundle


def refuse_unless_read(bundle: Bundle) -> None:
    """Raise ``NotReadYet`` while the bundle is still being read."""
    if bundle.state == Bundle.State.READING:
        raise NotReadYet()
