"""What rosters do in the background: reading bundles and big sheets, deciding many rosters, reading on after a standstill."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.foundation import clock
from xingtan.foundation.clock import ZONE
from xingtan.foundation.errors import Refusal
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.tasks import Reporter, background, start
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.rosters import actions, queries
from xingtan.rosters.actions import Incoming
from xingtan.rosters.models import Bundle, KeptFile, Review, Roster, RosterQuerySet

FIRST_PARTS, PARTS_AT_ONCE = 25, 200
"""A handful grows from the first to the second: storing begins soon, and few handfuls mean few commits."""
TEACHERS_AT_ONCE = 6_000
STANDSTILL = timedelta(minutes=3)


@transaction.atomic
def begin_bundle(*, programme: Programme, content: bytes, file_name: str, by: Post) -> Bundle:
    """Keep an uploaded bundle and start reading it."""
    division = by.division or programme.owner_division
    bundle = actions.keep_bundle(
        programme=programme, division=division, content=content, file_name=file_name, by=by, now=clock.now()
    )
    begin_reading(bundle)
    return bundle


@transaction.atomic
def begin_reading(bundle: Bundle) -> Progress:
    """Start reading a bundle, or reading on where it stands."""
    title = _("Reading %(name)s") % {"name": bundle.file_name}
    run = start(read_bundle, title=title, owner=bundle.by.account.public_id, bundle=bundle.pk)
    actions.note_run(bundle=bundle, run=run.public_id, now=clock.now())
    return run


@background
def read_bundle(report: Reporter, *, bundle: int) -> str:
    """Read a bundle from where it stands to its end, a handful of schools at a time."""
    row = Bundle.objects.select_related("programme", "by", "file").get(pk=bundle)
    report.lead_to(reverse("rosters:bundle", args=[row.public_id]))
    if row.state != Bundle.State.READING:
        return ""
    try:
        with queries.opened_bundle(row) as files:
            lookups = queries.lookups_for(row.programme, row.by, row.created_at.astimezone(ZONE).date())
            report.expect(files.total)
            report.step(row.files_done)
            for handful, files_done in _handfuls(files.read_from(row.files_done, lookups), row.files_done):
                actions.store_parts(
                    bundle=row, incoming=handful, files_done=files_done, lookups=lookups, now=clock.now()
                )
                report.step(files_done - row.files_done)
                row.files_done = files_done
        actions.finish_bundle(bundle=row, passed_over=files.passed_over, now=clock.now())
    except Refusal as refusal:
        actions.finish_bundle(bundle=row, passed_over=(), failure=str(refusal), now=clock.now())
        raise
    return _told(row)


def _handfuls(files: Iterator[queries.FileRead], done: int) -> Iterator[tuple[list[Incoming], int]]:
    """The parts of the files, a handful at a time, each with how many files are read to the end by then."""
    handful: list[Incoming] = []
    teachers, most = 0, min(FIRST_PARTS, PARTS_AT_ONCE)
    for file in files:
        parts = [Incoming(file, index, share) for index, share in enumerate(file.shares)] or [Incoming(file)]
        for part in parts:
            handful.append(part)
            teachers += len(part.share.rows) if part.share else 0
            is_last = part is parts[-1]
            if len(handful) >= most or teachers >= TEACHERS_AT_ONCE:
                yield handful, done + is_last
                handful, teachers, most = [], 0, min(2 * most, PARTS_AT_ONCE)
        done += 1
    if handful:
        yield handful, done


def _told(bundle: Bundle) -> str:
    counts = queries.counts_of([bundle]).get(bundle.pk, {})
    taken, waiting = counts.get("taken", 0), counts.get("open", 0)
    words = ngettext(
        "%(taken)s school brought in with %(teachers)s teachers.",
        "%(taken)s schools brought in with %(teachers)s teachers.",
        taken,
    ) % {"taken": taken, "teachers": counts.get("teachers", 0)}
    if waiting:
        words += " " + ngettext(
            "%(waiting)s part waits for your decision.", "%(waiting)s parts wait for your decision.", waiting
        ) % {"waiting": waiting}
    return words


@transaction.atomic
def begin_sheet(
    *, programme: Programme, school: School, content: bytes, file_name: str, by: Post, version: int | None
) -> Progress:
    """Keep a school's own big sheet and start reading it."""
    kept = actions.keep_file(content=content, name=file_name, now=clock.now())
    return start(
        read_sheet,
        title=_("Reading %(name)s") % {"name": file_name},
        owner=by.account.public_id,
        file=kept.pk, programme=programme.pk, school=school.pk, post=by.pk, version=version,
    )  # fmt: skip


