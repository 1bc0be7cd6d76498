"""The words of the money figures: what each means, and the sentence above the chart."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from xingtan.billing.ageing import Age
from xingtan.billing.queries.figures import CountyMoney
from xingtan.foundation.yuan import shown
from xingtan.ui.counts import percent

AGES = {
    Age.WEEK: gettext_lazy("Up to 7 days"),
    Age.MONTH: gettext_lazy("8 to 30 days"),
    Age.TWO_MONTHS: gettext_lazy("31 to 60 days"),
    Age.LONGER: gettext_lazy("More than 60 days"),
}
WHATS = {
    "received": gettext_lazy("All money that came in"),
    "allocated": gettext_lazy("Transfers allocated to schools"),
    "open": gettext_lazy("Transfers that wait for a decision"),
    "aside": gettext_lazy("Transfers set aside"),
    "refunds": gettext_lazy("Transfers of which money goes back"),
    "ignored": gettext_lazy("Interest and other money that is no matter of the training"),
}


def sentence(whole: CountyMoney) -> str:
    """What the figures say, in one sentence."""
    if not whole.bills:
        return _("No bill has been drawn yet")
    facts = {"arrived": shown(whole.allocated), "due": shown(whole.due), "percent": share(whole.allocated, whole.due)}
    if not whole.to_come:
        return _("All %(due)s have arrived") % facts
    return _("%(arrived)s of %(due)s have arrived (%(percent)s%%)") % facts


def share(part: Decimal, whole: Decimal) -> str:
    """As the desk tells it; of nothing, nothing."""
    return percent(part, whole) if whole else "0.0"


def definitions(*, is_keeper: bool) -> list[tuple[str, str]]:
    """What each figure means."""
    of_bills = [
        (_("Due"), _("the sum of all bills: enrolled teachers × fee")),
        (_("Arrived"), _("allocated to the bills, undone allocations taken off")),
        (_("Still to come"), _("what bills still want; what other schools paid too much is not taken off")),
    ]
    if not is_keeper:
        return of_bills
    return [
        *of_bills,
        (_("Came in"), _("all incoming lines of the bank = allocated + going back + set aside + no matter + open")),
        (
            _("Going back"),
            _("held back for a refund, or paid back; of the county whose bills the line pays, else of none"),
        ),
        (
            pgettext("money", "Open"),
            _(
                "the rest of transfers that wait for a decision; age by the bank’s day; of the county of the school it looks most like, else of none"
            ),
        ),
    ]
