"""Work in the background: settling the results of a term, issuing certificates, giving new programmes their scheme."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.assessment import actions, queries
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, background
from xingtan.programmes.models import Programme


@background
def settle_results(report: Reporter, *, programme: int, post: int) -> str:
    """Settle a programme division by division; interrupted, it goes on where it stopped."""
    row, by = Programme.objects.get(pk=programme), Post.objects.get(pk=post)
    heads = queries.divisions_with_learners(row)
    report.expect(sum(heads.values()))
    settled = 0
    for division, count in heads.items():
        settled += actions.settle_division(programme=row, division_code=division, by=by, now=clock.now())
        report.step(count)
    actions.finish_settlement(programme=row, by=by, now=clock.now())
    report.lead_to(reverse("assessment:certificates"))
    return ngettext("%(count)s result settled.", "%(count)s results settled.", settled) % {"count": settled}


@background
def issue_certificates(report: Reporter, *, programme: int, post: int) -> str:
    """Issue certificates school by school; interrupted, it goes on where it stopped."""
    row, by = Programme.objects.get(pk=programme), Post.objects.get(pk=post)
    schools = queries.schools_due_certificates(row)
    report.expect(len(schools))
    issued = 0
    for school in schools:
        issued += actions.issue_certificates(programme=row, school=school, by=by, now=clock.now())
        report.step()
    report.lead_to(reverse("assessment:certificates"))
    if not issued:
        return _("Nobody was due a certificate.")
    return ngettext("%(count)s certificate issued.", "%(count)s certificates issued.", issued) % {"count": issued}


def adopt_missing_schemes() -> None:
    """Give the default scheme to every programme that has none (A19)."""
    for programme in Programme.objects.filter(scheme__isnull=True):
        actions.adopt_default_scheme(programme=programme, by=None, now=clock.now())
