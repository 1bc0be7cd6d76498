"""Keeping the figures up to date: schools marked as changed are counted again. Reminding many schools."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, background
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import School
from xingtan.organisations.queries import changed_schools
from xingtan.organisations.rules import prefix_of
from xingtan.oversight import actions, queries
from xingtan.oversight.rules import Subject
from xingtan.programmes.models import Programme

BATCH = 100
KEPT_FRESH = timedelta(days=7)
"""For so long after its results were settled a programme is still counted."""


def count_changed(report: Reporter | None = None) -> int:
    """Count the schools that changed, and those never counted, in every programme that is not long over."""
    programmes = [row for row in _live_programmes() if row is not None]
    changed, last = changed_schools()
    wanted = sorted(changed.union(*(queries.never_counted(programme) for programme in programmes)))
    if report:
        report.expect(len(wanted))
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        _count(programmes, part, last)
        if report:
            report.step(len(part))
    for programme in programmes:
        actions.note_snapshot(programme=programme, now=clock.now())
    return len(wanted)


@transaction.atomic
def _count(programmes: list[Programme], school_ids: list[int], last_mark: int) -> None:
    """Take the marks away and count, in one transaction: what changes meanwhile leaves a mark of its own."""
    organisations.settle_changes(up_to=last_mark, school_ids=school_ids)
    for programme in programmes:
        within = Q(division__code__startswith=prefix_of(programme.owner_division_id))
        ids = set(School.objects.filter(within, pk__in=school_ids).values_list("pk", flat=True))
        if ids:
            actions.recount(programme=programme, school_ids=ids, now=clock.now())


def _live_programmes() -> list[Programme]:
    fresh = Q(scheme__settled_at__isnull=True) | Q(scheme__settled_at__gte=clock.now() - KEPT_FRESH)
    return list(Programme.objects.filter(fresh).order_by("pk"))


@background
def take_figures(report: Reporter) -> str:
    """Bring the figures up to date because somebody asked."""
    counted = count_changed(report)
    return ngettext("%(count)s school counted.", "%(count)s schools counted.", counted) % {"count": counted}


def keep_counting() -> None:
    """The timer's round."""
    count_changed()


def begin_the_day() -> None:
    """Mark every counted school once a day: who lags depends on the date."""
    organisations.note_change(queries.counted_before(clock.today()), clock.now())


@background
def remind_many(report: Reporter, *, programme: str, subject: str, by: str, school_ids: list[int], note: str) -> str:
    """Remind many schools, some at a time; run again it reminds nobody twice on a day."""
    found, post = Programme.objects.get(code=programme), Post.objects.get(public_id=by)
    report.expect(len(school_ids))
    report.lead_to(reverse("oversight:chase", kwargs={"subject": subject}))
    done = actions.Reminded()
    for start in range(0, len(school_ids), BATCH):
        part = school_ids[start : start + BATCH]
        done += actions.remind_schools(
            programme=found, subject=Subject(subject), school_ids=part, by=post, now=clock.now(), note=note
        )
        report.step(len(part))
    said = ngettext("%(count)s school was reminded.", "%(count)s schools were reminded.", done.sent)
    return said % {"count": done.sent}
