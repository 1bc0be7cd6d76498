"""How many teachers of an area study each day, as a line over two weeks."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme
from xingtan.study.queries import daily_learners
from xingtan.ui.charts import Chart, Series, line
from xingtan.ui.counts import thousands

SHOWN_DAYS = 14


def daily_study(post: Post, programme: Programme, today: date) -> tuple[str, Chart | None]:
    """A sentence about yesterday, the last whole day, and the line up to today, if there is any; one query."""
    first = today - timedelta(days=SHOWN_DAYS - 1)
    rows = Enrolment.objects.within(post).filter(programme=programme).accepted()
    heads = daily_learners(rows, since=first, until=today)
    if not heads:
        return _("Nobody has studied in the last two weeks"), None
    shown = [first + timedelta(days=number) for number in range(SHOWN_DAYS)]
    values = [heads.get(day, 0) for day in shown]
    labels = [f"{day.month}-{day.day}" for day in shown]
    return _sentence(heads.get(today - timedelta(days=1), 0)), line(
        labels, [Series(_("Studying"), values)], axis=_("Day"), size="small"
    )


def _sentence(count: int) -> str:
    if not count:
        return _("Nobody studied yesterday")
    sentence = ngettext("%(count)s teacher studied yesterday", "%(count)s teachers studied yesterday", count)
    return sentence % {"count": thousands(count)}
