"""Days and moments in words, on the wall clock of Asia/Shanghai."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from xingtan.foundation.clock import ZONE

WEEKDAYS = [
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
]

MONTHS = [
    pgettext_lazy("month", "Jan"),
    pgettext_lazy("month", "Feb"),
    pgettext_lazy("month", "Mar"),
    pgettext_lazy("month", "Apr"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "Jun"),
    pgettext_lazy("month", "Jul"),
    pgettext_lazy("month", "Aug"),
    pgettext_lazy("month", "Sep"),
    pgettext_lazy("month", "Oct"),
    pgettext_lazy("month", "Nov"),
    pgettext_lazy("month", "Dec"),
]


def local(value: date | datetime) -> date | datetime:
    """An aware moment brought to Asia/Shanghai; a date or naive moment as it is."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(ZONE)
    return value


def short(value: date | datetime) -> str:
    """12月10日（周四）."""
    return _("%(weekday)s %(day)s %(month)s") % _parts(value)


def full(value: date | datetime) -> str:
    """2020年12月10日（周四）."""
    return _("%(weekday)s %(day)s %(month)s %(year)s") % _parts(value)


def moment(value: datetime) -> str:
    """12月10日（周四）10:32."""
    parts = {"day": short(value), "time": clock_time(value)}
    return pgettext("moment", "%(day)s, %(time)s") % parts


def clock_time(value: datetime) -> str:
    """10:32."""
    return f"{local(value):%H:%M}"


def _parts(value: date | datetime) -> dict[str, str | int]:
    at = local(value)
    return {
        "weekday": str(WEEKDAYS[at.weekday()]),
        "day": at.day,
        "month": str(MONTHS[at.month - 1]),
        "year": at.year,
    }
