"""What enrolment does in the background: large lists, and forgetting them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.enrolment import queries
from xingtan.enrolment.actions.annexes import forget_annexes, keep_annex, write_annex
from xingtan.enrolment.models import FullList
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter, background
from xingtan.programmes.models import Programme
from xingtan.ui import days


@background
def make_annex(
    report: Reporter, *, programme: int, post: int, filters: dict[str, str | None], permission: int | None
) -> str:
    """Write a large list as Annex 1 and keep it for its asker for a day."""
    found = Programme.objects.get(pk=programme)
    by = Post.objects.select_related("account", "school", "division").get(pk=post, is_active=True)
    rows = queries.narrowed(queries.teachers_within(by, found), **filters)
    teachers, now = rows.count(), clock.now()
    report.expect(teachers)
    permitted = FullList.objects.select_related("decider").get(pk=permission) if permission else None
    content = write_annex(programme=found, rows=rows, permission=permitted, by=by, now=now, step=report.step)
    kept = keep_annex(programme=found, content=content, teachers=teachers, permission=permitted, by=by, now=now)
    report.lead_to(reverse("enrolment:annex_file", args=[kept.public_id]))
    return _("%(count)s teachers are in the list. You alone can fetch it, until %(until)s.") % {
        "count": teachers, "until": days.moment(kept.expires_at),
    }  # fmt: skip


def tidy() -> None:
    """Timer: delete the lists that have expired."""
    forget_annexes(now=clock.now())
