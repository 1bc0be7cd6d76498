"""Since when and until when, as a desk says it."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.foundation.clock import ZONE
from xingtan.ui import days


def waited_words(since: datetime, now: datetime) -> str:
    """最早的已等 2 天."""
    waited = (now.astimezone(ZONE).date() - since.astimezone(ZONE).date()).days
    if waited < 1:
        return _("Came in today")
    sentence = ngettext("The oldest has waited for %(days)s day", "The oldest has waited for %(days)s days", waited)
    return sentence % {"days": waited}


def until_words(until: date | datetime) -> str:
    """应于 12月9日（周三）前."""
    return _("Due %(day)s") % {"day": days.short(until)}


def overdue_kind(due_on: date, now: datetime) -> str:
    """``stop`` once the day is over, ``wait`` before."""
    return "stop" if now.astimezone(ZONE).date() > due_on else "wait"
