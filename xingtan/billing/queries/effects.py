"""What a change after enrolment would do to the bills of the schools concerned (R71, A22)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from xingtan.billing.queries.bills import NOTHING, bill_of
from xingtan.billing.rules import Standing, fee_for
from xingtan.enrolment.models import ChangeRequest
from xingtan.enrolment.queries import heads_after
from xingtan.enrolment.rules import Effect
from xingtan.foundation.yuan import shown


def of_change(change: ChangeRequest) -> Iterator[Effect]:
    """For each school: heads and yuan before and after, what was paid, and what then is left to pay or too much.

    Said from who is enrolled now, as the timer draws the bill a few seconds after the decision. A
    difference is neither charged nor paid back by granting: it stands on the bill (A22).
    """
    programme = change.enrolment.programme
    for school, before, after in heads_after(change):
        bill = bill_of(programme, school)
        received: Decimal = bill.standing.received if bill else NOTHING
        owed, due = fee_for(before, programme.fee_yuan), fee_for(after, programme.fee_yuan)
        words = {"before": shown(owed), "after": shown(due), "received": shown(received)}
        lines = [_("Bill %(before)s → %(after)s; %(received)s has arrived.") % words, _then(Standing(due, received))]
        yield Effect(_("Bill of %(school)s") % {"school": school.registered_name}, lines, school.pk)


def _then(standing: Standing) -> str:
    if standing.rest > 0:
        return _("Then %(amount)s is still to be paid.") % {"amount": shown(standing.rest)}
    if standing.over:
        return _("Then %(amount)s too much has arrived, for the institution to pay back or set off.") % {
            "amount": shown(standing.over)
        }
    return _("Then nothing is open.")