@background
def read_sheet(report: Reporter, *, file: int, programme: int, school: int, post: int, version: int | None) -> str:
    """Take a school's own sheet in as its draft."""
    kept = KeptFile.objects.filter(pk=file).first()
    if kept is None:
        return ""
    try:
        with transaction.atomic():
            roster = actions.take_in(
                programme=Programme.objects.get(pk=programme),
                school=School.objects.select_related("division").get(pk=school),
                grids=queries.grids_of(read_workbook(kept.opened, name=kept.name)),
                file_name=kept.name, by=Post.objects.get(pk=post), now=kept.kept_at, version=version,
            )  # fmt: skip
            actions.drop_file(file=kept)
    except Refusal:
        actions.drop_file(file=kept)
        raise
    report.lead_to(reverse("rosters:roster", args=[roster.public_id]))
    return _read_words(roster)


def _read_words(roster: Roster) -> str:
    words = ngettext("%(count)s teacher was read.", "%(count)s teachers were read.", roster.teachers)
    return words % {"count": roster.teachers}


@transaction.atomic
def begin_review(*, programme: Programme, rosters: RosterQuerySet, verdict: str, reason: str, by: Post) -> Review:
    """Note what is to be decided and start deciding."""
    division: Division = by.division or programme.owner_division
    review = actions.begin_review(
        programme=programme, division=division, rosters=rosters, verdict=verdict, reason=reason, by=by, now=clock.now()
    )
    begin_deciding(review)
    return review


@transaction.atomic
def begin_deciding(review: Review) -> Progress:
    """Start deciding the rosters of a review, or go on where it stands."""
    is_accepting = review.verdict == Review.Verdict.ACCEPT
    title = _("Accepting rosters") if is_accepting else _("Returning rosters")
    run = start(decide_review, title=title, owner=review.by.account.public_id, review=review.pk)
    actions.note_review_run(review=review, run=run.public_id, now=clock.now())
    return run


@background
def decide_review(report: Reporter, *, review: int) -> str:
    """Decide what still waits in a review, one roster after another."""
    row = Review.objects.get(pk=review)
    report.lead_to(reverse("rosters:review", args=[row.public_id]))
    items = list(queries.waiting_items(row))
    report.expect(row.items.count())
    report.step(row.items.count() - len(items))
    for item in items:
        actions.decide_item(item=item, now=clock.now())
        report.step()
    actions.finish_review(review=row, now=clock.now())
    counts = queries.item_counts(row)
    return _("%(done)s rosters decided, %(refused)s not done.") % {
        "done": counts.get("done", 0),
        "refused": counts.get("refused", 0),
    }


def resume_stalled() -> None:
    """Timer: begin what came by mail, go on with what a stopped worker left half done; the rest is left in peace."""
    before = clock.now() - STANDSTILL
    quiet = Bundle.objects.filter(Q(run="") | Q(heard_at__lt=before), state=Bundle.State.READING)
    for bundle in quiet.select_related("by__account"):
        if _is_stopped(bundle.run):
            begin_reading(bundle)
    for review in Review.objects.filter(finished_at__isnull=True, heard_at__lt=before).select_related("by__account"):
        if _is_stopped(review.run):
            begin_deciding(review)


def _is_stopped(run: str) -> bool:
    found = queries.run_of(run)
    return found is None or found.state == Progress.State.RUNNING
