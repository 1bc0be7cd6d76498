"""How mails, their states and sizes are written on a page."""

from django import template
from django.utils.translation import gettext as _

from xingtan.mailroom.answers import why_words
from xingtan.mailroom.models import Enclosure, Letter

register = template.Library()

KINDS: dict[str, str] = {
    Letter.State.NEW: "wait",
    Letter.State.WAITING: "warn",
    Letter.State.TAKEN: "ok",
    Letter.State.ANSWERED: "info",
    Letter.State.FILED: "off",
    Letter.State.DISMISSED: "off",
    Enclosure.State.REFUSED: "stop",
    Enclosure.State.ASIDE: "off",
}
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@register.filter
def mail_kind(state: str) -> str:
    """The kind of state a mail or one of its files is in."""
    return KINDS.get(state, "off")


@register.filter
def why(code: str) -> str:
    """Why a mail or file waits, was sent back or filed, in words."""
    return why_words(code)


@register.filter
def size(count: int) -> str:
    """A number of bytes in words: 12 KB, 3.4 MB."""
    if count >= MEGABYTE:
        return _("%(size)s MB") % {"size": f"{count / MEGABYTE:.1f}"}
    return _("%(size)s KB") % {"size": f"{max(1, round(count / KILOBYTE)):,}"}
