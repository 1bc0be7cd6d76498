"""What study says at the head of a class bulletin (``settings.BULLETIN_FIGURES``)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xingtan.enrolment.models import Enrolment
from xingtan.study.queries import daily_learners, hours_of, recognised_seconds

Headline = tuple[str, str, str]


def bulletin_figures(learners: "QuerySet[Enrolment]", *, since: date, until: date) -> Iterable[Headline]:
    """Who has begun, hours recognised on average, learners a day in the period; a class of nobody has none."""
    rows = list(learners.select_related("programme"))
    if not rows:
        return
    seconds = recognised_seconds([row.pk for row in rows])
    begun = sum(1 for each in seconds.values() if each)
    days = daily_learners(learners, since=since, until=until)
    average = sum(days.values()) / ((until - since).days + 1)
    hours = hours_of(round(sum(seconds.values()) / len(rows)), rows[0].programme)
    yield _("Have begun to study"), f"{begun}/{len(rows)}", ""
    yield _("Recognised hours on average"), str(hours), ""
    yield _("Studying on a day of the period"), f"{average:.1f}", _("on average")
