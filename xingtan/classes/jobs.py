"""Classes following the enrolments, and classes made by rule for a whole area."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.classes import actions
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, background
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


def follow() -> None:
    """Later enrolments placed, transfers and withdrawals followed, in every programme whose term is not over."""
    for programme in Programme.objects.filter(term_ends_on__gte=clock.today()).order_by("pk"):
        actions.follow_enrolments(programme=programme, now=clock.now())


@background
def make_classes(
    report: Reporter, *, programme: str, by: str, digests: dict[str, str], heads: dict[str, int], next_url: str
) -> str:
    """Make the classes of these counties as their previews showed, one transaction a county."""
    row, post = Programme.objects.get(code=programme), Post.objects.get(public_id=by)
    report.expect(sum(heads.values()))
    report.lead_to(next_url)
    made = 0
    for division in Division.objects.filter(pk__in=list(digests)).order_by("pk"):
        made += len(
            actions.make_classes(
                programme=row, division=division, digest=digests[division.pk], by=post, now=clock.now()
            )
        )
        report.step(heads[division.pk])
    if not made:
        return _("The teachers were placed into standing classes.")
    return ngettext("%(count)s class was made.", "%(count)s classes were made.", made) % {"count": made}
