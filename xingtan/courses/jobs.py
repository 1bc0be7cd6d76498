"""Bitrates made in the background; half-sent files forgotten after a week."""

from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.courses import actions
from xingtan.courses.models import Media
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, long_background


@long_background
def prepare(report: Reporter, *, media: str, by: str) -> str:
    """Make the bitrates of a film, second by second."""
    row, post = Media.objects.get(public_id=media), Post.objects.get(public_id=by)
    report.expect(max(row.seconds, 1))
    report.lead_to(reverse("courses:medium", kwargs={"medium": row.public_id}))
    actions.prepare_streams(media=row, by=post, step=report.step)
    return _("The film now plays well on slow networks, too.")


def tidy() -> None:
    """Forget files that stopped half-way a week ago."""
    actions.throw_stale_away(now=clock.now())
