"""How figures, days, money and personal numbers are written on a page, in either language."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.foundation import text
from xingtan.foundation import yuan as money
from xingtan.ui import counts, days
from xingtan.ui.lists import Column, Sorting, export_href_of

register = template.Library()

NOTHING = "–"

STATE_ICONS = {
    "ok": "check-circle-fill",
    "wait": "clock",
    "warn": "exclamation-triangle-fill",
    "stop": "x-circle-fill",
    "info": "info-circle-fill",
    "off": "dash-circle",
}

MESSAGE_KINDS = {"success": "ok", "info": "info", "warning": "warn", "error": "stop", "debug": "info"}

RUN_KINDS = {"waiting": "wait", "running": "info", "done": "ok", "failed": "stop"}


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    """¥4,440.00; a dash when there is no amount."""
    return NOTHING if amount is None or amount == "" else money.shown(money.yuan(amount))


@register.filter
def day(value: date | datetime | None) -> str:
    """12月10日（周四）, Thu 10 Dec; the year goes without saying."""
    return days.short(value) if value else NOTHING


@register.filter
def dated(value: date | datetime | None) -> str:
    """2020年12月10日（周四）, Thu 10 Dec 2020: where the year matters."""
    return days.full(value) if value else NOTHING


@register.filter
def moment(value: datetime | None) -> str:
    """12月10日（周四）10:32 on the wall clock of Asia/Shanghai."""
    return days.moment(value) if value else NOTHING


@register.filter
def clock_time(value: datetime | None) -> str:
    """10:32 on the wall clock of Asia/Shanghai."""
    return days.clock_time(value) if value else NOTHING


@register.filter
def thousands(number: int | float | Decimal | None) -> str:
    """1,204."""
    return NOTHING if number is None or number == "" else counts.thousands(number)


@register.filter
def short_number(number: Decimal | float | None) -> str:
    """A figure without idle zeros: 17.5, 20."""
    if number is None or number == "":
        return NOTHING
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".")


@register.filter
def rate(part: int | None, whole: int | None) -> str:
    """37/42（88.1%）: never a percentage without the people behind it."""
    if part is None or not whole:
        return f"{thousands(part or 0)}/{thousands(whole or 0)}"
    return _("%(part)s/%(whole)s (%(percent)s%%)") % {
        "part": thousands(part),
        "whole": thousands(whole),
        "percent": counts.percent(part, whole),
    }


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """88.1%, or a dash when there is nobody."""
    return f"{counts.percent(part, whole)}%" if part is not None and whole else NOTHING


@register.filter
def masked_id(number: str | None) -> str:
    """1409**********1234."""
    return text.masked_id(number) if number else NOTHING


@register.filter
def masked_mobile(number: str | None) -> str:
    """138****1234."""
    return text.masked_mobile(number) if number else NOTHING


@register.filter
def minutes(seconds: float | None) -> str:
    """Whole minutes of a number of seconds, in words: 32 分钟. A begun minute is not a minute."""
    whole = int((seconds or 0) // 60)
    if seconds and not whole:
        return _("under a minute")
    return ngettext("%(count)s minute", "%(count)s minutes", whole) % {"count": thousands(whole)}


@register.filter
def state_icon(kind: str) -> str:
    """The icon that goes with a state, so that colour never speaks alone."""
    return STATE_ICONS.get(kind, "dash-circle")


@register.filter
def message_kind(message: Message) -> str:
    """The kind of alert in which a message of Django is shown."""
    return MESSAGE_KINDS.get(message.level_tag, "info")


@register.filter
def run_kind(state: str) -> str:
    """The kind of state a background run is in."""
    return RUN_KINDS.get(state, "off")


@register.filter
def sorted_by(sorting: Sorting | None, name: str) -> Column:
    """The heading of one sortable column: where its link leads and how it stands."""
    return sorting.column(name) if sorting else Column(href="?", aria="none", icon="")


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether a field is a single box to tick, which puts its words after the box."""
    return bool(field) and isinstance(field.field.widget, CheckboxInput)


@register.filter
def described(field: BoundField, help_text: str = "") -> SafeString | str:
    """The input of a field, tied to its explanation for those who cannot see it beside."""
    if not field:
        return ""
    if help_text and not field.help_text:
        ids = [f"{field.auto_id}_helptext"]
        ids += [f"{field.auto_id}_error"] if field.errors else []
        return field.as_widget(attrs={"aria-describedby": " ".join(ids)})
    return field.as_widget()


@register.simple_tag(takes_context=True)
def export_href(context: Context) -> str:
    """This list with its filters, as a workbook: the same address with ``export=xlsx``."""
    request = context.get("request")
    return export_href_of(request) if request else "?export=xlsx"
