"""What the points of readiness are called and how each stands, in words (R32)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.oversight.queries import Cell
from xingtan.oversight.rules import Point, Ready
from xingtan.programmes.rules import PlanState

POINTS = {
    Point.PLAN: _("Plan"),
    Point.NOTICE: _("Notice forwarded"),
    Point.SIGNED: _("Notice signed for"),
    Point.MEETING: _("Meeting held"),
    Point.ROSTER: _("Roster"),
    Point.PAYMENT: _("Payment"),
    Point.TUTORS: _("Classes with a tutor"),
    Point.ACTIVATION: _("Accounts activated"),
    Point.STARTED: _("Study begun"),
}
STANDS = {
    Ready.NOTHING: pgettext_lazy("readiness", "Nothing yet"),
    Ready.DONE: pgettext_lazy("readiness", "Done"),
    Ready.PARTLY: pgettext_lazy("readiness", "Under way"),
    Ready.OPEN: pgettext_lazy("readiness", "Open"),
    Ready.OVERDUE: pgettext_lazy("readiness", "Overdue"),
}
KINDS = {Ready.NOTHING: "off", Ready.DONE: "ok", Ready.PARTLY: "wait", Ready.OPEN: "off", Ready.OVERDUE: "stop"}
PLANS = {
    PlanState.MISSING: pgettext_lazy("plan", "Not handed in"),
    PlanState.SUBMITTED: pgettext_lazy("plan", "Handed in"),
    PlanState.RETURNED: pgettext_lazy("plan", "Returned"),
    PlanState.FILED: pgettext_lazy("plan", "Filed"),
}


@dataclass(frozen=True)
class ShownCell:
    """A point as a page shows it: its name, word, colour, numbers, and the way to the names behind."""

    label: str
    words: str
    kind: str
    numbers: str
    href: str


def shown(cell: Cell, href: Callable[[Cell], str]) -> ShownCell:
    """A point in words; numbers only where there is more than one to count, a dash for what does not apply."""
    words = PLANS[cell.plan] if cell.plan is not None else STANDS[cell.ready]
    is_none = cell.point is Point.PLAN and cell.plan is None
    return ShownCell(
        label=str(POINTS[cell.point]),
        words="—" if is_none else str(words),
        kind="" if is_none else KINDS[cell.ready],
        numbers=f"{cell.count.part:,}/{cell.count.whole:,}" if cell.count.whole > 1 else "",
        href="" if is_none else href(cell),
    )
