"""Who was online by the day due for their school, and who was not (R61, A02): the names behind the share."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.notices.queries import received_by_school
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import online_due


def online_on_time(rows: "QuerySet[Enrolment]", programme: Programme, *, reached: bool) -> "QuerySet[Enrolment]":
    """Of some teachers those due to be online who were so in time, or who were not or are not yet; three queries.

    Who was enrolled only after the day is in neither list, as in the share.
    """
    schools = School.objects.filter(pk__in=rows.order_by().values("school"))
    by_day: dict[date, list[int]] = defaultdict(list)
    for pk, received in received_by_school(programme.notice, list(schools)).items():
        by_day[online_due(programme, received)].append(pk)
    told = [pk for pks in by_day.values() for pk in pks]
    condition = _condition(online_due(programme, None), reached=reached) & ~Q(school__in=told)
    for day, pks in by_day.items():
        condition |= _condition(day, reached=reached) & Q(school__in=pks)
    return rows.filter(condition)


def _condition(due_on: date, *, reached: bool) -> Q:
    over = datetime.combine(due_on + timedelta(days=1), time(), tzinfo=ZONE)
    in_time = Q(account__activated_at__lt=over)
    return Q(enrolled_at__lt=over) & (
        in_time if reached else Q(account__activated_at__isnull=True) | Q(account__activated_at__gte=over)
    )
