"""What billing does by itself, and what it does in the background for a clerk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.billing import actions
from xingtan.billing.errors import StoredOtherwise
from xingtan.billing.models import StatementUpload
from xingtan.billing.queries import demands_of
from xingtan.billing.wording import accepted_in_words
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, background
from xingtan.foundation.yuan import shown
from xingtan.programmes.models import Programme


def draw_all_bills() -> None:
    """Timer: bring the bills of every programme that has not ended up to who is enrolled."""
    now = clock.now()
    for programme in Programme.objects.filter(term_ends_on__gte=now.date()):
        actions.draw_bills(programme=programme, demands=demands_of(programme), by=None, now=now)


_PHASES = 3
"""Read, store, match."""


@background
def import_uploaded(report: Reporter, *, upload: int, post: int, is_sure: bool = False) -> str:
    """Import an uploaded statement and match its lines; tells how many were booked.

    ``is_sure``: whoever imports has compared the lines with those stored for the same days.
    """
    row = StatementUpload.objects.select_related("programme").get(pk=upload)
    by = Post.objects.get(pk=post)
    report.expect(_PHASES)
    prepared = actions.prepare_statement(programme=row.programme, content=actions.content_of(row), name=row.name)
    overlap = actions.overlap_of(programme=row.programme, prepared=prepared)
    if overlap.is_strange and not is_sure:
        raise StoredOtherwise(stored=overlap.same_days)
    report.step()
    statement = actions.import_statement(programme=row.programme, prepared=prepared, by=by, now=clock.now())
    report.step()
    matched = actions.match_lines(programme=row.programme, by=by, now=clock.now(), report=report)
    actions.pair_refunds(programme=row.programme, by=by, now=clock.now())
    report.lead_to(reverse("billing:transfers"))
    return _(
        "%(new)s new transfers, %(amount)s came in. %(booked)s were booked, %(review)s wait for you, %(ignored)s are no matter."
    ) % {
        "new": statement.lines_new,
        "amount": shown(statement.came_in),
        "booked": matched.booked,
        "review": matched.review,
        "ignored": matched.ignored,
    }


@background
def accept_alike(report: Reporter, *, programme: int, post: int, picks: list[tuple[str, int]], codes: list[str]) -> str:
    """Book many lines for which the same things speak; tells which were left."""
    found = Programme.objects.get(pk=programme)
    by = Post.objects.get(pk=post)
    wanted = [actions.Pick(line, version) for line, version in picks]
    done = actions.accept_alike(programme=found, picks=wanted, codes=codes, by=by, now=clock.now(), report=report)
    report.lead_to(reverse("billing:alike"))
    return accepted_in_words(done.booked, done.left)


@background
def match_again(report: Reporter, *, programme: int, post: int) -> str:
    """Match all lines that wait for review once more, after bills or names changed."""
    found = Programme.objects.get(pk=programme)
    by = Post.objects.get(pk=post)
    matched = actions.match_lines(programme=found, by=by, now=clock.now(), again=True, report=report)
    report.lead_to(reverse("billing:transfers"))
    return _("%(booked)s were booked, %(review)s still wait for you.") % {
        "booked": matched.booked,
        "review": matched.review,
    }
