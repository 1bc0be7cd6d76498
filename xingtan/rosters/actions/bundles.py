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
    parts = _parts(bundle, new, lookups, now)
    bulk_rows.add_rows(BundlePart, _PART_FIELDS, map(_stored, parts))
    bundle.files_done, bundle.heard_at = max(bundle.files_done, files_done), now
    bundle.save(update_fields=["files_done", "heard_at"])
    taken = [part.roster.public_id for part in parts if part.roster]
    audit.record("store_bundle_parts", by=bundle.by, about=bundle, parts=len(parts), rosters=taken)


def _parts(bundle: Bundle, incoming: Sequence[Incoming], lookups: Lookups, now: datetime) -> list[BundlePart]:
    """The parts with their outcomes; drafts are stored on the way."""
    schools = [each.share.school.key for each in incoming if each.share and each.share.school]
    standings = queries.standings_of(bundle.programme, schools, bundle)
    first = bundle.parts.count() + 1
    seen: set[int] = set()
    parts, sheets = [], []
    for position, each in enumerate(incoming, first):
        part = _part(bundle, each, position)
        parts.append(part)
        if each.share is None:
            part.outcome, part.words = Outcome.UNREADABLE, each.file.words[:_LONGEST_WORDS]
            continue
        part.outcome = judged(each.share, lookups, standings, seen, bundle)
        if part.outcome != Outcome.TAKEN or each.share.school is None:
            part.rows = queries.sealed_rows(each.share.rows)
            continue
        seen.add(each.share.school.key)
        roster = standings.open.get(each.share.school.key)
        sheets.append(
            (
                part,
                Bringing(
                    each.share.school.key, each.share.own, each.file.name, each.file.ignored, roster, each.share.offers
                ),
            )
        )
    rosters = bring_in(
        programme=bundle.programme, sheets=[sheet for _, sheet in sheets], by=bundle.by, now=now, taken=lookups.taken
    )
    for (part, _), roster in zip(sheets, rosters, strict=True):
        mark_taken(part, roster)
    return parts


def _stored(part: BundlePart) -> tuple[object, ...]:
    """A new part as it is kept, in the order of the fields."""
    rows = None if part.rows is None else seal(part.rows, purpose=PART_PURPOSE)
    return (
        part.bundle_id, part.position, part.file_index, part.share_index, part.file_name,
        part.school_text, part.county_text, part.school_id, json.dumps(part.candidates),
        part.outcome, part.words, part.teachers, part.problems, json.dumps(part.ignored),
        rows, part.roster_id, part.roster_version,
    )  # fmt: skip


def _part(bundle: Bundle, each: Incoming, position: int) -> BundlePart:
    share = each.share
    part = BundlePart(
        bundle_id=bundle.pk, position=position, file_index=each.file.index, share_index=each.share_index,
        file_name=each.file.name[-_LONGEST:],
    )  # fmt: skip
    if share:
        part.school_text, part.county_text = share.text[:_LONGEST], share.county[:_LONGEST]
        part.school_id = share.school.key if share.school else None
        part.candidates = [school.key for school in share.candidates]
        part.teachers, part.problems = len(share.rows), share.rows.problem_total
        part.ignored = list(each.file.ignored)
    return part


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
